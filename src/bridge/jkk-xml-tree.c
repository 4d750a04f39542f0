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
  for (guint i = 0; node->attributes != NULL && i < node->attributes->len; i++)
    {
      const JkkXmlAttribute *attribute = &g_array_index (node->attributes, JkkXmlAttribute, i);

      if (strcmp (attribute->name, name) == 0)
        return attribute->value;
    }
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

  return child != NULL ? child->text->str : NULL;
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

static void
clear_attribute (gpointer data)
{
  JkkXmlAttribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->value);
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
  JkkXmlNode *node = g_new0 (JkkXmlNode, 1);

  node->name = g_strdup (name);
  node->ns = g_strdup (ns);
  node->text = g_string_sized_new (32);
  node->parent = parent;
  if (parent == NULL)
    return node;
  if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_xml_node_free);
  g_ptr_array_add (parent->children, node);
  return node;
}

/**
 * jkk_xml_node_take_attribute:
 * @node: an element
 * @name: name without namespace
 * @value: (transfer full): its value
 */
void
jkk_xml_node_take_attribute (JkkXmlNode *node, const char *name, char *value)
{
  JkkXmlAttribute attribute = { g_strdup (name), value };

  if (node->attributes == NULL)
    {
      node->attributes = g_array_new (FALSE, FALSE, sizeof (JkkXmlAttribute));
      g_array_set_clear_func (node->attributes, clear_attribute);
    }
  g_array_append_val (node->attributes, attribute);
}

/**
 * jkk_xml_node_free:
 * @node: (transfer full): a root
 */
void
jkk_xml_node_free (JkkXmlNode *node)
{
  g_free (node->name);
  g_free (node->ns);
  g_string_free (node->text, TRUE);
  g_clear_pointer (&node->attributes, g_array_unref);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}
