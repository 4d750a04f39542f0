#include "jkk-record-heading.h"

#include <glib/gi18n-lib.h>

struct _JkkRecordHeading
{
  GtkBox parent_instance;

  const char *title;
  GtkWidget *button;
  GtkWidget *arrow;
  GtkWidget *label;
  GtkWidget *more;
  GtkWidget *add; /* lists only */
};

G_DEFINE_FINAL_TYPE (JkkRecordHeading, jkk_record_heading, GTK_TYPE_BOX)

enum
{
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (JkkRecordHeading *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
jkk_record_heading_class_init (JkkRecordHeadingClass *klass)
{
  signals[TOGGLED] =
      g_signal_new ("toggled", JKK_TYPE_RECORD_HEADING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jkk_record_heading_init (JkkRecordHeading *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-heading");
  self->arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  self->label = gtk_label_new (NULL);
  self->more = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_add_css_class (self->more, "jkk-more");
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_box_append (GTK_BOX (content), self->more);
  gtk_box_append (GTK_BOX (content), self->arrow);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), content);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_hexpand (self->button, TRUE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->button);
}

/**
 * jkk_record_heading_new:
 * @title: (transfer none): its title, translated; it lives as long as the program
 * @list: (nullable): the list that rows can be added to
 *
 * Returns: (transfer floating): a heading.
 */
GtkWidget *
jkk_record_heading_new (const char *title, const JkkCasePart *list)
{
  JkkRecordHeading *self = g_object_new (JKK_TYPE_RECORD_HEADING, NULL);

  self->title = title;
  gtk_label_set_text (GTK_LABEL (self->label), title);
  if (list != NULL)
    {
      /* Translators: %s is what a row of the list is, such as "Heir". */
      g_autofree char *tip = g_strdup_printf (_ ("Add: %s"), _ (list->type->title));

      self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
      gtk_widget_add_css_class (self->add, "flat");
      gtk_widget_set_tooltip_text (self->add, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "case.append");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "s", list->name);
      gtk_box_append (GTK_BOX (self), self->add);
    }
  return GTK_WIDGET (self);
}

/**
 * jkk_record_heading_show_fold:
 * @self: a heading
 * @expanded: whether everything is shown
 * @hidden: how many rows are not shown
 */
void
jkk_record_heading_show_fold (JkkRecordHeading *self, gboolean expanded, guint hidden)
{
  g_autofree char *more = hidden > 0 ? g_strdup_printf (ngettext ("%u more", "%u more", hidden), hidden) : NULL;
  gboolean foldable = expanded || hidden > 0;

  gtk_label_set_text (GTK_LABEL (self->more), more != NULL ? more : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (self->arrow, foldable);
  gtk_widget_set_sensitive (self->button, foldable);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, (int) expanded, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
}

/**
 * jkk_record_heading_show_list:
 * @self: a heading of a list
 * @n_rows: how many rows the list has
 * @editable: whether rows may be added
 */
void
jkk_record_heading_show_list (JkkRecordHeading *self, guint n_rows, gboolean editable)
{
  g_autofree char *count = n_rows > 0 ? g_strdup_printf ("%u", n_rows) : g_strdup (_ ("none"));

  gtk_label_set_text (GTK_LABEL (self->more), count);
  gtk_widget_set_visible (self->arrow, FALSE);
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_visible (self->add, editable);
}
