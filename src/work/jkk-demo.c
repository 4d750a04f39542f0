#include "jkk-demo.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-deed-private.h"
#include "jkk-demo-bulk.h"
#include "jkk-demo-course.h"
#include "jkk-demo-post.h"
#include "jkk-demo-private.h"
#include "jkk-journal.h"
#include "jkk-keyring-private.h"
#include "jkk-message-xml.h"
#include "jkk-office-store.h"
#include "jkk-office.h"
#include "jkk-store.h"

#define OFFICE_NAME "Kantor Cabang Peragaan Kertasana"
#define OFFICE_CITY "Kertasana"
#define PASSWORD "santun-demo"
#define ADMINISTRATOR "admin"

/* So many deeds in one transaction: enough that it costs little, few enough that the progress moves. */
#define BATCH 250

/* A demonstration of more cases is made by the bulk. */
#define MOST_PLAYED 20000

enum
{
  DICE_DEED = 6,
  DICE_KEY = 11,
};

static const JkkDemoAccount accounts[] = {
  { "sari", "Sari Wulandari", JKK_ROLE_VERIFIER, PASSWORD },
  { "rina", "Rina Kusuma", JKK_ROLE_VERIFIER, PASSWORD },
  { "budi", "Budi Hartono", JKK_ROLE_SUPERVISOR, PASSWORD },
  { ADMINISTRATOR, "Administrator Peragaan", JKK_ROLE_ADMINISTRATOR, PASSWORD },
  { "wati", "Wati Anggraini", JKK_ROLE_AUDITOR, PASSWORD },
};

/**
 * jkk_demo_accounts:
 * @n_accounts: (out): how many
 *
 * Returns: (transfer none) (array length=n_accounts): who may sign in to a demonstration office, and how.
 */
const JkkDemoAccount *
jkk_demo_accounts (guint *n_accounts)
{
  *n_accounts = G_N_ELEMENTS (accounts);
  return accounts;
}

/* A case whose course is not at its end. */
typedef struct
{
  guint index;
  JkkDemoCase *demo;
  JkkDemoCourse *course;
  guint next;
  JkkCase *stored;
} Running;

/* Plays the courses of all cases into the store in order of time. Only the cases that run at the same time are in
 * memory: cases are invented in order of receipt, and a step may be played as soon as no case to come can be received
 * before it. */
typedef struct
{
  guint n_cases;
  guint32 seed;
  JkkDay today;
  guint n_invented;
  guint n_taken_in;
  JkkDay horizon;
  GSequence *running; /* Running, by the time of the next step */
  GHashTable *sent;   /* sender → messages so far */
  GHashTable *keys;   /* login → JkkSigner, open */
} Player;

static void
running_free (gpointer data)
{
  Running *running = data;

  jkk_demo_case_free (running->demo);
  jkk_demo_course_free (running->course);
  g_clear_pointer (&running->stored, jkk_case_unref);
  g_free (running);
}

static int
compare_running (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Running *x = a, *y = b;
  gint64 s = x->course->steps[x->next].time, t = y->course->steps[y->next].time;

  if (s != t)
    return s < t ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static void
player_clear (Player *player)
{
  g_clear_pointer (&player->running, g_sequence_free);
  g_clear_pointer (&player->sent, g_hash_table_unref);
  g_clear_pointer (&player->keys, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Player, player_clear)

static void
player_init (Player *player, guint n_cases, guint32 seed, JkkDay today)
{
  *player = (Player){ .n_cases = n_cases, .seed = seed, .today = today, .horizon = JKK_NONE };
  player->running = g_sequence_new (NULL);
  player->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  player->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) jkk_signer_unref);
}

static void
invent (Player *player)
{
  Running *running = g_new0 (Running, 1);

  running->index = player->n_invented++;
  running->demo = jkk_demo_case_new (player->seed, running->index, player->n_cases, player->today);
  /* The office opens at one o'clock of that day in UTC, so nothing to come is earlier. */
  player->horizon = running->demo->jcase->cover.received_day;
  running->course = jkk_demo_course_new (running->demo, player->today);
  if (running->course->n_steps > 0)
    g_sequence_insert_sorted (player->running, running, compare_running, NULL);
  else
    running_free (running);
}

/* The case that has the next step, taken out of the sequence. */
static Running *
next_running (Player *player)
{
  for (;;)
    {
      GSequenceIter *first = g_sequence_get_begin_iter (player->running);
      Running *running = !g_sequence_iter_is_end (first) ? g_sequence_get (first) : NULL;
      gboolean all = player->n_invented == player->n_cases;

      if (running != NULL && (all || running->course->steps[running->next].time < player->horizon * 86400))
        {
          g_sequence_remove (first);
          return running;
        }
      if (all)
        return NULL;
      invent (player);
    }
}

static JkkMessage *
make_message (Player *player, const Running *running, const JkkDemoStep *step, JkkDice *dice, char **sha256)
{
  g_autofree char *sender = jkk_demo_sender (running->demo->jcase->medical.facility);
  gint64 sequence = 1 + GPOINTER_TO_INT (g_hash_table_lookup (player->sent, sender));
  gsize length;

  g_hash_table_insert (player->sent, g_steal_pointer (&sender), GINT_TO_POINTER ((int) sequence));
  JkkMessage *message =
      jkk_demo_message_new (running->demo->jcase, dice, sequence, step->time - 3600, running->stored->cover.number);
  g_autofree char *xml = jkk_message_to_xml (message, &length);
  *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) xml, length);
  return message;
}

/* The law of the case has no such deed. */
static gboolean
skip_step (Running *running)
{
  running->next++;
  return TRUE;
}

/* Another case of the same person, decided meanwhile, has made a proposal out of date: it is checked anew. */
static gboolean
is_overtaken (Running *running, const GError *error)
{
  return g_error_matches (error, JKK_ERROR, JKK_ERROR_REFUSED) &&
         g_str_equal (running->course->steps[running->next].deed, "approve") &&
         jkk_demo_course_check_anew (running->course, running->next,
                                     "Kasus lain peserta ini sudah ditetapkan; hitung ulang hari STMB.");
}

/* One deed, just as a person would do it. */
static gboolean
play_step (Player *player, JkkDb *db, Running *running, GError **error)
{
  const JkkDemoStep *step = &running->course->steps[running->next];
  JkkDice dice = jkk_dice_new (player->seed, DICE_DEED, (guint64) running->index * JKK_DEMO_MAX_STEPS + running->next);
  g_autofree char *deed_id = jkk_demo_uuid (&dice);
  g_autoptr (JkkCase) edited = NULL;
  g_autoptr (JkkMessage) message = NULL;
  g_autofree char *sha256 = NULL;
  JkkDay day = (step->time + 7 * 3600) / 86400;

  if (g_str_equal (step->deed, "take-in") || g_str_equal (step->deed, "save"))
    edited = jkk_demo_case_as_known (running->demo, running->stored, step->known);
  else if (g_str_equal (step->deed, "take-over"))
    message = make_message (player, running, step, &dice, &sha256);
  JkkInstallment *payment = step->child > 0 ? jkk_demo_show_payment (running->stored, step->child, day) : NULL;
  if (step->child > 0 && payment == NULL)
    return skip_step (running);
  JkkRequest request = {
    .case_id = running->stored != NULL ? running->stored->id : 0,
    .edited = edited,
    .reason = step->reason,
    .refuse = step->refuse,
    .message = message,
    .message_sha256 = sha256,
    .form = step->form,
    .installment = payment,
    .signer = g_hash_table_lookup (player->keys, step->person),
    .deed_id = deed_id,
  };
  g_autoptr (JkkOutcome) outcome = jkk_deed_run (db, step->deed, step->person, &request, day, step->time, error);
  if (payment != NULL)
    jkk_record_free (&jkk_installment_type, payment);
  if (outcome == NULL && is_overtaken (running, *error))
    {
      g_clear_error (error);
      return TRUE;
    }
  if (outcome == NULL)
    {
      g_prefix_error (error, "%s %s: ", running->stored != NULL ? running->stored->cover.number : "—", step->deed);
      return FALSE;
    }
  g_clear_pointer (&running->stored, jkk_case_unref);
  running->stored = g_steal_pointer (&outcome->jcase);
  player->n_taken_in += running->next == 0 ? 1 : 0;
  running->next++;
  return TRUE;
}

/* Plays so many deeds; returns the player while there are more to come. */
static gpointer
play_batch (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Player *player = data;

  for (guint i = 0; i < BATCH; i++)
    {
      Running *running = next_running (player);

      if (running == NULL)
        return NULL;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !play_step (player, db, running, error))
        {
          running_free (running);
          return NULL;
        }
      if (running->next < running->course->n_steps)
        g_sequence_insert_sorted (player->running, running, compare_running, NULL);
      else
        running_free (running);
    }
  return player;
}

/* Everything in a demonstration is invented, the keys too: the same seed gives the same signatures. */
static JkkSigner *
invent_key (const Player *player, const char *login, guint number, GError **error)
{
  JkkDice dice = jkk_dice_new (player->seed, DICE_KEY, number);
  guint8 seed[JKK_SIGNER_SEED_BYTES];

  for (guint i = 0; i < sizeof seed; i++)
    seed[i] = (guint8) jkk_dice_below (&dice, 256);
  return jkk_signer_new (login, seed, error);
}

static gboolean
write_entry (JkkDb *db, Player *player, const char *login, guint number, GPtrArray *changes, GError **error)
{
  gboolean first = number == 0;
  JkkDice dice = jkk_dice_new (player->seed, DICE_DEED, G_MAXUINT64 - number);
  g_autofree char *deed_id = jkk_demo_uuid (&dice);
  JkkJournalEntry entry = {
    .time = (player->today - 365 * 6) * 86400 + 60 * number,
    .person = ADMINISTRATOR,
    .workstation = g_get_host_name (),
    .deed = first ? "create-office" : "add-account",
    .deed_id = deed_id,
    .reason = first ? OFFICE_NAME : login,
    .changes = changes,
  };

  return jkk_journal_append (db, &entry, NULL, error);
}

/* The administrator comes first, and says what the others may. */
static gboolean
introduce (JkkDb *db, Player *player, const JkkDemoAccount *person, guint number, GError **error)
{
  gint64 time = (player->today - 365 * 6) * 86400 + 60 * number;
  g_autoptr (JkkAccount) account = jkk_account_new (person->login, person->name, person->roles);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  JkkSigner *key = invent_key (player, person->login, number, error);

  if (key == NULL)
    return FALSE;
  g_hash_table_insert (player->keys, (gpointer) person->login, key);
  return jkk_account_insert (db, account, person->password, jkk_deed_password_cost (), time, error) &&
         jkk_keyring_found (db, key, g_hash_table_lookup (player->keys, ADMINISTRATOR), account, person->password, time,
                            changes, error) &&
         write_entry (db, player, person->login, number, changes, error);
}

static gpointer
found_office (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Player *player = data;

  if (!jkk_office_store_set (db, JKK_OFFICE_NAME, OFFICE_NAME, error) ||
      !jkk_office_store_set (db, JKK_OFFICE_CITY, OFFICE_CITY, error) ||
      !jkk_office_store_set (db, JKK_OFFICE_IS_DEMO, "ya", error))
    return NULL;
  guint number = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
      if (g_str_equal (accounts[i].login, ADMINISTRATOR) == (pass == 0) &&
          !introduce (db, player, &accounts[i], number++, error))
        return NULL;
  return data;
}

static gboolean
fill_store (JkkStore *store,
            Player *player,
            JkkProgress progress,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean more = jkk_store_write (store, found_office, player, NULL, cancellable, &problem) != NULL;

  while (more && problem == NULL)
    {
      more = jkk_store_write (store, play_batch, player, NULL, cancellable, &problem) != NULL;
      if (progress != NULL)
        progress (player->n_taken_in, player->n_cases, user_data);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What was not finished is no office. */
static void
remove_store (const char *address)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *file = g_strconcat (address, tails[i], NULL);

      g_unlink (file);
    }
}

/**
 * jkk_demo_create:
 * @address: where; nothing may be there yet
 * @n_cases: how many cases, at least one
 * @seed: which office: the same seed on the same day gives the same one
 * @today: the day; the cases came in before it
 * @progress: (nullable): called now and then, on the caller's thread
 * @user_data: for @progress
 * @cancellable: (nullable): to give up; nothing is left then
 * @error: return location
 *
 * Makes a demonstration office: invented people and cases in all states. Each case goes its way by the same deeds that
 * people do, so that its history, its proposals and its decisions are real.
 *
 * Returns: whether it is there.
 */
gboolean
jkk_demo_create (const char *address,
                 guint n_cases,
                 guint32 seed,
                 JkkDay today,
                 JkkProgress progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Player) player = { 0 };
  g_autoptr (JkkStore) store = NULL;

  g_return_val_if_fail (address != NULL && n_cases > 0 && today != JKK_NONE, FALSE);

  if (jkk_office_exists (address))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
                   _ ("There is an office at “%s” already. Open that one, or choose another place."), address);
      return FALSE;
    }
  if ((store = jkk_store_open (address, JKK_DB_CREATE, error)) == NULL)
    return FALSE;
  /* Of very many only some are played; the others are made after them. */
  guint n_played = n_cases > MOST_PLAYED ? JKK_DEMO_CASES : n_cases;
  player_init (&player, n_played, seed, today);
  g_autofree char *folder = jkk_demo_post_folder (address);
  gboolean made = fill_store (store, &player, progress, user_data, cancellable, error) &&
                  jkk_demo_post_create (store, folder, seed, today, error);
  g_sequence_foreach (player.running, (GFunc) running_free, NULL);
  jkk_store_close (store);
  if (made && n_cases > n_played)
    made = jkk_demo_bulk (address, n_cases, n_played, seed, today, progress, user_data, cancellable, error);
  if (!made)
    remove_store (address);
  return made;
}
