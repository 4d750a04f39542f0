#include "jkk-fhir-private.h"
#include "jkk-schema.h"

#include <string.h>

/* The mapping between FHIR R4 and the messages is a table for each kind of message: one line for each element, for both
 * directions. A field more is a line more. */

const JkkXmlKind jkk_xml_kind_fhir = { "Bundle", JKK_NS_FHIR, "santun-fhir-1.xsd" };

/**
 * jkk_fhir_kind_find:
 * @name: (nullable): kind of a message
 *
 * Returns: (transfer none) (nullable): its mapping; %NULL if messages of this kind have none
 */
const JkkFhirKind *
jkk_fhir_kind_find (const char *name)
{
  static const JkkFhirKind *const kinds[] = { &jkk_fhir_kind_kk3, &jkk_fhir_kind_bill };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i]->name, name) == 0)
      return kinds[i];
  return NULL;
}

/**
 * jkk_fhir_kind_place:
 * @kind: a mapping
 * @field: a field of the message ("expenses[*].amount", "header.id")
 *
 * Returns: (transfer full) (nullable): where FHIR has it ("Claim.item.net.value"); %NULL if it has no place
 */
char *
jkk_fhir_kind_place (const JkkFhirKind *kind, const char *field)
{
  for (guint i = 0; i < kind->n_slots; i++)
    for (guint j = 0; j < kind->slots[i].n_rows; j++)
      {
        const JkkFhirRow *row = &kind->slots[i].rows[j];
        GString *place;

        if (row->role != JKK_FHIR_VALUE || strcmp (row->text, field) != 0)
          continue;
        place = g_string_new (kind->slots[i].resource);
        g_string_append_c (place, '.');
        for (const char *p = row->path; *p != '\0'; p++)
          if (*p == '[')
            p = strchr (p, ']');
          else
            g_string_append_c (place, *p == '/' ? '.' : *p);
        return g_string_free (place, FALSE);
      }
  return NULL;
}

/**
 * jkk_fhir_row_has_word:
 * @row: a line that names the values which it allows
 * @word: a value
 *
 * Returns: whether @word is one of them
 */
gboolean
jkk_fhir_row_has_word (const JkkFhirRow *row, const char *word)
{
  g_auto (GStrv) words = g_strsplit (row->text, "|", -1);

  return g_strv_contains ((const char *const *) words, word);
}

/**
 * jkk_fhir_row_text:
 * @row: a line with a constant
 *
 * Returns: (transfer none): the constant
 */
const char *
jkk_fhir_row_text (const JkkFhirRow *row)
{
  return row->text[0] == '!' ? row->text + 1 : row->text;
}

/**
 * jkk_fhir_field_path:
 * @field: a field or an element, of which "[*]" stands for the rows of a list
 * @index: which row, from 1
 *
 * Returns: (transfer full): "expenses[2].amount" for "expenses[*].amount"
 */
char *
jkk_fhir_field_path (const char *field, guint index)
{
  const char *mark = strstr (field, "[*]");

  return mark != NULL ? g_strdup_printf ("%.*s[%u]%s", (int) (mark - field), field, index, mark + strlen ("[*]"))
                      : g_strdup (field);
}
