#include "jkk-import-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-reading.h"
#include "jkk-record-plan.h"

static void
row_free (gpointer data)
{
  JkkImportRow *row = data;

  g_free (row->path);
  g_free (row->label);
  g_free (row->place);
  g_free (row->before);
  g_free (row->after);
  g_free (row->source);
  g_free (row->exact);
  g_free (row->remark);
  g_free (row);
}

static JkkImportRow *
row_new (const char *path)
{
  JkkImportRow *row = g_new0 (JkkImportRow, 1);

  row->path = g_strdup (path);
  row->place = g_strdup (jkk_case_path_place (path));
  row->chosen = TRUE;
  return row;
}

static const JkkCasePart *
list_of (const char *path)
{
  const char *open = strchr (path, '[');
  g_autofree char *name = open != NULL ? g_strndup (path, (gsize) (open - path)) : NULL;

  return name != NULL ? jkk_case_part_find (name) : NULL;
}

/* A list in as many lines as it has rows. */
static char *
list_text (const JkkCase *jcase, const JkkCasePart *part)
{
  GPtrArray *list = jkk_case_part_list (jcase, part);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *line = jkk_record_summary (part->type, list->pdata[i]);

      g_string_append_printf (text, "%s%u · %s", i > 0 ? "\n" : "", i + 1, line);
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_list (GPtrArray *rows, const JkkCasePart *part)
{
  for (guint i = 0; i < rows->len; i++)
    if (list_of (((JkkImportRow *) rows->pdata[i])->path) == part)
      return TRUE;
  return FALSE;
}

static char *
shown (const JkkField *field, const char *plain)
{
  return field != NULL ? jkk_field_show (field, plain) : g_strdup (plain != NULL ? plain : "");
}

/**
 * jkk_import_state_rows:
 * @jcase: a case
 * @message: a message for it
 *
 * Returns: (transfer full) (element-type JkkImportRow): what taking it over would change, all chosen.
 */
GPtrArray *
jkk_import_state_rows (const JkkCase *jcase, const JkkMessage *message)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) changes = jkk_exchange_differences (jcase, message);
  g_autoptr (JkkCase) after = jkk_exchange_apply (jcase, message, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];
      const JkkCasePart *part = list_of (change->path);
      const JkkField *field = NULL;
      JkkImportRow *row;

      if (part != NULL && has_list (rows, part))
        continue;
      row = row_new (change->path);
      jkk_case_find (jcase, change->path, &field, NULL);
      row->label = part != NULL ? g_strdup (_ (part->type->title)) : jkk_case_path_label (change->path);
      row->before = part != NULL ? list_text (jcase, part) : shown (field, change->before);
      row->after = part != NULL ? list_text (after, part) : shown (field, change->after);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* The row of a list stands for all of its values. */
static gboolean
row_has (const JkkImportRow *row, const char *path)
{
  gsize length = strcspn (row->path, "[");

  return g_str_equal (row->path, path) || (row->path[length] == '[' && strncmp (row->path, path, length + 1) == 0);
}

/**
 * jkk_import_state_add_sources:
 * @rows: (element-type JkkImportRow): rows of a filled form
 * @values: (element-type JkkReadValue): what was read from it
 *
 * Tells each row where on the paper it stands.
 */
void
jkk_import_state_add_sources (GPtrArray *rows, GPtrArray *values)
{
  for (guint i = 0; i < rows->len; i++)
    {
      JkkImportRow *row = rows->pdata[i];

      for (guint j = 0; row->source == NULL && j < values->len; j++)
        {
          const JkkReadValue *value = values->pdata[j];

          if (value->is_bad || !row_has (row, value->path))
            continue;
          row->source = jkk_reading_place (value);
          row->exact = jkk_reading_source (value);
          row->remark = g_strdup (value->remark);
        }
    }
}

/**
 * jkk_import_state_bad:
 * @value: a value of a form that cannot be taken over
 *
 * Returns: (transfer full): what it is and why, in a line.
 */
char *
jkk_import_state_bad (const JkkReadValue *value)
{
  g_autofree char *label = jkk_case_path_label (value->path);

  return g_strdup_printf (_ ("%s is not taken over (“%s”). %s"), label, value->text, value->remark);
}

/**
 * jkk_import_state_notice:
 * @notice: what of a message has no place here
 *
 * Returns: (transfer full): what it is and where it stands, in a line
 */
char *
jkk_import_state_notice (const JkkFault *notice)
{
  if (notice->line == 0 || notice->path == NULL)
    return g_strdup (notice->text);
  g_auto (GStrv) steps = g_strsplit (notice->path, "/", -1);
  guint n = g_strv_length (steps);

  /* Translators: what is said of an element of a file; the element and the one around it; its line. */
  return g_strdup_printf (_ ("%s (%s/%s, line %d)"), notice->text, n > 1 ? steps[n - 2] : "", n > 0 ? steps[n - 1] : "",
                          notice->line);
}

/**
 * jkk_import_state_change:
 * @jcase: a case
 * @change: a value that a paper shows otherwise than the case
 *
 * Returns: (transfer full): in a line what it is, what the paper says and what the case says.
 */
char *
jkk_import_state_change (const JkkCase *jcase, const JkkChange *change)
{
  const JkkField *field = NULL;
  g_autofree char *label = jkk_case_path_label (change->path);

  jkk_case_find (jcase, change->path, &field, NULL);
  g_autofree char *before = shown (field, change->before), *after = shown (field, change->after);
  return g_strdup_printf (_ ("%s: on paper %s, now %s"), label, *before != '\0' ? before : _ ("(empty)"),
                          *after != '\0' ? after : _ ("(empty)"));
}

/**
 * jkk_import_state_paths:
 * @rows: (element-type JkkImportRow): rows
 *
 * Returns: (transfer full): the paths of those that are chosen.
 */
char **
jkk_import_state_paths (GPtrArray *rows)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const JkkImportRow *row = rows->pdata[i];

      if (row->chosen)
        g_ptr_array_add (paths, g_strdup (row->path));
    }
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/**
 * jkk_import_state_describe:
 * @message: a message
 *
 * Returns: (transfer full): in a line who wrote it and of whom: facility, doctor, patient, day of the accident.
 */
char *
jkk_import_state_describe (const JkkMessage *message)
{
  const JkkMedical *medical = &message->content->medical;
  g_autofree char *day = medical->accident_day != JKK_NONE ? jkk_day_to_text (medical->accident_day) : NULL;
  const char *const parts[] = { medical->facility, medical->doctor_name, medical->participant_name,
                                message->content->participant.name, day };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}
