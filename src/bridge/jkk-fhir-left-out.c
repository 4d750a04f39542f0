#include "jkk-fhir-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
leave_out (const JkkFhirKind *mapping,
           const char *prefix,
           const JkkRecordType *type,
           gconstpointer record,
           GPtrArray *left_out)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      const char *row = strchr (prefix, '[');
      g_autofree char *path = g_strdup_printf ("%s.%s", prefix, field->name);
      g_autofree char *line =
          g_strdup_printf ("%.*s[*].%s", (int) (row != NULL ? row - prefix : 0), prefix, field->name);
      g_autofree char *place = NULL, *text = NULL;

      if (jkk_field_is_empty (field, record))
        continue;
      place = jkk_fhir_kind_place (mapping, row != NULL ? line : path);
      if (place != NULL)
        continue;
      text = g_strdup_printf (_ ("“%s” has no place in the FHIR Bundle and is not in it."), jkk_field_label (field));
      g_ptr_array_add (left_out, jkk_fault_new (0, 0, path, "fhir-no-place", text,
                                                _ ("Send it as a message of this office’s own schema.")));
    }
}

static gboolean
carries (const JkkMessage *message, const char *part)
{
  const char *const *parts =
      message->parts != NULL ? (const char *const *) message->parts : jkk_message_kind_find (message->kind)->parts;

  return g_strv_contains (parts, part);
}

/**
 * jkk_fhir_left_out:
 * @message: a message
 * @mapping: the mapping of its kind
 *
 * Returns: (transfer full) (element-type JkkFault): its values that have no place in FHIR, by their path
 */
GPtrArray *
jkk_fhir_left_out (const JkkMessage *message, const JkkFhirKind *mapping)
{
  GPtrArray *left_out = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  leave_out (mapping, kind->type->name, kind->type, message->own, left_out);
  for (guint i = 0; message->content != NULL && i < n_parts; i++)
    {
      const JkkCase *content = message->content;

      if (!carries (message, parts[i].name))
        continue;
      if (!parts[i].is_list)
        leave_out (mapping, parts[i].name, parts[i].type, jkk_case_part_record (content, &parts[i]), left_out);
      for (guint j = 0; parts[i].is_list && j < jkk_case_part_list (content, &parts[i])->len; j++)
        {
          g_autofree char *prefix = g_strdup_printf ("%s[%u]", parts[i].name, j + 1);

          leave_out (mapping, prefix, parts[i].type, jkk_case_part_list (content, &parts[i])->pdata[j], left_out);
        }
    }
  return left_out;
}
