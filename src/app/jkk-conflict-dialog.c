#include "jkk-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "jkk-history-pane.h"
#include "jkk-text.h"
#include "jkk-verification.h"

#define JKK_TYPE_CONFLICT_DIALOG (jkk_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JkkConflictDialog, jkk_conflict_dialog, JKK, CONFLICT_DIALOG, AdwWindow)

struct _JkkConflictDialog
{
  AdwWindow parent_instance;

  /* Owned */
  JkkCase *merged; /* what the store holds, with everything that was changed here */
  JkkCase *theirs;
  GPtrArray *merge_rows; /* JkkMergeRow */
  JkkConflictChosen callback;
  gpointer user_data;

  /* Template */
  GtkBox *rows;
  GtkWidget *others_heading;
  GtkBox *others;
  GtkLabel *why;
  GtkButton *all_mine;
  GtkButton *all_theirs;

  gboolean is_offer;  /* the other version is what is stored, this one what was typed earlier */
  GPtrArray *buttons; /* (borrowed) "theirs" of each row with a conflict, else NULL */
  GPtrArray *mine_buttons;
};

G_DEFINE_FINAL_TYPE (JkkConflictDialog, jkk_conflict_dialog, ADW_TYPE_WINDOW)

static JkkMergeRow *
row_at (JkkConflictDialog *self, guint number)
{
  return self->merge_rows->pdata[number];
}

/* The case with, of each value that both changed, the one that was chosen. */
static JkkCase *
choose (JkkConflictDialog *self)
{
  JkkCase *jcase = jkk_case_ref (self->merged);

  for (guint i = 0; i < self->merge_rows->len; i++)
    {
      GtkCheckButton *theirs = self->buttons->pdata[i];
      JkkCase *next;

      if (theirs == NULL || !gtk_check_button_get_active (theirs))
        continue;
      next = jkk_case_set (jcase, row_at (self, i)->path, row_at (self, i)->theirs, NULL);
      if (next == NULL)
        continue;
      jkk_case_unref (jcase);
      jcase = next;
    }
  return jcase;
}

static void
answer (JkkConflictDialog *self, const JkkCase *chosen)
{
  JkkConflictChosen callback = self->callback;

  self->callback = NULL;
  if (callback != NULL)
    callback (chosen, self->theirs, self->user_data);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkConflictDialog *self = JKK_CONFLICT_DIALOG (widget);
  g_autoptr (JkkCase) chosen = choose (self);

  answer (self, chosen);
  gtk_window_close (GTK_WINDOW (self));
}

static void
all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JkkConflictDialog *self = JKK_CONFLICT_DIALOG (widget);
  GPtrArray *buttons = g_str_equal (name, "conflict.mine") ? self->mine_buttons : self->buttons;

  for (guint i = 0; i < buttons->len; i++)
    if (buttons->pdata[i] != NULL)
      gtk_check_button_set_active (buttons->pdata[i], TRUE);
}

static gboolean
jkk_conflict_dialog_close_request (GtkWindow *window)
{
  answer (JKK_CONFLICT_DIALOG (window), NULL);
  return GTK_WINDOW_CLASS (jkk_conflict_dialog_parent_class)->close_request (window);
}

static void
jkk_conflict_dialog_dispose (GObject *object)
{
  answer (JKK_CONFLICT_DIALOG (object), NULL);
  G_OBJECT_CLASS (jkk_conflict_dialog_parent_class)->dispose (object);
}

static void
jkk_conflict_dialog_finalize (GObject *object)
{
  JkkConflictDialog *self = JKK_CONFLICT_DIALOG (object);

  g_clear_pointer (&self->merged, jkk_case_unref);
  g_clear_pointer (&self->theirs, jkk_case_unref);
  g_clear_pointer (&self->merge_rows, g_ptr_array_unref);
  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->mine_buttons);
  G_OBJECT_CLASS (jkk_conflict_dialog_parent_class)->finalize (object);
}

static void
jkk_conflict_dialog_class_init (JkkConflictDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jkk_conflict_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = jkk_conflict_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = jkk_conflict_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/id/santun/Santun/jkk-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, others_heading);
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, others);
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, why);
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, all_mine);
  gtk_widget_class_bind_template_child (widget_class, JkkConflictDialog, all_theirs);
  gtk_widget_class_install_action (widget_class, "conflict.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "conflict.mine", NULL, all_cb);
  gtk_widget_class_install_action (widget_class, "conflict.theirs", NULL, all_cb);
}

static void
jkk_conflict_dialog_init (JkkConflictDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buttons = g_ptr_array_new ();
  self->mine_buttons = g_ptr_array_new ();
}

static GtkWidget *
choice_new (GtkWidget *group, const char *whose, const char *value, const char *label)
{
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *shown = g_strdup_printf ("%s: %s", whose, *value != '\0' ? value : _ ("(empty)"));
  g_autofree char *name = g_strdup_printf ("%s, %s", label, shown);
  GtkWidget *text = jkk_text_new (shown, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), text);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_conflict (JkkConflictDialog *self, const JkkMergeRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *mine, *theirs;
  JkkHistoryChange *change = jkk_history_change_new (row->path, row->mine, row->theirs);

  mine = choice_new (NULL, self->is_offer ? _ ("Typed") : _ ("Mine"), change->before, change->label);
  theirs = choice_new (mine, self->is_offer ? _ ("Stored") : _ ("Theirs"), change->after, change->label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  gtk_box_append (GTK_BOX (box), jkk_text_new (change->label, "heading"));
  gtk_box_append (GTK_BOX (box), mine);
  gtk_box_append (GTK_BOX (box), theirs);
  gtk_box_append (self->rows, box);
  g_ptr_array_add (self->mine_buttons, mine);
  g_ptr_array_add (self->buttons, theirs);
  jkk_history_change_free (change);
}

static void
fill (JkkConflictDialog *self)
{
  gboolean others = FALSE;

  for (guint i = 0; i < self->merge_rows->len; i++)
    {
      const JkkMergeRow *row = row_at (self, i);

      if (row->conflict)
        {
          add_conflict (self, row);
          continue;
        }
      g_ptr_array_add (self->buttons, NULL);
      if (self->is_offer || g_strcmp0 (row->theirs, row->base) == 0)
        continue;
      JkkHistoryChange *change = jkk_history_change_new (row->path, row->base, row->theirs);
      GtkWidget *told = jkk_history_change_widget (change);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (told), NULL);
      gtk_box_append (self->others, told);
      jkk_history_change_free (change);
      others = TRUE;
    }
  gtk_widget_set_visible (self->others_heading, others);
}

/**
 * jkk_conflict_dialog_open:
 * @parent: (nullable): the window
 * @base: the case that both started from
 * @mine: the case as it was edited here
 * @theirs: the case as it is stored now
 * @callback: called once
 * @user_data: for @callback
 *
 * Asks which of two values is right, for each that both have changed.
 */
void
jkk_conflict_dialog_open (GtkWindow *parent,
                          const JkkCase *base,
                          const JkkCase *mine,
                          const JkkCase *theirs,
                          JkkConflictChosen callback,
                          gpointer user_data)
{
  JkkConflictDialog *self = g_object_new (JKK_TYPE_CONFLICT_DIALOG, "transient-for", parent, NULL);

  self->callback = callback;
  self->user_data = user_data;
  self->theirs = jkk_case_ref (theirs);
  self->merged = jkk_verification_merge (base, mine, theirs, TRUE, &self->merge_rows);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
is_offered (const JkkMergeRow *row)
{
  return g_strcmp0 (row->mine, row->base) != 0 && g_strcmp0 (row->mine, row->theirs) != 0;
}

/**
 * jkk_conflict_dialog_has_offer:
 * @base: the case in which something was typed
 * @mine: the case as it was typed
 * @stored: the case as it is stored now
 *
 * Returns: whether something that was typed is not stored.
 */
gboolean
jkk_conflict_dialog_has_offer (const JkkCase *base, const JkkCase *mine, const JkkCase *stored)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JkkCase) merged = jkk_verification_merge (base, mine, stored, TRUE, &rows);
  gboolean offered = FALSE;

  for (guint i = 0; !offered && i < rows->len; i++)
    offered = is_offered (rows->pdata[i]);
  return offered;
}

/**
 * jkk_conflict_dialog_offer:
 * @parent: (nullable): the window
 * @base: the case in which something was typed
 * @mine: the case as it was typed
 * @stored: the case as it is stored now
 * @callback: called once
 * @user_data: for @callback
 *
 * Asks of each value that was typed and never stored whether it is to be taken.
 */
void
jkk_conflict_dialog_offer (GtkWindow *parent,
                           const JkkCase *base,
                           const JkkCase *mine,
                           const JkkCase *stored,
                           JkkConflictChosen callback,
                           gpointer user_data)
{
  JkkConflictDialog *self =
      g_object_new (JKK_TYPE_CONFLICT_DIALOG, "transient-for", parent, "title", _ ("Typed and Not Stored"), NULL);

  self->is_offer = TRUE;
  self->callback = callback;
  self->user_data = user_data;
  self->theirs = jkk_case_ref (stored);
  self->merged = jkk_verification_merge (base, mine, stored, TRUE, &self->merge_rows);
  for (guint i = 0; i < self->merge_rows->len; i++)
    row_at (self, i)->conflict = is_offered (row_at (self, i));
  gtk_label_set_text (self->why, _ ("You typed this here earlier, and it could not be stored. Choose for each value "
                                    "what is right; “Later” keeps it until you open the case again."));
  gtk_button_set_label (self->all_mine, _ ("All _Typed"));
  gtk_button_set_label (self->all_theirs, _ ("All _Stored"));
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
