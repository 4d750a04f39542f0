#include "jkk-statement-private.h"

/* The statements of the parts of a case follow from the tables of their fields. */

static void
append_columns (GString *text, const JkkRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? ", " : "", type->fields[i].name);
}

static char *
select_text (const JkkCasePart *part)
{
  GString *text = g_string_new ("SELECT ");

  append_columns (text, part->type);
  g_string_append_printf (text, " FROM \"%s\" WHERE case_id = ?1%s", part->name, part->is_list ? " ORDER BY ord" : "");
  return g_string_free (text, FALSE);
}

static char *
insert_text (const JkkCasePart *part)
{
  GString *text = g_string_new (NULL);
  guint n_keys = part->is_list ? 2 : 1;

  g_string_append_printf (text, "INSERT INTO \"%s\" (case_id, %s", part->name, part->is_list ? "ord, " : "");
  append_columns (text, part->type);
  g_string_append (text, ") VALUES (?1");
  for (guint i = 1; i < n_keys + part->type->n_fields; i++)
    g_string_append_printf (text, ", ?%u", i + 1);
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

static char *
update_text (const JkkCasePart *part)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "UPDATE \"%s\" SET ", part->name);
  for (guint i = 0; i < part->type->n_fields; i++)
    g_string_append_printf (text, "%s\"%s\" = ?%u", i > 0 ? ", " : "", part->type->fields[i].name, i + 2);
  g_string_append (text, " WHERE case_id = ?1");
  return g_string_free (text, FALSE);
}

static char *
delete_text (const JkkCasePart *part)
{
  return g_strdup_printf ("DELETE FROM \"%s\" WHERE case_id = ?1", part->name);
}

/**
 * jkk_statement_scans:
 * @field: a field
 *
 * Returns: whether a scan of many cases reads it: codes, days and numbers, but no free text
 */
gboolean
jkk_statement_scans (const JkkField *field)
{
  return field->kind != JKK_KIND_TEXT && field->kind != JKK_KIND_LONG;
}

static char *
scan_text (const JkkCasePart *part)
{
  GString *text = g_string_new ("SELECT case_id");

  for (guint i = 0; i < part->type->n_fields; i++)
    if (jkk_statement_scans (&part->type->fields[i]))
      g_string_append_printf (text, ", \"%s\"", part->type->fields[i].name);
  g_string_append_printf (text,
                          " FROM \"%s\" WHERE case_id IN (SELECT case_id FROM case_index INDEXED BY case_index_open "
                          "WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan')) ORDER BY case_id%s",
                          part->name, part->is_list ? ", ord" : "");
  return g_string_free (text, FALSE);
}

/**
 * jkk_statement_part_text:
 * @part: a part of a case
 * @deed: what is done with it
 *
 * Returns: (transfer full): the SQL that follows from the table of its fields
 */
char *
jkk_statement_part_text (const JkkCasePart *part, JkkPartDeed deed)
{
  switch (deed)
    {
    case JKK_PART_SELECT:
      return select_text (part);
    case JKK_PART_INSERT:
      return insert_text (part);
    case JKK_PART_SCAN:
      return scan_text (part);
    default:
      return part->is_list ? delete_text (part) : update_text (part);
    }
}
