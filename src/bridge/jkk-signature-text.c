#include "jkk-signature-private.h"
#include "jkk-xml-decode.h"
#include "jkk-xml-scan.h"

#include <libxml/parser.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/xmlsec.h>

/* As in jkk-xml-parse.c; the fault of a broken file is told there. */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

/* What it says is for programmers; we say what is wrong in our own words. */
static void
error_cb (const char *file,
          int line,
          const char *func,
          const char *object,
          const char *subject,
          int reason,
          const char *message)
{
}

static gpointer
init_once (gpointer data)
{
  gboolean good =
      xmlSecInit () == 0 && xmlSecCheckVersion () == 1 && xmlSecCryptoAppInit (NULL) == 0 && xmlSecCryptoInit () == 0;

  xmlSecErrorsSetCallback (error_cb); /* last: the engine brings its own */
  return GINT_TO_POINTER (good);
}

/**
 * jkk_xmlsec_init:
 *
 * Returns: whether libxmlsec is ready; it always is where it was installed whole
 */
gboolean
jkk_xmlsec_init (void)
{
  static GOnce once = G_ONCE_INIT;

  return GPOINTER_TO_INT (g_once (&once, init_once, NULL));
}

/**
 * jkk_xml_text_read:
 * @text: (out caller-allocates): the file
 * @bytes: a file from anybody
 * @length: its length
 * @fault: (out): why it cannot be read; %NULL where the parser stopped, of which the reader of messages says more
 *
 * Returns: whether it could be read
 */
gboolean
jkk_xml_text_read (JkkXmlText *text, const char *bytes, gsize length, JkkFault **fault)
{
  gsize decoded_length = 0;
  g_autofree char *decoded = jkk_xml_decode (bytes, length, &decoded_length, fault);
  g_autofree char *root_tag = NULL;

  text->document = NULL;
  text->places = decoded != NULL ? jkk_xml_scan (decoded, decoded_length, &root_tag, fault) : NULL;
  if (*fault == NULL && text->places != NULL)
    text->document = xmlReadMemory (decoded, (int) decoded_length, NULL, "UTF-8", OPTIONS);
  if (text->document != NULL)
    return TRUE;
  jkk_xml_text_clear (text);
  return FALSE;
}

/**
 * jkk_xml_text_clear:
 * @text: a file; what it holds is freed
 */
void
jkk_xml_text_clear (JkkXmlText *text)
{
  g_clear_pointer (&text->document, xmlFreeDoc);
  g_clear_pointer (&text->places, g_array_unref);
}

static xmlNode *
next_in_document (const xmlNode *node)
{
  if (node->children != NULL && node->type == XML_ELEMENT_NODE)
    return node->children;
  while (node != NULL && node->next == NULL)
    node = node->parent != NULL && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
  return node != NULL ? node->next : NULL;
}

/* Elements begin in the same order in the text and in the tree. */
static guint
number_of (const xmlDoc *document, const xmlNode *wanted)
{
  guint number = 0;

  for (const xmlNode *node = xmlDocGetRootElement (document); node != NULL && node != wanted;
       node = next_in_document (node))
    if (node->type == XML_ELEMENT_NODE)
      number++;
  return number;
}

static char *
path_of (const xmlNode *node)
{
  GString *path = g_string_new (NULL);

  for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
    {
      g_string_prepend (path, (const char *) node->name);
      g_string_prepend_c (path, '/');
    }
  return g_string_free (path, FALSE);
}

/**
 * jkk_xml_text_fault:
 * @text: a file
 * @node: (nullable): the element concerned
 * @code: stable name of the fault
 * @sentence: translated sentence
 * @repair: (nullable): translated suggestion
 *
 * Returns: (transfer full): a fault with its place
 */
JkkFault *
jkk_xml_text_fault (
    const JkkXmlText *text, const xmlNode *node, const char *code, const char *sentence, const char *repair)
{
  guint number = node != NULL ? number_of (text->document, node) : 0;
  g_autofree char *path = node != NULL ? path_of (node) : NULL;

  if (node == NULL || number >= text->places->len)
    return jkk_fault_new (0, 0, path, code, sentence, repair);
  const JkkXmlPlace *place = &g_array_index (text->places, JkkXmlPlace, number);
  return jkk_fault_new (place->line, place->column, path, code, sentence, repair);
}

/**
 * jkk_xml_text_write:
 * @document: a document
 * @length: (out): its length
 *
 * Returns: (transfer full): the document in UTF-8, as it stands
 */
char *
jkk_xml_text_write (xmlDoc *document, gsize *length)
{
  xmlChar *bytes = NULL;
  int n = 0;

  xmlDocDumpMemoryEnc (document, &bytes, &n, "UTF-8");
  *length = (gsize) MAX (n, 0);
  char *copy = g_strndup ((const char *) bytes, *length);
  xmlFree (bytes);
  return copy;
}
