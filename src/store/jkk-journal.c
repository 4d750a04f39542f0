#include "jkk-journal-private.h"
#include "jkk-statement.h"

#include <sodium.h>
#include <string.h>

#define HASH_BYTES 32

/* ---- Changes as text: a line each, "path TAB before TAB after", and where it was read, if that is known, after one
 * TAB more; "-" = nothing, "=…" = a text with \\ \t \n escaped */

static void
append_value (GString *text, const char *value)
{
  g_string_append (text, value != NULL ? "\t=" : "\t-");
  for (const char *at = value; at != NULL && *at != '\0'; at++)
    switch (*at)
      {
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      default:
        g_string_append_c (text, *at);
      }
}

void
jkk_journal_write_changes (GString *text, GPtrArray *changes)
{
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const JkkChange *change = changes->pdata[i];

      g_string_append (text, change->path);
      append_value (text, change->before);
      append_value (text, change->after);
      if (change->source != NULL)
        append_value (text, change->source);
      g_string_append_c (text, '\n');
    }
}

static char *
parse_value (const char *text)
{
  GString *value = g_string_new (NULL);

  if (text == NULL || *text != '=')
    return g_string_free (value, TRUE);
  for (const char *at = text + 1; *at != '\0'; at++)
    if (*at != '\\' || at[1] == '\0')
      g_string_append_c (value, *at);
    else
      {
        at++;
        g_string_append_c (value, *at == 't' ? '\t' : *at == 'n' ? '\n' : *at);
      }
  return g_string_free (value, FALSE);
}

GPtrArray *
jkk_journal_read_changes (const char *text)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_change_free);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "\t", 4);
      guint n = g_strv_length (words);

      if (n >= 3)
        {
          JkkChange *change = g_new0 (JkkChange, 1);

          change->path = g_strdup (words[0]);
          change->before = parse_value (words[1]);
          change->after = parse_value (words[2]);
          change->source = n > 3 ? parse_value (words[3]) : NULL;
          g_ptr_array_add (changes, change);
        }
    }
  return changes;
}

/* ---- The chain */

static void
hash_bytes (crypto_generichash_state *state, const char *text)
{
  /* Each text follows its length, so that no two entries have the same bytes; a missing one has a length of its own. */
  guint64 length = GUINT64_TO_LE (text != NULL ? strlen (text) : G_MAXUINT64);

  crypto_generichash_update (state, (const guint8 *) &length, sizeof length);
  if (text != NULL)
    crypto_generichash_update (state, (const guint8 *) text, strlen (text));
}

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  gint64 bytes = GINT64_TO_LE (number);

  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
}

char *
jkk_journal_hash (const char *before, gint64 sequence, const JkkJournalEntry *entry, const char *changes)
{
  crypto_generichash_state state;
  guint8 bytes[HASH_BYTES];
  char text[2 * HASH_BYTES + 1];

  crypto_generichash_init (&state, NULL, 0, HASH_BYTES);
  hash_bytes (&state, before);
  hash_number (&state, sequence);
  hash_number (&state, entry->time);
  hash_bytes (&state, entry->person);
  hash_bytes (&state, entry->workstation);
  hash_bytes (&state, entry->deed);
  hash_bytes (&state, entry->deed_id);
  hash_number (&state, entry->case_id);
  hash_bytes (&state, entry->reason);
  hash_bytes (&state, changes);
  crypto_generichash_final (&state, bytes, HASH_BYTES);
  return g_strdup (sodium_bin2hex (text, sizeof text, bytes, HASH_BYTES));
}

/**
 * jkk_journal_head:
 * @db: a connection
 * @sequence: (out): the last entry's number, 0 before the first
 * @hash: (out) (optional): its hash, which stands for the whole journal so far
 * @error: STORAGE
 *
 * Returns: whether it was read
 */
gboolean
jkk_journal_head (JkkDb *db, gint64 *sequence, char **hash, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_HEAD);
  GError *failure = NULL;
  gboolean any = jkk_query_next (query, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *sequence = any ? jkk_query_number (query, 0) : 0;
  if (hash != NULL)
    *hash = any ? jkk_query_dup_text (query, 1) : g_strdup (JKK_JOURNAL_NO_HASH);
  return TRUE;
}

/**
 * jkk_journal_append:
 * @db: a connection in a writing transaction
 * @entry: what was done
 * @sequence: (out) (optional): the number of the entry
 * @error: CONFLICT: a deed with this id is in the journal already, so it has been done
 *
 * Writes an entry. It is kept or taken back together with the deed itself.
 *
 * Returns: whether it was written
 */
gboolean
jkk_journal_append (JkkDb *db, const JkkJournalEntry *entry, gint64 *sequence, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_APPEND);
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *before = NULL;
  gint64 last;

  g_return_val_if_fail (entry->person != NULL && entry->workstation != NULL, FALSE);
  g_return_val_if_fail (entry->deed != NULL && entry->deed_id != NULL, FALSE);

  if (!jkk_journal_head (db, &last, &before, error))
    return FALSE;

  jkk_journal_write_changes (changes, entry->changes);
  g_autofree char *hash = jkk_journal_hash (before, last + 1, entry, changes->str);
  jkk_query_bind_number (query, 1, last + 1);
  jkk_query_bind_number (query, 2, entry->time);
  jkk_query_bind_text (query, 3, entry->person);
  jkk_query_bind_text (query, 4, entry->workstation);
  jkk_query_bind_text (query, 5, entry->deed);
  jkk_query_bind_text (query, 6, entry->deed_id);
  jkk_query_bind_number (query, 7, entry->case_id != 0 ? entry->case_id : JKK_NONE);
  jkk_query_bind_text (query, 8, entry->reason);
  jkk_query_bind_text (query, 9, changes->str);
  jkk_query_bind_text (query, 10, hash);
  if (!jkk_query_run (query, NULL, error))
    return FALSE;
  if (sequence != NULL)
    *sequence = last + 1;
  return TRUE;
}

/**
 * jkk_journal_knows:
 * @db: a connection
 * @deed_id: id of a deed
 * @known: (out): whether it has been done
 * @error: STORAGE
 *
 * Returns: whether it could be told
 */
gboolean
jkk_journal_knows (JkkDb *db, const char *deed_id, gboolean *known, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_KNOWS);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, deed_id);
  *known = jkk_query_next (query, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* ---- As a person reads it */

static JkkHistoryEntry *
read_history (JkkQuery *query)
{
  JkkHistoryEntry *entry = g_new0 (JkkHistoryEntry, 1);

  entry->sequence = jkk_query_number (query, 0);
  entry->time = jkk_query_number (query, 1);
  entry->person = jkk_query_dup_text (query, 2);
  entry->workstation = jkk_query_dup_text (query, 3);
  entry->deed = jkk_query_dup_text (query, 4);
  entry->reason = jkk_query_dup_text (query, 5);
  entry->changes = jkk_journal_read_changes (jkk_query_text (query, 6));
  entry->person_name = jkk_query_dup_text (query, 7);
  if (entry->person_name == NULL)
    entry->person_name = g_strdup (entry->person);
  return entry;
}

static GPtrArray *
read_entries (JkkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_history_entry_free);
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    g_ptr_array_add (entries, read_history (query));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static GPtrArray *
read_case (JkkDb *db, JkkStatement statement, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);

  jkk_query_bind_number (query, 1, case_id);
  return read_entries (query, error);
}

/**
 * jkk_journal_history:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): what was done with the case, the latest first; who only
 * looked is not among them
 */
GPtrArray *
jkk_journal_history (JkkDb *db, gint64 case_id, GError **error)
{
  return read_case (db, JKK_SQL_JOURNAL_OF_CASE, case_id, error);
}

/**
 * jkk_journal_whole:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): every entry of the case, looks included, the latest first
 */
GPtrArray *
jkk_journal_whole (JkkDb *db, gint64 case_id, GError **error)
{
  return read_case (db, JKK_SQL_JOURNAL_WHOLE, case_id, error);
}

/**
 * jkk_journal_looks:
 * @db: a connection
 * @case_id: id of a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): who looked at the case, the latest first
 */
GPtrArray *
jkk_journal_looks (JkkDb *db, gint64 case_id, GError **error)
{
  return read_case (db, JKK_SQL_JOURNAL_LOOKS, case_id, error);
}

/**
 * jkk_journal_law:
 * @db: a connection
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): every entry by which a figure of the law was confirmed or
 * corrected, the latest first
 */
GPtrArray *
jkk_journal_law (JkkDb *db, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_LAW);

  return read_entries (query, error);
}

/**
 * jkk_journal_is_look:
 * @entry: an entry
 *
 * Returns: whether somebody looked at a case, and nothing else; entries of older versions may have changed something,
 * too
 */
gboolean
jkk_journal_is_look (const JkkHistoryEntry *entry)
{
  return strcmp (entry->deed, "open") == 0 && (entry->changes == NULL || entry->changes->len == 0);
}

/**
 * jkk_journal_recent:
 * @db: a connection
 * @limit: how many
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type JkkHistoryEntry): what was done last in the office, the latest first
 */
GPtrArray *
jkk_journal_recent (JkkDb *db, guint limit, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_RECENT);

  jkk_query_bind_number (query, 1, limit);
  return read_entries (query, error);
}

/**
 * jkk_journal_only_looks:
 * @db: a connection outside a transaction
 * @mark: (inout): how far the journal was, and is now
 *
 * Something in the store has changed: was it only that people looked at cases? Where that cannot be told, no.
 *
 * Returns: whether nothing else has happened since
 */
gboolean
jkk_journal_only_looks (JkkDb *db, JkkJournalMark *mark)
{
  /* The first time the end is what counts: a journal of millions is not read from its beginning. */
  if (mark->sequence == 0 && !jkk_journal_head (db, &mark->sequence, NULL, NULL))
    return FALSE;

  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_JOURNAL_SINCE);

  jkk_query_bind_number (query, 1, mark->sequence);
  if (!jkk_query_next (query, NULL))
    return FALSE;
  const JkkJournalMark now = { jkk_query_number (query, 0), jkk_query_number (query, 2) };
  gboolean only = now.sequence > mark->sequence && jkk_query_number (query, 1) == 0 && now.n_waiting == mark->n_waiting;
  *mark = now;
  return only;
}
