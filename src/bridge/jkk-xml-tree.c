#include "jkk-xml-private.h"

#include <string.h>

/**
 * jkk_xml_node_find:
 * @node: an element
 * @name: name of a child
 *
 * Returns: (transfer none) (nullable): its first child of that name, in the namespace of @node
 */
JkkXmlNode *
jkk_xml_node_find (const JkkXmlNode *node, const char *name)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];

      if (strcmp (child->name, name) == 0 && g_strcmp0 (child->ns, node->ns) == 0)
        return child;
    }
  return NULL;
}

/**
 * jkk_xml_node_attribute:
 * @node: an element
 * @name: name of an attribute without namespace
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
jkk_xml_node_attribute (const JkkXmlNode *node, const char *name)
{
  for (const JkkXmlAttribute *attribute = node->attributes; attribute != NULL; attribute = attribute->next)
    if (strcmp (attribute->name, name) == 0)
      return attribute->value;
  return NULL;
}

/**
 * jkk_xml_node_text:
 * @node: an element
 * @name: name of a child
 *
 * Returns: (transfer none) (nullable): the text of that child, as it stands
 */
const char *
jkk_xml_node_text (const JkkXmlNode *node, const char *name)
{
  const JkkXmlNode *child = jkk_xml_node_find (node, name);

  return child != NULL ? child->text : NULL;
}

/**
 * jkk_xml_node_trimmed:
 * @node: an element
 * @name: name of a child
 *
 * Returns: (transfer full) (nullable): the text of that child without blanks around it
 */
char *
jkk_xml_node_trimmed (const JkkXmlNode *node, const char *name)
{
  const char *text = jkk_xml_node_text (node, name);

  return text != NULL ? g_strstrip (g_strdup (text)) : NULL;
}

/**
 * jkk_xml_node_index:
 * @node: an element
 * @n: (out) (optional): how many elements of its name stand beside each other
 *
 * Counted when it is asked for, which is for faults only: a file of very many elements then stays cheap.
 *
 * Returns: its place among the elements of its name, from 1
 */
guint
jkk_xml_node_index (const JkkXmlNode *node, guint *n)
{
  guint index = 1, count = 0;

  for (guint i = 0; node->parent != NULL && i < node->parent->children->len; i++)
    {
      const JkkXmlNode *sibling = node->parent->children->pdata[i];

      count += strcmp (sibling->name, node->name) == 0 ? 1 : 0;
      if (sibling == node)
        index = count;
    }
  if (n != NULL)
    *n = MAX (count, 1);
  return index;
}

/**
 * jkk_xml_node_path:
 * @node: an element
 *
 * Returns: (transfer full): where it stands, such as "/kasus/children/child[2]/name"
 */
char *
jkk_xml_node_path (const JkkXmlNode *node)
{
  guint n;
  guint index = jkk_xml_node_index (node, &n);
  g_autofree char *before = node->parent != NULL ? jkk_xml_node_path (node->parent) : g_strdup ("");

  if (n > 1)
    return g_strdup_printf ("%s/%s[%u]", before, node->name, index);
  return g_strdup_printf ("%s/%s", before, node->name);
}

/* --- Building --- */

/* A tree lives as long as its root, so that its parts lie one behind the other in a few large pieces. */
#define BLOCK (16 * 1024)
#define ALIGNMENT sizeof (gpointer)

struct _JkkXmlArena
{
  GPtrArray *blocks;
  GPtrArray *owned; /* the arrays of children */
  char *at;
  gsize room;
};

static gpointer
take (JkkXmlArena *arena, gsize size)
{
  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size > BLOCK / 4)
    {
      g_ptr_array_add (arena->blocks, g_malloc (size));
      return arena->blocks->pdata[arena->blocks->len - 1];
    }
  if (size > arena->room)
    {
      arena->at = g_malloc (BLOCK);
      arena->room = BLOCK;
      g_ptr_array_add (arena->blocks, arena->at);
    }
  gpointer taken = arena->at;
  arena->at += size;
  arena->room -= size;
  return taken;
}

static char *
keep (JkkXmlArena *arena, const char *text, gsize length)
{
  char *kept = take (arena, length + 1);

  memcpy (kept, text, length);
  kept[length] = '\0';
  return kept;
}

static JkkXmlArena *
arena_new (void)
{
  JkkXmlArena *arena = g_new0 (JkkXmlArena, 1);

  arena->blocks = g_ptr_array_new_with_free_func (g_free);
  arena->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return arena;
}

/**
 * jkk_xml_node_new:
 * @parent: (nullable): the element around it
 * @name: local name
 * @ns: (nullable): namespace
 *
 * Returns: (transfer none): the last child of @parent; without a parent the root, to be freed with jkk_xml_node_free()
 */
JkkXmlNode *
jkk_xml_node_new (JkkXmlNode *parent, const char *name, const char *ns)
{
  JkkXmlArena *arena = parent != NULL ? parent->arena : arena_new ();
  JkkXmlNode *node = take (arena, sizeof *node);

  *node = (JkkXmlNode){ .arena = arena, .name = keep (arena, name, strlen (name)), .text = "", .parent = parent };
  if (ns != NULL && parent != NULL && g_strcmp0 (ns, parent->ns) == 0)
    node->ns = parent->ns;
  else if (ns != NULL)
    node->ns = keep (arena, ns, strlen (ns));
  if (parent == NULL)
    return node;
  if (parent->children == NULL)
    {
      parent->children = g_ptr_array_sized_new (16);
      g_ptr_array_add (arena->owned, parent->children);
    }
  g_ptr_array_add (parent->children, node);
  return node;
}

/**
 * jkk_xml_node_set_text:
 * @node: an element
 * @text: the characters inside it
 * @length: how many bytes
 */
void
jkk_xml_node_set_text (JkkXmlNode *node, const char *text, gsize length)
{
  node->text = keep (node->arena, text, length);
}

/**
 * jkk_xml_node_add_attribute:
 * @node: an element
 * @name: name without namespace
 * @value: its value
 * @length: how many bytes
 */
void
jkk_xml_node_add_attribute (JkkXmlNode *node, const char *name, const char *value, gsize length)
{
  JkkXmlAttribute *attribute = take (node->arena, sizeof *attribute);

  attribute->name = keep (node->arena, name, strlen (name));
  attribute->value = keep (node->arena, value, length);
  attribute->next = node->attributes;
  node->attributes = attribute;
}

/**
 * jkk_xml_node_free:
 * @node: (transfer full): a root
 */
void
jkk_xml_node_free (JkkXmlNode *node)
{
  JkkXmlArena *arena = node->arena;

  g_ptr_array_unref (arena->owned);
  g_ptr_array_unref (arena->blocks);
  g_free (arena);
}
