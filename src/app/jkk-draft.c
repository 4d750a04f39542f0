#include "jkk-draft.h"

#include <string.h>

/* So many steps back are enough for anybody; each holds a whole case. */
#define MAX_STEPS 200

/* What stands in a control while it is being typed in; @error is NULL when the text is acceptable. */
typedef struct
{
  char *text;
  char *error;
} Typed;

/* The draft as it was before a change. */
typedef struct
{
  char *path;
  JkkCase *current;
  GHashTable *typed;
} Step;

struct _JkkDraft
{
  JkkCase *original;
  JkkCase *current;
  GHashTable *typed; /* path → Typed */
  GPtrArray *past;   /* Step */
  GPtrArray *future; /* Step */
  char *running;     /* the path whose typing makes one step so far */
};

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  g_free (typed->text);
  g_free (typed->error);
  g_free (typed);
}

static GHashTable *
typed_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, typed_free);
}

static void
typed_table_put (GHashTable *table, const char *path, const char *text, const char *error)
{
  Typed *typed = g_new0 (Typed, 1);

  typed->text = g_strdup (text);
  typed->error = g_strdup (error);
  g_hash_table_replace (table, g_strdup (path), typed);
}

/* What is acceptable stands in the case already. */
static GHashTable *
typed_table_copy_invalid (GHashTable *table)
{
  GHashTable *copy = typed_table_new ();
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &path, &value))
    if (((Typed *) value)->error != NULL)
      typed_table_put (copy, path, ((Typed *) value)->text, ((Typed *) value)->error);
  return copy;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->path);
  jkk_case_unref (step->current);
  g_hash_table_unref (step->typed);
  g_free (step);
}

static Step *
step_new (const JkkDraft *draft, const char *path)
{
  Step *step = g_new0 (Step, 1);

  step->path = g_strdup (path);
  step->current = jkk_case_ref (draft->current);
  step->typed = typed_table_copy_invalid (draft->typed);
  return step;
}

/**
 * jkk_draft_new:
 * @original: the case as it is stored
 *
 * Returns: (transfer full): a draft in which nothing has been changed.
 */
JkkDraft *
jkk_draft_new (const JkkCase *original)
{
  g_return_val_if_fail (original != NULL, NULL);

  JkkDraft *draft = g_new0 (JkkDraft, 1);

  draft->original = jkk_case_ref (original);
  draft->current = jkk_case_ref (original);
  draft->typed = typed_table_new ();
  draft->past = g_ptr_array_new_with_free_func (step_free);
  draft->future = g_ptr_array_new_with_free_func (step_free);
  return draft;
}

/**
 * jkk_draft_free:
 * @draft: (transfer full): a draft
 */
void
jkk_draft_free (JkkDraft *draft)
{
  jkk_case_unref (draft->original);
  jkk_case_unref (draft->current);
  g_hash_table_unref (draft->typed);
  g_ptr_array_unref (draft->past);
  g_ptr_array_unref (draft->future);
  g_free (draft->running);
  g_free (draft);
}

/**
 * jkk_draft_get_original:
 * @draft: a draft
 *
 * Returns: (transfer none): the case as it is stored.
 */
const JkkCase *
jkk_draft_get_original (const JkkDraft *draft)
{
  return draft->original;
}

/**
 * jkk_draft_get_current:
 * @draft: a draft
 *
 * Returns: (transfer none): the case with every acceptable change.
 */
const JkkCase *
jkk_draft_get_current (const JkkDraft *draft)
{
  return draft->current;
}

/**
 * jkk_draft_is_dirty:
 * @draft: a draft
 *
 * Returns: whether the case differs from the stored one.
 */
gboolean
jkk_draft_is_dirty (const JkkDraft *draft)
{
  return draft->current != draft->original && !jkk_case_equal (draft->current, draft->original);
}

/**
 * jkk_draft_count_invalid:
 * @draft: a draft
 *
 * Returns: how many typed texts are not acceptable.
 */
guint
jkk_draft_count_invalid (const JkkDraft *draft)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, draft->typed);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((Typed *) value)->error != NULL ? 1 : 0;
  return n;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * jkk_draft_list_invalid:
 * @draft: a draft
 *
 * Returns: (transfer full) (element-type utf8): the paths of the texts that are not acceptable, in a steady order.
 */
GPtrArray *
jkk_draft_list_invalid (const JkkDraft *draft)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, draft->typed);
  while (g_hash_table_iter_next (&iter, &path, &value))
    if (((Typed *) value)->error != NULL)
      g_ptr_array_add (paths, g_strdup (path));
  g_ptr_array_sort (paths, compare_texts);
  return paths;
}

/* Keeps the way back before a change at @path; what runs on in the same value is one step until a word @begins. */
static void
remember (JkkDraft *draft, const char *path, gboolean begins)
{
  g_ptr_array_set_size (draft->future, 0);
  if (!begins && g_strcmp0 (draft->running, path) == 0)
    return;
  if (draft->past->len == MAX_STEPS)
    g_ptr_array_remove_index (draft->past, 0);
  g_ptr_array_add (draft->past, step_new (draft, path));
  jkk_set_str (&draft->running, path);
}

static void
take_current (JkkDraft *draft, JkkCase *current)
{
  jkk_case_unref (draft->current);
  draft->current = current;
}

static gboolean
begins_word (const char *before, const char *after)
{
  gsize length = strlen (before);

  return length > 0 && g_ascii_isspace (before[length - 1]) && g_str_has_prefix (after, before) &&
         strlen (after) > length;
}

/**
 * jkk_draft_set_text:
 * @draft: a draft
 * @path: which value
 * @text: what stands in its control now
 *
 * Takes the text over if it is acceptable; else keeps it beside the case with the reason.
 *
 * Returns: whether it is acceptable.
 */
gboolean
jkk_draft_set_text (JkkDraft *draft, const char *path, const char *text)
{
  g_return_val_if_fail (draft != NULL && path != NULL && text != NULL, FALSE);

  g_autofree char *before = jkk_draft_get_text (draft, path);
  g_autoptr (GError) error = NULL;
  if (strcmp (before, text) == 0)
    return jkk_draft_get_error (draft, path) == NULL;

  remember (draft, path, begins_word (before, text));
  JkkCase *changed = jkk_case_set (draft->current, path, text, &error);
  typed_table_put (draft->typed, path, text, error != NULL ? error->message : NULL);
  if (changed != NULL)
    take_current (draft, changed);
  return changed != NULL;
}

/* A code or a flag stands in its control as stored, everything else as a person reads it. */
static char *
value_text (const JkkCase *jcase, const char *path)
{
  const JkkField *field = NULL;
  gconstpointer record = jkk_case_find (jcase, path, &field, NULL);
  char *plain = NULL;

  if (record == NULL)
    return g_strdup ("");
  if (field->kind != JKK_KIND_CODE && field->kind != JKK_KIND_FLAG)
    return jkk_field_to_text (field, record);
  plain = jkk_field_to_plain (field, record);
  return plain != NULL ? plain : g_strdup ("");
}

/**
 * jkk_draft_get_text:
 * @draft: a draft
 * @path: which value
 *
 * Returns: (transfer full): what its control shows: what is being typed, else the value as a person reads it; codes and
 * flags as they are stored.
 */
char *
jkk_draft_get_text (const JkkDraft *draft, const char *path)
{
  const Typed *typed = g_hash_table_lookup (draft->typed, path);

  return typed != NULL ? g_strdup (typed->text) : value_text (draft->current, path);
}

/**
 * jkk_draft_get_error:
 * @draft: a draft
 * @path: which value
 *
 * Returns: (transfer none) (nullable): why the text that was typed is not acceptable.
 */
const char *
jkk_draft_get_error (const JkkDraft *draft, const char *path)
{
  const Typed *typed = g_hash_table_lookup (draft->typed, path);

  return typed != NULL ? typed->error : NULL;
}

/**
 * jkk_draft_settle:
 * @draft: a draft
 * @path: which value
 *
 * Typing there has ended: an acceptable text gives way to the value as the program writes it.
 *
 * Returns: whether the text of the control changed by that.
 */
gboolean
jkk_draft_settle (JkkDraft *draft, const char *path)
{
  const Typed *typed = g_hash_table_lookup (draft->typed, path);

  jkk_set_str (&draft->running, NULL);
  if (typed == NULL || typed->error != NULL)
    return FALSE;

  g_autofree char *text = value_text (draft->current, path);
  gboolean changed = strcmp (typed->text, text) != 0;
  g_hash_table_remove (draft->typed, path);
  return changed;
}

/**
 * jkk_draft_take:
 * @draft: a draft
 * @path: where it is to be seen
 * @changed: the current case with some values changed
 *
 * Takes values over that belong together: they are one step back. What is being typed in one of them gives way; every
 * other text stays.
 */
void
jkk_draft_take (JkkDraft *draft, const char *path, const JkkCase *changed)
{
  GHashTableIter iter;
  gpointer typed;

  g_return_if_fail (draft != NULL && path != NULL && changed != NULL);

  remember (draft, path, TRUE);
  g_hash_table_iter_init (&iter, draft->typed);
  while (g_hash_table_iter_next (&iter, &typed, NULL))
    {
      g_autofree char *before = value_text (draft->current, typed), *after = value_text (changed, typed);

      if (strcmp (before, after) != 0 || strcmp (typed, path) == 0)
        g_hash_table_iter_remove (&iter);
    }
  take_current (draft, jkk_case_ref (changed));
}

/**
 * jkk_draft_append:
 * @draft: a draft
 * @part: name of a list
 *
 * Returns: the number of the new, empty row, from 1.
 */
guint
jkk_draft_append (JkkDraft *draft, const char *part)
{
  guint index = 0;

  remember (draft, part, TRUE);
  take_current (draft, jkk_case_append (draft->current, part, &index));
  return index;
}

/* The path after row @index of @part is gone: NULL when it was in that row. */
static char *
shift_path (const char *path, const char *part, guint index)
{
  g_autofree char *prefix = g_strconcat (part, "[", NULL);
  char *end = NULL;

  if (!g_str_has_prefix (path, prefix))
    return g_strdup (path);
  guint64 row = g_ascii_strtoull (path + strlen (prefix), &end, 10);
  if (row == index)
    return NULL;
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT "%s", prefix, row > index ? row - 1 : row, end);
}

/**
 * jkk_draft_remove:
 * @draft: a draft
 * @part: name of a list
 * @index: number of the row, from 1
 *
 * Returns: whether there was such a row.
 */
gboolean
jkk_draft_remove (JkkDraft *draft, const char *part, guint index)
{
  JkkCase *changed = jkk_case_remove (draft->current, part, index, NULL);
  GHashTableIter iter;
  gpointer path, value;

  if (changed == NULL)
    return FALSE;

  remember (draft, part, TRUE);
  take_current (draft, changed);
  GHashTable *typed = typed_table_new ();
  g_hash_table_iter_init (&iter, draft->typed);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      g_autofree char *shifted = shift_path (path, part, index);

      if (shifted != NULL)
        typed_table_put (typed, shifted, ((Typed *) value)->text, ((Typed *) value)->error);
    }
  g_hash_table_unref (draft->typed);
  draft->typed = typed;
  return TRUE;
}

/**
 * jkk_draft_can_undo:
 * @draft: a draft
 *
 * Returns: whether there is a step to go back.
 */
gboolean
jkk_draft_can_undo (const JkkDraft *draft)
{
  return draft->past->len > 0;
}

/**
 * jkk_draft_can_redo:
 * @draft: a draft
 *
 * Returns: whether a step was taken back.
 */
gboolean
jkk_draft_can_redo (const JkkDraft *draft)
{
  return draft->future->len > 0;
}

/* Goes to the last step of @from and keeps the way to where it was in @to. */
static char *
travel (JkkDraft *draft, GPtrArray *from, GPtrArray *to)
{
  if (from->len == 0)
    return NULL;

  Step *step = g_ptr_array_steal_index (from, from->len - 1);
  char *path = g_strdup (step->path);
  GHashTable *typed = draft->typed;
  g_ptr_array_add (to, step_new (draft, path));
  draft->typed = g_hash_table_ref (step->typed);
  g_hash_table_unref (typed);
  take_current (draft, jkk_case_ref (step->current));
  jkk_set_str (&draft->running, NULL);
  step_free (step);
  return path;
}

/**
 * jkk_draft_undo:
 * @draft: a draft
 *
 * Returns: (transfer full) (nullable): the path whose value, or the list whose rows, are as before; %NULL if there was
 * nothing to undo.
 */
char *
jkk_draft_undo (JkkDraft *draft)
{
  return travel (draft, draft->past, draft->future);
}

/**
 * jkk_draft_redo:
 * @draft: a draft
 *
 * Returns: (transfer full) (nullable): what jkk_draft_undo() took back and is there again.
 */
char *
jkk_draft_redo (JkkDraft *draft)
{
  return travel (draft, draft->future, draft->past);
}

/* An acceptable text stands for its value only as long as that stays what it was. */
static void
forget_overtaken (JkkDraft *draft, const JkkCase *before)
{
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, draft->typed);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      g_autofree char *old = value_text (before, path), *new = value_text (draft->current, path);

      if (((Typed *) value)->error == NULL && strcmp (old, new) != 0)
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * jkk_draft_rebase:
 * @draft: a draft
 * @original: the case as it is stored now
 * @current: how it goes on from there
 *
 * What was typed stays. The way back stays only if @current is what the draft held already: otherwise undoing would
 * silently take away what somebody else has done.
 */
void
jkk_draft_rebase (JkkDraft *draft, const JkkCase *original, const JkkCase *current)
{
  g_return_if_fail (draft != NULL && original != NULL && current != NULL);

  gboolean same = jkk_case_equal (draft->current, current);
  g_autoptr (JkkCase) before = jkk_case_ref (draft->current);
  JkkCase *moved = jkk_case_copy (current);
  moved->id = original->id;
  moved->revision = original->revision;
  jkk_case_unref (draft->original);
  draft->original = jkk_case_ref (original);
  take_current (draft, moved);
  if (!same)
    {
      forget_overtaken (draft, before);
      g_ptr_array_set_size (draft->past, 0);
      g_ptr_array_set_size (draft->future, 0);
      jkk_set_str (&draft->running, NULL);
    }
}

/**
 * jkk_draft_retype:
 * @draft: a draft
 * @other: an earlier draft of the same case
 *
 * Types again what was not acceptable in @other.
 */
void
jkk_draft_retype (JkkDraft *draft, const JkkDraft *other)
{
  g_autoptr (GPtrArray) paths = jkk_draft_list_invalid (other);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *text = jkk_draft_get_text (other, paths->pdata[i]);

      if (jkk_case_find (draft->current, paths->pdata[i], NULL, NULL) != NULL)
        jkk_draft_set_text (draft, paths->pdata[i], text);
    }
  jkk_set_str (&draft->running, NULL);
}
