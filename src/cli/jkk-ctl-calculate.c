#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-verification.h"

static char *output;
static gboolean as_json, print_template;

static gboolean
run_calculate (JkkCtl *ctl, char **args, GError **error)
{
  if (print_template)
    {
      gsize length = 0;
      g_autofree char *xml = jkk_exchange_template (&length);

      return jkk_ctl_save ("-", xml, length, error);
    }
  if (args[0] == NULL)
    return jkk_ctl_usage_error (error, _ ("“%s” needs %s."), "calculate", _ ("FILE.xml, or --template"));

  g_autoptr (JkkCase) jcase = jkk_ctl_read_case (args[0], error);
  g_autoptr (JkkPayout) payout = jcase != NULL ? jkk_verification_calculate (jcase, jkk_today (), error) : NULL;
  if (payout == NULL)
    return FALSE;
  g_autofree char *text = as_json ? jkk_exchange_payout_json (payout) : jkk_payout_to_text (payout);
  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return TRUE;
}

/* What a Bundle says beside the message is no fault, and is not taken over. */
static void
tell_notices_of (const char *path)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (JkkIncoming) incoming = jkk_exchange_read (path, &faults, NULL);

  if (incoming != NULL)
    jkk_ctl_tell_notices (incoming->message->notices);
}

static gboolean
run_check (JkkCtl *ctl, char **args, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; args[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) problem = NULL;
      const char *kind = NULL;

      if (jkk_exchange_check (args[i], &kind, &faults, &problem))
        {
          g_print (_ ("%s: faultless (%s)\n"), args[i], kind);
          tell_notices_of (args[i]);
          continue;
        }
      jkk_ctl_tell_faults (args[i], faults, TRUE, &problem);
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&problem));
      good = FALSE;
    }
  return good;
}

static gboolean
run_fhir (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) notices = NULL, faults = NULL;
  gsize length = 0;

  if (output == NULL)
    return jkk_ctl_usage_error (error, _ ("Say where to: -o FILE.xml, or -o - for standard output."));
  g_autofree char *converted = jkk_exchange_convert (args[0], &length, &notices, &faults, error);
  if (converted == NULL)
    {
      jkk_ctl_tell_faults (args[0], faults, FALSE, error);
      return FALSE;
    }
  jkk_ctl_tell_notices (notices);
  return jkk_ctl_save (output, converted, length, error);
}

static gboolean
run_schema (JkkCtl *ctl, char **args, GError **error)
{
  const char *const *names = jkk_exchange_schema_names ();
  gsize length = 0;

  if (args[0] == NULL)
    {
      for (guint i = 0; names[i] != NULL; i++)
        g_print ("%s\n", names[i]);
      return TRUE;
    }
  const char *text = jkk_exchange_schema (args[0], &length);
  if (text != NULL)
    return jkk_ctl_save ("-", text, length, error);
  g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no schema “%s”. “santunctl schema” names them all."),
               args[0]);
  return FALSE;
}

static const GOptionEntry calculate_options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("As JSON, for other programs"), NULL },
  { "template", 0, 0, G_OPTION_ARG_NONE, &print_template, N_ ("Print a commented example of a case file"), NULL },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry fhir_options[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
                                               N_ ("Where to (“-”: standard output)"), N_ ("FILE.xml") },
                                             G_OPTION_ENTRY_NULL };

const JkkCtlCommand jkk_ctl_calculate_commands[] = {
  { "calculate", N_ ("FILE.xml [--json] | --template"), N_ ("Calculate what a case pays, from a file"),
    N_ ("The file is a case (santun-case-1.xsd). What cannot be calculated yet is named with the field that is "
        "missing."),
    calculate_options, 0, 1, run_calculate },
  { "check", N_ ("FILE.xml…"), N_ ("Check files of the published schemas"),
    N_ ("Each fault is named with line, path, reason and a way to mend it."), NULL, 1, JKK_CTL_MANY, run_check },
  { "fhir", N_ ("FILE.xml -o FILE.xml"), N_ ("Turn a KK 3 or a bill into a FHIR Bundle, or a Bundle into a message"),
    N_ ("What has no place in the other form is named, line by line."), fhir_options, 1, 1, run_fhir },
  { "schema", N_ ("[NAME]"), N_ ("Name the published schemas, or print one"), NULL, NULL, 0, 1, run_schema },
  { NULL }
};
