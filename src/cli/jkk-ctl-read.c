#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-exchange.h"
#include "jkk-homecoming.h"
#include "jkk-reading.h"

static char *into;
static gboolean as_new, yes, keep;

/* ---- What was read ----------------------------------------------------------------------------------------------- */

static void
print_value (const JkkCase *jcase, const JkkReadValue *value)
{
  const JkkField *field = NULL;
  g_autofree char *label = jkk_case_path_label (value->path), *source = jkk_reading_source (value);

  jkk_case_find (jcase, value->path, &field, NULL);
  g_autofree char *shown =
      field != NULL && field->kind == JKK_KIND_CODE ? jkk_field_show (field, value->text) : g_strdup (value->text);
  g_print ("  %s: %s\n      %s\n", label, shown, source);
  if (value->remark != NULL)
    g_print ("      %s %s\n", value->is_bad ? _ ("Not taken:") : _ ("Look at this:"), value->remark);
}

static void
print_values (const JkkIncoming *incoming)
{
  g_autoptr (JkkCase) jcase = jkk_reading_new_case (incoming);

  g_print ("%s\n", incoming->form);
  for (guint i = 0; i < incoming->values->len; i++)
    print_value (jcase, incoming->values->pdata[i]);
}

static void
print_page (JkkCtl *ctl, const JkkHomePage *page)
{
  g_print (_ ("Page %u: %s"), page->page + 1, page->text);
  g_print ("\n");
  if (page->changes == NULL)
    return;
  g_autoptr (JkkCaseFile) file = jkk_office_load (ctl->office, page->case_id, NULL);
  if (file != NULL)
    jkk_ctl_print_changes (file->jcase, page->changes, 2);
}

/* ---- Taking it over ---------------------------------------------------------------------------------------------- */

static gboolean
agree (const char *question, gboolean *agreed, GError **error)
{
  *agreed = yes;
  if (!yes && !jkk_ctl_confirm (question, agreed, error))
    return FALSE;
  if (!*agreed)
    g_print ("%s\n", _ ("Nothing was taken over."));
  return TRUE;
}

static gboolean
take_in (JkkCtl *ctl, const JkkIncoming *incoming, GError **error)
{
  g_autoptr (JkkCase) jcase = jkk_reading_new_case (incoming);
  JkkRequest request = { .edited = jcase, .message = incoming->message, .message_sha256 = incoming->sha256 };
  gboolean agreed = FALSE;

  if (!agree (_ ("Take this in as a new case?"), &agreed, error) || !agreed)
    return agreed == FALSE && (error == NULL || *error == NULL);
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "take-in", &request, error);
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("%s is taken in.\n"), outcome->jcase->cover.number);
  return jkk_ctl_print_standing (ctl, outcome->jcase, error);
}

static guint
print_differences (const JkkCase *jcase, JkkIncoming *incoming)
{
  jkk_reading_fit (incoming, jcase);
  g_autoptr (GPtrArray) changes = jkk_exchange_differences (jcase, incoming->message);
  g_autoptr (JkkCase) after = jkk_exchange_apply (jcase, incoming->message, NULL);

  g_print ("%s · %s\n", jcase->cover.number, jcase->participant.name != NULL ? jcase->participant.name : "—");
  if (changes->len == 0)
    g_print ("  %s\n", _ ("Nothing changes; the case says so already."));
  jkk_ctl_print_changes (after, changes, 2);
  return changes->len;
}

static gboolean
take_over (JkkCtl *ctl, JkkIncoming *incoming, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, into, error);
  gboolean agreed = FALSE;

  if (file == NULL || !jkk_deed_allowed ("take-over", jkk_office_get_person (ctl->office), file->jcase, error))
    return FALSE;
  if (print_differences (file->jcase, incoming) == 0)
    return TRUE;
  g_autofree char *question = g_strdup_printf (_ ("Take this over into %s?"), file->jcase->cover.number);
  if (!agree (question, &agreed, error))
    return FALSE;
  if (!agreed)
    return TRUE;
  JkkRequest request = { .case_id = file->jcase->id,
                         .revision = file->jcase->revision,
                         .message = incoming->message,
                         .message_sha256 = incoming->sha256 };
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, "take-over", &request, error);
  return outcome != NULL && jkk_ctl_print_standing (ctl, outcome->jcase, error);
}

/* Without being told what to do with it: whose it may be, and what it would change. */
static gboolean
suggest (JkkCtl *ctl, JkkIncoming *incoming, GError **error)
{
  g_autoptr (GPtrArray) matches = jkk_exchange_match (ctl->office, incoming->message, error);

  if (matches == NULL)
    return FALSE;
  if (matches->len == 0)
    g_print ("%s\n", _ ("No case fits this form. With --new it becomes one, with --into CASE it goes into another."));
  for (guint i = 0; i < matches->len; i++)
    {
      const JkkMatch *match = matches->pdata[i];
      g_autoptr (JkkCaseFile) file = jkk_office_load (ctl->office, match->case_id, error);

      if (file == NULL)
        return FALSE;
      g_print (_ ("May belong to %s (%s); --into %s takes over:"), match->number, match->reason, match->number);
      g_print ("\n");
      print_differences (file->jcase, incoming);
    }
  return TRUE;
}

static gboolean
read_form (JkkCtl *ctl, JkkIncoming *incoming, GError **error)
{
  print_values (incoming);
  if (as_new)
    return take_in (ctl, incoming, error);
  return into != NULL ? take_over (ctl, incoming, error) : suggest (ctl, incoming, error);
}

/* Attaches the paper to the case that was named, or to the one whose mark it bears. */
static gboolean
file_it (JkkCtl *ctl, const JkkHomecoming *home, GError **error)
{
  const char *kind;
  g_autoptr (JkkPaperFile) paper = jkk_homecoming_get_file (home, &kind);
  g_autoptr (JkkCaseFile) file = NULL;

  if (into == NULL && home->case_id == 0)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                           _ ("The paper does not say to which case it belongs. Name it with --into CASE."));
      return FALSE;
    }
  file = into != NULL ? jkk_ctl_load (ctl, into, error) : jkk_office_load (ctl->office, home->case_id, error);
  g_autoptr (JkkOutcome) outcome =
      file != NULL ? jkk_documents_attach (ctl->office, file->jcase, paper, kind, NULL, error) : NULL;
  if (outcome == NULL)
    return FALSE;
  g_print (_ ("Filed to %s as paper number %u.\n"), outcome->jcase->cover.number, outcome->jcase->documents->len);
  return TRUE;
}

static gboolean
run_read (JkkCtl *ctl, char **args, GError **error)
{
  if (into != NULL && as_new)
    return jkk_ctl_usage_error (error, _ ("--into and --new exclude each other."));
  if (jkk_ctl_signed_in (ctl, error) == NULL)
    return FALSE;
  g_autoptr (JkkHomecoming) home = jkk_homecoming_read (ctl->office, args[0], NULL, error);
  if (home == NULL)
    return FALSE;
  for (guint i = 0; i < home->pages->len; i++)
    print_page (ctl, home->pages->pdata[i]);
  if (keep)
    return file_it (ctl, home, error);
  if (home->incoming != NULL)
    return read_form (ctl, home->incoming, error);
  if (into == NULL && !as_new)
    {
      if (home->pages->len == 0)
        g_print (ngettext ("%u page without fields and without a mark of this program; keep it as a document.\n",
                           "%u pages without fields and without a mark of this program; keep them as a document.\n",
                           home->n_pages),
                 home->n_pages);
      return TRUE;
    }
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                       _ ("There is nothing in its fields to take over. Keep the file as a document of the case."));
  return FALSE;
}

static const GOptionEntry read_options[] = {
  { "into", 0, 0, G_OPTION_ARG_STRING, &into, N_ ("Take over what the form says into this case"), N_ ("CASE") },
  { "new", 0, 0, G_OPTION_ARG_NONE, &as_new, N_ ("Take the form in as a new case"), NULL },
  { "file", 0, 0, G_OPTION_ARG_NONE, &keep, N_ ("Keep the file as a document of its case"), NULL },
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Do not ask before taking it over"), NULL },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_read_commands[] = {
  { "read", N_ ("FILE.pdf [--into CASE | --new] [--file] [--yes]"),
    N_ ("Read a filled form, or recognise a scan of a print"),
    N_ ("Of a form filled in on the screen: each value and where it stands, and what it would change. Of a scan or "
        "photo\n(PDF, PNG, JPEG, TIFF) of a page that was printed here: its case, and whether it still says the same. "
        "The file is\nopened in a process of its own that can harm nothing."),
    read_options, 1, 1, run_read },
  { NULL }
};
