#include "jkk-session-telling.h"

#include "jkk-case-past.h"
#include "jkk-case-store.h"
#include "jkk-journal-private.h"
#include "jkk-statement.h"

#include <string.h>

/* The node cannot know why a desk changes a case, but what is changed it sees: the journal must tell exactly that. A
 * desk of another making could otherwise change an account number and tell of a telephone. */

/**
 * jkk_session_telling_clear:
 * @telling: what was noted; of use for the next transaction
 */
void
jkk_session_telling_clear (JkkSessionTelling *telling)
{
  g_clear_pointer (&telling->before, jkk_case_unref);
  g_clear_pointer (&telling->told, g_ptr_array_unref);
  g_clear_error (&telling->failure);
  telling->case_id = 0;
  telling->told_case = 0;
  telling->is_false = FALSE;
}

/* Which case a statement changes; 0 if it changes no part of one. */
static gint64
case_changed_by (guint statement, const JkkFrameValue *values, guint n)
{
  if (n == 0 || values[0].text != NULL || values[0].number == JKK_NONE || !jkk_statement_writes (statement))
    return 0;
  if (statement >= JKK_N_FIXED_SQL || statement == JKK_SQL_CASE_INSERT || statement == JKK_SQL_CASE_ADVANCE)
    return values[0].number;
  return 0;
}

static void
note_entry (JkkSessionTelling *telling, const JkkFrameValue *values, guint n)
{
  gint64 case_id = n > 6 && values[6].number != JKK_NONE ? values[6].number : 0;

  telling->is_false |= telling->told != NULL || n < 9;
  if (telling->is_false)
    return;
  telling->told = jkk_journal_read_changes (values[8].text);
  telling->told_case = case_id;
}

/**
 * jkk_session_telling_note:
 * @telling: what the transaction has done so far
 * @db: the node's own connection, in the transaction
 * @statement: what is about to be run
 * @values: (array length=n): with what
 * @n: how many
 *
 * Keeps a case as it was before the first change.
 */
void
jkk_session_telling_note (JkkSessionTelling *telling, JkkDb *db, guint statement, const JkkFrameValue *values, guint n)
{
  gint64 case_id = case_changed_by (statement, values, n);

  if (statement == JKK_SQL_JOURNAL_APPEND)
    note_entry (telling, values, n);
  if (case_id == 0 || case_id == telling->case_id)
    return;
  telling->is_false |= telling->case_id != 0;
  telling->case_id = case_id;
  if (telling->before == NULL && telling->failure == NULL && statement != JKK_SQL_CASE_INSERT)
    telling->before = jkk_case_store_load (db, case_id, &telling->failure);
}

static gboolean
is_value (const char *path)
{
  g_autofree char *name = g_strndup (path, strcspn (path, ".["));

  return jkk_case_part_find (name) != NULL && !jkk_case_past_is_length (path, NULL);
}

static GHashTable *
told_values (const JkkSessionTelling *telling)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < telling->told->len; i++)
    {
      JkkChange *change = telling->told->pdata[i];

      if (is_value (change->path))
        g_hash_table_insert (values, change->path, change);
    }
  return values;
}

/**
 * jkk_session_telling_is_true:
 * @telling: what the transaction has done
 * @db: the node's own connection, in the transaction
 * @error: why it could not be told, such as AWAY of a node that leads its group no more; else unset
 *
 * Returns: whether the entry of the journal tells of the case that was changed, and of each value what it was and is
 */
gboolean
jkk_session_telling_is_true (JkkSessionTelling *telling, JkkDb *db, GError **error)
{
  if (telling->case_id == 0 || telling->is_false)
    return !telling->is_false;
  if (telling->told == NULL || telling->told_case != telling->case_id)
    return FALSE;

  if (telling->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&telling->failure));
      return FALSE;
    }
  g_autoptr (JkkCase) nothing = jkk_case_new ();
  g_autoptr (JkkCase) after = jkk_case_store_load (db, telling->case_id, error);
  g_autoptr (GPtrArray) changes =
      after != NULL ? jkk_case_diff (telling->before != NULL ? telling->before : nothing, after) : NULL;
  g_autoptr (GHashTable) told = told_values (telling);
  gboolean is_true = changes != NULL && changes->len == g_hash_table_size (told);

  for (guint i = 0; is_true && i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i], *same = g_hash_table_lookup (told, change->path);

      is_true =
          same != NULL && g_strcmp0 (same->before, change->before) == 0 && g_strcmp0 (same->after, change->after) == 0;
    }
  return is_true;
}
