#include "jkk-case-list.h"

#include "jkk-case-list-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Letters with a stroke are letters of their own to Unicode, but not to who types a name. */
static void
append_plain (GString *folded, gunichar letter)
{
  static const struct
  {
    gunichar letter;
    const char *plain;
  } rows[] = {
    { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },
    { 0x0127, "h" },  { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0167, "t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].letter == letter)
      {
        g_string_append (folded, rows[i].plain);
        return;
      }
  g_string_append_unichar (folded, letter);
}

/* Most names: nothing to take apart. */
static char *
fold_ascii (const char *text)
{
  GString *folded = g_string_sized_new (strlen (text) + 1);
  gboolean blank = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isspace (*at))
      blank = folded->len > 0;
    else
      {
        if (blank)
          g_string_append_c (folded, ' ');
        blank = FALSE;
        g_string_append_c (folded, g_ascii_tolower (*at));
      }
  return g_string_free (folded, FALSE);
}

/**
 * jkk_case_list_fold:
 * @text: (nullable): a text
 *
 * Makes alike what a person looks up alike: without case, accents and superfluous blanks ("  Siti  MÜLLER" and "siti
 * muller").
 *
 * Returns: (transfer full): the folded text, perhaps empty
 */
char *
jkk_case_list_fold (const char *text)
{
  if (text == NULL || g_str_is_ascii (text))
    return fold_ascii (text != NULL ? text : "");

  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  GString *folded = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *at = lower; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter))
        blank = folded->len > 0;
      else if (!g_unichar_ismark (letter))
        {
          if (blank)
            g_string_append_c (folded, ' ');
          blank = FALSE;
          append_plain (folded, letter);
        }
    }
  return g_string_free (folded, FALSE);
}

/* What a search looks through. Each word follows a blank, so that " bu" finds words that begin with "bu". */
static char *
searched_text (const JkkCase *jcase)
{
  const char *const texts[] = { jcase->cover.number, jcase->participant.name, jcase->employer.name,
                                jcase->participant.number, jcase->participant.identity };
  GString *searched = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = jkk_case_list_fold (texts[i]);

      if (*folded != '\0')
        g_string_append_printf (searched, " %s", folded);
    }
  return g_string_free (searched, FALSE);
}

/* What a list shows is what is owed: for a rejected case nothing, whatever its sheet comes to. */
static JkkMoney
owed (JkkCaseStatus status, JkkMoney total)
{
  return status == JKK_STATUS_REJECTED ? 0 : total;
}

static gboolean
write_row (JkkDb *db,
           JkkStatement statement,
           gint64 id,
           const JkkCase *jcase,
           JkkMoney total,
           gint64 time,
           const char *searched,
           gint64 *n_changed,
           GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);
  g_autofree char *name_key = jkk_case_list_fold (jcase->participant.name);
  g_autofree char *employer_key = jkk_case_list_fold (jcase->employer.name);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_text (query, 2, jcase->cover.number);
  jkk_query_bind_text (query, 3, jcase->cover.status);
  jkk_query_bind_text (query, 4, jcase->cover.segment);
  jkk_query_bind_text (query, 5, jcase->participant.name);
  jkk_query_bind_text (query, 6, jcase->employer.name);
  jkk_query_bind_text (query, 7, jcase->participant.number);
  jkk_query_bind_text (query, 8, jcase->participant.identity);
  jkk_query_bind_number (query, 9, jcase->accident.accident_day);
  jkk_query_bind_number (query, 10, jcase->cover.received_day);
  jkk_query_bind_text (query, 11, jcase->cover.verifier);
  jkk_query_bind_number (query, 12, owed (jkk_case_get_status (jcase), total));
  /* The claim's word counts; before it has come, the doctor's. */
  jkk_query_bind_text (query, 13, jcase->claim.outcome != NULL ? jcase->claim.outcome : jcase->medical.outcome);
  jkk_query_bind_number (query, 14, time);
  jkk_query_bind_text (query, 15, name_key);
  jkk_query_bind_text (query, 16, employer_key);
  jkk_query_bind_text (query, 17, searched);
  jkk_query_bind_number (query, 18, jcase->claim.claimed_day);
  return n_changed != NULL ? jkk_query_run (query, n_changed, error) : jkk_query_post (query, error);
}

static gboolean
write_search (JkkDb *db, JkkStatement statement, gint64 id, const char *searched, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, statement);

  jkk_query_bind_number (query, 1, id);
  jkk_query_bind_text (query, 2, searched);
  return jkk_query_post (query, error);
}

static gboolean
put_anew (JkkDb *db, gint64 id, const JkkCase *jcase, JkkMoney total, gint64 time, const char *searched, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_INDEX_FOLDED);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  g_autofree char *before = jkk_query_next (query, &failure) ? jkk_query_dup_text (query, 0) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!write_row (db, JKK_SQL_INDEX_PUT, id, jcase, total, time, searched, NULL, error))
    return FALSE;
  if (g_strcmp0 (before, searched) == 0)
    return TRUE;
  /* The full-text table keeps no text of its own: it must be told what was there. */
  return (before == NULL || write_search (db, JKK_SQL_SEARCH_REMOVE, id, before, error)) &&
         write_search (db, JKK_SQL_SEARCH_ADD, id, searched, error);
}

/**
 * jkk_case_list_put:
 * @db: a connection in a writing transaction
 * @id: the case
 * @jcase: what it now says
 * @total: the sum of its payout sheet, or JKK_NONE; a rejected case is listed with nothing
 * @time: now, seconds since 1970 UTC
 * @error: STORAGE
 *
 * Keeps what lists show, sort by and search in. jkk_case_store_insert() and jkk_case_store_update() call it.
 *
 * Returns: whether it was written
 */
gboolean
jkk_case_list_put (JkkDb *db, gint64 id, const JkkCase *jcase, JkkMoney total, gint64 time, GError **error)
{
  g_autofree char *searched = searched_text (jcase);
  gint64 n_touched = 0;

  /* Most saves change nothing that a list sorts by or looks through; each of its indices would be written anew. */
  if (!write_row (db, JKK_SQL_INDEX_TOUCH, id, jcase, total, time, searched, &n_touched, error))
    return FALSE;
  return n_touched == 1 || put_anew (db, id, jcase, total, time, searched, error);
}

static JkkListWay
choose_way (const JkkCaseSearch *search, guint statuses)
{
  if (search->pieces->len > 0)
    return JKK_LIST_FIND;
  if (search->n_words > 0)
    return JKK_LIST_SCAN;
  return (statuses & ~JKK_STATUS_OPEN) == 0 ? JKK_LIST_OPEN : JKK_LIST_ALL;
}

/* What every way to list takes: which cases, and how many at most. */
void
jkk_case_list_bind_filter (JkkQuery *query, const JkkCaseQuery *wanted, guint statuses, guint limit)
{
  for (guint i = 0; i < JKK_N_STATUS; i++)
    jkk_query_bind_text (query, i + 1, (statuses & JKK_STATUS_BIT (i)) != 0 ? jkk_case_status_name (i) : NULL);
  jkk_query_bind_text (query, 7, wanted->verifier);
  jkk_query_bind_number (query, 8, wanted->claimed_before);
  jkk_query_bind_number (query, 9, limit > 0 ? (gint64) limit : -1);
}

static void
bind_search (JkkQuery *query, const JkkCaseSearch *search)
{
  /* The empty word occurs in every text. */
  for (guint i = 0; i < JKK_LIST_MAX_WORDS; i++)
    jkk_query_bind_text (query, 10 + i, i < search->n_words ? search->words[i] : "");
  if (search->pieces->len > 0)
    jkk_query_bind_text (query, 16, search->pieces->str);
}

static GArray *
read_ids (JkkQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  while (jkk_query_next (query, &failure))
    {
      gint64 id = jkk_query_number (query, 0);

      g_array_append_val (ids, id);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * jkk_case_list_ids:
 * @db: a connection
 * @wanted: which cases, in what order; of its search the first %JKK_LIST_MAX_WORDS words count
 * @error: STORAGE
 *
 * The ids alone come from an index, also of a million cases; the rows are then asked for as they are shown.
 *
 * Returns: (transfer full) (element-type gint64): the ids in their order
 */
GArray *
jkk_case_list_ids (JkkDb *db, const JkkCaseQuery *wanted, GError **error)
{
  guint statuses = wanted->statuses != 0 ? wanted->statuses & JKK_STATUS_ALL : JKK_STATUS_ALL;
  g_auto (JkkCaseSearch) search = { .n_words = 0 };

  g_return_val_if_fail ((guint) wanted->sort < JKK_N_SORT, NULL);

  jkk_case_search_parse (&search, wanted->search);
  JkkListWay way = wanted->passed_on_to != NULL ? JKK_LIST_PASSED_ON : choose_way (&search, statuses);
  g_autoptr (JkkQuery) query = jkk_db_query (db, jkk_statement_of_list (way, wanted->sort, wanted->descending));
  jkk_case_list_bind_filter (query, wanted, statuses, wanted->limit);
  if (way == JKK_LIST_FIND || way == JKK_LIST_SCAN || way == JKK_LIST_PASSED_ON)
    bind_search (query, &search);
  if (way == JKK_LIST_PASSED_ON)
    jkk_query_bind_text (query, 16, wanted->passed_on_to);
  return read_ids (query, error);
}

/**
 * jkk_case_list_of_event:
 * @db: a connection
 * @case_id: a case
 * @error: STORAGE
 *
 * Returns: (transfer full) (element-type gint64): the other cases that name the same event, the oldest first; none
 * where the case names no event
 */
GArray *
jkk_case_list_of_event (JkkDb *db, gint64 case_id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_INDEX_EVENT);

  jkk_query_bind_number (query, 1, case_id);
  return read_ids (query, error);
}

/* What a list shows of the case that a query stands on. */
JkkCaseRow *
jkk_case_list_read_row (JkkQuery *query, GError **error)
{
  g_autoptr (JkkCaseRow) row = g_new0 (JkkCaseRow, 1);

  const char *const texts[JKK_CASE_ROW_TEXTS] = {
    jkk_query_text (query, 1), jkk_query_text (query, 2), jkk_query_text (query, 3),  jkk_query_text (query, 4),
    jkk_query_text (query, 5), jkk_query_text (query, 9), jkk_query_text (query, 11),
  };

  jkk_case_row_take_texts (row, texts);
  row->id = jkk_query_number (query, 0);
  row->accident_day = jkk_query_number (query, 7);
  row->received_day = jkk_query_number (query, 8);
  row->total = jkk_query_number (query, 10);
  row->updated_at = jkk_query_number (query, 12);
  row->claimed_day = jkk_query_number (query, 13);
  if (jkk_case_status_parse (jkk_query_text (query, 6), &row->status))
    return g_steal_pointer (&row);

  jkk_query_take_damage (query, error);
  return NULL;
}

static JkkCaseRow *
load_row (JkkDb *db, gint64 id, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_INDEX_ROW);
  GError *failure = NULL;

  jkk_query_bind_number (query, 1, id);
  if (jkk_query_next (query, &failure))
    return jkk_case_list_read_row (query, error);

  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else
    g_set_error (error, JKK_ERROR, JKK_ERROR_NOT_FOUND,
                 _ ("There is no case “%s” in this store. Look for it in the list."), name);
  return NULL;
}

/**
 * jkk_case_list_rows:
 * @db: a connection
 * @ids: (array length=n_ids): ids from jkk_case_list_ids()
 * @n_ids: how many
 * @error: NOT_FOUND, STORAGE
 *
 * Returns: (transfer full) (element-type JkkCaseRow): what lists show of these cases, in the same order
 */
GPtrArray *
jkk_case_list_rows (JkkDb *db, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) jkk_case_row_free);

  for (guint i = 0; i < n_ids; i++)
    {
      JkkCaseRow *row = load_row (db, ids[i], error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

static gboolean
count_states (JkkDb *db, const char *verifier, JkkCaseCounts *counts, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_COUNT_BY_STATUS);
  GError *failure = NULL;

  jkk_query_bind_text (query, 1, verifier);
  while (jkk_query_next (query, &failure))
    {
      JkkCaseStatus status;

      if (!jkk_case_status_parse (jkk_query_text (query, 0), &status))
        continue;
      counts->by_status[status] = jkk_query_number (query, 1);
      if (jkk_case_status_is_open (status))
        counts->mine += jkk_query_number (query, 2);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
count_passed_on (JkkDb *db, const char *login, JkkCaseCounts *counts, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_COUNT_PASSED_ON);

  jkk_query_bind_text (query, 1, login);
  if (!jkk_query_next (query, error))
    return FALSE;
  counts->passed_on = jkk_query_number (query, 0);
  return TRUE;
}

/**
 * jkk_case_list_counts:
 * @db: a connection
 * @verifier: (nullable): whose cases are "mine" (login)
 * @claimed_before: open cases whose claim came in before this day are overdue; JKK_NONE = none are
 * @counts: (out caller-allocates): the counts
 * @error: STORAGE
 *
 * Returns: whether @counts was filled
 */
gboolean
jkk_case_list_counts (JkkDb *db, const char *verifier, JkkDay claimed_before, JkkCaseCounts *counts, GError **error)
{
  g_autoptr (JkkQuery) query = jkk_db_query (db, JKK_SQL_COUNT_OVERDUE);

  memset (counts, 0, sizeof *counts);
  if (!count_states (db, verifier, counts, error))
    return FALSE;

  jkk_query_bind_number (query, 1, claimed_before);
  if (!jkk_query_next (query, error))
    return FALSE;
  counts->overdue = jkk_query_number (query, 0);
  return count_passed_on (db, verifier, counts, error);
}
