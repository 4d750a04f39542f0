/* Which forms there are: those that the program carries, and those that an office has laid into its folder. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-form-map.h"
#include "jkk-form.h"
#include "jkk-forms-data.h"

/* No map is longer, and no form of an agency larger. */
#define MAX_MAP (256 * 1024)
#define MAX_PDF (20 * 1024 * 1024)

static GMutex mutex;
static char *office_folder;
static GHashTable *built_in; /* code → JkkForm */
static GHashTable *official; /* code → JkkForm */
static char **codes;
static GPtrArray *retired; /* what was handed out lives as long as the program */

/* ---- Those of the program ---------------------------------------------------------------------------------------- */

static char **
built_in_codes (void)
{
  return g_strsplit (JKK_FORM_CODES, ",", -1);
}

static JkkForm *
load_built_in (const char *code, GError **error)
{
  gsize length = 0;
  g_autofree char *map_name = g_strconcat (code, ".map", NULL), *pdf_name = g_strconcat (code, ".pdf", NULL);
  const char *map = jkk_forms_data (map_name, NULL), *pdf = jkk_forms_data (pdf_name, &length);

  if (map == NULL || pdf == NULL)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) jkk_form_codes ());

      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("There is no form “%s”. Choose one of %s."), code, known);
      return NULL;
    }
  g_autoptr (GBytes) template = g_bytes_new_static (pdf, length);
  return jkk_form_parse (code, map, template, error);
}

/**
 * jkk_form_get_built_in:
 * @code: short name of a form, such as "KK2"
 * @error: return location
 *
 * Returns: (transfer none): the form that the program carries, also where an office has replaced it; %NULL with
 * %JKK_ERROR_NOT_FOUND if there is none of that name.
 */
const JkkForm *
jkk_form_get_built_in (const char *code, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (JkkForm) loaded = NULL;

  g_return_val_if_fail (code != NULL, NULL);

  g_mutex_lock (&mutex);
  JkkForm *form = built_in != NULL ? g_hash_table_lookup (built_in, code) : NULL;
  g_mutex_unlock (&mutex);
  if (form != NULL || (loaded = load_built_in (code, error)) == NULL)
    return form;

  locker = g_mutex_locker_new (&mutex);
  if (built_in == NULL)
    built_in = g_hash_table_new (g_str_hash, g_str_equal);
  /* Another thread may have been faster. */
  if ((form = g_hash_table_lookup (built_in, code)) == NULL)
    {
      form = g_steal_pointer (&loaded);
      g_hash_table_insert (built_in, form->code, form);
    }
  return form;
}

/* ---- Those of the office ----------------------------------------------------------------------------------------- */

/**
 * jkk_form_use_folder:
 * @folder: (nullable): a folder with NAME.pdf and NAME.map, or %NULL for none
 *
 * Lets the forms in a folder add to those of the program and replace those of the same name. It is read once, when
 * forms are first asked for; call this before.
 */
void
jkk_form_use_folder (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_free (office_folder);
  office_folder = g_strdup (folder);
  if (retired == NULL)
    retired = g_ptr_array_new ();
  if (codes != NULL)
    g_ptr_array_add (retired, g_steal_pointer (&codes));
  if (official != NULL)
    g_ptr_array_add (retired, g_steal_pointer (&official));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the maps in the folder, sorted. */
static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".map") && *name != '.')
      {
        g_autofree char *code = g_strndup (name, strlen (name) - strlen (".map"));

        /* The name stands in the mark of each page, which knows only these. */
        if (code[strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")] == '\0')
          g_ptr_array_add (names, g_steal_pointer (&code));
      }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * jkk_form_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the short names of all forms: those of the program, then those
 * that the office has added.
 */
const char *const *
jkk_form_codes (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (codes != NULL)
    return (const char *const *) codes;
  g_autoptr (GPtrArray) names = list_folder (office_folder);
  g_auto (GStrv) own = built_in_codes ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) own);
  for (guint i = 0; i < names->len; i++)
    if (!g_strv_contains ((const char *const *) own, names->pdata[i]))
      g_strv_builder_add (builder, names->pdata[i]);
  codes = g_strv_builder_end (builder);
  return (const char *const *) codes;
}

static GBytes *
read_limited (const char *path, gsize most, GError **error)
{
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GError) local = NULL;

  if (!g_file_get_contents (path, &data, &length, &local))
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND, _ ("“%s” cannot be read: %s"), path, local->message);
      return NULL;
    }
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  if (length > most)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("“%s” is too large for a form."), path);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/**
 * jkk_form_read_official:
 * @code: its short name
 * @pdf: path of the PDF
 * @map: path of its map
 * @faults: (element-type utf8): where to add a sentence for each fault of the map
 * @error: return location
 *
 * Returns: (transfer full): an office's own form, however faulty its map; %NULL with %JKK_ERROR_NOT_FOUND or
 * %JKK_ERROR_FORMAT if a file cannot be read.
 */
JkkForm *
jkk_form_read_official (const char *code, const char *pdf, const char *map, GPtrArray *faults, GError **error)
{
  g_autoptr (GBytes) template = read_limited (pdf, MAX_PDF, error);
  g_autoptr (GBytes) text = template != NULL ? read_limited (map, MAX_MAP, error) : NULL;

  return text != NULL ? jkk_form_map_parse (code, text, template, faults, error) : NULL;
}

static JkkForm *
load_official (const char *folder, const char *code, GError **error)
{
  g_autofree char *map_name = g_strconcat (code, ".map", NULL), *pdf_name = g_strconcat (code, ".pdf", NULL);
  g_autofree char *map = g_build_filename (folder, map_name, NULL), *pdf = g_build_filename (folder, pdf_name, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JkkForm) form = jkk_form_read_official (code, pdf, map, faults, error);

  if (form == NULL || faults->len == 0)
    return g_steal_pointer (&form);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("The office's own form %s cannot be used. %s “santunctl form --check %s %s” names every fault."),
               code, (const char *) faults->pdata[0], pdf, map);
  return NULL;
}

/* Whether the office has a form of that name; the name comes from a person and is no path. */
static gboolean
in_folder (const char *folder, const char *code)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  return g_ptr_array_find_with_equal_func (names, code, g_str_equal, NULL);
}

/**
 * jkk_form_get:
 * @code: short name of a form, such as "KK2"
 * @error: return location
 *
 * Returns: (transfer none): the form, the office's own before that of the program; %NULL with %JKK_ERROR_NOT_FOUND if
 * there is none of that name, with %JKK_ERROR_FORMAT if the office's own is faulty.
 */
const JkkForm *
jkk_form_get (const char *code, GError **error)
{
  g_return_val_if_fail (code != NULL, NULL);

  g_mutex_lock (&mutex);
  g_autofree char *folder = g_strdup (office_folder);
  JkkForm *form = official != NULL ? g_hash_table_lookup (official, code) : NULL;
  g_mutex_unlock (&mutex);
  if (form != NULL)
    return form;
  if (folder == NULL || !in_folder (folder, code))
    return jkk_form_get_built_in (code, error);

  g_autoptr (JkkForm) loaded = load_official (folder, code, error);
  if (loaded == NULL)
    return NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  if (official == NULL)
    official = g_hash_table_new (g_str_hash, g_str_equal);
  if ((form = g_hash_table_lookup (official, code)) == NULL)
    {
      form = g_steal_pointer (&loaded);
      g_hash_table_insert (official, form->code, form);
    }
  return form;
}
