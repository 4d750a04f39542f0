/* The way back of jkk-pdf-form.c: by the same map, from what stands in the fields to values of a case. */
#include "jkk-form-reading.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "jkk-paper.h"

/* A box with this code only repeats that there is a value. */
#define ANYTHING "*"

/* The row of a list that a path names: "heirs[1]" by number, "payees[peserta]" by the first code of the row. */
static char *
key_of_path (const char *path, const JkkCasePart **part)
{
  const char *open = strchr (path, '['), *close = strchr (path, ']');
  const char *end = open != NULL ? open : strchr (path, '.');

  g_autofree char *name = g_strndup (path, (gsize) (end - path));
  *part = jkk_case_part_find (name);
  return open != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
}

static const JkkField *
first_code (const JkkRecordType *type)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == JKK_KIND_CODE)
      return &type->fields[i];
  return NULL;
}

/* The record that a path names, made when it is not there yet. @jcase must be held by nobody else. */
static gpointer
reach (JkkCase *jcase, const char *path, const JkkField **field)
{
  const JkkCasePart *part = NULL;
  gpointer record = (gpointer) jkk_case_find (jcase, path, field, NULL);
  guint64 index = 0;

  if (record != NULL || *field == NULL)
    return record;
  g_autofree char *key = key_of_path (path, &part);
  GPtrArray *list = jkk_case_part_list (jcase, part);
  if (g_ascii_string_to_unsigned (key, 10, 1, 100, &index, NULL))
    {
      while (list->len < index)
        g_ptr_array_add (list, jkk_record_new (part->type));
      return list->pdata[index - 1];
    }
  record = jkk_record_new (part->type);
  g_ptr_array_add (list, record);
  const JkkField *code = first_code (part->type);
  if (code != NULL)
    jkk_field_set_text (code, record, key, NULL);
  return record;
}

/* ---- Which form it is -------------------------------------------------------------------------------------------- */

static GHashTable *
index_fields (GPtrArray *fields)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->len; i++)
    {
      JkkPaperField *field = fields->pdata[i];

      if (field->name != NULL && !g_hash_table_contains (names, field->name))
        g_hash_table_insert (names, field->name, field);
    }
  return names;
}

static guint
count_present (const JkkForm *form, GHashTable *names)
{
  guint n = 0;

  for (guint i = 0; i < form->fields->len; i++)
    n += g_hash_table_contains (names, ((JkkFormField *) form->fields->pdata[i])->name) ? 1 : 0;
  return n;
}

/* Forms share fields; of two with as many, the one that lacks fewer. */
static const JkkForm *
better_of (const JkkForm *best, const JkkForm *form, GHashTable *names, guint *most)
{
  guint n = form != NULL ? count_present (form, names) : 0;
  gboolean better = n > *most || (n == *most && best != NULL && form != NULL && form->fields->len < best->fields->len);

  if (n == 0 || !better || 2 * n < form->fields->len)
    return best;
  *most = n;
  return form;
}

/**
 * jkk_form_recognise:
 * @fields: (element-type JkkPaperField): the fields of a file
 *
 * Returns: (transfer none) (nullable): the form to which most of them belong, and of which at least half are there.
 */
const JkkForm *
jkk_form_recognise (GPtrArray *fields)
{
  g_autoptr (GHashTable) names = index_fields (fields);
  const char *const *codes = jkk_form_codes ();
  const JkkForm *best = NULL;
  guint most = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      const JkkForm *form = jkk_form_get (codes[i], NULL);

      best = better_of (best, form, names, &most);
      /* Employers may still have the form that the office has replaced since. */
      if (form == NULL || form->official)
        best = better_of (best, jkk_form_get_built_in (codes[i], NULL), names, &most);
    }
  return best;
}

/* ---- What it says ------------------------------------------------------------------------------------------------ */

static gint64
thousandths (double length)
{
  return (gint64) round (length * 1000);
}

static char *
label_of (const JkkFormField *field)
{
  const char *dash = field->code != NULL ? strstr (field->label, " – ") : NULL;
  g_autofree char *label =
      dash != NULL ? g_strndup (field->label, (gsize) (dash - field->label)) : g_strdup (field->label);

  if (*field->item == '\0' || *label == '\0')
    return *label != '\0' ? g_steal_pointer (&label) : g_strdup (field->item);
  return g_strconcat (field->item, " · ", label, NULL);
}

static JkkReadValue *
value_new (const JkkFormField *field, const JkkPaperField *found, const char *text)
{
  JkkReadValue *value = jkk_read_value_new (field->path, text);

  value->source = g_strdup (field->name);
  value->label = label_of (field);
  value->page = found->page;
  value->x = thousandths (found->box.x);
  value->y = thousandths (found->box.y);
  value->width = thousandths (found->box.width);
  value->height = thousandths (found->box.height);
  return value;
}

/* A value that stands in two places: the one in its section counts, which comes before repeats at the head of a page
 * or beside a signature. */
static void
add_again (JkkReadValue *first, const JkkFormField *field, const char *text)
{
  if (g_strcmp0 (first->text, text) == 0 || first->remark != NULL)
    return;
  if (field->kind == JKK_FORM_CHECK)
    {
      first->remark = g_strdup (_ ("More than one box is ticked. Ask which one is meant."));
      first->is_bad = TRUE;
    }
  else
    first->remark = g_strdup_printf (_ ("On page %u it says “%s”."), field->page + 1, text);
}

static char *
text_of (const JkkFormField *field, const JkkPaperField *found)
{
  if (field->kind == JKK_FORM_CHECK)
    return found->is_box && g_str_equal (found->text, "1") && !g_str_equal (field->code, ANYTHING)
               ? g_strdup (field->code)
               : g_strdup ("");
  return g_strstrip (g_strdup (found->is_box ? "" : found->text));
}

static void
read_field (JkkFormReading *reading, const JkkCase *empty, const JkkFormField *field, const JkkPaperField *found)
{
  const JkkField *value_field = NULL;
  g_autofree char *text = text_of (field, found);

  jkk_case_find (empty, field->path, &value_field, NULL);
  if (*text == '\0' || value_field == NULL)
    return;
  if (g_str_equal (field->path, "cover.number") && reading->case_number == NULL)
    reading->case_number = g_strdup (text);
  if ((value_field->flags & JKK_FIELD_SYSTEM) != 0)
    return;
  JkkReadValue *first = (JkkReadValue *) jkk_read_value_find (reading->values, field->path);
  if (first != NULL)
    add_again (first, field, text);
  else
    g_ptr_array_add (reading->values, value_new (field, found, text));
}

/* Values that no case can have are told one by one, and do not keep the others from being taken. */
static void
check_values (JkkFormReading *reading)
{
  g_autoptr (JkkCase) jcase = jkk_case_new ();

  for (guint i = 0; i < reading->values->len; i++)
    {
      JkkReadValue *value = reading->values->pdata[i];
      const JkkField *field = NULL;
      gpointer record = reach (jcase, value->path, &field);
      g_autoptr (GError) error = NULL;

      if (!value->is_bad && !jkk_field_set_text (field, record, value->text, &error))
        {
          jkk_set_str (&value->remark, error->message);
          value->is_bad = TRUE;
        }
    }
}

/**
 * jkk_form_reading_new:
 * @fields: (element-type JkkPaperField): the fields of a file
 * @error: return location
 *
 * Reads a filled form of ours, in whatever program it was filled. Empty fields and boxes say nothing; what the office
 * itself fills in (status, decision) is read over.
 *
 * Returns: (transfer full): what it says; %NULL with %JKK_ERROR_NOT_FOUND if the file is no form that is known here.
 */
JkkFormReading *
jkk_form_reading_new (GPtrArray *fields, GError **error)
{
  const JkkForm *form = jkk_form_recognise (fields);

  if (form == NULL)
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                           fields->len == 0
                               ? _ ("The file has no fields that could be read. Keep it as a document of its case.")
                               : _ ("The file is none of the forms that are known here. Keep it as a document of its "
                                    "case."));
      return NULL;
    }
  JkkFormReading *reading = g_new0 (JkkFormReading, 1);
  g_autoptr (GHashTable) names = index_fields (fields);
  g_autoptr (JkkCase) empty = jkk_case_new ();
  reading->form = form;
  reading->values = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_read_value_free);
  for (guint i = 0; i < form->fields->len; i++)
    {
      const JkkFormField *field = form->fields->pdata[i];
      const JkkPaperField *found = g_hash_table_lookup (names, field->name);

      if (found != NULL)
        read_field (reading, empty, field, found);
      else
        reading->n_missing++;
    }
  check_values (reading);
  return reading;
}

/**
 * jkk_form_reading_free:
 * @reading: (transfer full): a reading
 */
void
jkk_form_reading_free (JkkFormReading *reading)
{
  g_free (reading->case_number);
  g_ptr_array_unref (reading->values);
  g_free (reading);
}

/**
 * jkk_form_reading_apply:
 * @values: (element-type JkkReadValue): values that were read
 * @jcase: a case
 *
 * Rows of lists that the form does not show stay as they are.
 *
 * Returns: (transfer full): the case with those values that can be taken.
 */
JkkCase *
jkk_form_reading_apply (GPtrArray *values, const JkkCase *jcase)
{
  JkkCase *after = jkk_case_copy (jcase);

  for (guint i = 0; i < values->len; i++)
    {
      const JkkReadValue *value = values->pdata[i];
      const JkkField *field = NULL;
      gpointer record = value->is_bad ? NULL : reach (after, value->path, &field);

      if (record != NULL)
        jkk_field_set_text (field, record, value->text, NULL);
    }
  return after;
}
