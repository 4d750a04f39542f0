#include "jkk-fhir.h"

#include "jkk-fhir-reading-private.h"
#include "jkk-message-xml.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
found_free (gpointer data)
{
  JkkFhirFound *found = data;

  g_free (found->text);
  g_free (found);
}

/* ---- Resources --------------------------------------------------------------------------------------------------- */

static void
refuse_second (JkkFhirReading *self, JkkXmlNode *resource)
{
  gboolean is_person = g_str_equal (resource->name, "Patient");
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” stands twice in this Bundle, and nobody could say which counts."), resource->name);

  jkk_xml_file_add_fault (self->file, resource, "fhir-twice", text,
                          is_person ? _ ("Send one message for each person.")
                                    : _ ("Send each of them in a message of its own."));
}

/* Of two organizations, the one counts that others name as the hospital. There can be one patient only. */
static void
choose (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode **place, JkkXmlNode *resource)
{
  gboolean is_linked = g_hash_table_contains (self->linked, resource);
  gboolean was_linked = g_hash_table_contains (self->linked, *place);

  if (g_str_equal (slot->name, "Patient") || (slot->always && is_linked == was_linked))
    refuse_second (self, resource);
  else if (is_linked && !was_linked)
    {
      jkk_fhir_notice_no_place (self, *place);
      *place = resource;
    }
  else
    jkk_fhir_notice_no_place (self, resource);
}

/* Gives a resource its slot; the rows of a list are read in the order in which they come. */
static void
place_resource (JkkFhirReading *self, JkkXmlNode *resource, GPtrArray *rows)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    {
      const JkkFhirSlot *slot = &self->kind->slots[i];

      if (!jkk_fhir_slot_fits (slot, resource))
        continue;
      if (slot->part != NULL)
        {
          g_ptr_array_add (rows, resource);
          g_ptr_array_add (rows, (gpointer) slot);
        }
      if (self->resources[i] == NULL)
        self->resources[i] = resource;
      else if (slot->part == NULL)
        choose (self, slot, &self->resources[i], resource);
      return;
    }
  jkk_fhir_notice_no_place (self, resource);
}

/* What stands beside a resource in its entry. */
static void
read_entry (JkkFhirReading *self, const JkkXmlNode *entry)
{
  static const char *const known[] = { "fullUrl", "resource", "link", NULL };

  for (guint i = 0; entry->children != NULL && i < entry->children->len; i++)
    {
      JkkXmlNode *child = entry->children->pdata[i];

      if (!jkk_fhir_refuse_modifier (self, child) && !g_strv_contains (known, child->name))
        jkk_fhir_notice_no_place (self, child);
    }
}

typedef void (*EntryFunc) (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource, GPtrArray *rows);

static void
know_cb (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource, GPtrArray *rows)
{
  read_entry (self, entry);
  if (resource != NULL)
    jkk_fhir_take_address (self, entry, resource);
}

static void
link_cb (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource, GPtrArray *rows)
{
  if (resource != NULL)
    jkk_fhir_find_links (self, resource);
}

static void
place_cb (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource, GPtrArray *rows)
{
  if (resource != NULL)
    place_resource (self, resource, rows);
}

static void
for_each_entry (JkkFhirReading *self, EntryFunc func, GPtrArray *rows)
{
  for (guint i = 0; i < self->root->children->len; i++)
    {
      JkkXmlNode *entry = self->root->children->pdata[i];

      if (strcmp (entry->name, "entry") == 0)
        func (self, entry, jkk_fhir_resource_of (entry), rows);
    }
}

static void
read_resource (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *resource, guint index)
{
  jkk_fhir_ask_for_subject (self, slot, resource);
  jkk_fhir_read_resource (self, slot, resource, index);
}

static void
read_resources (JkkFhirReading *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new (); /* resource, slot, … */
  static const EntryFunc passes[] = { know_cb, link_cb, place_cb };

  self->resources[0] = self->root;
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    for_each_entry (self, passes[i], rows);
  for (guint i = 0; i < self->kind->n_slots; i++)
    if (self->resources[i] != NULL && self->kind->slots[i].part == NULL)
      read_resource (self, &self->kind->slots[i], self->resources[i], 1);
  for (guint i = 0; i < rows->len; i += 2)
    {
      const JkkFhirSlot *slot = rows->pdata[i + 1];

      read_resource (self, slot, rows->pdata[i], jkk_fhir_count_row (self, slot->part));
    }
}

/* ---- Doors ------------------------------------------------------------------------------------------------------- */

static JkkXmlNode *
find_event (JkkXmlNode *root)
{
  for (guint i = 0; root->children != NULL && i < root->children->len; i++)
    {
      const JkkXmlNode *entry = root->children->pdata[i];
      const JkkXmlNode *resource = jkk_fhir_resource_of (entry);

      if (resource != NULL && strcmp (resource->name, "MessageHeader") == 0)
        return jkk_xml_node_find (resource, "eventCoding");
    }
  return NULL;
}

static const JkkFhirKind *
find_kind (JkkXmlFile *file, JkkXmlNode *root)
{
  JkkXmlNode *event = find_event (root);
  const char *system = event != NULL ? jkk_fhir_value_of (event, "system") : NULL;
  const JkkFhirKind *kind =
      g_strcmp0 (system, JKK_NS_MESSAGE) == 0 ? jkk_fhir_kind_find (jkk_fhir_value_of (event, "code")) : NULL;

  if (event == NULL)
    jkk_xml_file_add_fault (file, root, "fhir-header-missing",
                            _ ("The Bundle does not say what it is: it has no MessageHeader with an eventCoding."),
                            _ ("Put a MessageHeader first, as in the examples bundle-kk3.xml and bundle-tagihan.xml."));
  else if (kind == NULL)
    jkk_xml_file_add_fault (file, event, "fhir-event-unknown", _ ("The office does not know this kind of message."),
                            _ ("Write kk3 or bill as code, and urn:santun:pesan:2 as system."));
  return kind;
}

/**
 * jkk_fhir_read:
 * @file: a file
 * @root: the root of a Bundle
 * @head: (out) (nullable): of a message with faults, its header as far as it could be read
 *
 * What is wrong goes to the faults of @file, what has no place to the notices of the message.
 *
 * Returns: (transfer full) (nullable): the message; %NULL if it has faults
 */
JkkMessage *
jkk_fhir_read (JkkXmlFile *file, JkkXmlNode *root, JkkMessage **head)
{
  const JkkFhirKind *kind = find_kind (file, root);

  *head = NULL;
  if (kind == NULL)
    return NULL;
  g_autofree JkkXmlNode **resources = g_new0 (JkkXmlNode *, kind->n_slots);
  g_autoptr (GHashTable) addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) linked = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  JkkFhirReading self = { file, root, kind, resources, addresses, linked, values, lengths, notices };

  read_resources (&self);
  return jkk_fhir_make_message (&self, head);
}

static gboolean
is_bundle (const JkkMessage *message)
{
  return message->notices != NULL;
}

/**
 * jkk_fhir_convert:
 * @bytes: a message as a FHIR Bundle or in this office's own schema, from anybody
 * @length: its length
 * @converted_length: (out) (optional): length of what is returned
 * @notices: (out) (transfer full) (element-type JkkFault): what has no place in the other form
 * @faults: (out) (transfer full) (element-type JkkFault): all that is wrong with the file; empty when nothing is
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the message in the other form; %NULL with an error as jkk_message_read() and
 * jkk_fhir_to_xml() set it
 */
char *
jkk_fhir_convert (
    const char *bytes, gsize length, gsize *converted_length, GPtrArray **notices, GPtrArray **faults, GError **error)
{
  g_autoptr (JkkMessage) message = jkk_message_read (bytes, length, NULL, faults, error);

  *notices = NULL;
  if (message != NULL && !is_bundle (message))
    return jkk_fhir_to_xml (message, converted_length, notices, error);
  if (message == NULL)
    return NULL;
  *notices = g_ptr_array_ref (message->notices);
  return jkk_message_to_xml (message, converted_length);
}
