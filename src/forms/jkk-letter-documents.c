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
  GPtrArray *names;  /* words in the name of a file that tell it, folded */
} Required;

static void
required_free (gpointer data)
{
  Required *required = data;

  g_free (required->kind);
  g_free (required->label);
  g_ptr_array_unref (required->needed);
  g_ptr_array_unref (required->have);
  g_ptr_array_unref (required->names);
  g_free (required);
}

static Required *
required_new (const char *kind)
{
  Required *required = g_new0 (Required, 1);

  required->kind = g_strdup (kind);
  required->needed = g_ptr_array_new_with_free_func (g_free);
  required->have = g_ptr_array_new_with_free_func (g_free);
  required->names = g_ptr_array_new_with_free_func (g_free);
  return required;
}

/* Letters and digits in small letters, one space between words and around all of them. */
static char *
fold_name (const char *name)
{
  GString *folded = g_string_new (" ");

  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (folded, g_ascii_tolower (*c));
    else if (folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  if (folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
  return g_string_free (folded, FALSE);
}

static void
add_names (Required *required, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (required->names, fold_name (names[i]));
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
          last = required_new (text);
          g_ptr_array_add (list, last);
        }
      else if (last != NULL && g_str_has_prefix (line, "label "))
        jkk_set_str (&last->label, text);
      else if (last != NULL && g_str_has_prefix (line, "if "))
        g_ptr_array_add (last->needed, g_strdup (text));
      else if (last != NULL && g_str_has_prefix (line, "have "))
        g_ptr_array_add (last->have, g_strdup (text));
      else if (last != NULL && g_str_has_prefix (line, "name "))
        add_names (last, text);
      else
        g_ptr_array_add (list, required_new (NULL)); /* the check at build time refuses it */
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

/* The best of its kind counts: one in good order, else one that nobody found wrong, else a bad one. */
static JkkPaperStanding
find_standing (JkkLetterScope *scope, const Required *required, const char **defect)
{
  GPtrArray *documents = scope->letter->jcase->documents;
  JkkPaperStanding standing = JKK_PAPER_MISSING;

  *defect = NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      const JkkDocument *document = documents->pdata[i];
      gboolean bad = document->defect != NULL || document->complete == 0;
      const JkkCode *code;

      if (g_strcmp0 (document->kind, required->kind) != 0)
        continue;
      if (!bad)
        standing = MAX (standing, document->complete == 1 ? JKK_PAPER_GOOD : JKK_PAPER_THERE);
      else
        standing = MAX (standing, JKK_PAPER_BAD);
      code = bad ? jkk_code_list_find (jkk_code_list_get ("document_defect"), document->defect) : NULL;
      *defect = code != NULL ? code->code : *defect;
    }
  /* What a form says does not mend a paper that was looked at and found bad. */
  for (guint i = 0; standing == JKK_PAPER_MISSING && i < required->have->len; i++)
    if (jkk_letter_value_test (scope, required->have->pdata[i]))
      standing = JKK_PAPER_NOTED;
  if (standing != JKK_PAPER_BAD)
    *defect = NULL;
  return standing;
}

/**
 * jkk_letter_documents_needed:
 * @scope: where values come from
 *
 * Returns: (transfer full) (element-type JkkNeededPaper): the papers that the case needs, in the order of the list.
 */
GPtrArray *
jkk_letter_documents_needed (JkkLetterScope *scope)
{
  GPtrArray *list = get_list (), *papers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->len; i++)
    {
      const Required *required = list->pdata[i];
      JkkNeededPaper *paper;

      if (!is_needed (scope, required))
        continue;
      paper = g_new0 (JkkNeededPaper, 1);
      paper->kind = required->kind;
      paper->label = required->label;
      paper->standing = find_standing (scope, required, &paper->defect);
      g_ptr_array_add (papers, paper);
    }
  return papers;
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
  g_autoptr (GPtrArray) papers = jkk_letter_documents_needed (scope);
  GPtrArray *rows = jkk_letter_rows_new ();

  for (guint i = 0; i < papers->len; i++)
    {
      const JkkNeededPaper *paper = papers->pdata[i];
      const JkkCode *term = jkk_code_list_find (jkk_code_list_get ("document_kind"), paper->kind);
      const JkkCode *defect = jkk_code_list_find (jkk_code_list_get ("document_defect"), paper->defect);

      if (paper->standing != JKK_PAPER_MISSING && paper->standing != JKK_PAPER_BAD)
        continue;
      GHashTable *row = jkk_letter_rows_add (rows);
      jkk_letter_rows_set (row, "label", paper->label);
      jkk_letter_rows_set (row, "short", term != NULL ? term->label : paper->label);
      jkk_letter_rows_set (row, "reason", defect != NULL ? defect->label : NULL);
    }
  return rows;
}

/**
 * jkk_letter_documents_guess:
 * @file_name: name of a file
 *
 * Returns: (transfer none) (nullable): the code of document_kind that the name speaks of; the longest word decides.
 */
const char *
jkk_letter_documents_guess (const char *file_name)
{
  g_autofree char *folded = fold_name (file_name);
  GPtrArray *list = get_list ();
  const char *kind = NULL;
  gsize longest = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const Required *required = list->pdata[i];

      for (guint j = 0; j < required->names->len; j++)
        {
          const char *name = required->names->pdata[j];

          if (strlen (name) <= longest || strstr (folded, name) == NULL)
            continue;
          longest = strlen (name);
          kind = required->kind;
        }
    }
  return kind;
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
