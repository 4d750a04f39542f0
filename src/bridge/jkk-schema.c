#include "jkk-schema-private.h"

#include <libxml/parser.h>
#include <string.h>

const char *jkk_bridge_data (const char *name, gsize *length);

#define RECORDS "santun-records.xsd"
#define INCLUDE "<xs:include schemaLocation=\"" RECORDS "\"/>"

static const char *const names[] = {
  "santun-case-1.xsd",
  "santun-message-1.xsd",
  "santun-message-2.xsd",
  "santun-decision-1.xsd",
  "santun-batch-1.xsd",
  "santun-fhir-1.xsd",
  RECORDS,
  NULL,
};

/**
 * jkk_schema_names:
 *
 * Returns: (transfer none): the published schema files; all but the last describe documents, the last one the
 * records that they include
 */
const char *const *
jkk_schema_names (void)
{
  return names;
}

/**
 * jkk_schema_get:
 * @name: a file of jkk_schema_names()
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer none) (nullable): its text, which lives as long as the program; %NULL if there is no such file
 */
const char *
jkk_schema_get (const char *name, gsize *length)
{
  g_return_val_if_fail (name != NULL, NULL);

  return jkk_bridge_data (name, length);
}

/* The definitions of the records take the namespace of the schema that includes them, so including them is putting
 * their text there. Doing it here spares libxml2's way to files, which is one for the whole process. */
static char *
put_records_in (const char *envelope)
{
  const char *records = jkk_schema_get (RECORDS, NULL);
  const char *at = strstr (envelope, INCLUDE), *start = strstr (records, "<xs:schema");
  GString *text = g_string_new (NULL);

  if (at == NULL)
    return g_string_free (g_string_append (text, envelope), FALSE);
  start = strchr (start, '>') + 1;
  g_string_append_len (text, envelope, at - envelope);
  g_string_append_len (text, start, strstr (start, "</xs:schema>") - start);
  g_string_append (text, at + strlen (INCLUDE));
  return g_string_free (text, FALSE);
}

/* A batch is checked without its messages, so that the schema of these is not needed with it. */
static char *
take_imports_out (char *text)
{
  char *start;

  while ((start = strstr (text, "<xs:import")) != NULL)
    {
      char *end = strstr (start, "/>") + strlen ("/>");

      memmove (start, end, strlen (end) + 1);
    }
  return text;
}

static void
report_cb (void *data, xmlErrorPtr error)
{
  g_warning ("%s, line %d: %s", (const char *) data, error->line, error->message);
}

static xmlSchema *
compile (const char *name)
{
  g_autofree char *text = take_imports_out (put_records_in (jkk_schema_get (name, NULL)));
  xmlSchemaParserCtxt *context = xmlSchemaNewMemParserCtxt (text, (int) strlen (text));

  xmlSchemaSetParserStructuredErrors (context, report_cb, (gpointer) name);
  xmlSchema *schema = xmlSchemaParse (context);
  xmlSchemaFreeParserCtxt (context);
  if (schema == NULL)
    g_error ("The schema %s that the program carries is broken.", name);
  return schema;
}

static gpointer
begin_once (gpointer data)
{
  xmlInitParser ();
  return NULL;
}

/**
 * jkk_schema_begin:
 *
 * To be called by each thread before its first use of libxml2, which two threads must not set up at the same time.
 */
void
jkk_schema_begin (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, begin_once, NULL);
}

/**
 * jkk_schema_compiled:
 * @name: a file of jkk_schema_names()
 *
 * A schema is read-only once it is built, so that all threads can validate with it.
 *
 * Returns: (transfer none): the schema, ready to validate with; it lives as long as the program
 */
xmlSchema *
jkk_schema_compiled (const char *name)
{
  static GMutex mutex;
  static GHashTable *schemas;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  jkk_schema_begin ();
  if (schemas == NULL)
    schemas = g_hash_table_new (g_str_hash, g_str_equal);
  xmlSchema *schema = g_hash_table_lookup (schemas, name);
  if (schema == NULL)
    {
      schema = compile (name);
      g_hash_table_insert (schemas, (gpointer) g_intern_string (name), schema);
    }
  return schema;
}
