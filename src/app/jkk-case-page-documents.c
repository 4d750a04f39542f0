#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-page-private.h"
#include "jkk-documents.h"
#include "jkk-exchange.h"
#include "jkk-reason-dialog.h"
#include "jkk-say.h"

/* The documents of the case: attached, looked at, judged, withdrawn. While that is done the person may go on typing:
 * what was typed is saved first, and the case is read again afterwards. */

static GtkWindow *
window_of (JkkCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static JkkDocumentsPane *
pane_of (JkkCasePage *self)
{
  return JKK_DOCUMENTS_PANE (self->documents_pane);
}

static const JkkDocument *
document_at (JkkCasePage *self, guint number)
{
  GPtrArray *documents = self->draft != NULL ? jkk_draft_get_current (self->draft)->documents : NULL;

  return documents != NULL && number >= 1 && number <= documents->len ? documents->pdata[number - 1] : NULL;
}

static gboolean
is_shown (JkkCasePage *self)
{
  return gtk_stack_get_visible_child (self->right) == self->documents_pane &&
         (jkk_pane_set_get_visible (self->panes) & (1u << JKK_PANE_RIGHT)) != 0;
}

/**
 * jkk_case_page_show_documents:
 * @self: a page that shows a case
 *
 * Brings the pane of the documents into sight.
 */
void
jkk_case_page_show_documents (JkkCasePage *self)
{
  jkk_pane_set_raise (self->panes, JKK_PANE_RIGHT);
  gtk_stack_set_visible_child (self->right, self->documents_pane);
  jkk_case_page_refresh (self);
}

/* ---- Deeds on one document --------------------------------------------------------------------------------------- */

/* A document is meant by its fingerprint, so that nothing else is hit when the list has changed at another desk. */
typedef struct
{
  const char *deed;
  JkkDocument *document;
  guint row;
  char *reason;
} Errand;

static void
errand_free (Errand *errand)
{
  jkk_record_free (&jkk_document_type, errand->document);
  g_free (errand->reason);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkCasePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  if (self->office == NULL || self->draft == NULL)
    return;
  if (outcome == NULL)
    jkk_say (GTK_WIDGET (self), error);
  jkk_case_page_read_again (self);
}

static void
saved_then_do_cb (JkkCasePage *self, gboolean saved, gpointer data)
{
  g_autoptr (Errand) errand = data;
  JkkRequest request = {
    .case_id = self->case_id, .document = errand->document, .row = errand->row, .reason = errand->reason
  };

  if (!saved || self->draft == NULL)
    return;
  /* Without a file there is only its place in the list that was seen. */
  if (errand->document->sha256 == NULL)
    request.revision = jkk_draft_get_original (self->draft)->revision;
  jkk_office_do_async (self->office, errand->deed, &request, NULL, done_cb, g_object_ref (self));
}

static Errand *
errand_new (JkkCasePage *self, const char *deed, guint number)
{
  const JkkDocument *document = document_at (self, number);
  Errand *errand;

  if (document == NULL || self->file == NULL)
    return NULL;
  errand = g_new0 (Errand, 1);
  errand->deed = deed;
  errand->document = jkk_record_dup (&jkk_document_type, document);
  errand->row = number;
  return errand;
}

static void
judge (JkkCasePage *self, guint number, const char *defect)
{
  Errand *errand = errand_new (self, "judge-paper", number);

  if (errand == NULL)
    return;
  errand->document->complete = *defect == '\0' ? 1 : 0;
  jkk_set_str (&errand->document->defect, *defect != '\0' ? defect : NULL);
  jkk_case_page_save_then (self, saved_then_do_cb, errand);
}

static void
judge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *defect;
  guint number;

  g_variant_get (parameter, "(u&s)", &number, &defect);
  judge (JKK_CASE_PAGE (widget), number, defect);
}

static void
judge_current_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (!is_shown (self))
    return;
  if (g_variant_get_int32 (parameter) > 0)
    judge (self, jkk_documents_pane_get_current (pane_of (self)), "");
  else
    jkk_documents_pane_ask_defect (pane_of (self));
}

typedef struct
{
  JkkCasePage *page; /* (owned) */
  Errand *errand;    /* (owned) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->page);
  g_clear_pointer (&question->errand, errand_free);
  g_free (question);
}

static void
withdraw_cb (const char *reason, gpointer user_data)
{
  Question *question = user_data;
  JkkCasePage *self = question->page;

  jkk_set_str (&question->errand->reason, reason);
  if (self->draft != NULL)
    jkk_case_page_save_then (self, saved_then_do_cb, g_steal_pointer (&question->errand));
}

static void
ask_withdraw_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  Errand *errand = errand_new (self, "withdraw-paper", g_variant_get_uint32 (parameter));
  Question *question;

  if (errand == NULL)
    return;
  question = g_new0 (Question, 1);
  question->page = g_object_ref (self);
  question->errand = errand;
  g_autofree char *text =
      g_strdup_printf (_ ("Why does “%s” not belong to this case? The file itself is kept, and the history names it."),
                       errand->document->title != NULL ? errand->document->title : "—");
  jkk_reason_dialog_open (window_of (self), _ ("Withdraw a Document"), text, withdraw_cb, question, question_free);
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

static void
show_documents_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return;
  jkk_case_page_show_documents (self);
  jkk_documents_pane_show_list (pane_of (self));
}

static void
view_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return;
  jkk_case_page_show_documents (self);
  if (jkk_documents_pane_view (pane_of (self), g_variant_get_uint32 (parameter)))
    gtk_widget_grab_focus (self->documents_pane);
}

/* The keyboard stays where it is: the person may be typing what stands on the paper. */
static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return;
  jkk_case_page_show_documents (self);
  jkk_documents_pane_step (pane_of (self), g_variant_get_int32 (parameter));
}

static void
turn_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (is_shown (self))
    jkk_documents_pane_do (pane_of (self),
                           g_variant_get_int32 (parameter) > 0 ? "paper.next-page" : "paper.previous-page");
}

static void
rotate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (is_shown (self))
    jkk_documents_pane_do (pane_of (self),
                           g_variant_get_int32 (parameter) > 0 ? "paper.rotate-right" : "paper.rotate-left");
}

static void
missing_letter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return;
  jkk_pane_set_raise (self->panes, JKK_PANE_RIGHT);
  gtk_stack_set_visible_child (self->right, self->form_pane);
  jkk_form_pane_set_code (JKK_FORM_PANE (self->form_pane), "kelengkapan");
  jkk_case_page_refresh (self);
  gtk_widget_grab_focus (self->form_pane);
}

/* ---- A copy that goes out ---------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 case_id; /* the page may show another case when the copy is written */
  JkkDocument *document;
  GBytes *bytes;
  char *path;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  jkk_record_free (&jkk_document_type, copy->document);
  g_clear_pointer (&copy->bytes, g_bytes_unref);
  g_free (copy->path);
  g_free (copy);
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Copy *copy = task_data;
  GError *error = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (copy->bytes, &length);

  if (jkk_exchange_save (copy->path, bytes, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  JkkCasePage *self = JKK_CASE_PAGE (source);
  const Copy *copy = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    jkk_case_page_told_export (self, copy->case_id, copy->path, copy->document->kind, copy->document->sha256);
  else
    jkk_say (GTK_WIDGET (self), error);
}

/* A scan may be large, and a stick slow. */
static void
copy_to (JkkCasePage *self, const char *path, gpointer data)
{
  const Copy *chosen = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  Copy *copy = g_new0 (Copy, 1);

  copy->case_id = chosen->case_id;
  copy->document = jkk_record_dup (&jkk_document_type, chosen->document);
  copy->bytes = g_bytes_ref (chosen->bytes);
  copy->path = g_strdup (path);
  g_task_set_source_tag (task, copy_to);
  g_task_set_task_data (task, copy, copy_free);
  g_task_run_in_thread (task, write_thread);
}

typedef struct
{
  JkkCasePage *page; /* (owned) */
  Copy *copy;
} CopyErrand;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree CopyErrand *errand = user_data;
  g_autoptr (JkkCasePage) self = errand->page;
  g_autoptr (GError) error = NULL;

  errand->copy->bytes = jkk_documents_load_finish (JKK_OFFICE (source), result, &error);
  if (errand->copy->bytes != NULL && self->draft != NULL)
    {
      jkk_case_page_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save a Copy of the Document"),
                                 errand->copy->document->title, copy_to, errand->copy, copy_free);
      return;
    }
  copy_free (errand->copy);
  jkk_say (GTK_WIDGET (self), error);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const JkkDocument *document = document_at (self, g_variant_get_uint32 (parameter));
  CopyErrand *errand;

  if (document == NULL || self->file == NULL)
    return;
  errand = g_new0 (CopyErrand, 1);
  errand->page = g_object_ref (self);
  errand->copy = g_new0 (Copy, 1);
  errand->copy->case_id = self->case_id;
  errand->copy->document = jkk_record_dup (&jkk_document_type, document);
  jkk_documents_load_async (self->office, document, NULL, loaded_cb, errand);
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *type;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "case.show-documents", NULL, show_documents_cb },
  { "case.view-document", "u", view_cb },
  { "case.step-document", "i", step_cb },
  { "case.turn-page", "i", turn_page_cb },
  { "case.rotate", "i", rotate_cb },
  { "case.judge-paper", "(us)", judge_cb },
  { "case.judge-current", "i", judge_current_cb },
  { "case.withdraw-paper", "u", ask_withdraw_cb },
  { "case.save-document", "u", save_cb },
  { "case.missing-letter", NULL, missing_letter_cb },
};

/**
 * jkk_case_page_install_documents:
 * @widget_class: the page's class
 */
void
jkk_case_page_install_documents (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].func);
}

/**
 * jkk_case_page_refresh_documents:
 * @self: a page that shows a case
 *
 * Offers what the person may do with the documents, and shows them if they are seen.
 */
void
jkk_case_page_refresh_documents (JkkCasePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const JkkAccount *person = jkk_office_get_person (self->office);
  const JkkCase *stored = jkk_draft_get_original (self->draft);
  gboolean is_stored = self->file != NULL;
  JkkDocumentsView view = {
    .jcase = jkk_draft_get_current (self->draft),
    .payout = self->payout,
    .history = is_stored ? self->file->history : NULL,
    .rights = { .judge = is_stored && jkk_deed_allowed ("judge-paper", person, stored, NULL),
                .edit = is_stored && self->state->editable },
  };

  jkk_case_page_refresh_attaching (self);
  gtk_widget_action_set_enabled (widget, "case.judge-paper", view.rights.judge);
  gtk_widget_action_set_enabled (widget, "case.judge-current", view.rights.judge);
  gtk_widget_action_set_enabled (widget, "case.withdraw-paper", view.rights.judge);
  gtk_widget_action_set_enabled (widget, "case.missing-letter", is_stored);
  gtk_widget_action_set_enabled (widget, "case.save-document",
                                 is_stored && jkk_deed_allowed ("export", person, stored, NULL));
  if (is_shown (self))
    jkk_documents_pane_refresh (pane_of (self), &view);
}
