#include "jkk-code-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *jkk_domain_data (const char *name, gsize *length);

typedef struct
{
  JkkCodeList *list;
  GArray *codes;
} Reading;

static void
clear_code (JkkCode *code)
{
  g_free (code->code);
  g_free (code->label);
  g_free (code->english);
}

/**
 * jkk_code_list_free:
 * @list: (transfer full): a list from jkk_code_list_parse()
 */
void
jkk_code_list_free (JkkCodeList *list)
{
  for (guint i = 0; i < list->n_codes; i++)
    clear_code (&list->codes[i]);
  g_free (list->codes);
  g_free (list->name);
  g_free (list->title);
  g_free (list);
}

static JkkDay
parse_bound (const char *text, JkkDay otherwise, GError **error)
{
  return text != NULL ? jkk_day_parse (text, error) : otherwise;
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *element,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Reading *reading = user_data;
  const char *code, *label, *english, *from, *until;

  if (g_str_equal (element, "codes"))
    {
      g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRDUP, "name", &reading->list->name,
                                   G_MARKUP_COLLECT_STRDUP, "title", &reading->list->title, G_MARKUP_COLLECT_INVALID);
      return;
    }
  if (!g_str_equal (element, "code"))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("A code list has no element “%s”."), element);
      return;
    }
  if (!g_markup_collect_attributes (
          element, names, values, error, G_MARKUP_COLLECT_STRING, "code", &code, G_MARKUP_COLLECT_STRING, "id", &label,
          G_MARKUP_COLLECT_STRING, "en", &english, G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL, "from", &from,
          G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL, "until", &until, G_MARKUP_COLLECT_INVALID))
    return;

  JkkDay first = parse_bound (from, G_MININT64 / 2, error);
  JkkDay last = first != JKK_NONE ? parse_bound (until, G_MAXINT64 / 2, error) : JKK_NONE;
  if (last == JKK_NONE)
    return;
  JkkCode row = { g_strdup (code), g_strdup (label), g_strdup (english), { first, last + 1 } };
  g_array_append_val (reading->codes, row);
}

/**
 * jkk_code_list_parse:
 * @xml: a code list: <codes name title><code code id en [from] [until]/>…</codes>
 * @length: its length in bytes
 * @error: return location
 *
 * Returns: (transfer full): the list; %NULL with an error if the text is no code list.
 */
JkkCodeList *
jkk_code_list_parse (const char *xml, gsize length, GError **error)
{
  static const GMarkupParser parser = { .start_element = start_element_cb };
  g_autoptr (JkkCodeList) list = g_new0 (JkkCodeList, 1);
  Reading reading = { list, g_array_new (FALSE, FALSE, sizeof (JkkCode)) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);

  gboolean good = g_markup_parse_context_parse (context, xml, (gssize) length, error) &&
                  g_markup_parse_context_end_parse (context, error);
  list->n_codes = reading.codes->len;
  list->codes = (JkkCode *) (gpointer) g_array_free (reading.codes, FALSE);
  return good ? g_steal_pointer (&list) : NULL;
}

/**
 * jkk_code_list_get:
 * @name: a list under data/codes
 *
 * Returns: (transfer none): the list; a list that the program does not carry is a programming error.
 */
const JkkCodeList *
jkk_code_list_get (const char *name)
{
  static GMutex mutex;
  static GHashTable *lists;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_return_val_if_fail (name != NULL, NULL);

  if (lists == NULL)
    lists = g_hash_table_new (g_str_hash, g_str_equal);
  JkkCodeList *list = g_hash_table_lookup (lists, name);
  if (list == NULL)
    {
      gsize length = 0;
      g_autofree char *file = g_strconcat (name, ".xml", NULL);
      const char *xml = jkk_domain_data (file, &length);

      if (xml == NULL || (list = jkk_code_list_parse (xml, length, &error)) == NULL)
        g_error ("Code list %s: %s", name, error != NULL ? error->message : "missing");
      g_hash_table_insert (lists, list->name, list);
    }
  return list;
}

/**
 * jkk_code_list_find:
 * @list: a list
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): its term.
 */
const JkkCode *
jkk_code_list_find (const JkkCodeList *list, const char *code)
{
  for (guint i = 0; code != NULL && i < list->n_codes; i++)
    if (strcmp (list->codes[i].code, code) == 0)
      return &list->codes[i];
  return NULL;
}

/**
 * jkk_code_label:
 * @code: a term
 *
 * Returns: (transfer none): its wording in the language of the interface.
 */
const char *
jkk_code_label (const JkkCode *code)
{
  /* Translators: the code of the language that you translate into, such as "id". */
  return strcmp (_ ("en"), "id") == 0 ? code->label : code->english;
}

/**
 * jkk_code_list_label:
 * @name: a list under data/codes
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): the wording of @code in the language of the interface; an unknown code as it is.
 */
const char *
jkk_code_list_label (const char *name, const char *code)
{
  const JkkCode *term = jkk_code_list_find (jkk_code_list_get (name), code);

  return term != NULL ? jkk_code_label (term) : code;
}
