#include "jkk-signed-text.h"

#include <string.h>

#include "jkk-day.h"

/**
 * jkk_signed_text_new:
 * @kind: what it is, with its version, such as "santun-approval-1"
 *
 * Returns: (transfer full): a text that says nothing yet.
 */
GString *
jkk_signed_text_new (const char *kind)
{
  GString *text = g_string_new (kind);

  return g_string_append_c (text, '\n');
}

static gboolean
is_plain (char letter)
{
  return (guchar) letter >= 0x20 && letter != 0x7f && letter != '%';
}

/**
 * jkk_signed_text_add:
 * @text: a text
 * @name: small letters and hyphens
 * @value: (nullable): what is said
 */
void
jkk_signed_text_add (GString *text, const char *name, const char *value)
{
  g_string_append (text, name);
  if (value != NULL)
    g_string_append_c (text, '=');
  for (const char *at = value; at != NULL && *at != '\0'; at++)
    if (is_plain (*at))
      g_string_append_c (text, *at);
    else
      g_string_append_printf (text, "%%%02x", (guchar) *at);
  g_string_append_c (text, '\n');
}

/**
 * jkk_signed_text_add_number:
 * @text: a text
 * @name: small letters and hyphens
 * @number: a number; JKK_NONE is said as not there
 */
void
jkk_signed_text_add_number (GString *text, const char *name, gint64 number)
{
  g_autofree char *value = number != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  jkk_signed_text_add (text, name, value);
}

/**
 * jkk_signed_text_add_hash:
 * @text: a text
 * @name: small letters and hyphens
 * @value: (nullable): a long text, of which the SHA-256 is said
 */
void
jkk_signed_text_add_hash (GString *text, const char *name, const char *value)
{
  g_autofree char *hash = value != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1) : NULL;

  jkk_signed_text_add (text, name, hash);
}

static char *
plain_value (const char *text, gsize length)
{
  GString *value = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (value,
                           (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (value, text[i]);
  return g_string_free (value, FALSE);
}

/**
 * jkk_signed_text_get:
 * @text: a whole text
 * @name: which line
 *
 * Returns: (transfer full) (nullable): what it says; %NULL if it says nothing of it.
 */
char *
jkk_signed_text_get (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      gsize n = end != NULL ? (gsize) (end - line) : strlen (line);

      if (n > length && strncmp (line, name, length) == 0 && line[length] == '=')
        return plain_value (line + length + 1, n - length - 1);
      line = end != NULL ? end + 1 : NULL;
    }
  return NULL;
}

/**
 * jkk_signed_text_get_number:
 * @text: a whole text
 * @name: which line
 *
 * Returns: what it says; JKK_NONE if it says no number.
 */
gint64
jkk_signed_text_get_number (const char *text, const char *name)
{
  g_autofree char *value = jkk_signed_text_get (text, name);
  gint64 number;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return JKK_NONE;
  return number;
}

/**
 * jkk_signed_text_is:
 * @text: (nullable): any text
 * @kind: a kind with its version
 *
 * Returns: whether it says of itself that it is one.
 */
gboolean
jkk_signed_text_is (const char *text, const char *kind)
{
  return text != NULL && g_str_has_prefix (text, kind) && text[strlen (kind)] == '\n';
}

static char *
name_of (const char *line)
{
  return g_strndup (line, strcspn (line, "="));
}

/**
 * jkk_signed_text_differences:
 * @signed_then: what was signed
 * @now: what the same would say now
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the lines that say something else; empty when the
 *   texts are the same.
 */
char **
jkk_signed_text_differences (const char *signed_then, const char *now)
{
  g_auto (GStrv) a = g_strsplit (signed_then, "\n", -1), b = g_strsplit (now, "\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; b[i] != NULL; i++)
    g_hash_table_add (seen, b[i]);
  for (guint i = 0; a[i] != NULL; i++)
    if (!g_hash_table_remove (seen, a[i]))
      {
        g_autofree char *name = name_of (a[i]);

        g_strv_builder_add (names, name);
      }
  /* What is said now and was not said then at all. */
  for (guint i = 0; b[i] != NULL; i++)
    {
      g_autofree char *name = name_of (b[i]), *then = jkk_signed_text_get (signed_then, name);

      if (g_hash_table_contains (seen, b[i]) && then == NULL && !g_strv_contains ((const char *const *) a, name))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}
