#include "jkk-payout-basis-xml.h"

#include <glib/gi18n-lib.h>

static void
write_day (JkkXmlWriter *writer, const char *name, JkkDay day)
{
  g_autofree char *iso = day != JKK_NONE ? jkk_day_to_iso (day) : NULL;

  jkk_xml_writer_element (writer, name, iso);
}

static void
write_figure (JkkXmlWriter *writer, const JkkFigure *figure)
{
  jkk_xml_writer_open (writer, "figure");
  jkk_xml_writer_element (writer, "parameter", figure->parameter);
  jkk_xml_writer_element (writer, "unit", figure->unit);
  jkk_xml_writer_element (writer, "value", figure->value);
  jkk_xml_writer_element (writer, "most", figure->most);
  jkk_xml_writer_element (writer, "partner", figure->partner);
  jkk_xml_writer_element (writer, "each", figure->each);
  jkk_xml_writer_flag (writer, "degree", figure->degree);
  jkk_xml_writer_element (writer, "article", figure->article);
  write_day (writer, "from", figure->from);
  write_day (writer, "until", figure->until);
  jkk_xml_writer_element (writer, "checked", figure->checked);
  jkk_xml_writer_element (writer, "by", figure->by);
  write_day (writer, "on", figure->on);
  jkk_xml_writer_element (writer, "source", figure->source);
  jkk_xml_writer_close (writer);
}

/**
 * jkk_payout_basis_write_xml:
 * @writer: a writer, inside a sheet
 * @basis: what the sheet rests on
 */
void
jkk_payout_basis_write_xml (JkkXmlWriter *writer, const JkkPayoutBasis *basis)
{
  jkk_xml_writer_open (writer, "basis");
  write_day (writer, "today", basis->today);
  jkk_xml_writer_element (writer, "segment", basis->segment);
  jkk_xml_writer_open (writer, "facts");
  for (guint i = 0; i < basis->facts->len; i++)
    {
      const JkkStated *stated = basis->facts->pdata[i];

      jkk_xml_writer_open (writer, "fact");
      jkk_xml_writer_element (writer, "path", stated->path);
      jkk_xml_writer_element (writer, "value", stated->value);
      jkk_xml_writer_close (writer);
    }
  jkk_xml_writer_close (writer);
  jkk_xml_writer_open (writer, "law");
  for (guint i = 0; i < basis->law->len; i++)
    write_figure (writer, basis->law->pdata[i]);
  jkk_xml_writer_close (writer);
  jkk_xml_writer_close (writer);
}

static JkkDay
read_day (JkkXmlFile *file, const JkkXmlNode *parent, const char *name)
{
  JkkXmlNode *node = jkk_xml_node_find (parent, name);
  g_autoptr (GError) error = NULL;
  JkkDay day = node != NULL ? jkk_day_parse (node->text, &error) : JKK_NONE;

  if (error != NULL)
    jkk_xml_file_add_fault (file, node, "value-invalid", error->message, NULL);
  return day;
}

static void
read_figure (JkkXmlFile *file, const JkkXmlNode *node, JkkPayoutBasis *basis)
{
  JkkFigure *figure =
      jkk_payout_basis_add_figure (basis, jkk_xml_node_text (node, "parameter"), jkk_xml_node_text (node, "unit"));

  figure->value = g_strdup (jkk_xml_node_text (node, "value"));
  figure->most = g_strdup (jkk_xml_node_text (node, "most"));
  figure->partner = g_strdup (jkk_xml_node_text (node, "partner"));
  figure->each = g_strdup (jkk_xml_node_text (node, "each"));
  figure->degree = jkk_xml_node_find (node, "degree") != NULL;
  figure->article = g_strdup (jkk_xml_node_text (node, "article"));
  figure->from = read_day (file, node, "from");
  figure->until = read_day (file, node, "until");
  figure->checked = g_strdup (jkk_xml_node_text (node, "checked"));
  figure->by = g_strdup (jkk_xml_node_text (node, "by"));
  figure->on = read_day (file, node, "on");
  figure->source = g_strdup (jkk_xml_node_text (node, "source"));
}

/**
 * jkk_payout_basis_read_xml:
 * @file: a file
 * @node: (nullable): the element of the basis, which the schema has accepted
 *
 * Returns: (transfer full) (nullable): the basis; %NULL if the sheet has none
 */
JkkPayoutBasis *
jkk_payout_basis_read_xml (JkkXmlFile *file, const JkkXmlNode *node)
{
  if (node == NULL)
    return NULL;

  JkkPayoutBasis *basis = jkk_payout_basis_new ();
  const JkkXmlNode *facts = jkk_xml_node_find (node, "facts"), *law = jkk_xml_node_find (node, "law");
  basis->today = read_day (file, node, "today");
  basis->segment = g_strdup (jkk_xml_node_text (node, "segment"));
  for (guint i = 0; facts != NULL && facts->children != NULL && i < facts->children->len; i++)
    jkk_payout_basis_take_fact (basis, jkk_xml_node_text (facts->children->pdata[i], "path"),
                                jkk_xml_node_text (facts->children->pdata[i], "value"));
  for (guint i = 0; law != NULL && law->children != NULL && i < law->children->len; i++)
    read_figure (file, law->children->pdata[i], basis);
  return basis;
}
