#include "jkk-record-rows.h"

#include <string.h>

struct _JkkRecordRows
{
  GtkBox parent_instance;

  const JkkSection *section;
  JkkFieldRow **rows; /* (owned array, borrowed rows): one place for each field of the record type */
};

G_DEFINE_FINAL_TYPE (JkkRecordRows, jkk_record_rows, GTK_TYPE_BOX)

static void
jkk_record_rows_finalize (GObject *object)
{
  g_free (JKK_RECORD_ROWS (object)->rows);
  G_OBJECT_CLASS (jkk_record_rows_parent_class)->finalize (object);
}

static void
jkk_record_rows_class_init (JkkRecordRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_record_rows_finalize;
}

static void
jkk_record_rows_init (JkkRecordRows *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

/**
 * jkk_record_rows_new:
 * @section: a section of a page; it lives as long as the program
 *
 * Returns: (transfer floating): its rows; none is made yet.
 */
GtkWidget *
jkk_record_rows_new (const JkkSection *section)
{
  JkkRecordRows *self = g_object_new (JKK_TYPE_RECORD_ROWS, NULL);

  self->section = section;
  self->rows = g_new0 (JkkFieldRow *, section->part->type->n_fields);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jkk-rows");
  return GTK_WIDGET (self);
}

static char *
path_of (JkkRecordRows *self, guint index, const JkkField *field)
{
  if (index == 0)
    return g_strconcat (self->section->part->name, ".", field->name, NULL);
  return g_strdup_printf ("%s[%u].%s", self->section->part->name, index, field->name);
}

static JkkFieldRow *
make_row (JkkRecordRows *self, guint number, const char *path)
{
  GtkWidget *row = jkk_field_row_new (&self->section->part->type->fields[number], path);
  GtkWidget *before = NULL;

  for (guint i = 0; i < number; i++)
    if (self->rows[i] != NULL)
      before = GTK_WIDGET (self->rows[i]);
  gtk_box_insert_child_after (GTK_BOX (self), row, before);
  self->rows[number] = JKK_FIELD_ROW (row);
  return self->rows[number];
}

static gconstpointer
record_of (JkkRecordRows *self, const JkkCase *jcase, guint index)
{
  const JkkCasePart *part = self->section->part;

  if (index == 0)
    return jkk_case_part_record (jcase, part);
  GPtrArray *list = jkk_case_part_list (jcase, part);
  return index <= list->len ? list->pdata[index - 1] : NULL;
}

/**
 * jkk_record_rows_refresh:
 * @self: rows
 * @view: the case
 * @index: number of the record in its list from 1, or 0 for a part that is no list
 * @folded: whether only what is wrong is shown
 * @all: whether everything is shown
 *
 * Returns: how many rows are not shown.
 */
guint
jkk_record_rows_refresh (JkkRecordRows *self, const JkkRecordView *view, guint index, gboolean folded, gboolean all)
{
  const JkkCase *jcase = jkk_draft_get_current (view->draft);
  const JkkRecordType *type = self->section->part->type;
  gconstpointer record = record_of (self, jcase, index);
  guint hidden = 0;

  g_return_val_if_fail (record != NULL, 0);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (!jkk_section_has (self->section, field))
        continue;
      g_autofree char *path = path_of (self, index, field);
      g_autoptr (JkkFieldState) state = jkk_field_state_new (view->draft, view->findings, path, view->editable);
      gboolean stays = self->rows[i] != NULL && gtk_widget_get_visible (GTK_WIDGET (self->rows[i])) && !view->fresh &&
                       gtk_widget_get_focus_child (GTK_WIDGET (self)) == GTK_WIDGET (self->rows[i]);
      gboolean wrong = state->error != NULL || state->warning != NULL;
      gboolean shown =
          all || wrong || stays || (!folded && jkk_field_stands_out (jcase, self->section->part, record, field));
      hidden += shown ? 0 : 1;
      if (self->rows[i] == NULL && !shown)
        continue;
      JkkFieldRow *row = self->rows[i] != NULL ? self->rows[i] : make_row (self, i, path);
      jkk_field_row_set_path (row, path);
      jkk_field_row_take_state (row, g_steal_pointer (&state));
      gtk_widget_set_visible (GTK_WIDGET (row), shown);
    }
  return hidden;
}

/**
 * jkk_record_rows_find:
 * @self: rows
 * @field: name of a field
 *
 * Returns: (transfer none) (nullable): its row, if it has been made.
 */
JkkFieldRow *
jkk_record_rows_find (JkkRecordRows *self, const char *field)
{
  const JkkRecordType *type = self->section->part->type;

  for (guint i = 0; i < type->n_fields; i++)
    if (self->rows[i] != NULL && strcmp (type->fields[i].name, field) == 0)
      return self->rows[i];
  return NULL;
}
