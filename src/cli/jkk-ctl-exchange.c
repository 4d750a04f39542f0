#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-demo.h"
#include "jkk-exchange.h"

static char *case_number, *output, *fhir_kind;
static gboolean yes, only_case, only_decision;

/* The case that the message belongs to: the one named, else the only one where everything agrees. */
static gint64
choose_case (JkkCtl *ctl, const JkkMessage *message, GError **error)
{
  g_autoptr (GPtrArray) matches = NULL;
  guint n_certain = 0;

  if (case_number != NULL)
    {
      g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, case_number, error);

      return file != NULL ? file->jcase->id : 0;
    }
  if ((matches = jkk_exchange_match (ctl->office, message, error)) == NULL)
    return 0;
  for (guint i = 0; i < matches->len; i++)
    n_certain += ((JkkMatch *) matches->pdata[i])->certain ? 1 : 0;
  if (n_certain == 1)
    return ((JkkMatch *) matches->pdata[0])->case_id;
  for (guint i = 0; i < matches->len; i++)
    {
      const JkkMatch *match = matches->pdata[i];

      jkk_ctl_say ("  %s · %s · %s", match->number, match->participant_name != NULL ? match->participant_name : "—",
                   match->reason);
    }
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
               matches->len > 0 ? _ ("It is not certain which case this belongs to. Choose one: --case NUMBER.")
                                : _ ("No case fits this message. Name it with --case NUMBER."));
  return 0;
}

/* A hospital's message is taken over; a case file changes the facts. */
static JkkOutcome *
take_over (JkkCtl *ctl, const JkkCase *jcase, const JkkIncoming *incoming, GError **error)
{
  JkkRequest request = { .case_id = jcase->id, .revision = jcase->revision };
  g_autoptr (JkkCase) edited = NULL;

  if (strcmp (incoming->message->kind, "case") != 0)
    {
      request.message = incoming->message;
      request.message_sha256 = incoming->sha256;
      return jkk_ctl_do (ctl, "take-over", &request, error);
    }
  edited = jkk_exchange_apply (jcase, incoming->message, NULL);
  request.edited = edited;
  return jkk_ctl_do (ctl, "save", &request, error);
}

static gboolean
ask (const JkkCase *jcase, const JkkIncoming *incoming, gboolean *agreed, GError **error)
{
  g_autoptr (GPtrArray) changes = jkk_exchange_differences (jcase, incoming->message);
  g_autoptr (JkkCase) after = jkk_exchange_apply (jcase, incoming->message, NULL);
  g_autofree char *question =
      g_strdup_printf (_ ("Take this over into %s?"), jcase->cover.number != NULL ? jcase->cover.number : "—");

  g_print ("%s · %s\n", jcase->cover.number, jcase->participant.name != NULL ? jcase->participant.name : "—");
  if (changes->len == 0)
    g_print ("  %s\n", _ ("Nothing changes; the case says so already."));
  jkk_ctl_print_changes (after, changes, 2);
  *agreed = yes;
  return yes || jkk_ctl_confirm (question, agreed, error);
}

static gboolean
import_file (JkkCtl *ctl, const char *path, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkIncoming) incoming = jkk_exchange_read (path, &faults, error);
  gboolean agreed;

  if (incoming == NULL)
    jkk_ctl_tell_faults (path, faults, FALSE, error);
  else
    jkk_ctl_tell_notices (incoming->message->notices);
  gint64 id = incoming != NULL ? choose_case (ctl, incoming->message, error) : 0;
  g_autoptr (JkkCaseFile) file = id != 0 ? jkk_office_load (ctl->office, id, error) : NULL;
  if (file == NULL ||
      !jkk_deed_allowed (strcmp (incoming->message->kind, "case") == 0 ? "save" : "take-over",
                         jkk_office_get_person (ctl->office), file->jcase, error) ||
      !ask (file->jcase, incoming, &agreed, error))
    return FALSE;
  if (!agreed)
    {
      g_print ("%s\n", _ ("Nothing was taken over."));
      return TRUE;
    }
  g_autoptr (JkkOutcome) outcome = take_over (ctl, file->jcase, incoming, error);
  return outcome != NULL && jkk_ctl_print_standing (ctl, outcome->jcase, error);
}

static gboolean
run_import (JkkCtl *ctl, char **args, GError **error)
{
  if (jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  for (guint i = 0; args[i] != NULL; i++)
    if (!import_file (ctl, args[i], error))
      {
        if (args[1] != NULL)
          g_prefix_error (error, "%s: ", args[i]);
        return FALSE;
      }
  return TRUE;
}

static char *
make_bundle (JkkCtl *ctl, const JkkCaseFile *file, gsize *length, GError **error)
{
  g_autoptr (GPtrArray) left_out = NULL;
  char *bundle =
      jkk_exchange_fhir (file->jcase, fhir_kind, jkk_office_get_code (ctl->office), length, &left_out, error);

  if (bundle != NULL)
    jkk_ctl_tell_notices (left_out);
  return bundle;
}

static char *
make_export (JkkCtl *ctl, const JkkCaseFile *file, gsize *length, GError **error)
{
  gboolean decided = file->decision != NULL && !jkk_case_status_is_open (jkk_case_get_status (file->jcase));

  if (fhir_kind != NULL)
    return make_bundle (ctl, file, length, error);
  if (only_decision || (decided && !only_case))
    return jkk_exchange_decision_xml (file, length, error);
  return jkk_exchange_case_xml (file->jcase, length);
}

/* Writes a file with personal data, and notes that it left the office. */
static gboolean
hand_out (JkkCtl *ctl, gint64 case_id, const char *form, const char *bytes, gsize length, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);

  return jkk_ctl_save (output, bytes, length, error) && jkk_ctl_note (ctl, "export", case_id, form, sha256, error);
}

static gboolean
check_output (GError **error)
{
  if (output != NULL)
    return TRUE;
  return jkk_ctl_usage_error (error, _ ("Say where to: -o FILE.xml, or -o - for standard output."));
}

static gboolean
run_export (JkkCtl *ctl, char **args, GError **error)
{
  gsize length = 0;

  if (!check_output (error))
    return FALSE;
  if ((only_case ? 1 : 0) + (only_decision ? 1 : 0) + (fhir_kind != NULL ? 1 : 0) > 1)
    return jkk_ctl_usage_error (error, _ ("--case, --decision and --fhir exclude each other."));
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);
  g_autofree char *xml = file != NULL ? make_export (ctl, file, &length, error) : NULL;
  return xml != NULL && hand_out (ctl, file->jcase->id, fhir_kind != NULL ? "fhir" : "xml", xml, length, error);
}

static gboolean
run_sample (JkkCtl *ctl, char **args, GError **error)
{
  gsize length = 0;

  if (g_ascii_strcasecmp (args[0], "kk3") != 0)
    return jkk_ctl_usage_error (error, _ ("There is no sample “%s”; there is kk3."), args[0]);
  if (!check_output (error))
    return FALSE;
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[1], error);
  if (file == NULL)
    return FALSE;
  g_autofree char *xml = jkk_demo_kk3 (file->jcase, jkk_today (), &length);
  return hand_out (ctl, file->jcase->id, "kk3", xml, length, error);
}

static const GOptionEntry import_options[] = {
  { "case", 0, 0, G_OPTION_ARG_STRING, &case_number, N_ ("It belongs to this case"), N_ ("NUMBER") },
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Do not ask before taking it over"), NULL },
  G_OPTION_ENTRY_NULL
};

#define OUTPUT                                                                                                         \
  {                                                                                                                    \
    "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to (“-”: standard output)"), N_ ("FILE.xml")          \
  }

static const GOptionEntry export_options[] = {
  OUTPUT,
  { "case", 0, 0, G_OPTION_ARG_NONE, &only_case, N_ ("The case, even where it is decided"), NULL },
  { "decision", 0, 0, G_OPTION_ARG_NONE, &only_decision, N_ ("The decision, or nothing"), NULL },
  { "fhir", 0, 0, G_OPTION_ARG_STRING, &fhir_kind,
    N_ ("The doctor’s letter (kk3) or the receipts for treatment (bill) as a FHIR Bundle"), N_ ("KIND") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry sample_options[] = { OUTPUT, G_OPTION_ENTRY_NULL };

const JkkCtlCommand jkk_ctl_exchange_commands[] = {
  { "import", N_ ("FILE.xml… [--case NUMBER] [--yes]"), N_ ("Take over a hospital’s KK 3, or a case file"),
    N_ ("The message finds its case; what it changes is shown before it is taken over. A faulty file changes nothing."),
    import_options, 1, JKK_CTL_MANY, run_import },
  { "export", N_ ("CASE -o FILE.xml"), N_ ("Write the decision of a case, or the undecided case, into a file"), NULL,
    export_options, 1, 1, run_export },
  { "sample", N_ ("kk3 CASE -o FILE.xml"), N_ ("Write the KK 3 message that a hospital would send for a case"),
    N_ ("For demonstrations and for those who write software for hospitals. The letter of the case, or an invented "
        "one\n"
        "that fits its report when it has none yet."),
    sample_options, 2, 2, run_sample },
  { NULL }
};
