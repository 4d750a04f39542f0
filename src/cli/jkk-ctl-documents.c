#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-ctl.h"
#include "jkk-documents.h"
#include "jkk-looks.h"

static char *kind_text, *title_text, *output, *reason_text, *defect_text;
static gboolean complete;

static const char *
label_of (const char *list, const char *code)
{
  const JkkCode *found = code != NULL ? jkk_code_list_find (jkk_code_list_get (list), code) : NULL;

  return found != NULL ? jkk_code_label (found) : (code != NULL ? code : "—");
}

static const char *
verdict_of (const JkkDocument *document)
{
  if (document->complete == 1)
    return _ ("in order");
  if (document->defect != NULL)
    return label_of ("document_defect", document->defect);
  return document->complete == 0 ? _ ("not in order") : "—";
}

/* --- The list --- */

static gboolean
run_documents (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_load (ctl, args[0], error);
  g_autoptr (JkkCtlTable) table = jkk_ctl_table_new ();

  if (file == NULL)
    return FALSE;
  jkk_ctl_table_add_column (table, _ ("No."), JKK_CTL_RIGHT, 0);
  jkk_ctl_table_add_column (table, _ ("Kind of paper"), JKK_CTL_LEFT, 36);
  jkk_ctl_table_add_column (table, _ ("Title of paper"), JKK_CTL_LEFT, 36);
  jkk_ctl_table_add_column (table, _ ("Paper received on"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Verdict"), JKK_CTL_LEFT, 0);
  jkk_ctl_table_add_column (table, _ ("Fingerprint of the file"), JKK_CTL_LEFT, 0);
  for (guint i = 0; i < file->jcase->documents->len; i++)
    {
      const JkkDocument *document = file->jcase->documents->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *day = document->received_day != JKK_NONE ? jkk_day_to_iso (document->received_day) : NULL;
      g_autofree char *hash = document->sha256 != NULL ? g_strndup (document->sha256, 16) : NULL;

      jkk_ctl_table_add_cell (table, number);
      jkk_ctl_table_add_cell (table, label_of ("document_kind", document->kind));
      jkk_ctl_table_add_cell (table, document->title != NULL ? document->title : "—");
      jkk_ctl_table_add_cell (table, day != NULL ? day : "—");
      jkk_ctl_table_add_cell (table, verdict_of (document));
      jkk_ctl_table_add_cell (table, hash != NULL ? hash : _ ("no file"));
    }
  if (file->jcase->documents->len == 0)
    g_print ("%s\n", _ ("No paper is in this case yet."));
  else
    jkk_ctl_table_print (table);
  jkk_looks_note_now (ctl->office, file->jcase->id);
  return TRUE;
}

/* --- Attaching --- */

static gboolean
attach_one (JkkCtl *ctl, gint64 case_id, const char *path, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_office_load (ctl->office, case_id, error);
  g_autoptr (JkkPaperFile) paper = file != NULL ? jkk_documents_read (path, NULL, error) : NULL;
  g_autoptr (JkkOutcome) outcome =
      paper != NULL ? jkk_documents_attach (ctl->office, file->jcase, paper, kind_text, title_text, error) : NULL;

  if (outcome == NULL)
    return FALSE;
  const JkkDocument *document = outcome->jcase->documents->pdata[outcome->jcase->documents->len - 1];
  g_print ("%u  %s · %s · %s · SHA-256 %s\n", outcome->jcase->documents->len,
           label_of ("document_kind", document->kind), document->title, paper->media_type, document->sha256);
  return TRUE;
}

static gboolean
run_attach (JkkCtl *ctl, char **args, GError **error)
{
  g_autoptr (JkkCaseFile) file = jkk_ctl_signed_in (ctl, error) != NULL ? jkk_ctl_load (ctl, args[0], error) : NULL;

  if (file == NULL)
    return FALSE;
  if (kind_text == NULL)
    return jkk_ctl_usage_error (error, _ ("Say what kind of paper it is: --kind KIND, such as kk3, ktp or kuitansi."));
  for (guint i = 1; args[i] != NULL; i++)
    if (!attach_one (ctl, file->jcase->id, args[i], error))
      return FALSE;
  return TRUE;
}

/* --- One document --- */

static gboolean
save (JkkCtl *ctl, const JkkCaseFile *file, const JkkDocument *document, GError **error)
{
  g_autoptr (GBytes) bytes = jkk_documents_load (ctl->office, document, error);
  gsize length = 0;

  if (bytes == NULL)
    return FALSE;
  if (output == NULL)
    return jkk_ctl_usage_error (error, _ ("Say where the file goes: -o FILE."));
  const char *data = g_bytes_get_data (bytes, &length);
  return jkk_ctl_save (output, data, length, error) &&
         jkk_ctl_note (ctl, "export", file->jcase->id, document->kind, document->sha256, error);
}

static gboolean
do_with (JkkCtl *ctl, const char *deed, const JkkRequest *request, GError **error)
{
  g_autoptr (JkkOutcome) outcome = jkk_ctl_do (ctl, deed, request, error);

  return outcome != NULL;
}

static gboolean
run_document (JkkCtl *ctl, char **args, GError **error)
{
  guint64 row = 0;
  g_autoptr (JkkCaseFile) file = jkk_ctl_signed_in (ctl, error) != NULL ? jkk_ctl_load (ctl, args[1], error) : NULL;

  if (file == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (args[2], 10, 1, MAX (file->jcase->documents->len, 1), &row, NULL) ||
      file->jcase->documents->len == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                   _ ("The case has no paper number %s; “santunctl documents” lists them."), args[2]);
      return FALSE;
    }
  JkkDocument verdict = { .complete = complete ? 1 : 0, .defect = defect_text };
  JkkRequest request = { .case_id = file->jcase->id,
                         .revision = file->jcase->revision,
                         .row = (guint) row,
                         .document = &verdict,
                         .reason = reason_text };
  if (strcmp (args[0], "save") == 0)
    return save (ctl, file, file->jcase->documents->pdata[row - 1], error);
  if (strcmp (args[0], "judge") == 0)
    return do_with (ctl, "judge-paper", &request, error);
  if (strcmp (args[0], "withdraw") == 0)
    return do_with (ctl, "withdraw-paper", &request, error);
  return jkk_ctl_usage_error (error, _ ("There is no “document %s”; there are save, judge and withdraw."), args[0]);
}

static const GOptionEntry attach_options[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_text, N_ ("What kind of paper it is, such as kk3, ktp or kuitansi"),
    N_ ("KIND") },
  { "title", 0, 0, G_OPTION_ARG_STRING, &title_text, N_ ("Its title; else the name of the file"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry document_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("save: where to"), N_ ("FILE") },
  { "complete", 0, 0, G_OPTION_ARG_NONE, &complete, N_ ("judge: it is in order"), NULL },
  { "defect", 0, 0, G_OPTION_ARG_STRING, &defect_text,
    N_ ("judge: tidak-terbaca, orang-lain, isi-salah, tidak-lengkap or tidak-ditandatangani"), N_ ("CODE") },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_text, N_ ("withdraw: why"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL
};

const JkkCtlCommand jkk_ctl_documents_commands[] = {
  { "documents", N_ ("CASE"), N_ ("List the papers of a case"), NULL, NULL, 1, 1, run_documents },
  { "attach", N_ ("CASE FILE… --kind KIND"), N_ ("Attach scans and PDFs to a case"),
    N_ ("PDF, PNG, JPEG and TIFF. The file is opened once in a process of its own, so that nothing is kept that "
        "nobody\n"
        "can look at later."),
    attach_options, 2, JKK_CTL_MANY, run_attach },
  { "document", N_ ("save|judge|withdraw CASE NO …"), N_ ("Save, judge or withdraw a paper of a case"),
    N_ ("save CASE NO -o FILE                   the file, compared with its fingerprint\n"
        "judge CASE NO --complete|--defect CODE  whether it is in order\n"
        "withdraw CASE NO --reason TEXT         out of the list; its file and the history stay"),
    document_options, 3, 3, run_document },
  { NULL }
};
