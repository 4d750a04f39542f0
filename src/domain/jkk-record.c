#include "jkk-record.h"

#include <string.h>

/**
 * jkk_record_init:
 * @type: a record type
 * @record: (out caller-allocates): its struct
 *
 * Makes every field empty.
 */
void
jkk_record_init (const JkkRecordType *type, gpointer record)
{
  memset (record, 0, type->size);
  for (guint i = 0; i < type->n_fields; i++)
    if (!jkk_field_is_text (&type->fields[i]))
      jkk_field_put_number (&type->fields[i], record, JKK_NONE);
}

/**
 * jkk_record_clear:
 * @type: a record type
 * @record: its struct
 *
 * Frees what the fields own, and makes them empty.
 */
void
jkk_record_clear (const JkkRecordType *type, gpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (!jkk_field_is_empty (&type->fields[i], record))
      {
        if (jkk_field_is_text (&type->fields[i]))
          jkk_field_put_string (&type->fields[i], record, NULL);
        else
          jkk_field_put_number (&type->fields[i], record, JKK_NONE);
      }
}

/**
 * jkk_record_new:
 * @type: a record type
 *
 * Returns: (transfer full): an empty record, to be freed by jkk_record_free().
 */
gpointer
jkk_record_new (const JkkRecordType *type)
{
  gpointer record = g_malloc (type->size);

  jkk_record_init (type, record);
  return record;
}

/**
 * jkk_record_free:
 * @type: a record type
 * @record: (transfer full): a record from jkk_record_new()
 */
void
jkk_record_free (const JkkRecordType *type, gpointer record)
{
  jkk_record_clear (type, record);
  g_free (record);
}

/**
 * jkk_record_copy:
 * @type: a record type
 * @target: its struct, initialised
 * @source: another one
 *
 * Makes every field of @target what it is in @source.
 */
void
jkk_record_copy (const JkkRecordType *type, gpointer target, gconstpointer source)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (jkk_field_is_text (field))
        jkk_field_put_string (field, target, jkk_field_get_string (field, source));
      else
        jkk_field_put_number (field, target, jkk_field_get_number (field, source));
    }
}

/**
 * jkk_record_dup:
 * @type: a record type
 * @record: its struct
 *
 * Returns: (transfer full): a copy.
 */
gpointer
jkk_record_dup (const JkkRecordType *type, gconstpointer record)
{
  gpointer copy = jkk_record_new (type);

  jkk_record_copy (type, copy, record);
  return copy;
}

/**
 * jkk_record_equal:
 * @type: a record type
 * @a: its struct
 * @b: another one
 *
 * Returns: whether all fields are the same.
 */
gboolean
jkk_record_equal (const JkkRecordType *type, gconstpointer a, gconstpointer b)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (jkk_field_is_text (field) ? g_strcmp0 (jkk_field_get_string (field, a), jkk_field_get_string (field, b)) != 0
                                    : jkk_field_get_number (field, a) != jkk_field_get_number (field, b))
        return FALSE;
    }
  return TRUE;
}

/**
 * jkk_record_is_empty:
 * @type: a record type
 * @record: its struct
 *
 * Returns: whether nothing at all has been entered.
 */
gboolean
jkk_record_is_empty (const JkkRecordType *type, gconstpointer record)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (!jkk_field_is_empty (&type->fields[i], record))
      return FALSE;
  return TRUE;
}

/**
 * jkk_record_type_find:
 * @type: a record type
 * @name: a field's name
 *
 * Returns: (transfer none) (nullable): the field.
 */
const JkkField *
jkk_record_type_find (const JkkRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return &type->fields[i];
  return NULL;
}
