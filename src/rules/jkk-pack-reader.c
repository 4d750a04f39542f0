#include "jkk-pack-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#define SCHEMA "regulation.xsd"

/* The widest window that a regulation without dates can have. */
#define FIRST_DAY jkk_day_new (1900, 1, 1)
#define LAST_DAY jkk_day_new (2199, 12, 31)

typedef xmlChar XmlText;

static void
xml_text_free (XmlText *text)
{
  xmlFree (text);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XmlText, xml_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

static gboolean
refuse (GError **error, long line, const char *why)
{
  g_autofree char *text = g_strchomp (g_strdup (why));

  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("The regulation file cannot be used. Line %ld: %s. Correct the file and load it again."), line, text);
  return FALSE;
}

/* The schema is parsed once and kept; a parsed schema may be used by several threads. */
static xmlSchema *
get_schema (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      gsize length = 0;
      const char *xsd = jkk_rules_data (SCHEMA, &length);
      xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt (xsd, (int) length);
      xmlSchema *schema = xmlSchemaParse (parser);

      xmlSchemaFreeParserCtxt (parser);
      g_assert (schema != NULL);
      g_once_init_leave (&once, (gsize) schema);
    }
  return (xmlSchema *) once;
}

/* Keeps the first fault: the later ones follow from it. */
/* In the reader's language, and what the parser said of it for whoever writes such files. */
static void
refuse_as (GError **error, long line, const char *why, const char *original)
{
  g_autofree char *said = g_strstrip (g_strdup (original != NULL ? original : ""));
  g_autofree char *both = *said != '\0' ? g_strdup_printf ("%s (libxml2: %s)", why, said) : g_strdup (why);

  refuse (error, line, both);
}

static void
schema_fault_cb (void *data, xmlError *fault)
{
  GError **error = data;

  if (*error == NULL)
    refuse_as (error, fault->line, _ ("something here does not follow the schema"), fault->message);
}

static gboolean
validate (xmlDoc *doc, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (xmlSchemaValidCtxt) context = xmlSchemaNewValidCtxt (get_schema ());

  xmlSchemaSetValidStructuredErrors (context, schema_fault_cb, &fault);
  if (xmlSchemaValidateDoc (context, doc) == 0)
    return TRUE;
  if (fault == NULL)
    return refuse (error, 1, _ ("it does not follow the schema"));
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/* An attribute as the schema sees it: without white space around and in doubles. */
static char *
attribute (xmlNode *node, const char *name)
{
  g_autoptr (XmlText) text = xmlGetNoNsProp (node, (const XmlText *) name);

  if (text == NULL)
    return NULL;
  g_auto (GStrv) words = g_strsplit_set ((const char *) text, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", *word);
  return g_string_free (joined, FALSE);
}

static char **
attribute_words (xmlNode *node, const char *name)
{
  g_autofree char *text = attribute (node, name);

  return text != NULL && *text != '\0' ? g_strsplit (text, " ", -1) : g_new0 (char *, 1);
}

static char *
content (xmlNode *node)
{
  g_autoptr (XmlText) text = xmlNodeGetContent (node);
  g_auto (GStrv) words = g_strsplit_set ((const char *) text, " \t\r\n", -1);
  GString *joined = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", *word);
  return g_string_free (joined, FALSE);
}

/* A sheet names articles and wordings of a regulation that may be gone before it; there are few different ones. */
static const char *
interned (char *text)
{
  g_autofree char *copy = text;

  return g_intern_string (copy);
}

/* The schema allows what is no day of our calendar (a time zone, the year 2500); such a file is refused. */
static gboolean
read_day (xmlNode *node, const char *name, JkkDay otherwise, JkkDay *day, GError **error)
{
  g_autofree char *text = attribute (node, name);

  *day = otherwise;
  if (text == NULL)
    return TRUE;
  *day = strlen (text) == 10 ? jkk_day_parse (text, NULL) : JKK_NONE;
  return *day != JKK_NONE || refuse (error, xmlGetLineNo (node), _ ("a date is not a day between 1900 and 2199"));
}

static gboolean
read_dates (xmlNode *node, JkkPeriod *valid, GError **error)
{
  JkkDay from, last;

  if (!read_day (node, "from", FIRST_DAY, &from, error) || !read_day (node, "until", LAST_DAY, &last, error))
    return FALSE;
  *valid = jkk_period_inclusive (from, last);
  return jkk_period_days (*valid) > 0 || refuse (error, xmlGetLineNo (node), _ ("“until” is before “from”"));
}

static gboolean
read_citation (xmlNode *node, JkkValue *value, GError **error)
{
  g_autofree char *checked = attribute (node, "checked");

  value->article = interned (attribute (node, "article"));
  value->by = attribute (node, "by");
  value->source = attribute (node, "source");
  value->check = g_str_equal (checked, "yes")         ? JKK_CHECK_YES
                 : g_str_equal (checked, "secondary") ? JKK_CHECK_SECONDARY
                                                      : JKK_CHECK_NO;
  if (!read_day (node, "on", JKK_NONE, &value->on, error))
    return FALSE;
  if (value->check != JKK_CHECK_NO && (value->by == NULL || value->source == NULL || value->on == JKK_NONE))
    return refuse (error, xmlGetLineNo (node),
                   _ ("a checked figure must say by whom, when and in which source (by, on, source)"));
  return TRUE;
}

/* "12.5" as hundredths; digits only for units without decimals. */
static gint64
parse_number (const char *text, gboolean decimals)
{
  gint64 number = 0;
  int places = -1;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '.' && decimals && places < 0)
      places = 0;
    else if (!g_ascii_isdigit (*p) || number > JKK_MONEY_MAX / 10)
      return JKK_NONE;
    else
      {
        number = number * 10 + (*p - '0');
        places += places >= 0 ? 1 : 0;
      }
  if (*text == '\0' || places > 2 || places == 0 || *text == '.')
    return JKK_NONE;
  for (int i = MAX (places, 0); decimals && i < 2; i++)
    number *= 10;
  return number;
}

/**
 * jkk_pack_parse_figure:
 * @parameter: a parameter
 * @text: its value as a regulation file writes it
 *
 * Returns: the value as a number in the parameter's unit; JKK_NONE if it is none.
 */
gint64
jkk_pack_parse_figure (JkkParameter parameter, const char *text)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);

  switch (info->unit)
    {
    case JKK_UNIT_CHOICE:
      for (gint64 i = 0; info->choices[i] != NULL; i++)
        if (g_str_equal (info->choices[i], text))
          return i;
      return JKK_NONE;
    case JKK_UNIT_FLAG:
      return g_str_equal (text, "ya") ? 1 : g_str_equal (text, "tidak") ? 0 : JKK_NONE;
    case JKK_UNIT_RUPIAH:
      return parse_number (text, FALSE);
    default:
      {
        gint64 number = parse_number (text, info->unit == JKK_UNIT_PERCENT || info->unit == JKK_UNIT_DECIBEL);

        /* Far above all that a law can say, far below what could overflow. */
        return number <= 1000000 ? number : JKK_NONE;
      }
    }
}

/**
 * jkk_value_free:
 * @value: (transfer full): a value
 */
void
jkk_value_free (JkkValue *value)
{
  g_free (value->by);
  g_free (value->source);
  g_free (value);
}

/**
 * jkk_pack_figure_text:
 * @parameter: a parameter
 * @number: its number, or JKK_NONE
 *
 * Returns: (transfer none) (nullable): a choice as its Indonesian words, decibels with their unit: neither has a kind
 * of field of its own. Interned; %NULL for other units.
 */
const char *
jkk_pack_figure_text (JkkParameter parameter, gint64 number)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);

  if (number == JKK_NONE)
    return NULL;
  if (info->unit == JKK_UNIT_CHOICE)
    return interned (g_strdelimit (g_strdup (info->choices[number]), "-", ' '));
  if (info->unit != JKK_UNIT_DECIBEL)
    return NULL;
  if (number % 100 == 0)
    return interned (g_strdup_printf ("%" G_GINT64_FORMAT " dB", number / 100));
  return interned (g_strdup_printf ("%" G_GINT64_FORMAT ",%02d dB", number / 100, (int) (number % 100)));
}

static JkkValue *
read_value (xmlNode *node, JkkParameter parameter, GError **error)
{
  const JkkParameterInfo *info = jkk_parameter_info (parameter);
  g_autoptr (JkkValue) value = g_new0 (JkkValue, 1);

  value->number = JKK_NONE;
  value->state = is (node, "value") ? JKK_VALUE_KNOWN : is (node, "absent") ? JKK_VALUE_ABSENT : JKK_VALUE_UNKNOWN;
  if (!read_dates (node, &value->valid, error) || !read_citation (node, value, error))
    return NULL;
  if (value->state == JKK_VALUE_KNOWN)
    {
      g_autofree char *text = content (node);

      value->number = jkk_pack_parse_figure (parameter, text);
      if (value->number == JKK_NONE)
        {
          g_autofree char *why = g_strdup_printf (_ ("“%s” is no value in the unit “%s” of the parameter “%s”"), text,
                                                  jkk_unit_name (info->unit), info->id);

          refuse (error, xmlGetLineNo (node), why);
          return NULL;
        }
      value->text = jkk_pack_figure_text (parameter, value->number);
    }
  return g_steal_pointer (&value);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const JkkValue *x = *(JkkValue *const *) a, *y = *(JkkValue *const *) b;

  return x->valid.from < y->valid.from ? -1 : x->valid.from > y->valid.from;
}

static gboolean
read_parameter (JkkPack *pack, xmlNode *node, GError **error)
{
  g_autofree char *id = attribute (node, "id"), *unit = attribute (node, "unit");
  JkkParameter parameter;

  if (!jkk_parameter_find (id, &parameter) || !g_str_equal (unit, jkk_unit_name (jkk_parameter_info (parameter)->unit)))
    {
      g_autofree char *why = g_strdup_printf (_ ("there is no parameter “%s” in the unit “%s”"), id, unit);

      return refuse (error, xmlGetLineNo (node), why);
    }

  GPtrArray *values = pack->values[parameter] = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_value_free);
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    if (is (child, "wording"))
      pack->wordings[parameter] = content (child);
    else
      {
        JkkValue *value = read_value (child, parameter, error);

        if (value == NULL)
          return FALSE;
        value->pack = pack->id;
        value->wording = pack->wordings[parameter];
        g_ptr_array_add (values, value);
      }
  g_ptr_array_sort (values, compare_values);
  for (guint i = 1; i < values->len; i++)
    if (((JkkValue *) values->pdata[i])->valid.from < ((JkkValue *) values->pdata[i - 1])->valid.until)
      return refuse (error, xmlGetLineNo (node), _ ("two values of the parameter hold on the same day"));
  return TRUE;
}

/**
 * jkk_table_row_free:
 * @row: (transfer full): a row
 */
void
jkk_table_row_free (JkkTableRow *row)
{
  g_free (row->each);
  g_free (row->by);
  g_free (row->source);
  g_free (row);
}

/* Moves what read_citation() found. */
static gboolean
read_row_citation (JkkTableRow *row, xmlNode *node, GError **error)
{
  JkkValue value = { 0 };
  gboolean good = read_citation (node, &value, error);

  row->article = value.article;
  row->check = value.check;
  row->by = value.by;
  row->on = value.on;
  row->source = value.source;
  return good;
}

static gboolean
read_row (JkkPack *pack, xmlNode *node, GError **error)
{
  g_autofree char *number = attribute (node, "number"), *percent = attribute (node, "percent");
  g_autofree char *most = attribute (node, "percent-max"), *degree = attribute (node, "degree");
  g_autofree char *side = attribute (node, "side"), *partner = attribute (node, "partner");
  g_autofree char *from_mm = attribute (node, "from-mm");
  JkkTableRow *row = g_new0 (JkkTableRow, 1);

  row->number = g_ascii_strtoll (number, NULL, 10);
  g_assert (row->number > 0 && row->number < JKK_MAX_TABLE_ROW);
  row->pack = pack->id;
  pack->rows[row->number] = row;
  row->wording = interned (content (node));
  row->percent = jkk_percent_parse (percent, NULL);
  row->percent_max = most != NULL ? jkk_percent_parse (most, NULL) : row->percent;
  row->each = attribute (node, "each");
  row->degree = g_strcmp0 (degree, "yes") == 0;
  row->side = side == NULL ? JKK_SIDE_NONE : g_str_equal (side, "kanan") ? JKK_SIDE_RIGHT : JKK_SIDE_LEFT;
  row->partner = partner != NULL ? g_ascii_strtoll (partner, NULL, 10) : 0;
  row->from_mm = from_mm != NULL ? g_ascii_strtoll (from_mm, NULL, 10) : -1;
  if (row->percent == JKK_NONE || row->percent_max == JKK_NONE || row->percent_max < row->percent)
    return refuse (error, xmlGetLineNo (node), _ ("the percentage of the row, or its range, is wrong"));
  if ((row->side == JKK_SIDE_NONE) != (row->partner == 0))
    return refuse (error, xmlGetLineNo (node), _ ("a row with a side needs the row of the other side (partner)"));
  return read_row_citation (row, node, error);
}

/* Right and left must point at each other. */
static gboolean
check_partners (JkkPack *pack, xmlNode *table, GError **error)
{
  for (guint i = 1; i < JKK_MAX_TABLE_ROW; i++)
    {
      const JkkTableRow *row = pack->rows[i], *other;

      if (row == NULL || row->partner == 0)
        continue;
      other = row->partner < JKK_MAX_TABLE_ROW ? pack->rows[row->partner] : NULL;
      if (other == NULL || other->partner != row->number || other->side == row->side)
        return refuse (error, xmlGetLineNo (table), _ ("the rows of right and left do not point at each other"));
    }
  return TRUE;
}

static gboolean
read_table (JkkPack *pack, xmlNode *node, GError **error)
{
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL; child = xmlNextElementSibling (child))
    if (!read_row (pack, child, error))
      return FALSE;
  return check_partners (pack, node, error);
}

static gboolean
read_root (JkkPack *pack, xmlNode *root, GError **error)
{
  pack->id = interned (attribute (root, "id"));
  pack->extends = attribute_words (root, "extends");
  pack->segments = attribute_words (root, "segments");
  for (xmlNode *child = xmlFirstElementChild (root); child != NULL; child = xmlNextElementSibling (child))
    {
      gboolean good = TRUE;

      if (is (child, "title"))
        pack->title = interned (content (child));
      else if (is (child, "window"))
        good = read_dates (child, &pack->window, error) && read_citation (child, &pack->window_source, error);
      else if (is (child, "parameter"))
        good = read_parameter (pack, child, error);
      else
        good = read_table (pack, child, error);
      if (!good)
        return FALSE;
    }
  if ((pack->segments[0] != NULL) != (jkk_period_days (pack->window) > 0))
    return refuse (error, xmlGetLineNo (root), _ ("segments and window belong together"));
  return TRUE;
}

/**
 * jkk_pack_free:
 * @pack: (transfer full): a pack
 */
void
jkk_pack_free (JkkPack *pack)
{
  for (guint i = 0; i < JKK_N_PARAMETERS; i++)
    {
      g_clear_pointer (&pack->values[i], g_ptr_array_unref);
      g_free (pack->wordings[i]);
    }
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    g_clear_pointer (&pack->rows[i], jkk_table_row_free);
  g_clear_pointer (&pack->amended_rows, g_ptr_array_unref);
  g_clear_pointer (&pack->laws, g_ptr_array_unref);
  g_free (pack->amendments);
  g_free (pack->window_source.by);
  g_free (pack->window_source.source);
  g_strfreev (pack->extends);
  g_strfreev (pack->segments);
  g_free (pack->xml);
  g_free (pack);
}

/**
 * jkk_pack_read:
 * @xml: a regulation file
 * @error: return location
 *
 * Reads strictly by the schema: no network, no entities, no document type.
 *
 * Returns: (transfer full): the regulation as its file says it; %NULL with %JKK_ERROR_FORMAT, naming line and reason.
 */
JkkPack *
jkk_pack_read (const char *xml, GError **error)
{
  gsize length = strlen (xml);
  g_autoptr (JkkPack) pack = g_new0 (JkkPack, 1);

  xmlResetLastError ();
  g_autoptr (xmlDoc) doc =
      length < G_MAXINT / 2
          ? xmlReadMemory (xml, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
          : NULL;
  if (doc == NULL)
    {
      const xmlError *fault = xmlGetLastError ();

      refuse_as (error, fault != NULL ? fault->line : 1, _ ("the file is no XML, or it is cut off here"),
                 fault != NULL ? fault->message : NULL);
      return NULL;
    }
  if (doc->intSubset != NULL)
    {
      refuse (error, 1, _ ("a document type declaration is not allowed"));
      return NULL;
    }
  pack->xml = g_strdup (xml);
  if (!validate (doc, error) || !read_root (pack, xmlDocGetRootElement (doc), error))
    return NULL;
  return g_steal_pointer (&pack);
}
