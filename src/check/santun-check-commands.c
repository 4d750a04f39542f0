#include <glib/gi18n-lib.h>
#include <string.h>
#include <time.h>

#include "jkk-checkup.h"
#include "jkk-encryption.h"
#include "jkk-fhir.h"
#include "jkk-file.h"
#include "jkk-kk3.h"
#include "jkk-message-xml.h"
#include "jkk-own-key.h"
#include "jkk-read-value.h"
#include "jkk-receipt.h"
#include "jkk-signature.h"
#include "santun-check.h"

#define SECONDS_PER_DAY 86400

static char *sender_text, *office_text, *case_text, *stage_text, *id_text, *sent_text, *output_path, *key_path,
    *encrypt_path, *name_text;
static char **certificate_paths;
static gboolean json_flag, quiet_flag, unsigned_flag, encrypts_flag;
static gint64 sequence_number;
static int years_number = 2;

static gboolean
usage (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, text);
  return FALSE;
}

/* SANTUN_TODAY sets another day, as in the office. */
static JkkDay
today (void)
{
  const char *text = g_getenv ("SANTUN_TODAY");
  JkkDay day = text != NULL ? jkk_day_parse (text, NULL) : JKK_NONE;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return day != JKK_NONE ? day
                         : jkk_day_new (g_date_time_get_year (now), g_date_time_get_month (now),
                                        g_date_time_get_day_of_month (now));
}

static gboolean
write_out (const char *bytes, gsize length, GError **error)
{
  if (output_path != NULL)
    return jkk_xml_save_file (output_path, bytes, length, error);
  g_print ("%.*s", (int) length, bytes);
  return TRUE;
}

/* --- check --- */

static gboolean
set_up (JkkCheckup *checkup, GError **error)
{
  jkk_checkup_init (checkup);
  checkup->today = today ();
  checkup->sender = sender_text;
  checkup->office = office_text;
  checkup->need_not_sign = unsigned_flag;
  for (guint i = 0; certificate_paths != NULL && certificate_paths[i] != NULL; i++)
    if (!jkk_checkup_add_key (checkup, certificate_paths[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
run_check (char **args, GError **error)
{
  g_auto (JkkCheckup) checkup = { NULL };

  if (!set_up (&checkup, error))
    return FALSE;
  for (guint i = 0; args[i] != NULL; i++)
    if (!jkk_checkup_add_path (&checkup, args[i], error))
      return FALSE;
  if (json_flag)
    jkk_checkup_print_json (&checkup);
  else
    jkk_checkup_print_text (&checkup, quiet_flag);
  return jkk_checkup_is_good (&checkup);
}

/* --- make --- */

static char *
now_text (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
}

static gboolean
fill_header (JkkMessage *message, GError **error)
{
  message->sender = g_strdup (sender_text);
  message->recipient = g_strdup (office_text);
  message->sequence = sequence_number;
  message->sent_at = sent_text != NULL ? g_strdup (sent_text) : now_text ();
  if (id_text != NULL)
    jkk_set_str (&message->id, id_text);
  if (case_text != NULL)
    jkk_set_str (&message->case_number, case_text);
  return stage_text == NULL || jkk_message_set_text (message, "report.stage", stage_text, error);
}

/* What the form says and the message cannot: nobody shall think that it went along. */
static gboolean
tell_unclear (const GPtrArray *unclear, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < unclear->len; i++)
    {
      const JkkReadValue *value = unclear->pdata[i];

      g_string_append_printf (list, "\n  ");
      g_string_append_printf (list, _ ("page %u · %s"), value->page + 1, value->label);
      g_string_append_printf (list, ": “%s” — %s", value->text, value->remark != NULL ? value->remark : "");
    }
  if (unclear->len == 0)
    return TRUE;
  g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
               ngettext ("%u entry of the form cannot be taken as it is written; mend it in the PDF:%s",
                         "%u entries of the form cannot be taken as they are written; mend them in the PDF:%s",
                         unclear->len),
               unclear->len, list->str);
  return FALSE;
}

/* Signs and encrypts as asked; takes @text. */
static char *
finish (char *text, gsize *length, GError **error)
{
  g_autofree char *plain = text, *signed_text = NULL;
  g_autoptr (JkkOwnKey) key = key_path != NULL ? jkk_own_key_load (key_path, JKK_KEY_SIGNS, error) : NULL;

  if (key_path != NULL)
    {
      signed_text = key != NULL ? jkk_signature_sign (plain, *length, key, length, error) : NULL;
      if (signed_text == NULL)
        return NULL;
    }
  const char *so_far = signed_text != NULL ? signed_text : plain;
  if (encrypt_path == NULL)
    return g_strndup (so_far, *length);
  gsize n = 0;
  g_autofree char *bytes = jkk_read_file (encrypt_path, JKK_FILE_MAX, &n, error);
  g_autoptr (JkkPartnerKey) office =
      bytes != NULL ? jkk_key_read_certificate (bytes, n, office_text, JKK_KEY_ENCRYPTS, error) : NULL;
  return office != NULL ? jkk_encryption_encrypt (so_far, *length, office, length, error) : NULL;
}

/* A message with faults is not written: the office would refuse it. */
static gboolean
check_made (const char *text, gsize length, GError **error)
{
  g_auto (JkkCheckup) checkup = { NULL };

  jkk_checkup_init (&checkup);
  checkup.today = today ();
  checkup.need_not_sign = TRUE;
  jkk_checkup_judge (&checkup, output_path != NULL ? output_path : "—", text, length);
  const JkkPostFile *file = checkup.files->pdata[0];
  if (file->faults->len > 0 && !json_flag)
    for (guint i = 0; i < file->faults->len; i++)
      {
        g_autofree char *line = jkk_fault_to_text (file->faults->pdata[i]);

        g_printerr ("santun-check: %s\n", line);
      }
  if (jkk_checkup_is_good (&checkup))
    return TRUE;
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                       _ ("The office would refuse this message, so it was not written. Mend the form and try again."));
  return FALSE;
}

static gboolean
run_make (char **args, GError **error)
{
  g_autoptr (GPtrArray) unclear = NULL;
  gsize length = 0;

  if (sender_text == NULL || sequence_number < 1)
    return usage (error, _ ("Give the code of the sender and its running number: --sender RS-CONTOH --sequence 58"));
  g_autoptr (JkkMessage) message = jkk_kk3_read (args[0], &unclear, error);
  if (message == NULL || !tell_unclear (unclear, error) || !fill_header (message, error))
    return FALSE;
  g_autofree char *text = jkk_message_to_xml (message, &length);
  if (!check_made (text, length, error))
    return FALSE;
  g_autofree char *finished = finish (g_steal_pointer (&text), &length, error);
  return finished != NULL && write_out (finished, length, error);
}

/* --- sign, open, key, form --- */

static gboolean
run_sign (char **args, GError **error)
{
  gsize length = 0;

  if (key_path == NULL && encrypt_path == NULL)
    return usage (error, _ ("Give the file of your key: --key kunci.pem"));
  char *text = jkk_read_file (args[0], JKK_FILE_MAX, &length, error);
  g_autofree char *finished = text != NULL ? finish (text, &length, error) : NULL;
  return finished != NULL && write_out (finished, length, error);
}

/* What has no place in the other form is told beside the result. */
static gboolean
run_convert (char **args, GError **error)
{
  g_autoptr (GPtrArray) notices = NULL, faults = NULL;
  gsize length = 0;
  g_autofree char *bytes = jkk_read_file (args[0], JKK_FILE_MAX, &length, error);
  g_autofree char *text = bytes != NULL ? jkk_fhir_convert (bytes, length, &length, &notices, &faults, error) : NULL;
  const GPtrArray *said = text != NULL ? notices : faults;

  for (guint i = 0; said != NULL && i < said->len; i++)
    {
      g_autofree char *line = jkk_fault_to_text (said->pdata[i]);

      g_printerr ("santun-check: %s\n", line);
    }
  g_autofree char *finished = text != NULL ? finish (g_steal_pointer (&text), &length, error) : NULL;
  return finished != NULL && write_out (finished, length, error);
}

static gboolean
run_open (char **args, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_own_key_free);
  gsize length = 0;

  if (key_path == NULL)
    return usage (error, _ ("Give the file of your key: --key kunci.pem"));
  JkkOwnKey *key = jkk_own_key_load (key_path, JKK_KEY_ENCRYPTS, error);
  if (key == NULL)
    return FALSE;
  g_ptr_array_add (keys, key);
  g_autofree char *bytes = jkk_read_file (args[0], JKK_FILE_MAX, &length, error);
  g_autofree char *plain = bytes != NULL ? jkk_encryption_decrypt (bytes, length, keys, &length, error) : NULL;
  return plain != NULL && write_out (plain, length, error);
}

static gboolean
run_key (char **args, GError **error)
{
  JkkDay first = today ();

  if (name_text == NULL || output_path == NULL || years_number < 1 || years_number > 10)
    return usage (
        error,
        _ ("Give the name of your house and a file for the key: key --name \"RS Contoh\" -o kunci.pem; it counts "
           "for --years 1 to 10"));
  g_autoptr (JkkOwnKey) key = jkk_own_key_generate (name_text, encrypts_flag ? JKK_KEY_ENCRYPTS : JKK_KEY_SIGNS, first,
                                                    jkk_day_add_months (first, years_number * 12), error);
  if (key == NULL || !jkk_own_key_save (key, output_path, error))
    return FALSE;
  g_printerr (
      _ ("Keep “%s” to yourself. Give this certificate to the office, and tell it the fingerprint by telephone:\n"
         "%s\n"),
      output_path, key->certificate->fingerprint);
  g_print ("%s", key->certificate->pem);
  return TRUE;
}

static gboolean
run_form (char **args, GError **error)
{
  if (output_path == NULL)
    return usage (error, _ ("Give a file for the form: form -o kk3.pdf"));
  return jkk_kk3_write_blank (output_path, error);
}

#define OUTPUT                                                                                                         \
  {                                                                                                                    \
    "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_path, N_ ("Write into this file, else to standard output"),       \
        N_ ("FILE")                                                                                                    \
  }
#define KEY                                                                                                            \
  {                                                                                                                    \
    "key", 0, 0, G_OPTION_ARG_FILENAME, &key_path, N_ ("Your key: private key and certificate in one file"),           \
        N_ ("FILE")                                                                                                    \
  }
#define ENCRYPT                                                                                                        \
  {                                                                                                                    \
    "encrypt", 0, 0, G_OPTION_ARG_FILENAME, &encrypt_path,                                                             \
        N_ ("Encrypt for the office, by its certificate for encrypting"), N_ ("FILE")                                  \
  }
#define SENDER                                                                                                         \
  {                                                                                                                    \
    "sender", 0, 0, G_OPTION_ARG_STRING, &sender_text, N_ ("Code of the sender"), N_ ("CODE")                          \
  }
#define OFFICE                                                                                                         \
  {                                                                                                                    \
    "office", 0, 0, G_OPTION_ARG_STRING, &office_text, N_ ("Code of the office"), N_ ("CODE")                          \
  }

static const GOptionEntry check_options[] = {
  SENDER,
  OFFICE,
  { "certificate", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &certificate_paths,
    N_ ("Check signatures with this certificate, as the office has it"), N_ ("FILE") },
  { "unsigned", 0, 0, G_OPTION_ARG_NONE, &unsigned_flag, N_ ("The office takes your messages without signature"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json_flag, N_ ("Print JSON, for programs"), NULL },
  { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet_flag, N_ ("Leave out files without findings"), NULL },
  { NULL },
};

static const GOptionEntry make_options[] = {
  SENDER,
  OFFICE,
  { "sequence", 0, 0, G_OPTION_ARG_INT64, &sequence_number, N_ ("The sender’s running number of this message"),
    N_ ("NUMBER") },
  { "case", 0, 0, G_OPTION_ARG_STRING, &case_text, N_ ("Number of the case, if the form does not have it"),
    N_ ("CASE") },
  { "stage", 0, 0, G_OPTION_ARG_STRING, &stage_text, N_ ("Which report it is: pertama, kemajuan or akhir"),
    N_ ("STAGE") },
  { "id", 0, 0, G_OPTION_ARG_STRING, &id_text, N_ ("GUID of the message, else a new one"), N_ ("GUID") },
  { "sent-at", 0, 0, G_OPTION_ARG_STRING, &sent_text, N_ ("Time of sending, else now"), N_ ("TIME") },
  KEY,
  ENCRYPT,
  OUTPUT,
  { NULL },
};

static const GOptionEntry sign_options[] = { KEY, ENCRYPT, OUTPUT, { NULL } };
static const GOptionEntry open_options[] = { KEY, OUTPUT, { NULL } };
static const GOptionEntry form_options[] = { OUTPUT, { NULL } };
static const GOptionEntry key_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_text, N_ ("Name of your house"), N_ ("NAME") },
  { "encrypts", 0, 0, G_OPTION_ARG_NONE, &encrypts_flag, N_ ("A key for reading what is encrypted, not for signing"),
    NULL },
  { "years", 0, 0, G_OPTION_ARG_INT, &years_number, N_ ("How many years it counts; else 2"), N_ ("YEARS") },
  OUTPUT,
  { NULL },
};

const JkkCheckCommand jkk_check_commands[] = {
  { "check", N_ ("FILE|FOLDER…"), N_ ("Say what the branch office would answer"), check_options, 1, G_MAXUINT,
    run_check },
  { "make", N_ ("KK3.pdf --sender CODE --sequence NUMBER"), N_ ("Make the message from a filled form KK 3"),
    make_options, 1, 1, run_make },
  { "convert", N_ ("MESSAGE.xml -o FILE"), N_ ("Turn a KK 3 or a bill into a FHIR Bundle, or a Bundle into a message"),
    sign_options, 1, 1, run_convert },
  { "sign", N_ ("MESSAGE.xml --key FILE"), N_ ("Sign a message"), sign_options, 1, 1, run_sign },
  { "open", N_ ("MESSAGE.xml --key FILE"), N_ ("Decrypt what the office has encrypted for you"), open_options, 1, 1,
    run_open },
  { "key", N_ ("--name NAME -o FILE"), N_ ("Make a key, and print its certificate for the office"), key_options, 0, 0,
    run_key },
  { "form", N_ ("-o FILE"), N_ ("Write an empty form KK 3 to be filled"), form_options, 0, 0, run_form },
  { NULL },
};
