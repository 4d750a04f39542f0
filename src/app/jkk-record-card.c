#include "jkk-record-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _JkkRecordCard
{
  GtkBox parent_instance;

  const JkkSection *section;
  gboolean open;
  gboolean all; /* also what stands aside */

  /* Children */
  GtkWidget *button;
  GtkWidget *arrow;
  GtkWidget *summary;
  GtkWidget *assess; /* disabilities only */
  GtkWidget *remove;
  GtkWidget *rows;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (JkkRecordCard, jkk_record_card, GTK_TYPE_BOX)

static void
toggled_cb (JkkRecordCard *self)
{
  jkk_record_card_set_open (self, !self->open, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "case.refresh", NULL);
}

static void
more_cb (JkkRecordCard *self)
{
  self->all = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (self), "case.refresh", NULL);
}

static void
jkk_record_card_class_init (JkkRecordCardClass *klass)
{
}

static GtkWidget *
summary_button (JkkRecordCard *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *button = gtk_button_new ();

  self->arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->summary), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->summary, "tabular");
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_box_append (GTK_BOX (content), self->arrow);
  gtk_box_append (GTK_BOX (content), self->summary);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
jkk_record_card_init (JkkRecordCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-card");
  self->button = summary_button (self);
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "jkk-more");
  gtk_widget_set_halign (self->more, GTK_ALIGN_END);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (head), self->button);
  gtk_box_append (GTK_BOX (head), self->remove);
  gtk_box_append (GTK_BOX (self), head);
}

/* What a doctor measured is worked out beside its record. */
static void
add_calculator (JkkRecordCard *self)
{
  GtkWidget *head = gtk_widget_get_parent (self->button);

  self->assess = gtk_button_new_from_icon_name ("accessories-calculator-symbolic");
  gtk_widget_add_css_class (self->assess, "flat");
  gtk_widget_set_valign (self->assess, GTK_ALIGN_CENTER);
  gtk_box_insert_child_after (GTK_BOX (head), self->assess, self->button);
}

static void
refresh_calculator (JkkRecordCard *self, const JkkRecordView *view, guint index)
{
  g_autofree char *name = NULL;

  if (self->assess == NULL)
    return;
  name = g_strdup_printf (_ ("Work out disability %u"), index);
  g_autofree char *tip = g_strdup_printf ("%s (%s)", name, _ ("Ctrl+K"));
  gtk_widget_set_visible (self->assess, view->editable);
  gtk_widget_set_tooltip_text (self->assess, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->assess), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->assess), "i", (int) index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->assess), "case.assess");
}

/**
 * jkk_record_card_new:
 * @section: a section that is a list
 *
 * Returns: (transfer floating): a card, closed.
 */
GtkWidget *
jkk_record_card_new (const JkkSection *section)
{
  JkkRecordCard *self = g_object_new (JKK_TYPE_RECORD_CARD, NULL);

  self->section = section;
  self->rows = jkk_record_rows_new (section);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), self->more);
  if (strcmp (section->part->name, "impairments") == 0)
    add_calculator (self);
  return GTK_WIDGET (self);
}

/**
 * jkk_record_card_set_open:
 * @self: a card
 * @open: whether its fields are shown
 * @all: whether all of them are
 */
void
jkk_record_card_set_open (JkkRecordCard *self, gboolean open, gboolean all)
{
  g_return_if_fail (JKK_IS_RECORD_CARD (self));

  self->open = open;
  self->all = open && all;
}

/**
 * jkk_record_card_refresh:
 * @self: a card
 * @view: the case
 * @index: number of its row, from 1
 */
void
jkk_record_card_refresh (JkkRecordCard *self, const JkkRecordView *view, guint index)
{
  const JkkCasePart *part = self->section->part;
  GPtrArray *list = jkk_case_part_list (jkk_draft_get_current (view->draft), part);
  g_autofree char *summary = jkk_record_summary (part->type, list->pdata[index - 1]);
  g_autofree char *numbered = g_strdup_printf ("%u · %s", index, *summary != '\0' ? summary : _ ("(empty)"));
  const char *title = _ (part->type->title);
  g_autofree char *name = g_strdup_printf ("%s %s", title, numbered);
  /* Translators: %s is a row of a list, such as "Heir 2". */
  g_autofree char *number = g_strdup_printf ("%s %u", title, index);
  g_autofree char *tip = g_strdup_printf (_ ("Remove: %s"), number);
  guint hidden = jkk_record_rows_refresh (JKK_RECORD_ROWS (self->rows), view, index, !self->open, self->all);
  g_autofree char *more = g_strdup_printf (ngettext ("%u more", "%u more", hidden), hidden);

  gtk_label_set_text (GTK_LABEL (self->summary), numbered);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), self->open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, (int) self->open, -1);
  gtk_widget_set_visible (self->remove, view->editable);
  gtk_widget_set_tooltip_text (self->remove, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "(su)", part->name, index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "case.remove");
  refresh_calculator (self, view, index);
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, self->open && hidden > 0);
}

/**
 * jkk_record_card_find:
 * @self: a card
 * @field: name of a field
 *
 * Returns: (transfer none) (nullable): its row, if it has been made.
 */
JkkFieldRow *
jkk_record_card_find (JkkRecordCard *self, const char *field)
{
  return jkk_record_rows_find (JKK_RECORD_ROWS (self->rows), field);
}
