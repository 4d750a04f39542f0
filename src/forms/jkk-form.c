#include "jkk-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-form-value.h"
#include "jkk-paper.h"
#include "jkk-pdf-file.h"

/* Columns of a field in a map; data/forms/build-form.py writes them in this order. */
enum
{
  COLUMN_WORD,
  COLUMN_NAME,
  COLUMN_PATH,
  COLUMN_CODE,
  COLUMN_KIND,
  COLUMN_ALIGN,
  COLUMN_PAGE,
  COLUMN_X,
  COLUMN_Y,
  COLUMN_WIDTH,
  COLUMN_HEIGHT,
  COLUMN_SIZE,
  COLUMN_CELLS,
  COLUMN_OBJECT,
  COLUMN_ITEM,
  COLUMN_LABEL,
  N_COLUMNS,
};

static const char *const kinds[] = { "text", "lines", "comb", "check", NULL };
static const char *const aligns[] = { "left", "centre", "right", NULL };

/**
 * jkk_form_field_free:
 * @field: (transfer full): a field
 */
void
jkk_form_field_free (JkkFormField *field)
{
  g_free (field->name);
  g_free (field->path);
  g_free (field->code);
  g_free (field->item);
  g_free (field->label);
  g_free (field);
}

static int
find_word (const char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

static JkkFormField *
parse_field (char **columns)
{
  int kind = find_word (kinds, columns[COLUMN_KIND]), align = find_word (aligns, columns[COLUMN_ALIGN]);

  if (kind < 0 || align < 0)
    return NULL;

  JkkFormField *field = g_new0 (JkkFormField, 1);
  field->name = g_strdup (columns[COLUMN_NAME]);
  field->path = g_strdup (columns[COLUMN_PATH]);
  field->code = *columns[COLUMN_CODE] != '\0' ? g_strdup (columns[COLUMN_CODE]) : NULL;
  field->kind = (JkkFormFieldKind) kind;
  field->align = (JkkFormAlign) align;
  field->page = (guint) g_ascii_strtoull (columns[COLUMN_PAGE], NULL, 10);
  field->x = g_ascii_strtod (columns[COLUMN_X], NULL);
  field->y = g_ascii_strtod (columns[COLUMN_Y], NULL);
  field->width = g_ascii_strtod (columns[COLUMN_WIDTH], NULL);
  field->height = g_ascii_strtod (columns[COLUMN_HEIGHT], NULL);
  field->size = g_ascii_strtod (columns[COLUMN_SIZE], NULL);
  field->cells = (guint) g_ascii_strtoull (columns[COLUMN_CELLS], NULL, 10);
  field->object = (guint) g_ascii_strtoull (columns[COLUMN_OBJECT], NULL, 10);
  field->item = g_strdup (columns[COLUMN_ITEM]);
  field->label = g_strdup (columns[COLUMN_LABEL]);
  return field;
}

static gboolean
parse_line (JkkForm *form, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);
  guint n_columns = g_strv_length (columns);

  if (g_str_equal (columns[0], "field"))
    {
      JkkFormField *field = n_columns == N_COLUMNS ? parse_field (columns) : NULL;

      if (field != NULL)
        g_ptr_array_add (form->fields, field);
      return field != NULL;
    }
  if (g_str_equal (columns[0], "page") && n_columns == 5)
    {
      JkkFormPage page = { (guint) g_ascii_strtoull (columns[1], NULL, 10),
                           (guint) g_ascii_strtoull (columns[2], NULL, 10), g_ascii_strtod (columns[3], NULL),
                           g_ascii_strtod (columns[4], NULL) };

      g_array_append_val (form->pages, page);
      return TRUE;
    }
  if (n_columns != 2)
    return FALSE;
  if (g_str_equal (columns[0], "number"))
    jkk_set_str (&form->number, columns[1]);
  else if (g_str_equal (columns[0], "title"))
    jkk_set_str (&form->title, columns[1]);
  else if (g_str_equal (columns[0], "copies"))
    jkk_set_str (&form->copy_word, columns[1]);
  else if (g_str_equal (columns[0], "copy"))
    g_ptr_array_add (form->copies, g_strdup (columns[1]));
  else
    return g_str_equal (columns[0], "form") && g_str_equal (columns[1], form->code);
  return TRUE;
}

/**
 * jkk_form_new:
 * @code: its short name
 * @template: the PDF
 *
 * Returns: (transfer full): a form without title, fields and pages.
 */
JkkForm *
jkk_form_new (const char *code, GBytes *template)
{
  JkkForm *form = g_new0 (JkkForm, 1);

  form->code = g_strdup (code);
  form->template = g_bytes_ref (template);
  form->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_form_field_free);
  form->pages = g_array_new (FALSE, FALSE, sizeof (JkkFormPage));
  form->copies = g_ptr_array_new_with_free_func (g_free);
  return form;
}

/**
 * jkk_form_parse:
 * @code: its short name
 * @map: the map of its fields, as data/forms/build-form.py writes it
 * @template: the PDF
 * @error: return location
 *
 * Returns: (transfer full): the form; %NULL with %JKK_ERROR_FORMAT if the map cannot be read.
 */
JkkForm *
jkk_form_parse (const char *code, const char *map, GBytes *template, GError **error)
{
  g_autoptr (JkkForm) form = jkk_form_new (code, template);
  g_auto (GStrv) lines = g_strsplit (map, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !parse_line (form, lines[i]))
      {
        g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("Line %u of the map of %s cannot be read: %s"), i + 1, code,
                     lines[i]);
        return NULL;
      }
  if (form->number == NULL || form->title == NULL || form->pages->len == 0 || form->fields->len == 0)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("The map of %s lacks its number, title, pages or fields."),
                   code);
      return NULL;
    }
  return g_steal_pointer (&form);
}

/**
 * jkk_form_free:
 * @form: (transfer full): a form
 */
void
jkk_form_free (JkkForm *form)
{
  g_free (form->code);
  g_free (form->number);
  g_free (form->title);
  g_clear_pointer (&form->template, g_bytes_unref);
  g_clear_pointer (&form->fields, g_ptr_array_unref);
  g_clear_pointer (&form->pages, g_array_unref);
  g_clear_pointer (&form->skipped, g_ptr_array_unref);
  g_clear_pointer (&form->copies, g_ptr_array_unref);
  g_free (form->copy_word);
  g_free (form);
}

/**
 * jkk_form_find_field:
 * @form: a form
 * @name: full name of a field inside the PDF
 *
 * Returns: (transfer none) (nullable): the field.
 */
const JkkFormField *
jkk_form_find_field (const JkkForm *form, const char *name)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}

static void
check_fields (const JkkForm *form, GPtrArray *faults)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];
      g_autoptr (GError) error = NULL;

      if (!jkk_form_value_check (field, &error))
        g_ptr_array_add (faults, g_strdup (error->message));
      if (jkk_form_find_field (form, field->name) != field)
        g_ptr_array_add (faults, g_strdup_printf (_ ("The field “%s” stands twice in the map."), field->name));
      if (field->page >= form->pages->len)
        g_ptr_array_add (faults, g_strdup_printf (_ ("The field “%s” stands on no page."), field->name));
    }
}

/* The PDF and the map must speak of the same fields. */
static void
check_template (const JkkForm *form, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkPaper) paper = jkk_paper_new (form->template, &error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (paper == NULL)
    {
      g_ptr_array_add (faults, g_strdup (error->message));
      return;
    }
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];

      g_hash_table_add (names, field->name);
      if (jkk_form_find_field (form, field->name) == NULL)
        g_ptr_array_add (faults, g_strdup_printf (_ ("The map does not name the field “%s” of the PDF."), field->name));
    }
  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];

      if (!g_hash_table_contains (names, field->name))
        g_ptr_array_add (faults, g_strdup_printf (_ ("The PDF has no field “%s” that the map names."), field->name));
    }
}

/* With NeedAppearances a reader draws the fields itself and shows other than what was printed. */
static void
check_appearances (const JkkForm *form, GPtrArray *faults)
{
  static const char word[] = "/NeedAppearances";
  gsize length = 0;
  const char *data = g_bytes_get_data (form->template, &length);

  for (gsize i = 0; i + strlen (word) <= length; i++)
    if (memcmp (data + i, word, strlen (word)) == 0)
      {
        g_ptr_array_add (faults, g_strdup (_ ("The PDF asks its reader to draw the fields (NeedAppearances).")));
        return;
      }
}

/**
 * jkk_form_check:
 * @form: a form
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each fault of the map or the template: paths that no
 * case has, boxes that can never be ticked, fields that only one of the two knows. Empty when all is well.
 */
GPtrArray *
jkk_form_check (const JkkForm *form)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  check_fields (form, faults);
  check_template (form, faults);
  check_appearances (form, faults);
  return faults;
}
