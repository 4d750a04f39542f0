#include "jkk-form-surplus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-bahasa.h"

typedef struct
{
  const JkkForm *form;
  const JkkFormFacts *facts;
  JkkAttachment *attachment;
} Surplus;

/* Labels read "group – choice"; the group alone names the value. */
static char *
group_label (const JkkFormField *field)
{
  const char *dash = strstr (field->label, " – ");

  return dash != NULL ? g_strndup (field->label, (gsize) (dash - field->label)) : g_strdup (field->label);
}

/* "heirs[1].name" gives "heirs[1]"; NULL if the path names no row. */
static char *
row_of_path (const char *path)
{
  const char *close = strchr (path, ']');

  return close != NULL ? g_strndup (path, (gsize) (close + 1 - path)) : NULL;
}

/* A row is called by the name in it, or by its first code: a payee. */
static char *
name_of_record (const JkkCasePart *part, gconstpointer record)
{
  const JkkField *name = jkk_record_type_find (part->type, "name");

  for (guint i = 0; name == NULL && i < part->type->n_fields; i++)
    if (part->type->fields[i].kind == JKK_KIND_CODE)
      name = &part->type->fields[i];
  return name != NULL ? jkk_form_value_of (name, record) : g_strdup ("");
}

static void
attach_heading (Surplus *surplus, const JkkFormField *field, const char *name, guint index, guint n_entries)
{
  g_autofree char *heading =
      g_strdup_printf (jkk_bahasa (N_ ("Item %s, further entry (no. %u): %s")), field->item, index + 1, name);

  jkk_attachment_add_heading (surplus->attachment, heading, n_entries);
}

/* The fields of the form that would show the record if it stood in @row, each value once. */
static GPtrArray *
fields_of_row (const Surplus *surplus, const JkkCasePart *part, const char *row, gconstpointer record)
{
  GPtrArray *fields = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < surplus->form->fields->len; i++)
    {
      JkkFormField *field = surplus->form->fields->pdata[i];
      g_autofree char *own_row = row_of_path (field->path);
      const JkkField *value =
          g_strcmp0 (own_row, row) == 0 ? jkk_record_type_find (part->type, strrchr (field->path, '.') + 1) : NULL;

      if (value != NULL && !jkk_field_is_empty (value, record) && g_hash_table_add (done, (gpointer) value->name))
        g_ptr_array_add (fields, field);
    }
  return fields;
}

/* Attaches a record as if it stood in @row, a row that the form has. */
static void
attach_record (Surplus *surplus, const JkkCasePart *part, const char *row, guint index, gconstpointer record)
{
  g_autoptr (GPtrArray) fields = fields_of_row (surplus, part, row, record);
  g_autofree char *name = name_of_record (part, record);

  if (fields->len > 0)
    attach_heading (surplus, fields->pdata[0], name, index, fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkFormField *field = fields->pdata[i];
      const JkkField *value = jkk_record_type_find (part->type, strrchr (field->path, '.') + 1);
      g_autofree char *text = jkk_form_value_of (value, record);
      /* Boxes of several values may stand in one group; then only the table says which one this is. */
      g_autofree char *label =
          value->kind == JKK_KIND_FLAG ? g_strdup (jkk_bahasa (value->label)) : group_label (field);

      jkk_attachment_add (surplus->attachment, label, text);
    }
}

/* The records that the form shows: those that one of its paths finds. */
static GHashTable *
find_shown (const Surplus *surplus, const char *part_name)
{
  GHashTable *records = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < surplus->form->fields->len; i++)
    {
      const char *path = ((JkkFormField *) surplus->form->fields->pdata[i])->path;
      gconstpointer record = g_str_has_prefix (path, part_name) && path[strlen (part_name)] == '['
                                 ? jkk_case_find (surplus->facts->jcase, path, NULL, NULL)
                                 : NULL;

      if (record != NULL)
        g_hash_table_add (records, (gpointer) record);
    }
  return records;
}

static void
attach_part (Surplus *surplus, const char *part_name, const char *row)
{
  const JkkCasePart *part = jkk_case_part_find (part_name);
  g_autoptr (GHashTable) shown = find_shown (surplus, part_name);
  GPtrArray *list = jkk_case_part_list (surplus->facts->jcase, part);

  for (guint i = 0; i < list->len; i++)
    if (!g_hash_table_contains (shown, list->pdata[i]))
      attach_record (surplus, part, row, i, list->pdata[i]);
}

/**
 * jkk_form_surplus_attach:
 * @form: a form
 * @facts: what it is filled from
 * @attachment: its attachment
 *
 * Adds those rows of lists for which the form has no place: a second heir, a second account of the same payee. Lists
 * that the form does not show at all are no matter of it.
 */
void
jkk_form_surplus_attach (const JkkForm *form, const JkkFormFacts *facts, JkkAttachment *attachment)
{
  Surplus surplus = { form, facts, attachment };
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < form->fields->len; i++)
    {
      g_autofree char *row = row_of_path (((JkkFormField *) form->fields->pdata[i])->path);
      g_autofree char *part_name = row != NULL ? g_strndup (row, strcspn (row, "[")) : NULL;

      if (row == NULL || g_hash_table_contains (parts, part_name))
        continue;
      attach_part (&surplus, part_name, row);
      g_hash_table_add (parts, g_steal_pointer (&part_name));
    }
}
