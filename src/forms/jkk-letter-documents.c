/* Which papers a case needs, and which of them are not there or not in order. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-forms-data.h"
#include "jkk-letter-rows.h"
#include "jkk-letter-value.h"

#define SOURCE "documents.list"

/* One paper of the list. */
typedef struct
{
  char *kind;
  char *label;
  GPtrArray *needed; /* conditions that must all hold */
  GPtrArray *have;   /* conditions of which one shows that it is there */
} Required;

static void
required_free (gpointer data)
{
  Required *required = data;

  g_free (required->kind);
  g_free (required->label);
  g_ptr_array_unref (required->needed);
  g_ptr_array_unref (required->have);
  g_free (required);
}

static GPtrArray *
parse (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (required_free);
  g_auto (GStrv) lines = g_strsplit (jkk_forms_data (SOURCE, NULL), "\n", -1);
  Required *last = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *space = strchr (line, ' ');
      const char *text = space != NULL ? space + 1 : "";

      if (*line == '\0' || *line == '#')
        continue;
      if (g_str_has_prefix (line, "paper "))
        {
          last = g_new0 (Required, 1);
          last->kind = g_strdup (text);
          last->needed = g_ptr_array_new_with_free_func (g_free);
          last->have = g_ptr_array_new_with_free_func (g_free);
          g_ptr_array_add (list, last);
        }
      else if (last != NULL && g_str_has_prefix (line, "label "))
        jkk_set_str (&last->label, text);
      else if (last != NULL && g_str_has_prefix (line, "if "))
        g_ptr_array_add (last->needed, g_strdup (text));
      else if (last != NULL && g_str_has_prefix (line, "have "))
        g_ptr_array_add (last->have, g_strdup (text));
      else
        g_ptr_array_add (list, g_new0 (Required, 1)); /* the check at build time refuses it */
    }
  return list;
}

static GPtrArray *
get_list (void)
{
  static GPtrArray *list;

  if (g_once_init_enter (&list))
    g_once_init_leave (&list, parse ());
  return list;
}

static gboolean
is_needed (JkkLetterScope *scope, const Required *required)
{
  for (guint i = 0; i < required->needed->len; i++)
    if (!jkk_letter_value_test (scope, required->needed->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A paper is there when one of its kind is in the file and not marked as bad; @reason says what is wrong with it. */
static gboolean
is_there (JkkLetterScope *scope, const Required *required, const char **reason)
{
  GPtrArray *documents = scope->letter->jcase->documents;

  *reason = NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      const JkkDocument *document = documents->pdata[i];
      const JkkCode *defect;

      if (g_strcmp0 (document->kind, required->kind) != 0)
        continue;
      if (document->defect == NULL && document->complete != 0)
        return TRUE;
      defect = jkk_code_list_find (jkk_code_list_get ("document_defect"), document->defect);
      *reason = defect != NULL ? defect->label : NULL;
    }
  for (guint i = 0; *reason == NULL && i < required->have->len; i++)
    if (jkk_letter_value_test (scope, required->have->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * jkk_letter_documents_missing:
 * @scope: where values come from
 *
 * Returns: (transfer full) (element-type GHashTable): the papers that the case needs and that are missing or bad, with
 * "label", "short" and, of a bad one, "reason".
 */
GPtrArray *
jkk_letter_documents_missing (JkkLetterScope *scope)
{
  GPtrArray *list = get_list (), *rows = jkk_letter_rows_new ();

  for (guint i = 0; i < list->len; i++)
    {
      const Required *required = list->pdata[i];
      const JkkCode *term = jkk_code_list_find (jkk_code_list_get ("document_kind"), required->kind);
      const char *reason;

      if (!is_needed (scope, required) || is_there (scope, required, &reason))
        continue;
      GHashTable *row = jkk_letter_rows_add (rows);
      jkk_letter_rows_set (row, "label", required->label);
      jkk_letter_rows_set (row, "short", term != NULL ? term->label : required->label);
      jkk_letter_rows_set (row, "reason", reason);
    }
  return rows;
}

static gboolean
check_conditions (GPtrArray *conditions, GError **error)
{
  for (guint i = 0; i < conditions->len; i++)
    if (!jkk_letter_value_check (NULL, conditions->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

/**
 * jkk_letter_documents_check:
 * @error: return location
 *
 * Returns: whether each paper of the list has a kind, a label and conditions that can hold.
 */
gboolean
jkk_letter_documents_check (GError **error)
{
  GPtrArray *list = get_list ();

  for (guint i = 0; i < list->len; i++)
    {
      const Required *required = list->pdata[i];

      if (required->kind == NULL || required->label == NULL ||
          jkk_code_list_find (jkk_code_list_get ("document_kind"), required->kind) == NULL)
        {
          g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT, _ ("Paper %u of the list of documents cannot be read."),
                       i + 1);
          return FALSE;
        }
      if (!check_conditions (required->needed, error) || !check_conditions (required->have, error))
        return FALSE;
    }
  return TRUE;
}
