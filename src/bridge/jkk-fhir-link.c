#include "jkk-fhir-reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* References are looked up and compared, never walked along: a circle of them is no danger. */

#define PATIENT "Patient"

/**
 * jkk_fhir_value_of:
 * @node: an element
 * @name: name of a child
 *
 * Returns: (transfer none) (nullable): the value of that child
 */
const char *
jkk_fhir_value_of (const JkkXmlNode *node, const char *name)
{
  const JkkXmlNode *child = jkk_xml_node_find (node, name);

  return child != NULL ? jkk_xml_node_attribute (child, "value") : NULL;
}

/**
 * jkk_fhir_resource_of:
 * @entry: a child of a Bundle
 *
 * Returns: (transfer none) (nullable): the resource that it brings
 */
JkkXmlNode *
jkk_fhir_resource_of (const JkkXmlNode *entry)
{
  const JkkXmlNode *holder = strcmp (entry->name, "entry") == 0 ? jkk_xml_node_find (entry, "resource") : NULL;

  return holder != NULL && holder->children != NULL ? holder->children->pdata[0] : NULL;
}

/* Of two resources under one address nobody could say which one is meant. */
static gboolean
put_address (JkkFhirReading *self, char *address, JkkXmlNode *resource)
{
  const JkkXmlNode *known = g_hash_table_lookup (self->addresses, address);

  if (known == NULL)
    g_hash_table_insert (self->addresses, address, resource);
  else
    g_free (address);
  return known == NULL || known == resource;
}

/**
 * jkk_fhir_take_address:
 * @self: a Bundle
 * @entry: an entry of it
 * @resource: its resource
 *
 * Remembers what references may call the resource: the fullUrl of its entry, or its kind and id ("Patient/123").
 */
void
jkk_fhir_take_address (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource)
{
  const char *id = jkk_fhir_value_of (resource, "id"), *address = jkk_fhir_value_of (entry, "fullUrl");
  gboolean good = TRUE;

  if (address != NULL)
    good = put_address (self, g_strdup (address), resource);
  if (id != NULL)
    good = put_address (self, g_strdup_printf ("%s/%s", resource->name, id), resource) && good;
  if (!good)
    jkk_xml_file_add_fault (
        self->file, entry, "fhir-address-twice",
        _ ("Two entries of the Bundle have the same address, so that references to it are unclear."),
        _ ("Give each entry a fullUrl of its own."));
}

static const JkkXmlNode *
target_of (const JkkFhirReading *self, const JkkXmlNode *node)
{
  const char *reference = jkk_fhir_value_of (node, "reference");

  return reference != NULL ? g_hash_table_lookup (self->addresses, reference) : NULL;
}

/* What an element names that stands at the end of @path below @node. */
static void
find_links_below (JkkFhirReading *self, const JkkXmlNode *node, const char *path)
{
  gsize name = strcspn (path, "[/"), step = strcspn (path, "/");

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const JkkXmlNode *child = node->children->pdata[i];
      const JkkXmlNode *target = path[step] == '\0' ? target_of (self, child) : NULL;

      if (strlen (child->name) != name || strncmp (child->name, path, name) != 0)
        continue;
      if (path[step] != '\0')
        find_links_below (self, child, path + step + 1);
      else if (target != NULL)
        g_hash_table_add (self->linked, (gpointer) target);
    }
}

/**
 * jkk_fhir_find_links:
 * @self: a Bundle, of which all addresses are known
 * @resource: a resource of it
 *
 * Remembers what the resource names, to tell the hospital from other organizations in the Bundle.
 */
void
jkk_fhir_find_links (JkkFhirReading *self, const JkkXmlNode *resource)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    {
      const JkkFhirSlot *slot = &self->kind->slots[i];

      if (!jkk_fhir_slot_fits (slot, resource))
        continue;
      for (guint j = 0; j < slot->n_rows; j++)
        if (slot->rows[j].role == JKK_FHIR_LINK)
          find_links_below (self, resource, slot->rows[j].path);
      return;
    }
}

static JkkXmlNode *
expected_by (const JkkFhirReading *self, const JkkFhirRow *row)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    if (strcmp (self->kind->slots[i].name, row->text) == 0)
      return self->resources[i];
  g_assert_not_reached ();
}

/* That nothing of somebody else gets into the message is not left to chance. */
static void
refuse_person (JkkFhirReading *self, JkkXmlNode *node, const JkkXmlNode *target)
{
  if (target != NULL)
    jkk_xml_file_add_fault (self->file, node, "fhir-other-person", _ ("This is about somebody else than the message."),
                            _ ("Send one message for each person."));
  else
    jkk_xml_file_add_fault (self->file, node, "fhir-reference-missing",
                            _ ("Whom this is about cannot be seen from the Bundle."),
                            _ ("Put the Patient into an entry of its own, and refer to it by the fullUrl of that entry "
                               "or as Patient/id."));
}

/**
 * jkk_fhir_follow:
 * @self: a Bundle
 * @row: the line of the mapping
 * @node: the reference
 *
 * Looks whether a reference leads to the resource that the message is made of.
 */
void
jkk_fhir_follow (JkkFhirReading *self, const JkkFhirRow *row, JkkXmlNode *node)
{
  const JkkXmlNode *target = target_of (self, node);
  const JkkXmlNode *expected = expected_by (self, row);

  if (target != NULL && target == expected)
    return;
  if (strcmp (row->text, PATIENT) == 0)
    {
      if (expected != NULL) /* without any patient the name is missing, which is said once */
        refuse_person (self, node, target);
      return;
    }
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” names something that is not part of the message, and was not taken over."), node->name);
  jkk_fhir_notice (self, node, "fhir-reference", text,
                   _ ("Put it into an entry of its own, and refer to it by the fullUrl of that entry."));
}

/**
 * jkk_fhir_ask_for_subject:
 * @self: a Bundle
 * @slot: its slot
 * @resource: a resource of which the message is made
 *
 * Refuses a resource that does not say whom it is about, where FHIR itself does not ask for it.
 */
void
jkk_fhir_ask_for_subject (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *resource)
{
  static const char *const asked_by_schema[] = { "Claim", "Condition", "Procedure", NULL };

  if (g_strv_contains (asked_by_schema, slot->resource))
    return;
  for (guint i = 0; i < slot->n_rows; i++)
    if (slot->rows[i].role == JKK_FHIR_LINK && strcmp (slot->rows[i].text, PATIENT) == 0 &&
        jkk_xml_node_find (resource, slot->rows[i].path) == NULL)
      jkk_xml_file_add_fault (self->file, resource, "fhir-subject-missing", _ ("It is not said whom this is about."),
                              _ ("Add <subject> with a reference to the Patient of the Bundle."));
}
