#include "jkk-demo-post.h"

#include <string.h>

#include "jkk-case-list.h"
#include "jkk-case-store.h"
#include "jkk-deed-private.h"
#include "jkk-demo-case.h"
#include "jkk-demo-private.h"
#include "jkk-file.h"
#include "jkk-message-xml.h"
#include "jkk-outgoing.h"
#include "jkk-partner-store.h"
#include "jkk-postbox.h"
#include "jkk-receipt.h"

/* The post of the demonstration: two hospitals and the labour office, some messages that came in the last days, one
 * that was spoilt on its way, answers that are owed, and two files that still lie in an inbox. */

enum
{
  DICE_POST = 9,
};

#define PERSON "sari"
#define LABOUR_OFFICE "DISNAKER-KERTASANA"

typedef struct
{
  const char *folder;
  guint32 seed;
  JkkDay today;
  JkkDice dice;
  JkkDb *db;
  char *hospitals[2]; /* codes */
  gint64 sequences[2];
} Mail;

static void
mail_clear (Mail *mail)
{
  g_free (mail->hospitals[0]);
  g_free (mail->hospitals[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mail, mail_clear)

static gboolean
put_partner (Mail *mail, const char *code, const char *name, const char *kind, GError **error)
{
  g_autoptr (JkkPartner) partner = jkk_partner_new (code, name, kind);

  partner->must_sign = FALSE;
  partner->folder = g_build_filename (mail->folder, code, NULL);
  return jkk_partner_store_put (mail->db, partner, error) && jkk_postbox_prepare (partner, error);
}

/* Open cases in this state, the newest first. */
static GPtrArray *
find_cases (Mail *mail, guint statuses, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_case_unref);
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;

  query.statuses = statuses;
  query.descending = TRUE;
  query.limit = 4;
  g_autoptr (GArray) ids = jkk_case_list_ids (mail->db, &query, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      JkkCase *jcase = jkk_case_store_load (mail->db, g_array_index (ids, gint64, i), error);

      if (jcase == NULL)
        return NULL;
      g_ptr_array_add (cases, jcase);
    }
  return ids != NULL ? g_steal_pointer (&cases) : NULL;
}

/* --- Messages of a hospital --- */

/* Half past eight of that many days ago, in the time zone of the office. */
static gint64
moment (Mail *mail, guint days_ago)
{
  return (mail->today - (JkkDay) days_ago) * 86400 + 90 * 60;
}

static JkkMessage *
message_new (Mail *mail, const char *kind, guint hospital, guint days_ago, const JkkCase *jcase)
{
  JkkMessage *message = jkk_message_new (kind);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment (mail, days_ago) - 600);

  message->id = jkk_demo_uuid (&mail->dice);
  message->sender = g_strdup (mail->hospitals[hospital]);
  message->sequence = ++mail->sequences[hospital];
  message->sent_at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  message->content = jkk_case_copy (jcase);
  if (!g_strv_contains ((const char *const[]){ "kk3", "suspected", NULL }, kind))
    jkk_outgoing_trim (message);
  return message;
}

static void
set (JkkMessage *message, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!jkk_message_set_text (message, path, text, &error))
    g_critical ("%s: %s", path, error->message);
}

static void
set_day (JkkMessage *message, const char *path, JkkDay day)
{
  g_autofree char *iso = jkk_day_to_iso (day);

  set (message, path, iso);
}

/* The doctor's letter of a case; @shift: by how many days the doctor is mistaken in the day of the accident. */
static JkkMessage *
letter_new (Mail *mail, guint hospital, guint days_ago, const JkkCase *jcase, gint64 shift)
{
  g_autoptr (JkkMessage) drawn = jkk_demo_kk3_message (jcase, mail->today);
  JkkMessage *message = message_new (mail, "kk3", hospital, days_ago, drawn->content);

  g_strfreev (message->parts);
  message->parts = g_strdupv (drawn->parts);
  message->case_number = shift == 0 ? g_strdup (jcase->cover.number) : NULL;
  message->content->medical.accident_day += shift;
  set (message, "report.stage", "kemajuan");
  return message;
}

/* An accident of which the office has heard nothing yet. */
static JkkMessage *
suspicion_new (Mail *mail, guint hospital, guint days_ago, guint index)
{
  g_autoptr (JkkDemoCase) demo = jkk_demo_case_new (mail->seed + 77, index, 12, mail->today);
  g_autoptr (JkkCase) content = jkk_case_new ();
  const JkkCase *drawn = demo->jcase;
  JkkDay day = mail->today - (JkkDay) days_ago - 1;

  /* What the patient and the companions could tell. */
  content->participant.name = g_strdup (drawn->participant.name);
  content->participant.number = g_strdup (drawn->participant.number);
  content->participant.identity = g_strdup (drawn->participant.identity);
  content->employer.name = g_strdup (drawn->employer.name);
  content->accident.accident_day = day;
  content->accident.accident_time = drawn->accident.accident_time;
  content->accident.place = g_strdup (drawn->accident.place);
  content->accident.chronology = g_strdup (drawn->accident.chronology);
  JkkMessage *message = message_new (mail, "suspected", hospital, days_ago, content);
  set (message, "suspicion.reported_by", "Ns. Wulan, petugas IGD");
  set (message, "suspicion.reporter", "fasilitas-kesehatan");
  set_day (message, "suspicion.known_day", day);
  set (message, "suspicion.condition", "Sadar, sedang diobservasi; rencana tindakan esok hari.");
  return message;
}

static JkkMessage *
question_new (Mail *mail, guint hospital, guint days_ago, const JkkCase *jcase)
{
  JkkMessage *message = message_new (mail, "question", hospital, days_ago, jcase);

  message->case_number = g_strdup (jcase->cover.number);
  set (message, "letter.topic", "tagihan");
  set (message, "letter.text",
       "Mohon kabar kapan tagihan perawatan pasien ini dibayar, dan apakah masih ada berkas yang kurang.");
  return message;
}

static JkkMessage *
discharge_new (Mail *mail, guint hospital, guint days_ago, const JkkCase *jcase)
{
  JkkMessage *message = message_new (mail, "discharge", hospital, days_ago, jcase);
  JkkDay day = MAX (jcase->accident.accident_day, mail->today - (JkkDay) days_ago - 1);

  message->case_number = g_strdup (jcase->cover.number);
  set_day (message, "stay.discharged_day", day);
  set_day (message, "stay.control_day", day + 14);
  set (message, "stay.condition", "Luka baik, pasien dapat berjalan sendiri.");
  return message;
}

/* --- Into the store --- */

static gboolean
run (Mail *mail, const char *deed, const JkkRequest *request, guint days_ago, GError **error)
{
  JkkRequest with_id = *request;
  g_autofree char *deed_id = jkk_demo_uuid (&mail->dice);

  with_id.deed_id = deed_id;
  g_autoptr (JkkOutcome) outcome =
      jkk_deed_run (mail->db, deed, PERSON, &with_id, mail->today - (JkkDay) days_ago, moment (mail, days_ago), error);
  return outcome != NULL;
}

static char *
file_name (const JkkMessage *message)
{
  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%s.xml", message->sequence, message->kind);
}

/* @from is put in place of @to in its text, where something shall be spoilt. */
static gboolean
receive (Mail *mail, const JkkMessage *message, guint days_ago, const char *from, const char *to, GError **error)
{
  g_autofree char *xml = jkk_message_to_xml (message, NULL), *name = file_name (message);
  g_autoptr (GString) text = g_string_new (xml);

  if (from != NULL)
    g_string_replace (text, from, to, 1);
  g_autoptr (JkkPostFile) file =
      jkk_post_file_judge (message->sender, name, text->str, text->len, mail->today - (JkkDay) days_ago);
  return run (mail, "receive", &(JkkRequest){ .post = file }, days_ago, error);
}

static gboolean
lay_down (Mail *mail, const JkkMessage *message, GError **error)
{
  gsize length;
  g_autofree char *xml = jkk_message_to_xml (message, &length), *name = file_name (message);
  g_autofree char *path = g_build_filename (mail->folder, message->sender, JKK_FOLDER_INBOX, name, NULL);

  return jkk_xml_save_file (path, xml, length, error);
}

static gboolean
send_question (Mail *mail, const JkkCase *jcase, guint days_ago, GError **error)
{
  g_autoptr (JkkMessage) question = jkk_message_new ("question");
  g_autoptr (JkkPartner) partner = jkk_partner_new (mail->hospitals[0], "", "faskes");

  question->id = jkk_demo_uuid (&mail->dice);
  question->content = jkk_case_copy (jcase);
  question->case_number = g_strdup (jcase->cover.number);
  set (question, "letter.topic", "istirahat");
  set (question, "letter.text", "Mohon tanggal akhir istirahat menurut dokter; pada KK 3 tidak terbaca.");
  return run (mail, "send-message", &(JkkRequest){ .outgoing = question, .partner = partner, .case_id = jcase->id },
              days_ago, error);
}

static gboolean
deliver_all (Mail *mail, const GPtrArray *open, const GPtrArray *decided, GError **error)
{
  const JkkCase *first = open->pdata[0], *second = open->pdata[open->len - 1];
  const JkkCase *old = decided->len > 0 ? decided->pdata[0] : first;
  g_autoptr (JkkMessage) question = question_new (mail, 0, 6, old);
  g_autoptr (JkkMessage) spoilt = suspicion_new (mail, 1, 4, 3);
  g_autoptr (JkkMessage) letter = letter_new (mail, 0, 2, first, 0);
  g_autoptr (JkkMessage) mistaken = letter_new (mail, 1, 1, second, 1);
  g_autoptr (JkkMessage) suspicion = suspicion_new (mail, 0, 0, 5);
  g_autoptr (JkkMessage) discharge = discharge_new (mail, 0, 0, first);
  g_autoptr (JkkMessage) later = suspicion_new (mail, 1, 0, 7);

  return send_question (mail, first, 20, error) && receive (mail, question, 6, NULL, NULL, error) &&
         receive (mail, spoilt, 4, "<known_day>20", "<known_day>tgl 20", error) &&
         receive (mail, letter, 2, NULL, NULL, error) && receive (mail, mistaken, 1, NULL, NULL, error) &&
         receive (mail, suspicion, 0, NULL, NULL, error) && lay_down (mail, discharge, error) &&
         lay_down (mail, later, error);
}

static gboolean
register_hospitals (Mail *mail, const GPtrArray *open, GError **error)
{
  const JkkCase *first = open->pdata[0];
  const char *facility = first->medical.facility != NULL ? first->medical.facility : "RSUD Kertasana";

  mail->hospitals[0] = jkk_demo_sender (facility);
  if (!put_partner (mail, mail->hospitals[0], facility, "faskes", error))
    return FALSE;
  /* Another one than that of the newest case. */
  for (guint i = 1; i < open->len && mail->hospitals[1] == NULL; i++)
    {
      const JkkCase *other = open->pdata[i];

      if (other->medical.facility != NULL && g_strcmp0 (other->medical.facility, facility) != 0)
        {
          mail->hospitals[1] = jkk_demo_sender (other->medical.facility);
          if (!put_partner (mail, mail->hospitals[1], other->medical.facility, "faskes", error))
            return FALSE;
        }
    }
  if (mail->hospitals[1] == NULL)
    {
      mail->hospitals[1] = g_strdup ("KLINIK-BUNDA-KERTASANA");
      if (!put_partner (mail, mail->hospitals[1], "Klinik Bunda Kertasana", "faskes", error))
        return FALSE;
    }
  return put_partner (mail, LABOUR_OFFICE, "Dinas Tenaga Kerja Kertasana", "dinas", error);
}

static gpointer
create (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Mail *mail = data;

  mail->db = db;
  g_autoptr (GPtrArray) open =
      find_cases (mail, JKK_STATUS_BIT (JKK_STATUS_RECEIVED) | JKK_STATUS_BIT (JKK_STATUS_VERIFYING), error);
  g_autoptr (GPtrArray) decided = find_cases (mail, JKK_STATUS_BIT (JKK_STATUS_APPROVED), error);
  if (open == NULL || decided == NULL)
    return NULL;
  /* The smallest of demonstrations may have no open case to write about. */
  if (open->len > 0 && (!register_hospitals (mail, open, error) || !deliver_all (mail, open, decided, error)))
    return NULL;
  return mail;
}

/**
 * jkk_demo_post_folder:
 * @address: of a demonstration, or under the name under which it is being made
 *
 * Returns: (transfer full): the folder beside it that holds the folders of its partners.
 */
char *
jkk_demo_post_folder (const char *address)
{
  g_autofree char *dir = g_path_get_dirname (address), *base = g_path_get_basename (address);
  g_autofree char *name = g_strndup (base, strcspn (base, "."));
  g_autofree char *folder = g_strconcat (name, "-mitra", NULL);

  return g_build_filename (dir, folder, NULL);
}

/**
 * jkk_demo_post_create:
 * @store: the store of a demonstration with its cases
 * @folder: where the folders of the partners shall lie
 * @seed: as of its cases
 * @today: the day
 * @error: return location
 *
 * Gives the demonstration partners and post.
 *
 * Returns: whether they are there.
 */
gboolean
jkk_demo_post_create (JkkStore *store, const char *folder, guint32 seed, JkkDay today, GError **error)
{
  g_auto (Mail) mail = { .folder = folder, .seed = seed, .today = today, .dice = jkk_dice_new (seed, DICE_POST, 0) };

  return jkk_store_write (store, create, &mail, NULL, NULL, error) != NULL;
}
