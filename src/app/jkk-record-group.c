#include "jkk-record-group.h"

#include <string.h>

#include "jkk-desk-settings.h"
#include "jkk-record-heading.h"

struct _JkkRecordGroup
{
  GtkBox parent_instance;

  const JkkSection *section;
  char *key; /* under which it is remembered whether everything is shown */
  GtkWidget *heading;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (JkkRecordGroup, jkk_record_group, GTK_TYPE_BOX)

static void
toggled_cb (JkkRecordGroup *self)
{
  jkk_desk_settings_set_expanded (self->key, !jkk_desk_settings_get_expanded (self->key));
  gtk_widget_activate_action (GTK_WIDGET (self), "case.refresh", NULL);
}

static void
jkk_record_group_finalize (GObject *object)
{
  g_free (JKK_RECORD_GROUP (object)->key);
  G_OBJECT_CLASS (jkk_record_group_parent_class)->finalize (object);
}

static void
jkk_record_group_class_init (JkkRecordGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_record_group_finalize;
}

static void
jkk_record_group_init (JkkRecordGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

/**
 * jkk_record_group_new:
 * @section: a section of a page that is no list
 *
 * Returns: (transfer floating): its widget.
 */
GtkWidget *
jkk_record_group_new (const JkkSection *section)
{
  JkkRecordGroup *self = g_object_new (JKK_TYPE_RECORD_GROUP, NULL);

  g_return_val_if_fail (!section->part->is_list, GTK_WIDGET (self));

  self->section = section;
  self->key = g_strconcat (section->part->name, "/", section->group, NULL);
  self->heading = jkk_record_heading_new (jkk_section_title (section), NULL);
  self->rows = jkk_record_rows_new (section);
  g_signal_connect_swapped (self->heading, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self), self->heading);
  gtk_box_append (GTK_BOX (self), self->rows);
  return GTK_WIDGET (self);
}

/**
 * jkk_record_group_refresh:
 * @self: a group
 * @view: the case
 */
void
jkk_record_group_refresh (JkkRecordGroup *self, const JkkRecordView *view)
{
  gboolean all = jkk_desk_settings_get_expanded (self->key);
  guint hidden = jkk_record_rows_refresh (JKK_RECORD_ROWS (self->rows), view, 0, self->section->folded, all);

  jkk_record_heading_show_fold (JKK_RECORD_HEADING (self->heading), all, hidden);
}

/**
 * jkk_record_group_reveal:
 * @self: a group
 * @view: the case
 * @path: a field of it
 *
 * Returns: (transfer none) (nullable): the field's row, made visible.
 */
JkkFieldRow *
jkk_record_group_reveal (JkkRecordGroup *self, const JkkRecordView *view, const char *path)
{
  const char *field = strrchr (path, '.') + 1;
  JkkFieldRow *row = jkk_record_rows_find (JKK_RECORD_ROWS (self->rows), field);

  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (row)))
    return row;
  jkk_desk_settings_set_expanded (self->key, TRUE);
  jkk_record_group_refresh (self, view);
  return jkk_record_rows_find (JKK_RECORD_ROWS (self->rows), field);
}
