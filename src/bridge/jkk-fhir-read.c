#include "jkk-fhir-reading-private.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* JkkFhirReading a resource along its table: each element finds its line, or is listed. */

static void
read_children (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *node, const char *prefix, guint index);

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

/**
 * jkk_fhir_slot_fits:
 * @slot: a slot
 * @resource: a resource
 *
 * Returns: whether the resource is what the slot is for
 */
gboolean
jkk_fhir_slot_fits (const JkkFhirSlot *slot, const JkkXmlNode *resource)
{
  if (strcmp (slot->resource, resource->name) != 0 || g_strcmp0 (resource->ns, JKK_NS_FHIR) != 0)
    return FALSE;
  for (guint i = 0; i < slot->n_rows; i++)
    if (slot->rows[i].role == JKK_FHIR_SLOT &&
        !holds (resource, slot->rows[i].path, jkk_fhir_row_text (&slot->rows[i])))
      return FALSE;
  return TRUE;
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

static void
take_value (JkkFhirReading *self, const JkkFhirRow *row, JkkXmlNode *node, const char *value, guint index)
{
  g_autofree char *path = jkk_fhir_field_path (row->text, index), *text = NULL, *repair = NULL;
  const char *code = NULL;

  if (g_hash_table_contains (self->values, path))
    {
      jkk_fhir_notice_no_place (self, node); /* there is one already, such as a NIK beside a passport */
      return;
    }
  JkkFhirFound *found = g_new0 (JkkFhirFound, 1);
  found->node = node;
  found->text = jkk_fhir_form_read (row->form, value, &code, &text, &repair);
  if (found->text == NULL)
    jkk_xml_file_add_fault (self->file, node, code, text, repair);
  g_hash_table_insert (self->values, g_steal_pointer (&path), found);
}

static void
refuse_word (JkkFhirReading *self, const JkkFhirRow *row, JkkXmlNode *node, const char *value)
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
read_leaf (JkkFhirReading *self, const JkkFhirRow *row, JkkXmlNode *node, guint index)
{
  const char *value = jkk_xml_node_attribute (node, "value");

  if (row->role == JKK_FHIR_LINK)
    {
      jkk_fhir_follow (self, row, node);
      return;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    jkk_fhir_notice_no_place (self, node->children->pdata[i]);
  if (value == NULL)
    jkk_fhir_notice_no_place (self, node);
  else if (row->role == JKK_FHIR_VALUE)
    take_value (self, row, node, value, index);
  else if ((row->role == JKK_FHIR_MUST || row->role == JKK_FHIR_GUARD) && !jkk_fhir_row_has_word (row, value))
    refuse_word (self, row, node, value);
  else if ((row->role == JKK_FHIR_FIXED || row->role == JKK_FHIR_KEY || row->role == JKK_FHIR_SLOT) &&
           !g_str_equal (row->text, "#") && !g_str_equal (jkk_fhir_row_text (row), value))
    jkk_fhir_notice_no_place (self, node);
}

/**
 * jkk_fhir_count_row:
 * @self: a Bundle
 * @list: name of a list
 *
 * Returns: the number of a further row of it, from 1
 */
guint
jkk_fhir_count_row (JkkFhirReading *self, const char *list)
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
read_child (JkkFhirReading *self,
            const JkkFhirSlot *slot,
            JkkXmlNode *child,
            const char *prefix,
            guint index,
            GHashTable *taken)
{
  const JkkFhirRow *leaf = NULL;
  g_autofree char *path = NULL;

  if (jkk_fhir_refuse_modifier (self, child))
    return;
  if (g_strcmp0 (child->ns, JKK_NS_FHIR) == 0 && !jkk_fhir_is_outdated (child))
    path = find_path (slot, child, prefix, taken, &leaf);
  if (path == NULL)
    {
      if (!jkk_fhir_is_technical (child, *prefix == '\0'))
        jkk_fhir_notice_no_place (self, child);
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

      index = jkk_fhir_count_row (self, list);
    }
  g_autofree char *inside = g_strconcat (path, "/", NULL);
  read_children (self, slot, child, inside, index);
}

static void
read_children (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *node, const char *prefix, guint index)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    read_child (self, slot, node->children->pdata[i], prefix, index, taken);
}

/**
 * jkk_fhir_read_resource:
 * @self: a Bundle
 * @slot: a slot
 * @resource: the resource that fills it, or the Bundle itself
 * @index: which row of the list of the slot
 *
 * Brings the values of a resource to their fields.
 */
void
jkk_fhir_read_resource (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *resource, guint index)
{
  read_children (self, slot, resource, "", index);
}
