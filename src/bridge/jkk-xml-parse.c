#include "jkk-schema-private.h"
#include "jkk-xml-fault.h"
#include "jkk-xml-private.h"
#include "jkk-xml-scan.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* NONET and nothing else: no NOENT, no DTDLOAD, no HUGE. The text is UTF-8 whatever its declaration says. */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC)

/* What a thread reads with. Making it anew for each of ten thousand messages costs as much as reading them; its
 * dictionaries grow with what it reads, so that it does not live forever, and not beyond a file with faults. */
#define READINGS_MAX 1000

typedef struct
{
  xmlParserCtxt *context;
  const char *schema; /* of the validator */
  xmlSchemaValidCtxt *validator;
  guint n_readings;
} Engine;

/* The parser calls us, and we pass each event on to the schema: an error of the schema therefore concerns the element
 * that we have at hand, which gives it an exact place and path. (xmlTextReader, which stands on the same two parts,
 * runs ahead of its reader and does not know them.) The schema gets a text in one piece: given each reference by
 * itself, it copies all that came before each time, and a megabyte of &#65; keeps it busy for minutes. */
typedef struct
{
  const JkkXmlParsing *parsing;
  Engine *engine;
  xmlParserCtxt *context;
  xmlSchemaSAXPlugStruct *plug;
  xmlSAXHandler *schema; /* NULL before the root is known */
  void *schema_data;
  GString *text; /* what the schema has not seen yet */
  JkkXmlNode *root;
  JkkXmlNode *current;
  JkkXmlNode *concerned;
  guint n_elements;
  gboolean faulty;
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
  reading->faulty = TRUE;
  if (!reading->parsing->report (fault, node, replaceable, reading->parsing->data))
    stop (reading);
}

static void
pass_text_on (Reading *reading)
{
  const GString *text = reading->text;
  JkkXmlNode *node = reading->current;

  if (text->len == 0)
    return;
  if (node->children == NULL)
    jkk_xml_node_set_text (node, text->str, text->len);
  if (reading->schema != NULL)
    reading->schema->characters (reading->schema_data, (const xmlChar *) text->str, (int) text->len);
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
add_attributes (JkkXmlNode *node, int n, const xmlChar **attributes)
{
  for (int i = 0; i < n; i++)
    {
      const char *const *attribute = (const char *const *) attributes + i * 5; /* name, prefix, ns, value, its end */

      if (attribute[2] == NULL)
        {
          g_autofree char *value = attribute_value (attribute[3], attribute[4]);

          jkk_xml_node_add_attribute (node, attribute[0], value, strlen (value));
        }
    }
}

static void
set_place (Reading *reading, JkkXmlNode *node)
{
  GArray *places = reading->parsing->places;

  if (reading->n_elements < places->len)
    {
      const JkkXmlPlace *place = &g_array_index (places, JkkXmlPlace, reading->n_elements);

      node->line = place->line;
      node->column = place->column;
    }
  else
    node->line = reading->context->input->line;
  reading->n_elements++;
}

static void schema_error_cb (void *data, xmlErrorPtr error);

/* Which schema it is, the root tells. */
static void
begin (Reading *reading, JkkXmlNode *root)
{
  Engine *engine = reading->engine;
  const char *schema = reading->parsing->identify (root, reading->parsing->data);

  reading->root = root;
  if (schema == NULL)
    {
      reading->faulty = TRUE;
      stop (reading);
      return;
    }
  if (engine->validator == NULL || strcmp (engine->schema, schema) != 0)
    {
      g_clear_pointer (&engine->validator, xmlSchemaFreeValidCtxt);
      engine->validator = xmlSchemaNewValidCtxt (jkk_schema_compiled (schema));
      engine->schema = schema;
    }
  xmlSchemaSetValidStructuredErrors (engine->validator, schema_error_cb, reading);
  reading->plug = xmlSchemaSAXPlug (engine->validator, &reading->schema, &reading->schema_data);
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

  pass_text_on (reading);
  JkkXmlNode *node = jkk_xml_node_new (reading->current, (const char *) name, (const char *) ns);

  set_place (reading, node);
  add_attributes (node, n_attributes, attributes);
  if (reading->root == NULL)
    begin (reading, node);
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
  if (reading->text->len + (gsize) length <= JKK_XML_MAX_TEXT)
    {
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
engine_free (Engine *engine)
{
  g_clear_pointer (&engine->validator, xmlSchemaFreeValidCtxt);
  xmlFreeParserCtxt (engine->context);
  g_free (engine);
}

static GPrivate spare = G_PRIVATE_INIT ((GDestroyNotify) engine_free);

static Engine *
engine_take (void)
{
  Engine *engine = g_private_get (&spare);

  if (engine != NULL)
    {
      g_private_set (&spare, NULL);
      return engine;
    }
  jkk_schema_begin ();
  engine = g_new0 (Engine, 1);
  engine->context = xmlNewParserCtxt ();
  set_callbacks (engine->context->sax);
  return engine;
}

static void
engine_give_back (Engine *engine, gboolean clean)
{
  if (clean && ++engine->n_readings < READINGS_MAX)
    g_private_replace (&spare, engine);
  else
    engine_free (engine);
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
  Engine *engine = engine_take ();
  Reading reading = {
    .parsing = parsing, .engine = engine, .context = engine->context, .text = g_string_sized_new (256)
  };

  engine->context->userData = &reading;
  xmlDoc *document = xmlCtxtReadMemory (engine->context, parsing->text, (int) parsing->length, NULL, "UTF-8", OPTIONS);
  g_clear_pointer (&document, xmlFreeDoc);
  g_clear_pointer (&reading.plug, xmlSchemaSAXUnplug);
  *sound = !reading.broken && engine->context->wellFormed && reading.root != NULL;
  engine_give_back (engine, *sound && !reading.faulty);
  g_string_free (reading.text, TRUE);
  return reading.root;
}
