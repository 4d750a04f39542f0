#include "jkk-fhir-reading-private.h"
#include "jkk-message-xml.h"
#include "jkk-schema.h"
#include "jkk-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A Bundle is read by bringing its values into a message of the office's own schema and reading that: what is wrong
 * with a value, and what is missing, is said by the one reader there is. */

/* The message while it is written, and where each of its values came from. */
typedef struct
{
  JkkFhirReading *from;
  JkkXmlWriter *writer;
  GHashTable *nodes; /* path in the message -> JkkXmlNode */
} Making;

static const JkkFhirFound *
find_value (const Making *self, const char *prefix, const char *name)
{
  g_autofree char *field = g_strconcat (prefix, ".", name, NULL);
  const JkkFhirFound *found = g_hash_table_lookup (self->from->values, field);

  return found != NULL && found->text != NULL ? found : NULL;
}

static void
put_value (Making *self, const char *prefix, const char *name, const char *place)
{
  const JkkFhirFound *found = find_value (self, prefix, name);

  if (found == NULL)
    return;
  jkk_xml_writer_element (self->writer, name, found->text);
  g_hash_table_insert (self->nodes, g_strdup_printf ("%s/%s", place, name), found->node);
}

static gboolean
has_values (const Making *self, const JkkRecordType *type, const char *prefix)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (find_value (self, prefix, type->fields[i].name) != NULL)
      return TRUE;
  return FALSE;
}

static void
put_record (Making *self, const JkkRecordType *type, const char *prefix, const char *place)
{
  jkk_xml_writer_open (self->writer, type->name);
  for (guint i = 0; i < type->n_fields; i++)
    put_value (self, prefix, type->fields[i].name, place);
  jkk_xml_writer_close (self->writer);
}

/* A row of a list is there even if nothing of it is known. */
static void
put_list (Making *self, const JkkCasePart *part, const char *body)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->from->lengths, part->name));

  if (n == 0)
    return;
  jkk_xml_writer_open (self->writer, part->name);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s[%u]", part->name, i);
      g_autofree char *place = n > 1 ? g_strdup_printf ("/pesan/%s/%s/%s[%u]", body, part->name, part->type->name, i)
                                     : g_strdup_printf ("/pesan/%s/%s/%s", body, part->name, part->type->name);

      put_record (self, part->type, prefix, place);
    }
  jkk_xml_writer_close (self->writer);
}

static void
put_part (Making *self, const JkkRecordType *type, const char *body)
{
  g_autofree char *place = g_strdup_printf ("/pesan/%s/%s", body, type->name);

  if (has_values (self, type, type->name))
    put_record (self, type, type->name, place);
}

static char *
write_message (Making *self, const JkkMessageKind *kind, gsize *length)
{
  static const char *const header[] = { "id",      "sender",      "recipient", "sequence", "edition",
                                        "sent_at", "case_number", "answers",   NULL };
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  jkk_xml_writer_attribute (self->writer, "versi", "2");
  jkk_xml_writer_open (self->writer, "header");
  for (guint i = 0; header[i] != NULL; i++)
    put_value (self, "header", header[i], "/pesan/header");
  jkk_xml_writer_close (self->writer);
  jkk_xml_writer_open (self->writer, kind->name);
  put_part (self, kind->type, kind->name);
  for (guint i = 0; i < n_parts; i++)
    if (g_strv_contains (kind->parts, parts[i].name) && parts[i].is_list)
      put_list (self, &parts[i], kind->name);
    else if (g_strv_contains (kind->parts, parts[i].name))
      put_part (self, parts[i].type, kind->name);
  return jkk_xml_writer_finish (self->writer, length);
}

/* The resource in which a field has its place, if it is there. */
static JkkXmlNode *
resource_for (const JkkFhirReading *self, const char *field)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    for (guint j = 0; j < self->kind->slots[i].n_rows; j++)
      {
        const JkkFhirRow *row = &self->kind->slots[i].rows[j];

        if (row->role == JKK_FHIR_VALUE && strcmp (row->text, field) == 0 && self->resources[i] != NULL)
          return self->resources[i];
      }
  return self->root;
}

/* Says that @field is missing, if it is. */
static gboolean
miss (JkkFhirReading *self, const char *field, const char *label)
{
  g_autofree char *place = jkk_fhir_kind_place (self->kind, field);
  g_autofree char *text = g_strdup_printf (_ ("“%s” is missing."), label);

  if (place == NULL || g_hash_table_contains (self->values, field))
    return FALSE;
  JkkXmlNode *node = resource_for (self, field);
  g_autofree char *repair = g_strdup_printf (_ ("Write it into %s, as in the examples of the schema."), place);
  node->fault = NULL; /* several things can be missing in one resource */
  jkk_xml_file_add_fault (self->file, node, "value-missing", text, repair);
  return TRUE;
}

static gboolean
miss_needed (JkkFhirReading *self, const JkkMessageKind *kind)
{
  static const char *const needed[] = { "id", "sender", "sequence", "sent_at" };
  g_autoptr (JkkMessage) empty = jkk_message_new (kind->name);
  gboolean any = FALSE;

  empty->content = jkk_case_new ();
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *field = g_strconcat ("header.", needed[i], NULL);

      any = miss (self, field, needed[i]) || any;
    }
  for (guint i = 0; kind->needed[i] != NULL; i++)
    {
      g_autofree char *label = jkk_message_path_label (empty, kind->needed[i]);

      any = miss (self, kind->needed[i], label) || any;
    }
  return any;
}

static gboolean
has_unusable (const JkkFhirReading *self)
{
  GHashTableIter iter;
  gpointer found;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    if (((JkkFhirFound *) found)->text == NULL)
      return TRUE;
  return FALSE;
}

/* The fault of a message, at the element of the Bundle that its value came from. What was said to be missing or
 * unusable in the Bundle is missing in the message, too: once is enough. */
static void
bring_back (const Making *self, const JkkFault *fault, gboolean said)
{
  JkkFhirReading *from = self->from;
  JkkXmlNode *node = fault->path != NULL ? g_hash_table_lookup (self->nodes, fault->path) : NULL;

  if (node == NULL && said &&
      (g_str_equal (fault->code, "value-missing") || g_str_equal (fault->code, "element-missing")))
    return;
  jkk_xml_file_add_fault (from->file, node != NULL ? node : from->root, fault->code, fault->text, fault->repair);
}

/* Counts the children of @node by their names. */
static GHashTable *
count_children (const JkkXmlNode *node)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const char *name = ((JkkXmlNode *) node->children->pdata[i])->name;

      g_hash_table_insert (counts, (gpointer) name,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
    }
  return counts;
}

/* The paths of all elements at once: one by one, each would count its neighbours anew. */
static void
add_places (const JkkXmlNode *node, const char *path, GHashTable *fields, GHashTable *places)
{
  const char *field = g_hash_table_lookup (fields, node);

  if (field != NULL)
    g_hash_table_insert (places, g_strdup (field), g_strdup (path));
  if (node->children == NULL)
    return;
  g_autoptr (GHashTable) counts = count_children (node), before = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < node->children->len; i++)
    {
      const JkkXmlNode *child = node->children->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, child->name));
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (before, child->name)) + 1;
      g_autofree char *inside = n > 1 ? g_strdup_printf ("%s/%s[%u]", path, child->name, index)
                                      : g_strdup_printf ("%s/%s", path, child->name);

      g_hash_table_insert (before, (gpointer) child->name, GUINT_TO_POINTER (index));
      add_places (child, inside, fields, places);
    }
}

/* What was brought into the message, by its field. */
static GHashTable *
list_places (const JkkFhirReading *self)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = jkk_xml_node_path (self->root);
  GHashTableIter iter;
  gpointer field, found;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &field, &found))
    g_hash_table_insert (fields, ((JkkFhirFound *) found)->node, field);
  add_places (self->root, path, fields, places);
  return places;
}

/**
 * jkk_fhir_make_message:
 * @self: a Bundle that was read
 * @head: (out) (nullable): of a message with faults, its header as far as it could be read
 *
 * Returns: (transfer full) (nullable): the message; %NULL if it has faults of its own, which are told at the elements
 * of the Bundle
 */
JkkMessage *
jkk_fhir_make_message (JkkFhirReading *self, JkkMessage **head)
{
  const JkkMessageKind *kind = jkk_message_kind_find (self->kind->name);
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("pesan", JKK_NS_MESSAGE);
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) faults = NULL;
  Making making = { self, writer, nodes };
  gsize length = 0;
  gboolean said = miss_needed (self, kind) || has_unusable (self);
  g_autofree char *text = write_message (&making, kind, &length);
  JkkMessage *message = jkk_message_read (text, length, head, &faults, NULL);

  for (guint i = 0; i < faults->len; i++)
    bring_back (&making, faults->pdata[i], said);
  if (*head != NULL)
    (*head)->notices = g_ptr_array_ref (self->notices);
  if (message == NULL)
    return NULL;
  message->places = list_places (self);
  message->notices = g_ptr_array_ref (self->notices);
  return message;
}
