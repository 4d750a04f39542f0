#include "jkk-xml-fault.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The longest piece of a file that a sentence repeats, in characters. */
#define QUOTE_MAX 60

/* What libxml2 calls an error, and what we say. {name} is the element, {value} its text, {detail} what libxml2 put
 * between quotes: the attribute, or the elements that it expected. */
typedef struct
{
  int number;
  const char *code;
  const char *text;
  const char *repair;
} Saying;

static const Saying parser_sayings[] = {
  { XML_ERR_DOCUMENT_EMPTY, "not-xml", N_ ("The file is no XML: it does not begin with an element."),
    N_ ("Choose the XML file itself, not a letter, picture or archive.") },
  { XML_ERR_DOCUMENT_END, "content-after-end", N_ ("Something stands after the end of the document."),
    N_ ("Delete what follows the last closing tag.") },
  { XML_ERR_TAG_NAME_MISMATCH, "tag-mismatch", N_ ("This closing tag does not belong to the element that is open."),
    N_ ("Close each element under its own name, the one opened last first.") },
  { XML_ERR_ATTRIBUTE_REDEFINED, "attribute-twice", N_ ("An attribute stands twice in the same tag."),
    N_ ("Keep one of the two.") },
  { XML_NS_ERR_ATTRIBUTE_REDEFINED, "attribute-twice", N_ ("An attribute stands twice in the same tag."),
    N_ ("Keep one of the two.") },
  { XML_ERR_LT_IN_ATTRIBUTE, "character-escape", N_ ("A “<” stands inside an attribute."),
    N_ ("Write &lt; for the sign <.") },
  { XML_ERR_NAME_REQUIRED, "character-escape", N_ ("The sign “&” or “<” may not stand here by itself."),
    N_ ("Write &amp; for the sign & and &lt; for the sign <.") },
  { XML_ERR_ENTITYREF_SEMICOL_MISSING, "character-escape", N_ ("A reference that begins with “&” has no “;”."),
    N_ ("Write &amp; for the sign &.") },
  { XML_ERR_UNDECLARED_ENTITY, "entity-unknown", N_ ("The reference “&…;” is not known."),
    N_ ("Write the character itself; only &amp; &lt; &gt; &quot; &apos; and numbers such as &#233; are known.") },
  { XML_WAR_UNDECLARED_ENTITY, "entity-unknown", N_ ("The reference “&…;” is not known."),
    N_ ("Write the character itself; only &amp; &lt; &gt; &quot; &apos; and numbers such as &#233; are known.") },
  { XML_ERR_INVALID_CHARREF, "character-forbidden", N_ ("This reference names a character that is not allowed in XML."),
    N_ ("Delete the reference.") },
  { XML_ERR_INVALID_CHAR, "character-forbidden", N_ ("A character stands here that is not allowed in XML."),
    N_ ("Delete the character.") },
  { XML_NS_ERR_UNDEFINED_NAMESPACE, "namespace-unknown", N_ ("The prefix before the “:” is not declared."),
    N_ ("Use the elements without a prefix, as in the examples.") },
  { 0, "not-well-formed", N_ ("The XML is broken here."),
    N_ ("Compare the place with the examples of the schema, or write the file again with the program it came from.") },
};

static const Saying truncated = {
  0, "truncated", N_ ("The file breaks off here; its end is missing."),
  N_ ("Make the file again with the program that it came from, and send it whole. Closing it "
      "by hand would lose what stood in the missing part.")
};

static const Saying schema_sayings[] = {
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, "attribute-unknown", N_ ("“{name}” may not have the attribute “{detail}”."),
    N_ ("Delete the attribute.") },
  { XML_SCHEMAV_CVC_TYPE_3_1_1, "attribute-unknown", N_ ("“{name}” may not have the attribute “{detail}”."),
    N_ ("Delete the attribute.") },
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_4, "attribute-missing", N_ ("“{name}” needs the attribute “{detail}”."),
    N_ ("Add the attribute as in the examples.") },
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, "content-unexpected", N_ ("“{name}” must be empty."),
    N_ ("Delete what stands inside it.") },
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, "content-unexpected", N_ ("“{name}” may hold a value only, no elements."),
    N_ ("Write the value alone.") },
  { XML_SCHEMAV_CVC_TYPE_3_1_2, "content-unexpected", N_ ("“{name}” may hold a value only, no elements."),
    N_ ("Write the value alone.") },
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, "text-unexpected", N_ ("Text stands in “{name}” outside of its elements."),
    N_ ("Put the text into an element, or delete it.") },
  { XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4, "text-unexpected", N_ ("Text stands in “{name}” outside of its elements."),
    N_ ("Put the text into an element, or delete it.") },
  { XML_SCHEMAV_CVC_MINLENGTH_VALID, "value-too-short", N_ ("The value of “{name}” is too short."),
    N_ ("Complete the value, or leave the element out.") },
  { XML_SCHEMAV_CVC_MAXLENGTH_VALID, "value-too-long", N_ ("The value of “{name}” is too long."),
    N_ ("Shorten the text.") },
  { XML_SCHEMAV_CVC_MININCLUSIVE_VALID, "value-too-small", N_ ("“{value}” is too small for “{name}”."),
    N_ ("Compare the value with the paper.") },
  { XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, "value-too-large", N_ ("“{value}” is too large for “{name}”."),
    N_ ("Compare the value with the paper.") },
  { XML_SCHEMAV_CVC_ENUMERATION_VALID, "code-unknown", N_ ("“{value}” is not one of the codes of “{name}”."),
    N_ ("Use a code of the list in the schema.") },
  { XML_SCHEMAV_CVC_ELT_3_1, "value-invalid", N_ ("“{name}” cannot be marked as nil."), N_ ("Leave the element out.") },
  { XML_SCHEMAV_CVC_ELT_4_2, "type-unknown", N_ ("“{name}” names a type that the schema does not know."),
    N_ ("Delete the attribute xsi:type.") },
  { XML_SCHEMAV_CVC_ELT_4_3, "type-unknown", N_ ("“{name}” names a type that does not fit here."),
    N_ ("Delete the attribute xsi:type.") },
  { 0, "schema", N_ ("“{name}” is not as the schema asks."),
    N_ ("Compare the place with the examples of the schema.") },
};

static const Saying empty_value = { 0, "value-empty", N_ ("“{name}” is empty."),
                                    N_ ("Write its value, or leave the element out.") };
static const Saying wrong_value = {
  0, "value-invalid", N_ ("“{value}” is not written as “{name}” asks."),
  N_ ("Dates are written 2026-03-12, times 07:40, amounts 4000000, percentages 12.50, yes and no: ya, tidak.")
};
static const Saying wrong_attribute = { 0, "attribute-value",
                                        N_ ("The attribute “{detail}” of “{name}” has a value that it cannot have."),
                                        N_ ("Write the attribute as in the examples.") };
static const Saying unexpected = {
  0, "element-unexpected", N_ ("“{name}” does not belong here."),
  N_ ("Delete the element, or compare its name and place with the examples of the schema.")
};
static const Saying misplaced = { 0, "element-unexpected", N_ ("“{name}” does not belong here."),
                                  N_ ("Expected here: {detail}.") };
static const Saying twice = { 0, "element-twice", N_ ("“{name}” stands here twice."), N_ ("Keep one of the two.") };
static const Saying missing = { 0, "element-missing", N_ ("“{name}” is not complete: {detail} is missing."),
                                N_ ("Add what is missing.") };

static const Saying *
find_saying (const Saying *sayings, guint n, int number)
{
  for (guint i = 0; i < n - 1; i++)
    if (sayings[i].number == number)
      return &sayings[i];
  return &sayings[n - 1];
}

/* The names between the quotes or parentheses of libxml2's sentence, without their namespaces; NULL if there are none.
 */
static char *
find_detail (const char *message, const char *before, const char *after)
{
  const char *start = message != NULL ? strstr (message, before) : NULL;
  const char *end = start != NULL ? strstr (start + strlen (before), after) : NULL;
  GString *detail;

  if (end == NULL)
    return NULL;
  detail = g_string_new (NULL);
  for (const char *p = start + strlen (before); p < end; p++)
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;

      if (close != NULL && close < end)
        p = close;
      else
        g_string_append_c (detail, *p);
    }
  g_strstrip (detail->str);
  return g_string_free (detail, FALSE);
}

static char *
quote (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *tidy = g_strstrip (g_strdup (valid));

  g_strdelimit (tidy, "\n\r\t", ' ');
  if (g_utf8_strlen (tidy, -1) <= QUOTE_MAX)
    return g_steal_pointer (&tidy);
  g_autofree char *head = g_utf8_substring (tidy, 0, QUOTE_MAX);
  return g_strconcat (head, "…", NULL);
}

static char *
fill (const char *sentence, const char *name, const char *value, const char *detail)
{
  const struct
  {
    const char *mark;
    const char *text;
  } marks[] = { { "{name}", name }, { "{value}", value }, { "{detail}", detail } };
  GString *out = g_string_new (NULL);

  while (*sentence != '\0')
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (marks) && !g_str_has_prefix (sentence, marks[i].mark))
        i++;
      if (i == G_N_ELEMENTS (marks))
        g_string_append_c (out, *sentence++);
      else
        {
          g_string_append (out, marks[i].text != NULL ? marks[i].text : "…");
          sentence += strlen (marks[i].mark);
        }
    }
  return g_string_free (out, FALSE);
}

/* "… (libxml2: what it said)", only where our own sentence is too general. */
static char *
with_original (char *text, const char *message)
{
  g_autofree char *owned = text;
  g_autofree char *original = quote (message != NULL ? message : "");

  return g_strdup_printf ("%s (libxml2: %s)", owned, original);
}

/**
 * jkk_xml_fault_from_parser:
 * @error: what the parser found
 * @at_end: whether it had come to the end of the file
 *
 * Returns: (transfer full): the fault, with line and column.
 */
JkkFault *
jkk_xml_fault_from_parser (const xmlError *error, gboolean at_end)
{
  const Saying *saying = find_saying (parser_sayings, G_N_ELEMENTS (parser_sayings), error->code);
  gboolean general = saying->number == 0;

  if (at_end && saying->number != XML_ERR_DOCUMENT_EMPTY && error->domain == XML_FROM_PARSER)
    {
      saying = &truncated;
      general = FALSE;
    }
  g_autofree char *text = g_strdup (_ (saying->text));
  /* The parser stands behind the sign that it stumbled over. */
  int column = error->code == XML_ERR_NAME_REQUIRED ? error->int2 - 1 : error->int2;
  if (general)
    text = with_original (g_steal_pointer (&text), error->message);
  return jkk_fault_new (MAX (error->line, 1), MAX (column, 1), NULL, saying->code, text, _ (saying->repair));
}

/* libxml2's sentences begin "Element '{ns}name', attribute 'x': …" when they speak of an attribute's value. */
static gboolean
is_about_attribute (const xmlError *error)
{
  const char *end = error->message != NULL && g_str_has_prefix (error->message, "Element '")
                        ? strchr (error->message + strlen ("Element '"), '\'')
                        : NULL;

  return end != NULL && g_str_has_prefix (end, "', attribute '");
}

static gboolean
is_about_value (const xmlError *error)
{
  return !is_about_attribute (error) && error->code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 &&
         error->code <= XML_SCHEMAV_CVC_ENUMERATION_VALID && error->code != XML_SCHEMAV_CVC_TYPE_3_1_1 &&
         error->code != XML_SCHEMAV_CVC_TYPE_3_1_2;
}

/* The schema speaks of an element inside a value when it meets that element. */
static gboolean
is_about_parent (const xmlError *error)
{
  return error->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2 || error->code == XML_SCHEMAV_CVC_TYPE_3_1_2;
}

/* In FHIR the value of an element is an attribute of that name. */
static gboolean
is_about_own_value (const xmlError *error)
{
  return is_about_attribute (error) && strstr (error->message, "', attribute 'value': ") != NULL &&
         error->code != XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1;
}

static gboolean
is_about_missing (const xmlError *error)
{
  return error->message != NULL && strstr (error->message, "Missing child") != NULL;
}

/**
 * jkk_xml_fault_is_replaceable:
 * @error: what the schema found
 *
 * Returns: whether it is about the value of an element or its being there at all, of which the reader of the element
 * may have more to say
 */
gboolean
jkk_xml_fault_is_replaceable (const xmlError *error)
{
  return is_about_value (error) || is_about_own_value (error) || is_about_parent (error) ||
         (error->code == XML_SCHEMAV_ELEMENT_CONTENT && !is_about_missing (error));
}

/* The lines that a head lacks, ready to be written. */
static char *
repair_header (const char *names)
{
  static const struct
  {
    const char *name;
    const char *value;
  } examples[] = {
    { "id", "6f1c2a52-0d3e-4b7a-9c58-2f1e0a9b7c31" },
    { "sender", N_ ("your code at this office") },
    { "sequence", "57" },
    { "sent_at", "2026-03-20T09:15:00+07:00" },
  };
  g_auto (GStrv) missing_names = g_strsplit (names != NULL ? names : "", ", ", -1);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (g_strv_contains ((const char *const *) missing_names, examples[i].name))
      g_string_append_printf (lines, " <%s>%s</%s>", examples[i].name, _ (examples[i].value), examples[i].name);
  g_autofree char *all = g_string_free (lines, FALSE);
  /* Translators: lines of XML follow; each with an example of its value. */
  return g_strdup_printf (_ ("Add inside <header>, with your own value:%s"), all);
}

/* Of an incomplete head libxml2 lists all that could stand there; only these have to. */
static char *
find_expected (const xmlError *error, const char *name)
{
  static const char *const needed[] = { "id", "sender", "sequence", "sent_at", NULL };
  g_autofree char *names = find_detail (error->message, "( ", ")");
  g_auto (GStrv) all = g_strsplit (names != NULL ? names : "", ", ", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  if (!is_about_missing (error) || strcmp (name, "header") != 0)
    return g_steal_pointer (&names);
  for (guint i = 0; all[i] != NULL; i++)
    if (g_strv_contains (needed, all[i]))
      g_strv_builder_add (kept, all[i]);
  g_auto (GStrv) left = g_strv_builder_end (kept);
  return left[0] != NULL ? g_strjoinv (", ", left) : g_steal_pointer (&names);
}

static const Saying *
find_value_saying (const xmlError *error, const JkkXmlNode *node)
{
  const Saying *saying = find_saying (schema_sayings, G_N_ELEMENTS (schema_sayings), error->code);

  if (node->text[strspn (node->text, " \t\r\n")] == '\0')
    return &empty_value;
  return saying->number != 0 ? saying : &wrong_value;
}

static const Saying *
find_content_saying (const xmlError *error, const JkkXmlNode *node, const char *expected)
{
  if (is_about_missing (error))
    return &missing;
  if (jkk_xml_node_index (node, NULL) > 1)
    return &twice;
  return expected != NULL ? &misplaced : &unexpected;
}

/**
 * jkk_xml_fault_from_schema:
 * @error: what the schema found
 * @node: the element concerned
 *
 * Returns: (transfer full): the fault, with line and column.
 */
JkkFault *
jkk_xml_fault_from_schema (const xmlError *error, const JkkXmlNode *node)
{
  const Saying *saying;
  const char *name = is_about_parent (error) && node->parent != NULL ? node->parent->name : node->name;
  gboolean about_content = error->code == XML_SCHEMAV_ELEMENT_CONTENT;
  g_autofree char *value = quote (node->text);
  g_autofree char *detail =
      about_content ? find_expected (error, name) : find_detail (error->message, "attribute '", "'");

  if (about_content)
    saying = find_content_saying (error, node, detail);
  else if (is_about_attribute (error) && error->code != XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 &&
           error->code != XML_SCHEMAV_CVC_TYPE_3_1_1)
    saying = &wrong_attribute;
  else if (is_about_value (error))
    saying = find_value_saying (error, node);
  else
    saying = find_saying (schema_sayings, G_N_ELEMENTS (schema_sayings), error->code);

  g_autofree char *text = fill (_ (saying->text), name, value, detail);
  g_autofree char *repair = saying == &missing && strcmp (name, "header") == 0
                                ? repair_header (detail)
                                : fill (_ (saying->repair), name, value, detail);
  if (g_str_equal (saying->code, "schema"))
    text = with_original (g_steal_pointer (&text), error->message);
  return jkk_fault_new (node->line, node->column, NULL, saying->code, text, repair);
}
