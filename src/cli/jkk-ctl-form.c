#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-printing.h"
#include "jkk-verification.h"

static char *output, *question, *recipient, *queue;
static gboolean fillable, blank, list, batch, check, copies;

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

/**
 * jkk_ctl_paper_free:
 * @paper: (transfer full): a paper
 */
void
jkk_ctl_paper_free (JkkCtlPaper *paper)
{
  g_clear_pointer (&paper->printout, jkk_printout_unref);
  g_free (paper->name);
  g_free (paper->sha256);
  g_free (paper->content_hash);
  g_free (paper);
}

static JkkPrintout *
make_of_file (const JkkPaperKind *kind, const char *path, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_ctl_read_case (path, error);
  g_autoptr (JkkPayout) payout = jcase != NULL ? jkk_verification_calculate (jcase, jkk_today (), error) : NULL;

  return payout != NULL ? make (NULL, kind, jcase, payout, NULL, error) : NULL;
}

static JkkPrintout *
make_of_case (JkkCtl *ctl, const JkkPaperKind *kind, const char *number, guint copy, gint64 *case_id, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, number, error);

  if (file != NULL && copy > 0)
    {
      *case_id = file->jcase->id;
      return jkk_printing_make_copy (ctl->office, kind->code, file, copy, error);
    }
  g_autoptr (JkkPayout) payout = file != NULL ? jkk_ctl_payout (ctl, file, error) : NULL;

  if (payout == NULL)
    return NULL;
  *case_id = file->jcase->id;
  const JkkDecision *decision = jkk_case_status_is_editable (jkk_case_get_status (file->jcase)) ? NULL : file->decision;
  return make (ctl->office, kind, file->jcase, payout, decision, error);
}

static gboolean
is_file (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_file_test (name, G_FILE_TEST_EXISTS);
}

/**
 * jkk_ctl_paper_make:
 * @ctl: the run
 * @kind: which paper
 * @name: a case number, its last digits, or a case file
 * @copy: which of the copies that the paper names, from 1; 0 = none; a case file has none
 * @error: return location
 *
 * Returns: (transfer full): the paper of that case; nothing is noted yet.
 */
JkkCtlPaper *
jkk_ctl_paper_make (JkkCtl *ctl, const JkkPaperKind *kind, const char *name, guint copy, GError **error)
{
  g_autoptr (JkkCtlPaper) paper = g_new0 (JkkCtlPaper, 1);

  if (copy > 0 && is_file (name))
    {
      jkk_ctl_usage_error (error, _ ("Copies for recipients are made of cases of an office; name them by number."));
      return NULL;
    }
  paper->printout =
      is_file (name) ? make_of_file (kind, name, error) : make_of_case (ctl, kind, name, copy, &paper->case_id, error);
  if (paper->printout == NULL)
    return NULL;
  g_auto (GStrv) lines = jkk_printing_copies (kind->code);
  paper->name = jkk_printing_name (kind->code, copy > 0 ? lines[copy - 1] : NULL);
  paper->sha256 = g_strdup (jkk_printout_get_sha256 (paper->printout));
  paper->content_hash = g_strdup (jkk_printout_get_content_hash (paper->printout));
  return g_steal_pointer (&paper);
}

/**
 * jkk_ctl_paper_note:
 * @ctl: the run
 * @paper: a paper that was printed
 * @error: return location
 *
 * Notes in the journal that somebody printed it, and for whom; where nobody has to sign in there is nobody to be noted,
 * and a case file has no journal.
 *
 * Returns: whether that is done.
 */
gboolean
jkk_ctl_paper_note (JkkCtl *ctl, const JkkCtlPaper *paper, GError **error)
{
  JkkRequest request = {
    .case_id = paper->case_id, .form = paper->name, .fingerprint = paper->sha256, .content_hash = paper->content_hash
  };

  if (paper->case_id == 0 || jkk_office_get_person (ctl->office) == NULL)
    return TRUE;
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "print", &request, error);
  return outcome != NULL;
}

static gboolean
print_one (JkkCtl *ctl, const JkkPaperKind *kind, const char *name, const char *to, GError **error)
{
  g_autoptr (JkkCtlPaper) paper = jkk_ctl_paper_make (ctl, kind, name, 0, error);

  return paper != NULL && jkk_printout_save (paper->printout, to, error) && jkk_ctl_paper_note (ctl, paper, error);
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

static void
tell (const char *title, GPtrArray *sentences)
{
  if (sentences->len > 0)
    g_print ("%s\n", title);
  for (guint i = 0; i < sentences->len; i++)
    g_print ("  %s\n", (const char *) sentences->pdata[i]);
}

/* An office's own PDF and its map, before they are laid into its folder. */
static gboolean
check_own (const char *pdf, const char *map, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) surplus = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  gboolean readable = jkk_printing_check_form (pdf, map, faults, surplus, &local);

  tell (_ ("To be mended:"), faults);
  tell (_ ("To be known:"), surplus);
  if (!readable)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (faults->len > 0)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 ngettext ("The form cannot be used: %u fault.", "The form cannot be used: %u faults.", faults->len),
                 faults->len);
  else
    g_print (_ ("The form can be used. Lay both files under one name, such as KK2.pdf and KK2.map, into the folder "
                "santun/forms of your data.\n"));
  return readable && faults->len == 0;
}

/* The cases that the words name: all of a queue, those of the arguments. */
static char **
batch_names (JkkCtl *ctl, char **args, GError **error)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (queue == NULL)
    return g_strdupv (args);
  if (args[0] != NULL)
    {
      jkk_ctl_usage_error (error, _ ("Name cases or a queue, not both."));
      return NULL;
    }
  if (!jkk_ctl_choose_queue (ctl, queue, &query, error))
    return NULL;
  JkkOffice *office = jkk_ctl_reading (ctl, error);
  g_autoptr (GArray) ids = office != NULL ? jkk_office_list (office, &query, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? jkk_office_rows (office, (const gint64 *) (gpointer) ids->data, ids->len, error) : NULL;
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (names, ((JkkCaseRow *) rows->pdata[i])->number);
  return g_strv_builder_end (names);
}

static gboolean
names_copies (const JkkPaperKind *kind)
{
  g_auto (GStrv) lines = jkk_printing_copies (kind->code);

  return lines[0] != NULL;
}

static gboolean
check_words (const JkkPaperKind *kind, GError **error)
{
  if (output == NULL)
    return jkk_ctl_usage_error (error, _ ("Say where to: -o FILE.pdf."));
  if (fillable && !kind->fillable)
    return jkk_ctl_usage_error (error, _ ("The paper “%s” has nothing to fill in; leave --fillable out."), kind->code);
  if (copies && (fillable || blank))
    return jkk_ctl_usage_error (error, _ ("Copies for recipients are print copies; leave --fillable and --blank out."));
  if (copies && !names_copies (kind))
    return jkk_ctl_usage_error (error, _ ("The paper “%s” names no recipients of copies; leave --copies out."),
                                kind->code);
  if (fillable && batch && g_str_has_suffix (output, ".pdf"))
    return jkk_ctl_usage_error (error, _ ("Papers to be filled in stay files of their own: give -o a folder."));
  return TRUE;
}

static gboolean
print_paper (JkkCtl *ctl, const JkkPaperKind *kind, char **args, GError **error)
{
  if (!check_words (kind, error))
    return FALSE;
  if (blank)
    return print_blank (kind, error);
  if (!batch && !copies)
    return print_one (ctl, kind, args[0], output, error);
  g_auto (GStrv) names = batch_names (ctl, args, error);
  return names != NULL && jkk_ctl_print_batch (ctl, kind, names, copies, output, error);
}

static gboolean
run_form (JkkCtl *ctl, char **args, GError **error)
{
  static const char *const parties[] = { "employer", "participant", "facility", NULL };
  guint n = g_strv_length (args);

  batch = batch || queue != NULL;
  if (list)
    {
      print_kinds ();
      return TRUE;
    }
  if (check)
    return n == 2 ? check_own (args[0], args[1], error)
                  : jkk_ctl_usage_error (error, _ ("Name the two files: --check FILE.pdf FILE.map."));
  if (n == 0 || n < (blank || queue != NULL ? 1 : 2) || (n > 2 && !batch) || (blank && n > 1))
    return jkk_ctl_usage_error (error, _ ("Name one paper and one case; several cases with --batch."));
  if (recipient != NULL && !g_strv_contains (parties, recipient))
    return jkk_ctl_usage_error (error, _ ("--to knows employer, participant and facility."));
  if (jkk_printing_is_message (args[0]) && n == 2)
    return print_message (ctl, args[0], args[1], error);
  const JkkPaperKind *kind = find_kind (args[0], error);
  if (kind == NULL || !print_paper (ctl, kind, args + 1, error))
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
  { "batch", 0, 0, G_OPTION_ARG_NONE, &batch,
    N_ ("Print many cases: into a folder, or into one file if -o names a .pdf"), NULL },
  { "queue", 'q', 0, G_OPTION_ARG_STRING, &queue, N_ ("Print all cases of this queue; with --batch implied"),
    N_ ("QUEUE") },
  { "copies", 0, 0, G_OPTION_ARG_NONE, &copies, N_ ("A copy for each recipient that the form names, with its name"),
    NULL },
  { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_ ("Compare an office's own PDF with its map: FILE.pdf FILE.map"),
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
