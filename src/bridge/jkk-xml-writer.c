#include "jkk-xml-writer.h"

/* One value has one spelling: UTF-8, two blanks for each level, "\n", nothing for what is empty. Hashes and comparisons
 * of frozen decisions rest on that. */
struct _JkkXmlWriter
{
  GString *out;
  GPtrArray *open; /* names of the open elements */
  gboolean tag_open;
};

/* What XML 1.0 cannot carry even as a reference. */
static gboolean
can_carry (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

static void
append_character (GString *out, gunichar c, gboolean in_attribute)
{
  if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t')))
    g_string_append_printf (out, "&#%u;", c);
  else if (c == '"' && in_attribute)
    g_string_append (out, "&quot;");
  else
    g_string_append_unichar (out, can_carry (c) ? c : 0xfffd);
}

/* How many bytes from here on are written as they are. */
static gsize
count_plain (const char *text)
{
  gsize n = 0;

  for (; (guchar) text[n] >= 0x20 && (guchar) text[n] < 0x80; n++)
    if (text[n] == '&' || text[n] == '<' || text[n] == '>' || text[n] == '"')
      break;
  return n;
}

/* A character that XML cannot carry, or a broken byte, becomes U+FFFD: it stays visible that something stood there. */
static void
append_text (GString *out, const char *text, gboolean in_attribute)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  for (const char *p = valid != NULL ? valid : text; *p != '\0';)
    {
      gsize n = count_plain (p);

      g_string_append_len (out, p, (gssize) n);
      p += n;
      if (n > 0)
        continue;
      append_character (out, g_utf8_get_char (p), in_attribute);
      p = g_utf8_next_char (p);
    }
}

static void
append_indent (JkkXmlWriter *writer)
{
  for (guint i = 0; i < writer->open->len; i++)
    g_string_append_len (writer->out, "  ", 2);
}

static void
append_tag (JkkXmlWriter *writer, const char *begin, const char *name, const char *end)
{
  g_string_append (writer->out, begin);
  g_string_append (writer->out, name);
  g_string_append (writer->out, end);
}

static void
end_tag (JkkXmlWriter *writer)
{
  if (writer->tag_open)
    g_string_append (writer->out, ">\n");
  writer->tag_open = FALSE;
}

/**
 * jkk_xml_writer_new:
 * @root: name of the root element
 * @ns: its namespace
 *
 * Returns: (transfer full): a writer that has opened @root.
 */
JkkXmlWriter *
jkk_xml_writer_new (const char *root, const char *ns)
{
  JkkXmlWriter *writer = g_new0 (JkkXmlWriter, 1);

  writer->out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  writer->open = g_ptr_array_new_with_free_func (g_free);
  jkk_xml_writer_open (writer, root);
  jkk_xml_writer_attribute (writer, "xmlns", ns);
  return writer;
}

/**
 * jkk_xml_writer_free:
 * @writer: (transfer full): a writer
 */
void
jkk_xml_writer_free (JkkXmlWriter *writer)
{
  if (writer->out != NULL)
    g_string_free (writer->out, TRUE);
  g_ptr_array_unref (writer->open);
  g_free (writer);
}

/**
 * jkk_xml_writer_open:
 * @writer: a writer
 * @name: name of an element, which is now open
 */
void
jkk_xml_writer_open (JkkXmlWriter *writer, const char *name)
{
  end_tag (writer);
  append_indent (writer);
  append_tag (writer, "<", name, "");
  g_ptr_array_add (writer->open, g_strdup (name));
  writer->tag_open = TRUE;
}

/**
 * jkk_xml_writer_close:
 * @writer: a writer
 *
 * Closes the element opened last.
 */
void
jkk_xml_writer_close (JkkXmlWriter *writer)
{
  g_return_if_fail (writer->open->len > 0);

  g_autofree char *name = g_ptr_array_steal_index (writer->open, writer->open->len - 1);
  if (writer->tag_open)
    g_string_append (writer->out, "/>\n");
  else
    {
      append_indent (writer);
      append_tag (writer, "</", name, ">\n");
    }
  writer->tag_open = FALSE;
}

/**
 * jkk_xml_writer_attribute:
 * @writer: a writer that has just opened an element
 * @name: name of an attribute
 * @value: (nullable): its value; %NULL writes nothing
 */
void
jkk_xml_writer_attribute (JkkXmlWriter *writer, const char *name, const char *value)
{
  g_return_if_fail (writer->tag_open);

  if (value == NULL)
    return;
  append_tag (writer, " ", name, "=\"");
  append_text (writer->out, value, TRUE);
  g_string_append_c (writer->out, '"');
}

/**
 * jkk_xml_writer_element:
 * @writer: a writer
 * @name: name of an element
 * @text: (nullable): its text; %NULL writes nothing
 *
 * Writes an element that holds nothing but a text.
 */
void
jkk_xml_writer_element (JkkXmlWriter *writer, const char *name, const char *text)
{
  if (text == NULL)
    return;
  end_tag (writer);
  append_indent (writer);
  append_tag (writer, "<", name, ">");
  append_text (writer->out, text, FALSE);
  append_tag (writer, "</", name, ">\n");
}

/**
 * jkk_xml_writer_number:
 * @writer: a writer
 * @name: name of an element
 * @number: its value; JKK_NONE writes nothing
 */
void
jkk_xml_writer_number (JkkXmlWriter *writer, const char *name, gint64 number)
{
  char text[32];

  if (number == JKK_NONE)
    return;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  jkk_xml_writer_element (writer, name, text);
}

/**
 * jkk_xml_writer_flag:
 * @writer: a writer
 * @name: name of an element
 * @flag: %FALSE writes nothing
 */
void
jkk_xml_writer_flag (JkkXmlWriter *writer, const char *name, gboolean flag)
{
  jkk_xml_writer_element (writer, name, flag ? "ya" : NULL);
}

/**
 * jkk_xml_writer_comment:
 * @writer: a writer
 * @text: what to tell the reader; "--", which a comment cannot hold, is written "- -"
 */
void
jkk_xml_writer_comment (JkkXmlWriter *writer, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  end_tag (writer);
  append_indent (writer);
  g_string_append (writer->out, "<!-- ");
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (writer->out, can_carry (c) ? c : 0xfffd);
      if (c == '-' && p[1] == '-')
        g_string_append_c (writer->out, ' ');
    }
  g_string_append (writer->out, " -->\n");
}

/**
 * jkk_xml_writer_finish:
 * @writer: a writer, which is empty afterwards
 * @length: (out) (optional): length in bytes
 *
 * Closes what is still open.
 *
 * Returns: (transfer full): the text.
 */
char *
jkk_xml_writer_finish (JkkXmlWriter *writer, gsize *length)
{
  g_return_val_if_fail (writer->out != NULL, NULL);

  while (writer->open->len > 0)
    jkk_xml_writer_close (writer);
  if (length != NULL)
    *length = writer->out->len;
  return g_string_free (g_steal_pointer (&writer->out), FALSE);
}
