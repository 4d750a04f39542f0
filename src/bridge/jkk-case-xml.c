#include "jkk-case-xml.h"

#include "jkk-case-xml-private.h"
#include "jkk-record-xml.h"
#include "jkk-schema.h"

#include <string.h>

const JkkXmlKind jkk_xml_kind_case = { "kasus", JKK_NS_CASE, "santun-case-1.xsd" };

/**
 * jkk_case_to_xml:
 * @jcase: a case
 * @length: (out) (optional): length in bytes
 *
 * Writes the whole case, also what deeds keep (number, status, verifier …). The same case gives the same bytes.
 *
 * Returns: (transfer full): a document of santun-case-1.xsd
 */
char *
jkk_case_to_xml (const JkkCase *jcase, gsize *length)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  g_return_val_if_fail (jcase != NULL, NULL);

  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (jkk_xml_kind_case.root, jkk_xml_kind_case.ns);
  jkk_xml_writer_attribute (writer, "versi", "1");
  for (guint i = 0; i < n_parts; i++)
    jkk_case_part_write_xml (writer, &parts[i], jcase);
  return jkk_xml_writer_finish (writer, length);
}

/**
 * jkk_case_read_parts:
 * @file: a file
 * @node: an element whose children are parts of a case
 * @with_system: whether fields that deeds keep are taken too
 * @is_other: (nullable): tells which children are no parts of a case and are left to whoever reads them
 * @data: for @is_other
 * @names: (out) (optional) (transfer full): names of the parts that are there
 *
 * Returns: (transfer full): the case; parts that are not there are empty
 */
JkkCase *
jkk_case_read_parts (
    JkkXmlFile *file, JkkXmlNode *node, gboolean with_system, JkkXmlIsOther is_other, gpointer data, char ***names)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);
  JkkCase *jcase = jkk_case_new ();
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autofree gboolean *seen = g_new0 (gboolean, n_parts);

  for (guint i = 0; i < n_parts; i++)
    g_ptr_array_add (known, (gpointer) parts[i].name);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      JkkXmlNode *child = node->children->pdata[i];
      const JkkCasePart *part = g_strcmp0 (child->ns, node->ns) == 0 ? jkk_case_part_find (child->name) : NULL;

      if (is_other != NULL && is_other (child, data))
        continue;
      if (part == NULL)
        jkk_xml_file_refuse_element (file, child, known);
      else if (seen[part - parts])
        jkk_xml_file_refuse_twice (file, child);
      else
        {
          jkk_case_part_read_xml (file, child, part, with_system, jcase);
          g_strv_builder_add (found, part->name);
          seen[part - parts] = TRUE;
        }
    }
  if (names != NULL)
    *names = g_strv_builder_end (found);
  return jcase;
}

/**
 * jkk_case_from_xml:
 * @bytes: a document of santun-case-1.xsd, from anybody
 * @length: its length
 * @flags: see #JkkCaseXmlFlags
 * @faults: (out) (optional) (transfer full) (element-type JkkFault): all that is wrong with it; empty when nothing is
 * @error: return location
 *
 * Returns: (transfer full): the case; %NULL with %JKK_ERROR_FORMAT if anything is wrong, %JKK_ERROR_TOO_NEW if it was
 *   written for a newer program
 */
JkkCase *
jkk_case_from_xml (const char *bytes, gsize length, JkkCaseXmlFlags flags, GPtrArray **faults, GError **error)
{
  static const JkkXmlKind *const kinds[] = { &jkk_xml_kind_case, NULL };
  g_autoptr (JkkCase) jcase = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (JkkXmlFile) file = jkk_xml_file_read (bytes, length, kinds);
  JkkXmlNode *root = jkk_xml_file_root (file);
  if (root != NULL)
    jcase = jkk_case_read_parts (file, root, (flags & JKK_CASE_XML_SYSTEM) != 0, NULL, NULL, NULL);
  return jkk_xml_file_finish (file, faults, error) ? g_steal_pointer (&jcase) : NULL;
}
