/* What makes a program of this build one of another version. The linker calls these instead of the program's own: of
 * the next version, whose store has one step more and which numbers its statements in another way; or of an earlier
 * one, which knew only the steps up to SANTUN_TEST_STEPS. */
#include <glib.h>

const char *__real_jkk_store_data (const char *name, gsize *length);
const char *__wrap_jkk_store_data (const char *name, gsize *length);
const char *__wrap_jkk_statement_print (void);

static gint64
to_number (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

const char *
__wrap_jkk_statement_print (void)
{
  return "other";
}

const char *
__wrap_jkk_store_data (const char *name, gsize *length)
{
  const char *last = g_getenv ("SANTUN_TEST_STEPS");
  const char *text = __real_jkk_store_data (name, length);
  g_autofree char *before = g_strdup_printf ("%" G_GINT64_FORMAT, to_number (name) - 1);

  if (last != NULL)
    return to_number (name) <= to_number (last) ? text : NULL;
  if (text != NULL || __real_jkk_store_data (before, NULL) == NULL)
    return text;
  if (length != NULL)
    *length = 0;
  return "CREATE TABLE next_version (n INTEGER) STRICT";
}
