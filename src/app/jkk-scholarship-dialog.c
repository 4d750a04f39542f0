#include "jkk-scholarship-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-law.h"
#include "jkk-scholarship-state.h"
#include "jkk-text.h"

#define JKK_TYPE_SCHOLARSHIP_DIALOG (jkk_scholarship_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkScholarshipDialog, jkk_scholarship_dialog, JKK, SCHOLARSHIP_DIALOG, AdwWindow)

/* The plan of a scholarship, year by year, and the payments that are noted in it after the decision. */
struct _JkkScholarshipDialog
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *window_title;
  GtkButton *back;
  GtkWidget *save;
  GtkStack *stack;
  GtkBox *groups;
  GtkLabel *about;
  GtkEditable *amount;
  GtkEditable *paid_day;
  GtkEditable *reference;
  GtkLabel *fault;

  /* Owned */
  JkkOffice *office;
  JkkCase *jcase;
  GPtrArray *rows; /* JkkScholarshipRow */
  guint chosen;    /* number of the row that is being paid */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (JkkScholarshipDialog, jkk_scholarship_dialog, ADW_TYPE_WINDOW)

/* ---- The payment that is entered --------------------------------------------------------------------------------- */

static gboolean
put (JkkInstallment *paid, const char *name, GtkEditable *entry, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text == '\0' || jkk_field_set_text (jkk_record_type_find (&jkk_installment_type, name), paid, text, error);
}

/* %NULL while it is not whole. */
static JkkInstallment *
installment_new (JkkScholarshipDialog *self, GError **error)
{
  const JkkScholarshipRow *row = self->rows->pdata[self->chosen];
  JkkInstallment *paid = jkk_record_new (&jkk_installment_type);

  paid->child = row->child;
  paid->school_level = g_strdup (row->level);
  paid->school_year = row->year;
  if (put (paid, "amount", self->amount, error) && put (paid, "paid_day", self->paid_day, error) &&
      put (paid, "reference", self->reference, error))
    return paid;
  jkk_record_free (&jkk_installment_type, paid);
  return NULL;
}

static void
refresh (JkkScholarshipDialog *self)
{
  gboolean entry = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "entry") == 0;
  g_autoptr (GError) error = NULL;
  JkkInstallment *paid = entry ? installment_new (self, &error) : NULL;
  gboolean whole = paid != NULL && paid->amount != JKK_NONE && paid->paid_day != JKK_NONE;

  if (paid != NULL)
    jkk_record_free (&jkk_installment_type, paid);
  gtk_label_set_text (self->fault, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), error != NULL);
  gtk_button_set_label (self->back, entry ? _ ("_Back") : _ ("_Close"));
  gtk_widget_set_visible (self->save, entry);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "installment.save", whole && !self->working);
}

static void
on_changed_cb (JkkScholarshipDialog *self)
{
  if (self->rows != NULL)
    refresh (self);
}

static void
pay_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkScholarshipDialog *self = JKK_SCHOLARSHIP_DIALOG (widget);
  g_autofree char *day = jkk_day_to_text (jkk_today ());

  self->chosen = g_variant_get_uint32 (parameter);
  const JkkScholarshipRow *row = self->rows->pdata[self->chosen];
  g_autofree char *child = jkk_scholarship_state_child (self->jcase, row->child);
  g_autofree char *about = g_strdup_printf ("%s · %s · %s", child, row->title, row->detail);
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, row->open);
  gtk_label_set_text (self->about, about);
  gtk_editable_set_text (self->amount, amount);
  gtk_editable_set_text (self->paid_day, day);
  gtk_editable_set_text (self->reference, "");
  gtk_stack_set_visible_child_name (self->stack, "entry");
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->amount));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkScholarshipDialog *self = JKK_SCHOLARSHIP_DIALOG (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "entry") != 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "plan");
  refresh (self);
}

/* ---- The plan ---------------------------------------------------------------------------------------------------- */

static GtkWidget *
row_widget_new (JkkScholarshipDialog *self, guint number)
{
  const JkkScholarshipRow *row = self->rows->pdata[number];
  g_autofree char *title = g_markup_escape_text (row->title, -1), *detail = g_markup_escape_text (row->detail, -1);
  GtkWidget *widget = adw_action_row_new (), *amount = gtk_label_new (row->amount);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 0);
  gtk_widget_add_css_class (amount, "tabular");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), amount);
  if (row->open == 0)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("emblem-ok-symbolic");

      gtk_widget_set_tooltip_text (icon, _ ("Paid"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), icon);
    }
  else if (jkk_deed_allowed ("pay-installment", jkk_office_get_person (self->office), self->jcase, NULL))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Note…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "installment.pay");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      if (row->due)
        gtk_widget_add_css_class (button, "suggested-action");
      adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), button);
    }
  return widget;
}

static GtkWidget *
group_new (JkkScholarshipDialog *self, guint child)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = jkk_scholarship_state_child (self->jcase, child), *title = g_markup_escape_text (name, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->groups, group);
  return group;
}

static void
show_plan (JkkScholarshipDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = jkk_office_scholarship_years (self->office, self->jcase, jkk_today (), &error);
  GtkWidget *group = NULL;
  guint child = 0;

  jkk_box_clear (self->groups);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = years != NULL ? jkk_scholarship_state_rows (self->jcase, years, jkk_today ()) : g_ptr_array_new ();
  if (self->rows->len == 0)
    gtk_box_append (self->groups, jkk_text_new (error != NULL ? error->message
                                                              : _ ("No regulation gives yearly payments for this case. "
                                                                   "Look at its payout sheet."),
                                                NULL));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const JkkScholarshipRow *row = self->rows->pdata[i];

      if (group == NULL || row->child != child)
        group = group_new (self, row->child);
      child = row->child;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_widget_new (self, i));
    }
  g_autofree char *summary = years != NULL ? jkk_scholarship_state_summary (years, jkk_today ()) : g_strdup ("");
  adw_window_title_set_subtitle (self->window_title, summary);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  refresh (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JkkScholarshipDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkOutcome) outcome = jkk_office_do_finish (JKK_OFFICE (source), result, &error);

  self->working = FALSE;
  if (self->office == NULL)
    return;
  if (outcome != NULL)
    {
      jkk_case_unref (self->jcase);
      self->jcase = jkk_case_ref (outcome->jcase);
      show_plan (self);
      return;
    }
  refresh (self);
  gtk_label_set_text (self->fault, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
}

/* Without the revision: the deed itself asks whether the plan has so much open, by what is stored then. */
static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkScholarshipDialog *self = JKK_SCHOLARSHIP_DIALOG (widget);
  JkkInstallment *paid = installment_new (self, NULL);
  JkkRequest request = { .case_id = self->jcase->id, .installment = paid };

  if (paid == NULL)
    return;
  self->working = TRUE;
  refresh (self);
  jkk_office_do_async (self->office, "pay-installment", &request, NULL, saved_cb, g_object_ref (self));
  jkk_record_free (&jkk_installment_type, paid);
}

/* ---- The dialog -------------------------------------------------------------------------------------------------- */

static void
jkk_scholarship_dialog_dispose (GObject *object)
{
  g_clear_object (&JKK_SCHOLARSHIP_DIALOG (object)->office);
  G_OBJECT_CLASS (jkk_scholarship_dialog_parent_class)->dispose (object);
}

static void
jkk_scholarship_dialog_finalize (GObject *object)
{
  JkkScholarshipDialog *self = JKK_SCHOLARSHIP_DIALOG (object);

  g_clear_pointer (&self->jcase, jkk_case_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (jkk_scholarship_dialog_parent_class)->finalize (object);
}

static void
jkk_scholarship_dialog_class_init (JkkScholarshipDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_scholarship_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_scholarship_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-scholarship-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, back);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, save);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, about);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, paid_day);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, reference);
  gtk_widget_class_bind_template_child (widget_class, JkkScholarshipDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_install_action (widget_class, "installment.pay", "u", pay_cb);
  gtk_widget_class_install_action (widget_class, "installment.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "installment.save", NULL, save_cb);
}

static void
jkk_scholarship_dialog_init (JkkScholarshipDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jkk_scholarship_dialog_open:
 * @parent: the window
 * @office: the office
 * @jcase: a case as it is stored
 *
 * Shows the plan of its scholarship; in an approved case payments are noted there.
 */
void
jkk_scholarship_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkCase *jcase)
{
  JkkScholarshipDialog *self = g_object_new (JKK_TYPE_SCHOLARSHIP_DIALOG, "transient-for", parent, NULL);

  self->office = g_object_ref (office);
  self->jcase = jkk_case_ref (jcase);
  show_plan (self);
  gtk_window_present (GTK_WINDOW (self));
}
