#include "jkk-looks-private.h"

#include <glib/gi18n-lib.h>

#include "jkk-journal.h"
#include "jkk-office-lock.h"
#include "jkk-office-private.h"

/* Another desk was writing: after so long it is tried again. */
#define PAUSE_SECONDS 3

/* Of a store that takes nothing for hours so many are remembered. */
#define MOST_PENDING 500

typedef struct
{
  char *login;
  gint64 case_id;
  gint64 time;
  char *deed_id;
} Look;

struct _JkkLooks
{
  JkkOffice *office;  /* borrowed; NULL when it is closed */
  JkkStore *store;    /* borrowed; likewise */
  JkkKept *kept;      /* (nullable): where those lie that the store has not taken */
  GHashTable *seen;   /* ids of the cases of this sitting */
  GPtrArray *pending; /* Look */
  GPtrArray *sent;    /* Look, on their way */
  guint retry_id;
};

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->login);
  g_free (look->deed_id);
  g_free (look);
}

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func (look_free);
}

static Look *
look_new (const char *login, gint64 case_id)
{
  Look *look = g_new0 (Look, 1);

  look->login = g_strdup (login);
  look->case_id = case_id;
  look->time = g_get_real_time () / G_USEC_PER_SEC;
  look->deed_id = g_uuid_string_random ();
  return look;
}

static gboolean
write_look (JkkDb *db, const Look *look, GError **error)
{
  const JkkJournalEntry entry = {
    .time = look->time,
    .person = look->login,
    .workstation = jkk_db_get_workstation (db),
    .deed = "open",
    .deed_id = look->deed_id,
    .case_id = look->case_id,
  };
  gboolean known = FALSE;

  /* The answer to the last attempt may have been lost. */
  return jkk_journal_knows (db, look->deed_id, &known, error) &&
         (known || jkk_journal_append (db, &entry, NULL, error));
}

static gpointer
looks_write (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const GPtrArray *looks = data;

  for (guint i = 0; i < looks->len; i++)
    if (!write_look (db, looks->pdata[i], error))
      return NULL;
  return NULL;
}

/* ---- What the store has not taken, sealed in the person's drawer ------------------------------------------------- */

static void
add_lines (GString *text, const GPtrArray *list, const char *login)
{
  for (guint i = 0; i < list->len; i++)
    {
      const Look *look = list->pdata[i];

      if (g_str_equal (look->login, login))
        g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", look->case_id, look->time,
                                look->deed_id);
    }
}

/* Each person has a drawer of the own, and what others have seen is none of it. */
static void
keep (JkkLooks *looks)
{
  const JkkAccount *person = looks->office != NULL ? jkk_office_get_person (looks->office) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (person == NULL)
    return;
  add_lines (text, looks->sent, person->login);
  add_lines (text, looks->pending, person->login);
  if (looks->kept == NULL && text->len > 0)
    looks->kept = jkk_kept_take (looks->office, JKK_KEPT_LOOKS);
  if (looks->kept == NULL)
    return;
  if (text->len > 0)
    jkk_kept_write (looks->kept, text->str);
  else
    {
      jkk_kept_clear (looks->kept);
      g_clear_pointer (&looks->kept, jkk_kept_free);
    }
}

static gboolean
is_known (const GPtrArray *list, const char *deed_id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const Look *) list->pdata[i])->deed_id, deed_id))
      return TRUE;
  return FALSE;
}

static void
take_line (JkkLooks *looks, const char *line, const char *login)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  gint64 case_id, time;

  if (g_strv_length (words) != 3 || !g_ascii_string_to_signed (words[0], 10, 1, G_MAXINT64, &case_id, NULL) ||
      !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &time, NULL) || !g_uuid_string_is_valid (words[2]) ||
      is_known (looks->pending, words[2]) || is_known (looks->sent, words[2]))
    return;
  Look *look = look_new (login, case_id);
  look->time = time;
  g_free (look->deed_id);
  look->deed_id = g_strdup (words[2]);
  g_ptr_array_add (looks->pending, look);
}

/* The program was ended before the store took them: the id of each sees to it that it has one effect. */
static void
take_kept (JkkLooks *looks)
{
  const JkkAccount *person = looks->office != NULL ? jkk_office_get_person (looks->office) : NULL;

  g_clear_pointer (&looks->kept, jkk_kept_free);
  looks->kept = person != NULL ? jkk_kept_take (looks->office, JKK_KEPT_LOOKS) : NULL;
  g_autofree char *text = looks->kept != NULL ? jkk_kept_read (looks->kept) : NULL;
  if (text == NULL)
    {
      g_clear_pointer (&looks->kept, jkk_kept_free);
      return;
    }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (looks, lines[i], person->login);
}

/* ---- Aside, while the person reads ------------------------------------------------------------------------------- */

static void send_pending (JkkLooks *looks);

static gboolean
retry_cb (gpointer data)
{
  JkkLooks *looks = data;

  looks->retry_id = 0;
  send_pending (looks);
  return G_SOURCE_REMOVE;
}

static void
take_back (JkkLooks *looks)
{
  while (looks->sent->len > 0)
    {
      Look *look = g_ptr_array_steal_index (looks->sent, looks->sent->len - 1);

      if (looks->pending->len < MOST_PENDING)
        g_ptr_array_insert (looks->pending, 0, look);
      else
        look_free (look);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JkkLooks *looks = data;
  g_autoptr (GError) error = NULL;

  jkk_store_finish (JKK_STORE (source), result, &error);
  if (error == NULL)
    g_ptr_array_set_size (looks->sent, 0);
  else
    {
      g_debug ("Looks were not noted yet: %s", error->message);
      take_back (looks);
    }
  if (error != NULL || looks->kept != NULL)
    keep (looks);
  /* Where the node is away or the disk full, the next look tries it again, and nobody waits for that. */
  if (looks->store != NULL && looks->retry_id == 0 && g_error_matches (error, JKK_ERROR, JKK_ERROR_BUSY))
    looks->retry_id = g_timeout_add_seconds (PAUSE_SECONDS, retry_cb, looks);
  else if (error == NULL)
    send_pending (looks);
  jkk_looks_unref (looks);
}

static void
send_pending (JkkLooks *looks)
{
  if (looks->store == NULL || looks->sent->len > 0 || looks->pending->len == 0)
    return;
  GPtrArray *batch = g_steal_pointer (&looks->pending);

  looks->pending = g_steal_pointer (&looks->sent);
  looks->sent = batch;
  /* Its answer comes in the context from which the list is changed, and until then nobody changes it. */
  jkk_store_write_aside_async (looks->store, looks_write, g_ptr_array_ref (batch), (GDestroyNotify) g_ptr_array_unref,
                               NULL, written_cb, g_atomic_rc_box_acquire (looks));
}

/**
 * jkk_looks_note:
 * @office: the office
 * @case_id: a case that was shown to who has signed in
 *
 * Notes that the person looked at the case, if that does not stand in the journal for this sitting already. The window
 * calls it when a case has been read; it comes back at once.
 */
void
jkk_looks_note (JkkOffice *office, gint64 case_id)
{
  const JkkAccount *person = jkk_office_get_person (office);
  JkkLooks *looks = jkk_office_get_looks (office);

  if (person == NULL || !g_hash_table_add (looks->seen, g_memdup2 (&case_id, sizeof case_id)))
    return;
  g_ptr_array_add (looks->pending, look_new (person->login, case_id));
  if (looks->kept != NULL)
    keep (looks);
  send_pending (looks);
}

/**
 * jkk_looks_note_now:
 * @office: the office
 * @case_id: a case that was shown to who has signed in
 *
 * As jkk_looks_note(), but waits until it is written, for the command line, which shows the case first. A store that
 * takes nothing is no reason to show less.
 */
void
jkk_looks_note_now (JkkOffice *office, gint64 case_id)
{
  const JkkAccount *person = jkk_office_get_person (office);
  g_autoptr (GPtrArray) looks = list_new ();
  g_autoptr (GError) error = NULL;

  if (person == NULL)
    return;
  g_ptr_array_add (looks, look_new (person->login, case_id));
  jkk_store_write (jkk_office_get_store (office), looks_write, looks, NULL, NULL, &error);
  if (error != NULL)
    g_debug ("The look was not noted: %s", error->message);
}

/* ---- For the office */

/* A list of its own for each office; (transfer full). */
JkkLooks *
jkk_looks_new (void)
{
  JkkLooks *looks = g_atomic_rc_box_new0 (JkkLooks);

  looks->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  looks->pending = list_new ();
  looks->sent = list_new ();
  return looks;
}

/* Where they go; borrowed until jkk_looks_end(). */
void
jkk_looks_set_office (JkkLooks *looks, JkkOffice *office, JkkStore *store)
{
  looks->office = office;
  looks->store = store;
}

/* Somebody sits down: what the one before has seen is seen anew. */
void
jkk_looks_begin_sitting (JkkLooks *looks)
{
  g_hash_table_remove_all (looks->seen);
  take_kept (looks);
  send_pending (looks);
}

/* The office is about to close its store: the last attempt is done before that. */
void
jkk_looks_end (JkkLooks *looks)
{
  g_clear_handle_id (&looks->retry_id, g_source_remove);
  send_pending (looks);
  g_clear_pointer (&looks->kept, jkk_kept_free);
  looks->office = NULL;
  looks->store = NULL;
}

static void
looks_clear (gpointer data)
{
  JkkLooks *looks = data;

  g_hash_table_unref (looks->seen);
  g_ptr_array_unref (looks->pending);
  g_ptr_array_unref (looks->sent);
}

/* The last one lets go of it. */
void
jkk_looks_unref (JkkLooks *looks)
{
  g_atomic_rc_box_release_full (looks, looks_clear);
}

/* ---- Asking */

/**
 * jkk_looks_allowed:
 * @person: (nullable): who asks
 *
 * Returns: whether this person may know who looked at a case.
 */
gboolean
jkk_looks_allowed (const JkkAccount *person)
{
  return person != NULL && (person->roles & (JKK_ROLE_SUPERVISOR | JKK_ROLE_AUDITOR)) != 0;
}

static gboolean
check_allowed (JkkOffice *office, GError **error)
{
  if (jkk_looks_allowed (jkk_office_get_person (office)))
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("Only supervisors and auditors may see who looked at a case. Sign in as one of them."));
  return FALSE;
}

static gpointer
looks_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return jkk_journal_looks (db, *(gint64 *) data, error);
}

/**
 * jkk_looks_load:
 * @office: the office
 * @case_id: a case
 * @error: REFUSED: that is not for everybody
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): who looked at the case, the latest first.
 */
GPtrArray *
jkk_looks_load (JkkOffice *office, gint64 case_id, GError **error)
{
  return check_allowed (office, error)
             ? jkk_office_read (office, looks_read, &case_id, (GDestroyNotify) g_ptr_array_unref, error)
             : NULL;
}

/**
 * jkk_looks_load_async:
 * @office: the office
 * @case_id: a case
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_looks_load().
 */
void
jkk_looks_load_async (
    JkkOffice *office, gint64 case_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GError *error = NULL;

  if (!check_allowed (office, &error))
    g_task_report_error (office, callback, user_data, jkk_looks_load_async, error);
  else
    jkk_office_read_async (office, looks_read, g_memdup2 (&case_id, sizeof case_id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * jkk_looks_load_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): see jkk_looks_load().
 */
GPtrArray *
jkk_looks_load_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
