#include "jkk-case-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-case-page-private.h"
#include "jkk-focus.h"
#include "jkk-law.h"
#include "jkk-linked-list.h"
#include "jkk-verification.h"

G_DEFINE_FINAL_TYPE (JkkCasePage, jkk_case_page, ADW_TYPE_BIN)

enum
{
  PROP_PENDING = 1,
  N_PROPS,
};

enum
{
  PREVIOUS,
  NEXT,
  CLOSED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- What is known of the case ----------------------------------------------------------------------------------- */

/**
 * jkk_case_page_is_frozen:
 * @self: a page
 *
 * Returns: whether the payout sheet that counts is the one that was proposed or decided.
 */
gboolean
jkk_case_page_is_frozen (JkkCasePage *self)
{
  if (self->file == NULL || self->file->decision == NULL || self->file->decided_payout == NULL)
    return FALSE;
  switch (jkk_case_get_status (self->file->jcase))
    {
    case JKK_STATUS_PROPOSED:
    case JKK_STATUS_APPROVED:
    case JKK_STATUS_REJECTED:
      return TRUE;
    case JKK_STATUS_RECEIVED:
    case JKK_STATUS_VERIFYING:
    case JKK_STATUS_HELD:
      break;
    }
  return FALSE;
}

/* A text that is not acceptable hinders, too: the value before it is not what the person means. */
static void
add_invalid (JkkCasePage *self)
{
  g_autoptr (GPtrArray) paths = jkk_draft_list_invalid (self->draft);

  for (guint i = 0; i < paths->len; i++)
    {
      JkkFinding *finding = g_new0 (JkkFinding, 1);

      finding->level = JKK_FINDING_ERROR;
      finding->code = g_strdup ("invalid");
      finding->path = g_strdup (paths->pdata[i]);
      finding->text = g_strdup (jkk_draft_get_error (self->draft, paths->pdata[i]));
      g_ptr_array_insert (self->hindrances, 0, finding);
    }
}

static void
compute (JkkCasePage *self)
{
  const JkkCase *jcase = jkk_draft_get_current (self->draft);
  JkkDay today = jkk_today ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->hindrances, g_ptr_array_unref);
  g_clear_pointer (&self->state, jkk_case_state_free);
  self->payout = jkk_office_calculate_file (self->office, self->file, jcase, today, &error);
  jkk_set_str (&self->payout_error, error != NULL ? error->message : NULL);
  self->findings = jkk_case_check (jcase, today);
  self->hindrances = jkk_verification_hindrances (jcase, self->payout, today);
  add_invalid (self);
  g_autofree char *others = jkk_office_others_at (self->office, self->case_id);
  JkkCaseFacts facts = {
    .office = self->office,
    .file = self->file,
    .draft = self->draft,
    .hindrances = self->hindrances,
    .person = jkk_office_get_person (self->office),
    .position = self->position,
    .n_cases = self->n_cases,
    .saving = self->saving,
    .others = others,
    .today = today,
  };
  self->state = jkk_case_state_new (&facts);
}

/**
 * jkk_case_page_view:
 * @self: a page that shows a case
 * @paper: a paper
 *
 * Returns: what the page of that paper is refreshed from.
 */
JkkRecordView
jkk_case_page_view (JkkCasePage *self, JkkPaper paper)
{
  return (JkkRecordView){
    .draft = self->draft,
    .findings = self->findings,
    .editable = self->state->editable && !self->doing,
    .fresh = self->shown_serial[paper] != self->serial,
  };
}

/* ---- Showing it -------------------------------------------------------------------------------------------------- */

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
refresh_status (JkkCasePage *self, const JkkCaseState *state)
{
  static const char *const all[] = { "jkk-received", "jkk-verifying", "jkk-held",
                                     "jkk-proposed", "jkk-approved",  "jkk-rejected" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    set_class (self->status_box, all[i], strcmp (all[i], state->status_class) == 0);
  gtk_image_set_from_icon_name (self->status_icon, state->status_icon);
  gtk_label_set_text (self->status, state->status);
  show_text (self->clock, state->clock);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clock), state->clock_tip);
  set_class (GTK_WIDGET (self->clock), "jkk-late", state->late);
}

static void
refresh_head (JkkCasePage *self)
{
  const JkkCaseState *state = self->state;
  gboolean failed = self->saving == JKK_NOT_SAVED;

  gtk_widget_set_visible (self->walk, TRUE);
  gtk_label_set_text (self->position_label, state->position != NULL ? state->position : "—");
  gtk_label_set_text (self->title, state->title);
  show_text (self->subtitle, state->subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), state->subtitle);
  if (self->shown_linked != self->file)
    jkk_linked_list_fill (self->linked, self->file);
  self->shown_linked = self->file;
  refresh_status (self, state);
  show_text (self->notice, failed ? state->saving : state->notice);
  gtk_image_set_from_icon_name (self->notice_icon, failed ? "dialog-warning-symbolic" : state->notice_icon);
  gtk_widget_set_visible (self->notice_box, failed || state->notice != NULL);
  set_class (self->notice_box, "error", failed || state->alarm);
  gtk_widget_set_visible (GTK_WIDGET (self->primary), state->primary != NULL);
  if (state->primary_label != NULL)
    gtk_button_set_label (self->primary, state->primary_label);
  set_class (GTK_WIDGET (self->primary), "suggested-action", state->n_hindrances == 0);
}

/**
 * jkk_case_page_refresh:
 * @self: a page
 *
 * Computes what is shown and pours it into the widgets.
 */
void
jkk_case_page_refresh (JkkCasePage *self)
{
  if (self->draft == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  compute (self);
  gtk_stack_set_visible_child_name (self->stack, "case");
  refresh_head (self);
  jkk_case_page_refresh_deeds (self);
  jkk_case_page_refresh_panes (self);
  jkk_case_page_refresh_documents (self);
}

/**
 * jkk_case_page_jump:
 * @self: a page that shows a case
 * @path: a field
 *
 * Shows the field, wherever it stands, and takes the keyboard there.
 */
void
jkk_case_page_jump (JkkCasePage *self, const char *path)
{
  JkkPaper paper;
  guint section;

  if (self->draft == NULL)
    return;
  g_autofree char *resolved = jkk_record_plan_resolve (jkk_draft_get_current (self->draft), path);
  if (!jkk_record_plan_find (resolved, &paper, &section))
    return;
  jkk_pane_set_raise (self->panes, paper == JKK_PAPER_KK3 ? JKK_PANE_MEDICAL : JKK_PANE_LEFT);
  if (paper != JKK_PAPER_KK3)
    gtk_stack_set_visible_child (self->left, self->papers[paper]);
  jkk_case_page_refresh (self);
  JkkRecordView view = jkk_case_page_view (self, paper);
  JkkFieldRow *row = jkk_record_pane_reveal (JKK_RECORD_PANE (self->papers[paper]), &view, resolved);
  if (row != NULL)
    jkk_field_row_point_out (row);
}

/* ---- Typing ------------------------------------------------------------------------------------------------------ */

static gboolean
may_edit (JkkCasePage *self)
{
  return self->draft != NULL && self->state != NULL && self->state->editable && !self->doing;
}

static void
edited (JkkCasePage *self)
{
  jkk_case_page_save_soon (self);
  jkk_case_page_refresh (self);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const char *path, *text;

  if (!may_edit (self))
    return;
  g_variant_get (parameter, "(&s&s)", &path, &text);
  jkk_draft_set_text (self->draft, path, text);
  edited (self);
}

/* The value on which the person is, is marked on the paper. */
static void
visit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_form_pane_set_highlight (JKK_FORM_PANE (JKK_CASE_PAGE (widget)->form_pane),
                               g_variant_get_string (parameter, NULL));
}

static void
settle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft != NULL && jkk_draft_settle (self->draft, g_variant_get_string (parameter, NULL)))
    jkk_case_page_refresh (self);
}

static void
append_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const char *part = g_variant_get_string (parameter, NULL);

  if (!may_edit (self))
    return;
  guint index = jkk_draft_append (self->draft, part);
  edited (self);
  g_autofree char *path = g_strdup_printf ("%s[%u].%s", part, index, jkk_case_part_find (part)->type->fields[0].name);
  jkk_case_page_jump (self, path);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);
  const char *part;
  guint index;

  g_variant_get (parameter, "(&su)", &part, &index);
  if (may_edit (self) && jkk_draft_remove (self->draft, part, index))
    edited (self);
}

static void
travel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (!may_edit (self))
    return;
  g_autofree char *path = g_str_equal (name, "case.undo") ? jkk_draft_undo (self->draft) : jkk_draft_redo (self->draft);
  if (path == NULL)
    return;
  edited (self);
  jkk_case_page_jump (self, path);
}

static void
jump_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_case_page_jump (JKK_CASE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_case_page_refresh (JKK_CASE_PAGE (widget));
}

/* ---- Going about ------------------------------------------------------------------------------------------------- */

static void
walk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget,
                 signals[g_str_equal (name, "case.previous") ? PREVIOUS
                         : g_str_equal (name, "case.next")   ? NEXT
                                                             : CLOSED],
                 0);
}

static void
toggle_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_pane_set_toggle (JKK_CASE_PAGE (widget)->panes, g_variant_get_int32 (parameter));
}

static void
go_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_pane_set_go (JKK_CASE_PAGE (widget)->panes, g_variant_get_int32 (parameter));
}

static void
cycle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jkk_pane_set_cycle (JKK_CASE_PAGE (widget)->panes, g_variant_get_int32 (parameter));
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  int step = g_variant_get_int32 (parameter);

  jkk_pane_set_raise (self->panes, JKK_PANE_RIGHT);
  if (gtk_stack_get_visible_child (self->right) == self->documents_pane)
    {
      jkk_documents_pane_do (JKK_DOCUMENTS_PANE (self->documents_pane), step > 0   ? "paper.zoom-in"
                                                                        : step < 0 ? "paper.zoom-out"
                                                                                   : "paper.fit");
      return;
    }
  gtk_stack_set_visible_child (self->right, self->form_pane);
  jkk_form_pane_zoom (JKK_FORM_PANE (self->form_pane), step);
}

static const struct
{
  const char *name;
  const char *type;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "case.edit", "(ss)", edit_cb },
  { "case.visit", "s", visit_cb },
  { "case.settle", "s", settle_cb },
  { "case.append", "s", append_cb },
  { "case.remove", "(su)", remove_cb },
  { "case.undo", NULL, travel_cb },
  { "case.redo", NULL, travel_cb },
  { "case.jump", "s", jump_cb },
  { "case.refresh", NULL, refresh_cb },
  { "case.previous", NULL, walk_cb },
  { "case.next", NULL, walk_cb },
  { "case.close", NULL, walk_cb },
  { "case.toggle-pane", "i", toggle_pane_cb },
  { "case.go-pane", "i", go_pane_cb },
  { "case.cycle", "i", cycle_cb },
  { "case.zoom", "i", zoom_cb },
};

/* ---- The widget -------------------------------------------------------------------------------------------------- */

static void
jkk_case_page_dispose (GObject *object)
{
  JkkCasePage *self = JKK_CASE_PAGE (object);

  jkk_case_page_forget_saving (self);
  jkk_case_page_put_away (self, TRUE);
  g_cancellable_cancel (self->cancellable);
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);
  if (self->hindrance_list != NULL)
    g_clear_pointer (&self->hindrance_list, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (jkk_case_page_parent_class)->dispose (object);
}

static void
jkk_case_page_finalize (GObject *object)
{
  JkkCasePage *self = JKK_CASE_PAGE (object);

  g_clear_pointer (&self->file, jkk_case_file_free);
  g_clear_pointer (&self->draft, jkk_draft_free);
  g_clear_pointer (&self->payout, jkk_payout_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->hindrances, g_ptr_array_unref);
  g_clear_pointer (&self->state, jkk_case_state_free);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->unfinished);
  g_ptr_array_unref (self->waiters);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_free (self->payout_error);
  G_OBJECT_CLASS (jkk_case_page_parent_class)->finalize (object);
}

static void
jkk_case_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_PENDING);
  g_value_set_boolean (value, JKK_CASE_PAGE (object)->saving != JKK_SAVED);
}

static gboolean
jkk_case_page_grab_focus (GtkWidget *widget)
{
  JkkCasePage *self = JKK_CASE_PAGE (widget);

  if (self->draft == NULL)
    return FALSE;
  jkk_pane_set_go (self->panes, JKK_PANE_LEFT);
  return TRUE;
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, walk);
  gtk_widget_class_bind_template_child_full (widget_class, "position", FALSE,
                                             G_STRUCT_OFFSET (JkkCasePage, position_label));
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, linked);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, status_box);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, status);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, clock);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, pane_toggles);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, primary);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, notice_box);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, notice);
  gtk_widget_class_bind_template_child (widget_class, JkkCasePage, panes_bin);
}

static void
jkk_case_page_class_init (JkkCasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jkk_case_page_dispose;
  object_class->finalize = jkk_case_page_finalize;
  object_class->get_property = jkk_case_page_get_property;
  jkk_focus_set_entrance (widget_class, jkk_case_page_grab_focus);
  properties[PROP_PENDING] =
      g_param_spec_boolean ("pending", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PREVIOUS] =
      g_signal_new ("previous", JKK_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", JKK_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", JKK_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].func);
  jkk_case_page_install_deeds (widget_class);
  jkk_case_page_install_begun (widget_class);
  jkk_case_page_install_assess (widget_class);
  jkk_case_page_install_past (widget_class);
  jkk_case_page_install_papers (widget_class);
  jkk_case_page_install_attaching (widget_class);
  jkk_case_page_install_documents (widget_class);
}

static void
draft_free (gpointer data)
{
  jkk_draft_free (data);
}

static void
jkk_case_page_init (JkkCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->unfinished = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, draft_free);
  self->waiters = g_ptr_array_new_with_free_func (g_free);
  jkk_case_page_add_keys (self);
}

/**
 * jkk_case_page_new:
 * @office: an open office
 *
 * Returns: (transfer floating): a page that shows nothing.
 */
JkkCasePage *
jkk_case_page_new (JkkOffice *office)
{
  g_return_val_if_fail (JKK_IS_OFFICE (office), NULL);

  JkkCasePage *self = g_object_new (JKK_TYPE_CASE_PAGE, NULL);
  self->office = g_object_ref (office);
  g_signal_connect_swapped (office, "changed", G_CALLBACK (jkk_case_page_read_again), self);
  g_signal_connect_swapped (office, "notify::person", G_CALLBACK (jkk_case_page_change_person), self);
  g_signal_connect_swapped (office, "notify::others", G_CALLBACK (jkk_case_page_refresh), self);
  g_signal_connect_swapped (office, "notify::locked", G_CALLBACK (jkk_case_page_keep), self);
  jkk_case_page_make_panes (self);
  jkk_case_page_take_drops (self);
  return self;
}

/**
 * jkk_case_page_set_saving:
 * @self: a page
 * @saving: how it stands with what was typed
 */
void
jkk_case_page_set_saving (JkkCasePage *self, JkkSaving saving)
{
  gboolean pending = self->saving != JKK_SAVED;

  self->saving = saving;
  if (pending != (saving != JKK_SAVED))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/**
 * jkk_case_page_get_case_id:
 * @self: a page
 *
 * Returns: the case that is shown; 0 for none or a new one.
 */
gint64
jkk_case_page_get_case_id (JkkCasePage *self)
{
  g_return_val_if_fail (JKK_IS_CASE_PAGE (self), 0);

  return self->case_id;
}
