#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-printing.h"
#include "jkk-verification.h"

static char *output, *question, *recipient;
static gboolean fillable, blank, list, batch;

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

static JkkPrintout *
make (JkkOffice *office,
      const JkkPaperKind *kind,
      const JkkCase *jcase,
      const JkkPayout *payout,
      const JkkDecision *decision,
      GError **error)
{
  JkkLetterWish wish = { recipient, question };

  return kind->fillable ? jkk_printing_make (office, kind->code, jcase, payout, decision, fillable, error)
                        : jkk_printing_write (office, kind->code, jcase, payout, decision, &wish, error);
}

static gboolean
print_file (const JkkPaperKind *kind, const char *path, const char *to, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_ctl_read_case (path, error);

  g_autoptr (JkkPayout) payout = jcase != NULL ? jkk_verification_calculate (jcase, jkk_today (), error) : NULL;
  if (payout == NULL)
    return FALSE;
  g_autoptr (JkkPrintout) printout = make (NULL, kind, jcase, payout, NULL, error);
  return printout != NULL && jkk_printout_save (printout, to, error);
}

static gboolean
print_case (JkkCtl *ctl, const JkkPaperKind *kind, const char *number, const char *to, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, number, error);
  g_autoptr (JkkPayout) payout = file != NULL ? jkk_ctl_payout (ctl, file, error) : NULL;

  if (payout == NULL)
    return FALSE;
  const JkkDecision *decision = jkk_case_status_is_editable (jkk_case_get_status (file->jcase)) ? NULL : file->decision;
  g_autoptr (JkkPrintout) printout = make (ctl->office, kind, file->jcase, payout, decision, error);
  return printout != NULL && jkk_printout_save (printout, to, error) &&
         jkk_ctl_note (ctl, "print", file->jcase->id, kind->code, jkk_printout_get_sha256 (printout), error);
}

static gboolean
is_file (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_file_test (name, G_FILE_TEST_EXISTS);
}

static gboolean
print_one (JkkCtl *ctl, const JkkPaperKind *kind, const char *name, const char *to, GError **error)
{
  return is_file (name) ? print_file (kind, name, to, error) : print_case (ctl, kind, name, to, error);
}

/* Each paper is written whole or not at all, so a batch may be broken off at any moment. */
static gboolean
print_batch (JkkCtl *ctl, const JkkPaperKind *kind, char **names, GError **error)
{
  guint n = g_strv_length (names);

  if (g_mkdir_with_parents (output, 0700) != 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_STORAGE, _ ("The folder “%s” cannot be made."), output);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *base = g_path_get_basename (names[i]);
      g_autofree char *file = g_strconcat (kind->code, "-", base, ".pdf", NULL);
      g_autofree char *to = g_build_filename (output, file, NULL);

      if (!print_one (ctl, kind, names[i], to, error))
        {
          g_prefix_error (error, "%s: ", names[i]);
          return FALSE;
        }
      jkk_ctl_say (_ ("%u of %u: %s"), i + 1, n, file);
    }
  return TRUE;
}

static gboolean
print_blank (const JkkPaperKind *kind, GError **error)
{
  g_autoptr (JkkCase) empty = jkk_case_new ();

  if (!kind->fillable)
    return jkk_ctl_usage_error (error, _ ("The paper “%s” has nothing to fill in; leave --blank out."), kind->code);
  g_autoptr (JkkPrintout) printout = jkk_printing_make (NULL, kind->code, empty, NULL, NULL, TRUE, error);
  return printout != NULL && jkk_printout_save (printout, output, error);
}

/* A text for a telephone goes to the terminal, to be copied from there. */
static gboolean
print_message (JkkCtl *ctl, const char *code, const char *name, GError **error)
{
  g_autoptr (JkkCaseFile) file = !is_file (name) ? jkk_ctl_load (ctl, name, error) : NULL;
  g_autoptr (JkkCase) read = is_file (name) ? jkk_ctl_read_case (name, error) : NULL;
  const JkkCase *jcase = file != NULL ? file->jcase : read;

  if (jcase == NULL)
    return FALSE;
  g_autofree char *text = jkk_printing_message (file != NULL ? ctl->office : NULL, code, jcase, NULL, error);
  if (text != NULL)
    g_print ("%s\n", text);
  return text != NULL;
}

static void
print_kinds (void)
{
  guint n;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      jkk_ctl_print_padded (kinds[i].code, 20);
      g_print ("%s\n", kinds[i].title);
    }
}

static gboolean
run_form (JkkCtl *ctl, char **args, GError **error)
{
  static const char *const parties[] = { "employer", "participant", "facility", NULL };
  guint n = g_strv_length (args);

  if (list)
    {
      print_kinds ();
      return TRUE;
    }
  if (n == 0 || n < (blank ? 1 : 2) || (n > 2 && !batch) || (blank && n > 1))
    return jkk_ctl_usage_error (error, _ ("Name one paper and one case; several cases with --batch."));
  if (recipient != NULL && !g_strv_contains (parties, recipient))
    return jkk_ctl_usage_error (error, _ ("--to knows employer, participant and facility."));
  if (jkk_printing_is_message (args[0]))
    return print_message (ctl, args[0], args[1], error);
  const JkkPaperKind *kind = find_kind (args[0], error);
  if (kind == NULL)
    return FALSE;
  if (output == NULL)
    return jkk_ctl_usage_error (error, _ ("Say where to: -o FILE.pdf."));
  if (fillable && !kind->fillable)
    return jkk_ctl_usage_error (error, _ ("The paper “%s” has nothing to fill in; leave --fillable out."), kind->code);
  if (blank   ? !print_blank (kind, error)
      : batch ? !print_batch (ctl, kind, args + 1, error)
              : !print_one (ctl, kind, args[1], output, error))
    return FALSE;
  g_print (_ ("%s is in “%s”.\n"), kind->title, output);
  return TRUE;
}

static const GOptionEntry form_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to"), N_ ("FILE.pdf") },
  { "fillable", 0, 0, G_OPTION_ARG_NONE, &fillable, N_ ("Keep the fields of the form, to be filled in on the screen"),
    NULL },
  { "blank", 0, 0, G_OPTION_ARG_NONE, &blank, N_ ("An empty form to be filled in on the screen; no case is named"),
    NULL },
  { "batch", 0, 0, G_OPTION_ARG_NONE, &batch, N_ ("Print many cases, each into a file of the folder given by -o"),
    NULL },
  { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("Name all papers"), NULL },
  { "question", 0, 0, G_OPTION_ARG_STRING, &question, N_ ("What the letter asks; without it lines to write on"),
    N_ ("TEXT") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &recipient, N_ ("Whom it asks: employer, participant or facility"), N_ ("PARTY") },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_form_commands[] = {
  { "form", N_ ("KK2|penetapan|… CASE|FILE.xml… -o FILE.pdf"), N_ ("Print a form or a letter into a PDF"),
    N_ ("A case is named by its number, or by a case file, for which no office is needed."), form_options, 0,
    JKK_CTL_MANY, run_form },
  { NULL }
};
