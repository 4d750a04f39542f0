#include "jkk-fhir-reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"

/**
 * jkk_fhir_notice:
 * @self: a Bundle
 * @node: an element of it
 * @code: stable name of the notice
 * @text: translated sentence
 * @repair: translated suggestion
 *
 * Notes what does not hinder that the message is taken in.
 */
void
jkk_fhir_notice (JkkFhirReading *self, const JkkXmlNode *node, const char *code, const char *text, const char *repair)
{
  if (self->notices->len > JKK_XML_MAX_FAULTS)
    return;
  if (self->notices->len == JKK_XML_MAX_FAULTS)
    {
      g_ptr_array_add (self->notices,
                       jkk_fault_new (0, 0, NULL, "fhir-no-place-more", _ ("More has no place here than is listed."),
                                      _ ("Send what this office asks for, as in the examples.")));
      return;
    }
  g_autofree char *path = jkk_xml_node_path (node);
  g_ptr_array_add (self->notices, jkk_fault_new (node->line, node->column, path, code, text, repair));
}

/**
 * jkk_fhir_notice_no_place:
 * @self: a Bundle
 * @node: an element of it that is not taken over
 */
void
jkk_fhir_notice_no_place (JkkFhirReading *self, const JkkXmlNode *node)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” has no place in the message and was not taken over."), node->name);

  jkk_fhir_notice (self, node, "fhir-no-place", text,
                   _ ("If the office needs it, write it into the remarks or send it as a paper."));
}

/* The entries are read one by one, and the signature is verified over the bytes of the file. */
static gboolean
is_envelope (const JkkXmlNode *node)
{
  static const char *const of_bundle[] = { "entry", "link", "total", NULL };

  if (node->parent->parent != NULL)
    return FALSE;
  return g_strcmp0 (node->ns, NS_DSIG) == 0 ? strcmp (node->name, "Signature") == 0
                                            : g_strv_contains (of_bundle, node->name);
}

/**
 * jkk_fhir_is_technical:
 * @node: an element that no line of the mapping is for
 * @in_resource: whether it stands in a resource itself
 *
 * Returns: whether it is an address or the like, which says nothing of the case
 */
gboolean
jkk_fhir_is_technical (const JkkXmlNode *node, gboolean in_resource)
{
  static const char *const of_resource[] = { "id", "meta", "language", NULL };
  static const char *const of_element[] = { "use", "display", "rank", "userSelected", "version", NULL };

  if (is_envelope (node))
    return TRUE;
  if (in_resource && strcmp (node->name, "text") == 0) /* the same again for people, unless it says more */
    return g_strcmp0 (jkk_fhir_value_of (node, "status"), "generated") == 0;
  return g_strv_contains (in_resource ? of_resource : of_element, node->name);
}

/**
 * jkk_fhir_is_outdated:
 * @node: an element
 *
 * Returns: whether it says of itself that it counts no longer, such as a former name or address
 */
gboolean
jkk_fhir_is_outdated (const JkkXmlNode *node)
{
  return g_strcmp0 (jkk_fhir_value_of (node, "use"), "old") == 0;
}

/**
 * jkk_fhir_refuse_modifier:
 * @self: a Bundle
 * @node: an element of it
 *
 * FHIR: whoever does not understand a modifier extension must not use what it stands in.
 *
 * Returns: whether @node is one, and was refused
 */
gboolean
jkk_fhir_refuse_modifier (JkkFhirReading *self, JkkXmlNode *node)
{
  static const char *const modifiers[] = { "modifierExtension", "implicitRules", NULL };

  if (!g_strv_contains (modifiers, node->name))
    return FALSE;
  g_autofree char *text = g_strdup_printf (
      _ ("“%s” changes the meaning of what it stands in, and the office does not know how."), node->name);
  jkk_xml_file_add_fault (self->file, node, "fhir-modifier", text, _ ("Send the message without it."));
  return TRUE;
}
