#include "jkk-fhir.h"

#include "jkk-fhir-private.h"
#include "jkk-message-xml.h"
#include "jkk-schema.h"
#include "jkk-xml-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A Bundle is read by bringing its values into a message of the office's own schema and reading that: what is wrong
 * with a value, and what is missing, is said by the one reader there is. */

#define HEADER "header."

/* A value, and the element that it came from. */
typedef struct
{
  char *text; /* NULL: it cannot be used, which has been said */
  JkkXmlNode *node;
} Found;

typedef struct
{
  JkkXmlFile *file;
  JkkXmlNode *root;
  const JkkFhirKind *kind;
  JkkXmlNode **resources; /* of each slot, the first */
  GHashTable *values;     /* field -> Found */
  GHashTable *lengths;    /* name of a list -> how many rows it has */
  GHashTable *nodes;      /* path in the message -> JkkXmlNode */
  GPtrArray *notices;
} Reading;

static void read_children (Reading *self, const JkkFhirSlot *slot, JkkXmlNode *node, const char *prefix, guint index);

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->text);
  g_free (found);
}

/* ---- What has no place ------------------------------------------------------------------------------------------- */

static void
notice (Reading *self, const JkkXmlNode *node, const char *code, const char *text, const char *repair)
{
  if (self->notices->len > JKK_XML_MAX_FAULTS)
    return;
  if (self->notices->len == JKK_XML_MAX_FAULTS)
    {
      g_ptr_array_add (self->notices, jkk_fault_new (0, 0, NULL, "fhir-no-place-more",
                                                     _ ("More has no place here than is listed."), NULL));
      return;
    }
  g_autofree char *path = jkk_xml_node_path (node);
  g_ptr_array_add (self->notices, jkk_fault_new (node->line, node->column, path, code, text, repair));
}

static void
notice_no_place (Reading *self, const JkkXmlNode *node)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” has no place in the message and was not taken over."), node->name);

  notice (self, node, "fhir-no-place", text,
          _ ("If the office needs it, write it into the remarks or send it as a paper."));
}

/* Addresses and the like, which say nothing of the case. */
static gboolean
is_technical (const JkkXmlNode *node, gboolean in_resource)
{
  static const char *const of_resource[] = { "id", "meta", "language", NULL };
  static const char *const of_element[] = { "use", "display", "rank", "userSelected", "version", NULL };

  if (in_resource && strcmp (node->name, "text") == 0) /* the same again for people, unless it says more */
    {
      const JkkXmlNode *status = jkk_xml_node_find (node, "status");

      return status != NULL && g_strcmp0 (jkk_xml_node_attribute (status, "value"), "generated") == 0;
    }
  return g_strv_contains (in_resource ? of_resource : of_element, node->name);
}

/* FHIR: whoever does not understand one of these must not use what it stands in. */
static gboolean
changes_meaning (const JkkXmlNode *node)
{
  return strcmp (node->name, "modifierExtension") == 0 || strcmp (node->name, "implicitRules") == 0;
}

static void
refuse_modifier (Reading *self, JkkXmlNode *node)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” changes the meaning of what it stands in, and the office does not "
                                              "know how."),
                                           node->name);

  jkk_xml_file_add_fault (self->file, node, "fhir-modifier", text, _ ("Leave it out, or send the message without it."));
}

/* ---- Which line an element belongs to ---------------------------------------------------------------------------- */

/* Whether an element below @node holds @text. What stands in brackets is not looked at. */
static gboolean
holds (const JkkXmlNode *node, const char *path, const char *text)
{
  gsize name = strcspn (path, "[/"), step = strcspn (path, "/");

  if (*path == '@')
    return g_strcmp0 (jkk_xml_node_attribute (node, path + 1), text) == 0;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const JkkXmlNode *child = node->children->pdata[i];

      if (strlen (child->name) != name || strncmp (child->name, path, name) != 0)
        continue;
      if (path[step] == '\0' ? g_strcmp0 (jkk_xml_node_attribute (child, "value"), text) == 0
                             : holds (child, path + step + 1, text))
        return TRUE;
    }
  return FALSE;
}

/* Whether @node has the keys of the element @path: those that no element inside it owns. */
static gboolean
has_keys (const JkkFhirSlot *slot, const JkkXmlNode *node, const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; i < slot->n_rows; i++)
    {
      const JkkFhirRow *row = &slot->rows[i];
      const char *owner = strrchr (row->path, ']');

      if ((row->role == JKK_FHIR_KEY || row->role == JKK_FHIR_SLOT) && owner != NULL &&
          (gsize) (owner + 1 - row->path) == length && strncmp (row->path, path, length) == 0 &&
          !holds (node, owner + 2, jkk_fhir_row_text (row)))
        return FALSE;
    }
  return TRUE;
}

/* The element of the mapping that @child is, below @prefix: "identifier[nik]"; NULL if there is none that is not taken
 * yet. @leaf gets the line that ends there. */
static char *
find_path (
    const JkkFhirSlot *slot, const JkkXmlNode *child, const char *prefix, GHashTable *taken, const JkkFhirRow **leaf)
{
  gsize before = strlen (prefix), name = strlen (child->name);

  for (guint i = 0; i < slot->n_rows; i++)
    {
      const char *rest = g_str_has_prefix (slot->rows[i].path, prefix) ? slot->rows[i].path + before : "";

      if (strncmp (rest, child->name, name) != 0 || strchr ("[/", rest[name]) == NULL) /* or at its end */
        continue;
      gsize step = strcspn (rest, "/");
      g_autofree char *path = g_strndup (slot->rows[i].path, before + step);
      if (g_hash_table_contains (taken, path) || !has_keys (slot, child, path))
        continue;
      *leaf = rest[step] == '\0' ? &slot->rows[i] : NULL;
      if (!g_str_has_suffix (path, "[*]"))
        g_hash_table_add (taken, g_strdup (path));
      return g_steal_pointer (&path);
    }
  return NULL;
}

static gboolean
fits (const JkkFhirSlot *slot, const JkkXmlNode *resource)
{
  if (strcmp (slot->resource, resource->name) != 0)
    return FALSE;
  for (guint i = 0; i < slot->n_rows; i++)
    if (slot->rows[i].role == JKK_FHIR_SLOT &&
        !holds (resource, slot->rows[i].path, jkk_fhir_row_text (&slot->rows[i])))
      return FALSE;
  return TRUE;
}

/* ---- Links ------------------------------------------------------------------------------------------------------- */

static JkkXmlNode *
resource_of (const JkkXmlNode *entry)
{
  const JkkXmlNode *holder = jkk_xml_node_find (entry, "resource");

  return holder != NULL && holder->children != NULL ? holder->children->pdata[0] : NULL;
}

static const char *
value_of (const JkkXmlNode *node, const char *name)
{
  const JkkXmlNode *child = jkk_xml_node_find (node, name);

  return child != NULL ? jkk_xml_node_attribute (child, "value") : NULL;
}

/* By the address of its entry, or as "Patient/123". */
static gboolean
is_at (const JkkXmlNode *entry, const JkkXmlNode *resource, const char *reference)
{
  const char *id = value_of (resource, "id"), *address = value_of (entry, "fullUrl");
  g_autofree char *short_address = id != NULL ? g_strdup_printf ("%s/%s", resource->name, id) : NULL;

  return g_strcmp0 (address, reference) == 0 || g_strcmp0 (short_address, reference) == 0;
}

static JkkXmlNode *
resolve (const Reading *self, const char *reference)
{
  for (guint i = 0; i < self->root->children->len; i++)
    {
      const JkkXmlNode *entry = self->root->children->pdata[i];
      JkkXmlNode *resource = strcmp (entry->name, "entry") == 0 ? resource_of (entry) : NULL;

      if (resource != NULL && is_at (entry, resource, reference))
        return resource;
    }
  return NULL;
}

static JkkXmlNode **
resource_at (const Reading *self, const char *slot_name)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    if (strcmp (self->kind->slots[i].name, slot_name) == 0)
      return &self->resources[i];
  g_assert_not_reached ();
}

static void
follow (Reading *self, const JkkFhirRow *row, JkkXmlNode *node)
{
  const char *reference = value_of (node, "reference");
  const JkkXmlNode *target = reference != NULL ? resolve (self, reference) : NULL;
  const JkkXmlNode *expected = *resource_at (self, row->text);

  if (target != NULL && target == expected)
    return;
  if (target != NULL && strcmp (row->text, "Patient") == 0)
    jkk_xml_file_add_fault (self->file, node, "fhir-other-person", _ ("This is about somebody else than the message."),
                            _ ("Send one message for each person."));
  else if (target == NULL && reference != NULL && strcmp (row->text, "Patient") == 0 && expected != NULL)
    notice (self, node, "fhir-reference",
            _ ("Whom this names cannot be seen from the Bundle; its one patient was taken."),
            _ ("Refer to the patient of the Bundle by the fullUrl of its entry."));
  else
    notice_no_place (self, node);
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

static void
take_value (Reading *self, const JkkFhirRow *row, JkkXmlNode *node, const char *value, guint index)
{
  g_autofree char *path = jkk_fhir_field_path (row->text, index), *text = NULL, *repair = NULL;
  const char *code = NULL;

  if (g_hash_table_contains (self->values, path))
    {
      notice_no_place (self, node); /* there is one already, such as a NIK beside a passport */
      return;
    }
  Found *found = g_new0 (Found, 1);
  found->node = node;
  found->text = jkk_fhir_form_read (row->form, value, &code, &text, &repair);
  if (found->text == NULL)
    jkk_xml_file_add_fault (self->file, node, code, text, repair);
  g_hash_table_insert (self->values, g_steal_pointer (&path), found);
}

static void
refuse_word (Reading *self, const JkkFhirRow *row, JkkXmlNode *node, const char *value)
{
  g_autofree char *head = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 60));
  g_autofree char *text = g_strdup_printf (_ ("The office cannot take over what is “%s” here."), head);
  g_auto (GStrv) list = g_strsplit (row->text, "|", -1);
  g_autofree char *words = g_strjoinv (", ", list);
  g_autofree char *repair = *row->text != '\0' ? g_strdup_printf (_ ("What can be taken over is: %s."), words)
                                               : g_strdup (_ ("Write the value itself, and leave this element out."));

  jkk_xml_file_add_fault (self->file, node, "fhir-not-valid-fact", text, repair);
}

static void
read_leaf (Reading *self, const JkkFhirRow *row, JkkXmlNode *node, guint index)
{
  const char *value = jkk_xml_node_attribute (node, "value");

  if (row->role == JKK_FHIR_LINK)
    {
      follow (self, row, node);
      return;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    notice_no_place (self, node->children->pdata[i]);
  if (value == NULL)
    notice_no_place (self, node);
  else if (row->role == JKK_FHIR_VALUE)
    take_value (self, row, node, value, index);
  else if ((row->role == JKK_FHIR_MUST || row->role == JKK_FHIR_GUARD) && !jkk_fhir_row_has_word (row, value))
    refuse_word (self, row, node, value);
  else if ((row->role == JKK_FHIR_FIXED || row->role == JKK_FHIR_KEY || row->role == JKK_FHIR_SLOT) &&
           !g_str_equal (row->text, "#") && !g_str_equal (jkk_fhir_row_text (row), value))
    notice_no_place (self, node);
}

static guint
count_row (Reading *self, const char *list)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->lengths, list)) + 1;

  g_hash_table_replace (self->lengths, g_strdup (list), GUINT_TO_POINTER (n));
  return n;
}

/* The list whose rows stand below @path. */
static char *
list_below (const JkkFhirSlot *slot, const char *path)
{
  for (guint i = 0; i < slot->n_rows; i++)
    if (slot->rows[i].role == JKK_FHIR_VALUE && g_str_has_prefix (slot->rows[i].path, path))
      return g_strndup (slot->rows[i].text, strcspn (slot->rows[i].text, "["));
  g_assert_not_reached ();
}

static void
read_child (
    Reading *self, const JkkFhirSlot *slot, JkkXmlNode *child, const char *prefix, guint index, GHashTable *taken)
{
  const JkkFhirRow *leaf = NULL;
  g_autofree char *path = NULL;

  if (changes_meaning (child))
    {
      refuse_modifier (self, child);
      return;
    }
  if (g_strcmp0 (child->ns, JKK_NS_FHIR) == 0)
    path = find_path (slot, child, prefix, taken, &leaf);
  if (path == NULL)
    {
      if (!is_technical (child, *prefix == '\0'))
        notice_no_place (self, child);
      return;
    }
  if (leaf != NULL)
    {
      read_leaf (self, leaf, child, index);
      return;
    }
  if (g_str_has_suffix (path, "[*]"))
    {
      g_autofree char *list = list_below (slot, path);

      index = count_row (self, list);
    }
  g_autofree char *inside = g_strconcat (path, "/", NULL);
  read_children (self, slot, child, inside, index);
}

static void
read_children (Reading *self, const JkkFhirSlot *slot, JkkXmlNode *node, const char *prefix, guint index)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_bundle = *prefix == '\0' && node == self->root;

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];

      if (is_bundle && (strcmp (child->name, "entry") == 0 || strcmp (child->name, "link") == 0 ||
                        strcmp (child->name, "total") == 0))
        continue;
      read_child (self, slot, child, prefix, index, taken);
    }
}

/* ---- Resources --------------------------------------------------------------------------------------------------- */

static void
refuse_second (Reading *self, JkkXmlNode *resource)
{
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” stands twice in this Bundle, and nobody could say which counts."), resource->name);

  jkk_xml_file_add_fault (self->file, resource, "fhir-twice", text, _ ("Send one message for each person."));
}

/* Gives a resource its slot; a second one of the same slot is left over. */
static void
place_resource (Reading *self, JkkXmlNode *resource, GPtrArray *placed)
{
  for (guint i = 0; i < self->kind->n_slots; i++)
    {
      const JkkFhirSlot *slot = &self->kind->slots[i];

      if (!fits (slot, resource))
        continue;
      if (self->resources[i] != NULL && slot->part == NULL && slot->always)
        refuse_second (self, resource);
      else if (self->resources[i] != NULL && slot->part == NULL)
        notice_no_place (self, resource);
      else
        {
          g_ptr_array_add (placed, resource);
          g_ptr_array_add (placed, (gpointer) slot);
        }
      if (self->resources[i] == NULL)
        self->resources[i] = resource;
      return;
    }
  notice_no_place (self, resource);
}

static void
read_resources (Reading *self)
{
  g_autoptr (GPtrArray) placed = g_ptr_array_new (); /* resource, slot, … */

  for (guint i = 0; i < self->root->children->len; i++)
    {
      JkkXmlNode *entry = self->root->children->pdata[i];
      JkkXmlNode *resource = strcmp (entry->name, "entry") == 0 ? resource_of (entry) : NULL;

      if (resource != NULL)
        place_resource (self, resource, placed);
      for (guint j = 0; strcmp (entry->name, "entry") == 0 && entry->children != NULL && j < entry->children->len; j++)
        if (changes_meaning (entry->children->pdata[j]))
          refuse_modifier (self, entry->children->pdata[j]);
    }
  read_children (self, &self->kind->slots[0], self->root, "", 1);
  for (guint i = 0; i < placed->len; i += 2)
    {
      const JkkFhirSlot *slot = placed->pdata[i + 1];

      read_children (self, slot, placed->pdata[i], "", slot->part != NULL ? count_row (self, slot->part) : 1);
    }
}

/* ---- The message ------------------------------------------------------------------------------------------------- */

static gboolean
put_value (Reading *self, JkkXmlWriter *writer, const char *field, const char *element, const char *place)
{
  const Found *found = g_hash_table_lookup (self->values, field);

  if (found == NULL || found->text == NULL)
    return FALSE;
  if (writer != NULL)
    jkk_xml_writer_element (writer, element, found->text);
  if (writer != NULL)
    g_hash_table_insert (self->nodes, g_strdup_printf ("%s/%s", place, element), found->node);
  return TRUE;
}

/* Writes a record if it has a value, or if it is a row of a list. */
static void
put_record (Reading *self,
            JkkXmlWriter *writer,
            const JkkRecordType *type,
            const char *prefix,
            const char *place,
            gboolean is_row)
{
  gboolean any = is_row;

  for (guint pass = 0; pass < 2; pass++)
    {
      if (pass == 1 && !any)
        return;
      if (pass == 1)
        jkk_xml_writer_open (writer, type->name);
      for (guint i = 0; i < type->n_fields; i++)
        {
          g_autofree char *field = g_strdup_printf ("%s.%s", prefix, type->fields[i].name);

          any = put_value (self, pass == 1 ? writer : NULL, field, type->fields[i].name, place) || any;
        }
    }
  jkk_xml_writer_close (writer);
}

static void
put_list (Reading *self, JkkXmlWriter *writer, const JkkCasePart *part, const char *body)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->lengths, part->name));

  if (n == 0)
    return;
  jkk_xml_writer_open (writer, part->name);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s[%u]", part->name, i);
      g_autofree char *place = n > 1 ? g_strdup_printf ("/pesan/%s/%s/%s[%u]", body, part->name, part->type->name, i)
                                     : g_strdup_printf ("/pesan/%s/%s/%s", body, part->name, part->type->name);

      put_record (self, writer, part->type, prefix, place, TRUE);
    }
  jkk_xml_writer_close (writer);
}

static const char *const header_names[] = { "id",      "sender",      "recipient", "sequence", "edition",
                                            "sent_at", "case_number", "answers",   NULL };

static char *
write_message (Reading *self, const JkkMessageKind *kind, gsize *length)
{
  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new ("pesan", JKK_NS_MESSAGE);
  g_autofree char *own = g_strdup_printf ("/pesan/%s/%s", kind->name, kind->type->name);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  jkk_xml_writer_attribute (writer, "versi", "2");
  jkk_xml_writer_open (writer, "header");
  for (guint i = 0; header_names[i] != NULL; i++)
    {
      g_autofree char *field = g_strconcat (HEADER, header_names[i], NULL);

      put_value (self, writer, field, header_names[i], "/pesan/header");
    }
  jkk_xml_writer_close (writer);
  jkk_xml_writer_open (writer, kind->name);
  put_record (self, writer, kind->type, kind->type->name, own, FALSE);
  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *place = g_strdup_printf ("/pesan/%s/%s", kind->name, parts[i].name);

      if (!g_strv_contains (kind->parts, parts[i].name))
        continue;
      if (parts[i].is_list)
        put_list (self, writer, &parts[i], kind->name);
      else
        put_record (self, writer, parts[i].type, parts[i].name, place, FALSE);
    }
  return jkk_xml_writer_finish (writer, length);
}

/* The resource in which a field has its place, if it is there. */
static JkkXmlNode *
resource_for (const Reading *self, const char *field)
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
miss (Reading *self, const char *field, const char *label)
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
miss_needed (Reading *self, const JkkMessageKind *kind)
{
  static const char *const needed[] = { "id", "sender", "sequence", "sent_at" };
  g_autoptr (JkkMessage) empty = jkk_message_new (kind->name);
  gboolean any = FALSE;

  empty->content = jkk_case_new ();
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *field = g_strconcat (HEADER, needed[i], NULL);

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
has_unusable (const Reading *self)
{
  GHashTableIter iter;
  gpointer found;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    if (((Found *) found)->text == NULL)
      return TRUE;
  return FALSE;
}

/* The fault of a message, at the element of the Bundle that its value came from. What was said to be missing or
 * unusable in the Bundle is missing in the message, too: once is enough. */
static void
bring_back (Reading *self, const JkkFault *fault, gboolean said)
{
  JkkXmlNode *node = fault->path != NULL ? g_hash_table_lookup (self->nodes, fault->path) : NULL;

  if (node == NULL && said &&
      (g_str_equal (fault->code, "value-missing") || g_str_equal (fault->code, "element-missing")))
    return;
  jkk_xml_file_add_fault (self->file, node != NULL ? node : self->root, fault->code, fault->text, fault->repair);
}

/* What was brought into the message, by its field. */
static GHashTable *
list_places (const Reading *self)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer field, found;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &field, &found))
    g_hash_table_insert (places, g_strdup (field), jkk_xml_node_path (((Found *) found)->node));
  return places;
}

static JkkMessage *
make_message (Reading *self, JkkMessage **head)
{
  const JkkMessageKind *kind = jkk_message_kind_find (self->kind->name);
  g_autoptr (GPtrArray) faults = NULL;
  gsize length = 0;
  gboolean said = miss_needed (self, kind) || has_unusable (self);
  g_autofree char *text = write_message (self, kind, &length);
  JkkMessage *message = jkk_message_read (text, length, head, &faults, NULL);

  for (guint i = 0; i < faults->len; i++)
    bring_back (self, faults->pdata[i], said);
  if (message == NULL)
    return NULL;
  message->places = list_places (self);
  message->notices = g_ptr_array_ref (self->notices);
  return message;
}

static JkkXmlNode *
find_event (JkkXmlNode *root)
{
  for (guint i = 0; root->children != NULL && i < root->children->len; i++)
    {
      const JkkXmlNode *entry = root->children->pdata[i];
      const JkkXmlNode *resource = strcmp (entry->name, "entry") == 0 ? resource_of (entry) : NULL;

      if (resource != NULL && strcmp (resource->name, "MessageHeader") == 0)
        return jkk_xml_node_find (resource, "eventCoding");
    }
  return NULL;
}

static const JkkFhirKind *
find_kind (JkkXmlFile *file, JkkXmlNode *root)
{
  JkkXmlNode *event = find_event (root);
  const char *system = event != NULL ? value_of (event, "system") : NULL;
  const JkkFhirKind *kind =
      g_strcmp0 (system, JKK_NS_MESSAGE) == 0 ? jkk_fhir_kind_find (value_of (event, "code")) : NULL;

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
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_fault_free);
  Reading self = { file, root, kind, resources, values, lengths, nodes, notices };
  read_resources (&self);
  return make_message (&self, head);
}
