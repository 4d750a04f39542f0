#include "jkk-schema-private.h"
#include "jkk-xml-fault.h"
#include "jkk-xml-private.h"
#include "jkk-xml-scan.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* NONET and nothing else: no NOENT, no DTDLOAD, no HUGE. The text is UTF-8 whatever its declaration says. */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC)

/* The parser calls us, and we pass each event on to the schema: an error of the schema therefore concerns the element
 * that we have at hand, which gives it an exact place and path. (xmlTextReader, which stands on the same two parts,
 * runs ahead of its reader and does not know them.) The schema gets a text in one piece: given each reference by
 * itself, it copies all that came before each time, and a megabyte of &#65; keeps it busy for minutes. */
typedef struct
{
  const JkkXmlParsing *parsing;
  xmlParserCtxt *context;
  xmlSAXHandler *schema; /* NULL without a schema */
  void *schema_data;
  GString *text; /* what the schema has not seen yet */
  JkkXmlNode *root;
  JkkXmlNode *current;
  JkkXmlNode *concerned;
  guint n_elements;
  gboolean broken;
} Reading;

/* Not xmlStopParser(): it frees the text that is being read in the same event. From here on the parser walks to the end
 * without telling anybody. */
static void
stop (Reading *reading)
{
  reading->broken = TRUE;
  reading->context->disableSAX = 1;
}

static void
report (Reading *reading, JkkFault *fault, JkkXmlNode *node, gboolean replaceable)
{
  if (reading->parsing->report (fault, node, replaceable, reading->parsing->data))
    return;
  stop (reading);
}

static void
pass_text_on (Reading *reading)
{
  if (reading->schema != NULL && reading->text->len > 0)
    reading->schema->characters (reading->schema_data, (const xmlChar *) reading->text->str, (int) reading->text->len);
  g_string_truncate (reading->text, 0);
}

/* libxml2 hands a "&" in an attribute over as "&#38;", for those who parse it again; no other "&" can stand there. */
static char *
attribute_value (const char *start, const char *end)
{
  g_autofree char *value = g_strndup (start, (gsize) (end - start));
  g_auto (GStrv) pieces = strchr (value, '&') != NULL ? g_strsplit (value, "&#38;", -1) : NULL;

  return pieces != NULL ? g_strjoinv ("&", pieces) : g_steal_pointer (&value);
}

static void
take_attributes (JkkXmlNode *node, int n, const xmlChar **attributes)
{
  for (int i = 0; i < n; i++)
    {
      const char *const *attribute = (const char *const *) attributes + i * 5; /* name, prefix, ns, value, its end */

      if (attribute[2] == NULL)
        jkk_xml_node_take_attribute (node, attribute[0], attribute_value (attribute[3], attribute[4]));
    }
}

static void
start_element_cb (void *data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *ns,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  Reading *reading = data;
  GArray *places = reading->parsing->places;

  pass_text_on (reading);
  JkkXmlNode *node = jkk_xml_node_new (reading->current, (const char *) name, (const char *) ns);

  if (reading->n_elements < places->len)
    {
      const JkkXmlPlace *place = &g_array_index (places, JkkXmlPlace, reading->n_elements);

      node->line = place->line;
      node->column = place->column;
    }
  else
    node->line = reading->context->input->line;
  reading->n_elements++;
  take_attributes (node, n_attributes, attributes);
  if (reading->root == NULL)
    reading->root = node;
  reading->current = node;
  reading->concerned = node;
  if (reading->schema != NULL)
    reading->schema->startElementNs (reading->schema_data, name, prefix, ns, n_namespaces, namespaces, n_attributes,
                                     n_defaulted, attributes);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
  Reading *reading = data;

  pass_text_on (reading);
  reading->concerned = reading->current;
  if (reading->schema != NULL)
    reading->schema->endElementNs (reading->schema_data, name, prefix, ns);
  reading->current = reading->current->parent;
  reading->concerned = reading->current;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  Reading *reading = data;
  JkkXmlNode *node = reading->current;

  if (node == NULL || reading->broken)
    return;
  if (node->text->len + (gsize) length <= JKK_XML_MAX_TEXT)
    {
      g_string_append_len (node->text, (const char *) text, length);
      g_string_append_len (reading->text, (const char *) text, length);
      return;
    }
  report (reading,
          jkk_fault_new (node->line, node->column, NULL, "text-too-long",
                         _ ("The text of this element is far too long."),
                         _ ("Shorten the text; send pictures and letters as files of their own.")),
          node, FALSE);
  stop (reading);
}

/* The scan has refused it already; this stands here so that no way around the scan opens one to entities. */
static void
internal_subset_cb (void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  Reading *reading = data;

  report (reading, jkk_fault_new (1, 1, NULL, "doctype", _ ("The file has a document type declaration."), NULL), NULL,
          FALSE);
  stop (reading);
}

static void
parser_error_cb (void *data, xmlErrorPtr error)
{
  Reading *reading = data;
  const xmlParserInput *input = reading->context->input;

  if (reading->broken || error->level < XML_ERR_ERROR)
    return;
  reading->broken = TRUE; /* what follows a break is noise */
  report (reading, jkk_xml_fault_from_parser (error, input == NULL || input->cur >= input->end), reading->current,
          FALSE);
}

static void
schema_error_cb (void *data, xmlErrorPtr error)
{
  Reading *reading = data;

  if (!reading->broken && reading->concerned != NULL && error->level >= XML_ERR_ERROR)
    report (reading, jkk_xml_fault_from_schema (error, reading->concerned), reading->concerned,
            jkk_xml_fault_is_replaceable (error));
}

static void
set_callbacks (xmlSAXHandler *sax)
{
  memset (sax, 0, sizeof *sax);
  sax->initialized = XML_SAX2_MAGIC;
  sax->startElementNs = start_element_cb;
  sax->endElementNs = end_element_cb;
  sax->characters = characters_cb;
  sax->ignorableWhitespace = characters_cb;
  sax->cdataBlock = characters_cb;
  sax->internalSubset = internal_subset_cb;
  sax->serror = parser_error_cb;
}

static void
run (Reading *reading)
{
  const JkkXmlParsing *parsing = reading->parsing;
  xmlSchemaValidCtxt *validator = NULL;
  xmlSchemaSAXPlugStruct *plug = NULL;

  if (parsing->schema != NULL)
    {
      validator = xmlSchemaNewValidCtxt (jkk_schema_compiled (parsing->schema));
      xmlSchemaSetValidStructuredErrors (validator, schema_error_cb, reading);
      plug = xmlSchemaSAXPlug (validator, &reading->schema, &reading->schema_data);
    }
  xmlDoc *document = xmlCtxtReadMemory (reading->context, parsing->text, (int) parsing->length, NULL, "UTF-8", OPTIONS);
  g_clear_pointer (&document, xmlFreeDoc);
  g_clear_pointer (&plug, xmlSchemaSAXUnplug);
  g_clear_pointer (&validator, xmlSchemaFreeValidCtxt);
}

/**
 * jkk_xml_parse:
 * @parsing: what to parse and whom to tell
 * @sound: (out): whether the whole text was read; false after a fault that ends the reading
 *
 * Returns: (transfer full) (nullable): the root, also of a text that is broken further on
 */
JkkXmlNode *
jkk_xml_parse (const JkkXmlParsing *parsing, gboolean *sound)
{
  Reading reading = { .parsing = parsing, .context = xmlNewParserCtxt (), .text = g_string_new (NULL) };

  set_callbacks (reading.context->sax);
  reading.context->userData = &reading;
  run (&reading);
  *sound = !reading.broken && reading.context->wellFormed && reading.root != NULL;
  xmlFreeParserCtxt (reading.context);
  g_string_free (reading.text, TRUE);
  return reading.root;
}
