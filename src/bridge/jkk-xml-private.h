#pragma once

#include "jkk-xml.h"

G_BEGIN_DECLS

/* What the parser builds; readers only look. */
JkkXmlNode *jkk_xml_node_new (JkkXmlNode *parent, const char *name, const char *ns);
void jkk_xml_node_set_text (JkkXmlNode *node, const char *text, gsize length);
void jkk_xml_node_add_attribute (JkkXmlNode *node, const char *name, const char *value, gsize length);
void jkk_xml_node_free (JkkXmlNode *node);

/**
 * JkkXmlParsing:
 * @text: XML in sound UTF-8
 * @length: its length
 * @places: where its elements begin (jkk_xml_scan())
 * @identify: told of the root before anything else; answers the name of the schema, or %NULL to end the reading
 * @report: told each fault, with the element concerned or %NULL, and whether a better sentence may replace it; answers
 *   whether to go on
 * @data: for @identify and @report
 */
typedef struct
{
  const char *text;
  gsize length;
  GArray *places;
  const char *(*identify) (const JkkXmlNode *root, gpointer data);
  gboolean (*report) (JkkFault *fault, JkkXmlNode *node, gboolean replaceable, gpointer data);
  gpointer data;
} JkkXmlParsing;

JkkXmlNode *jkk_xml_parse (const JkkXmlParsing *parsing, gboolean *sound);

G_END_DECLS
