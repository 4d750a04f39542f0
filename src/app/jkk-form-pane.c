#include "jkk-form-pane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-choice.h"
#include "jkk-desk-settings.h"
#include "jkk-paper-stage.h"
#include "jkk-record-plan.h"

struct _JkkFormPane
{
  AdwBin parent_instance;

  JkkOffice *office;     /* (owned) (nullable) */
  JkkCase *jcase;        /* (owned) what is to be shown */
  JkkPayout *payout;     /* (owned) */
  JkkDecision *decision; /* (owned) */
  GCancellable *making;  /* (owned) (nullable) the paper that is being filled */
  gboolean stale;        /* something changed since the paper was filled */
  gboolean showing;
  char *highlight; /* the value that is marked on the paper */

  /* Template */
  GtkDropDown *kinds;
  AdwBin *desk;
  GtkWidget *bar;
  GtkWidget *error_box;
  GtkLabel *error;

  JkkPaperStage *stage;
};

G_DEFINE_FINAL_TYPE (JkkFormPane, jkk_form_pane, ADW_TYPE_BIN)

static void make (JkkFormPane *self);

static const JkkPaperKind *
kind_of (JkkFormPane *self)
{
  guint n_kinds, selected = gtk_drop_down_get_selected (self->kinds);
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  return selected < n_kinds ? &kinds[selected] : &kinds[0];
}

static JkkPaperView *
view_of (JkkFormPane *self)
{
  return jkk_paper_stage_get_view (self->stage);
}

/**
 * jkk_form_pane_zoom:
 * @self: a pane
 * @step: 1 larger, -1 smaller, 0 as wide as the pane
 */
void
jkk_form_pane_zoom (JkkFormPane *self, int step)
{
  g_return_if_fail (JKK_IS_FORM_PANE (self));

  jkk_paper_stage_zoom (self->stage, step);
}

/**
 * jkk_form_pane_find:
 * @self: a pane
 *
 * Takes the keyboard to the bar in which one looks for a text on the paper.
 */
void
jkk_form_pane_find (JkkFormPane *self)
{
  g_return_if_fail (JKK_IS_FORM_PANE (self));

  jkk_paper_stage_find (self->stage);
}

/* ---- The value in hand --------------------------------------------------------------------------------------------
 */

/* On the paper a row of a list may be named by its code ("payees[peserta]"), in the case by its number. */
static const char *
path_on_paper (JkkFormPane *self)
{
  JkkPrintout *printout = jkk_paper_view_get_printout (view_of (self));
  GPtrArray *fields = printout != NULL ? jkk_printout_get_fields (printout) : NULL;

  for (guint i = 0; fields != NULL && self->highlight != NULL && i < fields->len; i++)
    {
      const char *path = ((JkkPrintoutField *) fields->pdata[i])->path;
      g_autofree char *resolved = jkk_record_plan_resolve (self->jcase, path);

      if (strcmp (resolved, self->highlight) == 0)
        return path;
    }
  return NULL;
}

static void
refresh_highlight (JkkFormPane *self)
{
  const char *path = path_on_paper (self);
  graphene_rect_t place;

  /* What is being typed is seen on the paper, without moving it when it is seen already. */
  jkk_paper_view_set_highlight (view_of (self), path);
  if (path != NULL && jkk_paper_view_get_place (view_of (self), path, &place))
    jkk_paper_stage_show_place (self->stage, &place);
}

/* ---- Filling the paper ------------------------------------------------------------------------------------------- */

static void
show_error (JkkFormPane *self, const GError *error)
{
  gtk_label_set_text (self->error, error->message);
  gtk_widget_set_visible (self->error_box, TRUE);
  jkk_paper_stage_set_printout (self->stage, NULL, kind_of (self)->title);
}

/* Much that is done changes nothing on the paper. */
static gboolean
is_shown (JkkFormPane *self, JkkPrintout *printout)
{
  JkkPrintout *shown = jkk_paper_view_get_printout (view_of (self));

  return shown != NULL && g_str_equal (jkk_printout_get_sha256 (shown), jkk_printout_get_sha256 (printout));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JkkFormPane) self = user_data;
  gboolean given_up = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPrintout) printout = jkk_printing_make_finish (result, &error);

  if (given_up)
    return;
  g_clear_object (&self->making);
  if (printout != NULL)
    {
      if (!is_shown (self, printout))
        jkk_paper_stage_set_printout (self->stage, printout, kind_of (self)->title);
      gtk_widget_set_visible (self->error_box, FALSE);
      jkk_paper_view_set_highlight (view_of (self), path_on_paper (self));
    }
  else
    show_error (self, error);
  /* What was typed meanwhile. */
  if (self->stale)
    make (self);
}

/* At once, not when the hand rests: who types sees it on the paper. One paper is filled at a time, the next one has all
 * that was typed meanwhile; a pane that nobody sees waits until it is seen. */
static void
make (JkkFormPane *self)
{
  if (self->jcase == NULL || self->making != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  self->making = g_cancellable_new ();
  /* With its fields, so that a click on a value finds its field; what leaves the house has none. */
  jkk_printing_make_async (self->office, kind_of (self)->code, self->jcase, self->payout, self->decision,
                           kind_of (self)->fillable, self->making, made_cb, g_object_ref (self));
}

/* What is being filled is of no use any more. */
static void
give_up (JkkFormPane *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

/* A letter has nothing to fill in. */
static void
refresh_actions (JkkFormPane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save-fillable", kind_of (self)->fillable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save-blank", kind_of (self)->fillable);
}

static void
passed_on_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, g_str_equal (name, "form.save-blank") ? "case.save-blank" : "case.save-fillable",
                              NULL);
}

static void
kind_changed_cb (JkkFormPane *self)
{
  refresh_actions (self);
  if (self->showing)
    return;
  g_settings_set_string (jkk_desk_settings_get (), "paper", kind_of (self)->code);
  give_up (self);
  make (self);
}

static void
jkk_form_pane_map (GtkWidget *widget)
{
  JkkFormPane *self = JKK_FORM_PANE (widget);

  GTK_WIDGET_CLASS (jkk_form_pane_parent_class)->map (widget);
  if (self->stale)
    make (self);
}

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_form_pane_dispose (GObject *object)
{
  JkkFormPane *self = JKK_FORM_PANE (object);

  give_up (self);
  g_clear_object (&self->office);
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->decision, jkk_decision_free);
  G_OBJECT_CLASS (jkk_form_pane_parent_class)->dispose (object);
}

static void
jkk_form_pane_finalize (GObject *object)
{
  g_free (JKK_FORM_PANE (object)->highlight);
  G_OBJECT_CLASS (jkk_form_pane_parent_class)->finalize (object);
}

static void
jkk_form_pane_class_init (JkkFormPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_form_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_form_pane_finalize;
  widget_class->map = jkk_form_pane_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-form-pane.ui");
  gtk_widget_class_install_action (widget_class, "form.save-fillable", NULL, passed_on_cb);
  gtk_widget_class_install_action (widget_class, "form.save-blank", NULL, passed_on_cb);
  gtk_widget_class_bind_template_child (widget_class, JkkFormPane, kinds);
  gtk_widget_class_bind_template_child (widget_class, JkkFormPane, error_box);
  gtk_widget_class_bind_template_child (widget_class, JkkFormPane, desk);
  gtk_widget_class_bind_template_child (widget_class, JkkFormPane, bar);
  gtk_widget_class_bind_template_child (widget_class, JkkFormPane, error);
}

static void
fill_kinds (JkkFormPane *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *remembered = g_settings_get_string (jkk_desk_settings_get (), "paper");
  guint n_kinds, selected = 0;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      gtk_string_list_append (titles, kinds[i].title);
      if (g_str_equal (kinds[i].code, remembered))
        selected = i;
    }
  self->showing = TRUE;
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->kinds, selected);
  self->showing = FALSE;
  refresh_actions (self);
}

/* The buttons stand on the stage, whose actions they name. */
static void
move_bar (JkkFormPane *self)
{
  g_autoptr (GtkWidget) bar = g_object_ref (self->bar);

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (bar)), bar);
  jkk_paper_stage_set_bar (self->stage, bar);
}

static void
jkk_form_pane_init (JkkFormPane *self)
{
  GSettings *settings = jkk_desk_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->stage = JKK_PAPER_STAGE (jkk_paper_stage_new ());
  move_bar (self);
  adw_bin_set_child (self->desk, GTK_WIDGET (self->stage));
  g_settings_bind (settings, "paper-zoom", self->stage, "zoom", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "paper-thumbnails", self->stage, "thumbnails", G_SETTINGS_BIND_DEFAULT);
  jkk_choice_narrow (GTK_WIDGET (self->kinds));
  fill_kinds (self);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (kind_changed_cb), self);
}

/**
 * jkk_form_pane_new:
 * @office: (nullable): the office that stands on letters
 *
 * Returns: (transfer floating): a pane without a paper.
 */
GtkWidget *
jkk_form_pane_new (JkkOffice *office)
{
  JkkFormPane *self = g_object_new (JKK_TYPE_FORM_PANE, NULL);

  g_set_object (&self->office, office);
  return GTK_WIDGET (self);
}

/**
 * jkk_form_pane_show:
 * @self: a pane
 * @jcase: the case
 * @payout: (nullable): its payout sheet
 * @decision: (nullable): its decision
 *
 * Fills the paper with the case.
 */
void
jkk_form_pane_show (JkkFormPane *self, const JkkCase *jcase, const JkkPayout *payout, const JkkDecision *decision)
{
  g_return_if_fail (JKK_IS_FORM_PANE (self) && jcase != NULL);

  gboolean other = self->jcase == NULL || self->jcase->id != jcase->id;
  if (self->jcase == jcase && self->payout == payout && self->decision == NULL && decision == NULL)
    return;
  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->decision, jkk_decision_free);
  self->jcase = jkk_case_ref (jcase);
  self->payout = payout != NULL ? jkk_payout_ref (payout) : NULL;
  self->decision = decision != NULL ? jkk_decision_copy (decision) : NULL;
  self->stale = TRUE;
  if (other)
    {
      give_up (self);
      jkk_paper_stage_set_printout (self->stage, NULL, kind_of (self)->title);
      jkk_paper_stage_go_to_page (self->stage, 0);
    }
  make (self);
}

/**
 * jkk_form_pane_set_highlight:
 * @self: a pane
 * @path: (nullable): the value to mark on the paper
 */
void
jkk_form_pane_set_highlight (JkkFormPane *self, const char *path)
{
  g_return_if_fail (JKK_IS_FORM_PANE (self));

  jkk_set_str (&self->highlight, path);
  refresh_highlight (self);
}

/**
 * jkk_form_pane_set_code:
 * @self: a pane
 * @code: which paper to show
 */
void
jkk_form_pane_set_code (JkkFormPane *self, const char *code)
{
  guint n_kinds;
  const JkkPaperKind *kinds = jkk_printing_kinds (&n_kinds);

  g_return_if_fail (JKK_IS_FORM_PANE (self));

  for (guint i = 0; i < n_kinds; i++)
    if (g_str_equal (kinds[i].code, code))
      gtk_drop_down_set_selected (self->kinds, i);
}

/**
 * jkk_form_pane_get_code:
 * @self: a pane
 *
 * Returns: (transfer none): which paper it shows, such as "KK2".
 */
const char *
jkk_form_pane_get_code (JkkFormPane *self)
{
  g_return_val_if_fail (JKK_IS_FORM_PANE (self), NULL);

  return kind_of (self)->code;
}

/**
 * jkk_form_pane_get_title:
 * @self: a pane
 *
 * Returns: (transfer none): the title of that paper.
 */
const char *
jkk_form_pane_get_title (JkkFormPane *self)
{
  g_return_val_if_fail (JKK_IS_FORM_PANE (self), NULL);

  return kind_of (self)->title;
}

/**
 * jkk_form_pane_get_printout:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the paper as it is shown.
 */
JkkPrintout *
jkk_form_pane_get_printout (JkkFormPane *self)
{
  g_return_val_if_fail (JKK_IS_FORM_PANE (self), NULL);

  return jkk_paper_view_get_printout (view_of (self));
}
