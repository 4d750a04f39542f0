#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-printing.h"
#include "jkk-verification.h"

static char *output;
static gboolean fillable;

static const JkkPaperKind *
find_kind (const char *code, GError **error)
{
  guint n;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n);
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (kinds[i].code, code) == 0)
      {
        g_string_free (codes, TRUE);
        return &kinds[i];
      }
    else
      g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", kinds[i].code);
  jkk_ctl_usage_error (error, _ ("There is no paper “%s”. It is one of: %s."), code, codes->str);
  g_string_free (codes, TRUE);
  return NULL;
}

static gboolean
print_file (const JkkPaperKind *kind, const char *path, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_ctl_read_case (path, error);

  g_autoptr (JkkPayout) payout = jcase != NULL ? jkk_verification_calculate (jcase, jkk_today (), error) : NULL;
  if (payout == NULL)
    return FALSE;
  g_autoptr (JkkPrintout) printout = jkk_printing_make (NULL, kind->code, jcase, payout, NULL, fillable, error);
  return printout != NULL && jkk_printout_save (printout, output, error);
}

static gboolean
print_case (JkkCtl *ctl, const JkkPaperKind *kind, const char *number, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, number, error);
  g_autoptr (JkkPayout) payout = file != NULL ? jkk_ctl_payout (ctl, file, error) : NULL;

  if (payout == NULL)
    return FALSE;
  const JkkDecision *decision = jkk_case_status_is_editable (jkk_case_get_status (file->jcase)) ? NULL : file->decision;
  g_autoptr (JkkPrintout) printout =
      jkk_printing_make (ctl->office, kind->code, file->jcase, payout, decision, fillable, error);
  return printout != NULL && jkk_printout_save (printout, output, error) &&
         jkk_ctl_note (ctl, "print", file->jcase->id, kind->code, jkk_printout_get_sha256 (printout), error);
}

static gboolean
run_form (JkkCtl *ctl, char **args, GError **error)
{
  const JkkPaperKind *kind = find_kind (args[0], error);

  if (kind == NULL)
    return FALSE;
  if (output == NULL)
    return jkk_ctl_usage_error (error, _ ("Say where to: -o FILE.pdf."));
  if (fillable && !kind->fillable)
    return jkk_ctl_usage_error (error, _ ("The paper “%s” has nothing to fill in; leave --fillable out."), kind->code);
  gboolean from_file = g_str_has_suffix (args[1], ".xml") || g_file_test (args[1], G_FILE_TEST_EXISTS);
  if (from_file ? !print_file (kind, args[1], error) : !print_case (ctl, kind, args[1], error))
    return FALSE;
  g_print (_ ("%s is in “%s”.\n"), kind->title, output);
  return TRUE;
}

static const GOptionEntry form_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to"), N_ ("FILE.pdf") },
  { "fillable", 0, 0, G_OPTION_ARG_NONE, &fillable, N_ ("Keep the fields of the form, to be filled in on the screen"),
    NULL },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_form_commands[] = {
  { "form", N_ ("KK2|penetapan|… CASE|FILE.xml -o FILE.pdf"), N_ ("Print a form or the decision letter into a PDF"),
    N_ ("A case is named by its number, or by a case file, for which no office is needed."), form_options, 2, 2,
    run_form },
  { NULL }
};
