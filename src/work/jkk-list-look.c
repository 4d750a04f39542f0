#include "jkk-list-look.h"

#include "jkk-case-list.h"
#include "jkk-office-private.h"

/* What is asked for: belongs to the answer as soon as it is read. */
typedef struct
{
  JkkCaseQuery query; /* with texts of its own */
  GPtrArray *pieces;
  guint n_rows;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free ((char *) question->query.verifier);
  g_free ((char *) question->query.search);
  g_free ((char *) question->query.passed_on_to);
  g_ptr_array_unref (question->pieces);
  g_free (question);
}

static Question *
question_new (const JkkCaseQuery *query, GPtrArray *pieces, guint n_rows)
{
  Question *question = g_new0 (Question, 1);

  question->query = *query;
  question->query.limit = 0;
  question->query.verifier = g_strdup (query->verifier);
  question->query.search = g_strdup (query->search);
  question->query.passed_on_to = g_strdup (query->passed_on_to);
  question->pieces = g_ptr_array_ref (pieces);
  question->n_rows = n_rows;
  return question;
}

/**
 * jkk_list_piece_new:
 * @start: behind this place; copied
 * @until: (nullable): up to this place; copied
 *
 * Returns: (transfer full): a piece of a list
 */
JkkListPiece *
jkk_list_piece_new (const JkkCaseCursor *start, const JkkCaseCursor *until)
{
  JkkListPiece *piece = g_new0 (JkkListPiece, 1);

  jkk_case_cursor_copy (&piece->start, start);
  if (until != NULL)
    jkk_case_cursor_copy (&piece->until, until);
  return piece;
}

/**
 * jkk_list_piece_free:
 * @piece: (transfer full): a piece
 */
void
jkk_list_piece_free (JkkListPiece *piece)
{
  jkk_case_cursor_clear (&piece->start);
  jkk_case_cursor_clear (&piece->until);
  jkk_case_cursor_clear (&piece->end);
  g_clear_pointer (&piece->ids, g_array_unref);
  g_clear_pointer (&piece->rows, g_ptr_array_unref);
  g_free (piece);
}

/**
 * jkk_list_look_free:
 * @look: (transfer full): what was seen
 */
void
jkk_list_look_free (JkkListLook *look)
{
  g_clear_pointer (&look->pieces, g_ptr_array_unref);
  g_clear_pointer (&look->found, g_array_unref);
  g_clear_pointer (&look->rows, g_ptr_array_unref);
  g_free (look);
}

/* Goes to where the piece begins, from whichever end it was asked for. */
static gboolean
go_to_start (JkkDb *db, const JkkCaseQuery *query, JkkListPiece *piece, GError **error)
{
  JkkCaseQuery turned = *query;

  if (piece->skip <= 0)
    return TRUE;
  if (!piece->from_end)
    return jkk_case_list_advance (db, query, &piece->start, piece->skip, &piece->moved, error);
  turned.descending = !query->descending;
  jkk_case_cursor_copy (&piece->start, &piece->until);
  jkk_case_cursor_turn (&piece->start, query->descending);
  if (!jkk_case_list_advance (db, &turned, &piece->start, piece->skip, &piece->moved, error))
    return FALSE;
  jkk_case_cursor_turn (&piece->start, turned.descending);
  return TRUE;
}

/* Whether nothing more comes, when as many were read as were asked for. */
static gboolean
look_behind (JkkDb *db, const JkkCaseQuery *query, JkkListPiece *piece, GError **error)
{
  g_auto (JkkCaseCursor) cursor = { 0 };

  if (piece->end.done)
    {
      piece->reached = TRUE;
      return TRUE;
    }
  jkk_case_cursor_copy (&cursor, &piece->end);
  if (!jkk_case_list_stretch (db, query, &cursor, &piece->until, 1, NULL, error))
    return FALSE;
  piece->reached = cursor.done;
  return TRUE;
}

static gboolean
read_texts (JkkDb *db, const JkkCaseQuery *query, JkkListPiece *piece, GError **error)
{
  g_auto (JkkCaseCursor) cursor = { 0 };
  guint n = piece->ids->len > piece->rows_first ? MIN (piece->n_rows, piece->ids->len - piece->rows_first) : 0;

  if (n == 0)
    return TRUE;
  jkk_case_cursor_copy (&cursor, &piece->start);
  piece->rows = jkk_case_list_page_rows (db, query, &cursor, piece->rows_first, n, error);
  return piece->rows != NULL;
}

static gboolean
read_piece (JkkDb *db, const JkkCaseQuery *query, JkkListPiece *piece, GError **error)
{
  if (!go_to_start (db, query, piece, error))
    return FALSE;
  piece->start.done = FALSE;
  jkk_case_cursor_copy (&piece->end, &piece->start);
  if (piece->limit == 0)
    return look_behind (db, query, piece, error);
  piece->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return jkk_case_list_stretch (db, query, &piece->end, &piece->until, piece->limit, piece->ids, error) &&
         look_behind (db, query, piece, error) && read_texts (db, query, piece, error);
}

static gboolean
read_search (JkkDb *db, const Question *question, JkkListLook *look, GError **error)
{
  look->found = jkk_case_list_ids (db, &question->query, error);
  if (look->found == NULL)
    return FALSE;
  look->n = look->found->len;
  look->rows = jkk_case_list_rows (db, (const gint64 *) (gpointer) look->found->data,
                                   MIN (look->found->len, question->n_rows), error);
  return look->rows != NULL;
}

static gpointer
look_read (JkkDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (JkkListLook) look = g_new0 (JkkListLook, 1);

  /* What was passed on are few, as what is found. */
  if (question->query.passed_on_to != NULL || (question->query.search != NULL && *question->query.search != '\0'))
    return read_search (db, question, look, error) ? g_steal_pointer (&look) : NULL;
  look->pieces = g_ptr_array_ref (question->pieces);
  if (!jkk_case_list_count (db, &question->query, &look->n, error))
    return NULL;
  for (guint i = 0; i < look->pieces->len; i++)
    if (!read_piece (db, &question->query, look->pieces->pdata[i], error))
      return NULL;
  return g_steal_pointer (&look);
}

/**
 * jkk_office_look:
 * @office: the office
 * @query: which cases, in what order
 * @pieces: (element-type JkkListPiece): what is wanted of the list; the answer is written into them
 * @n_rows: with a search: so many texts of the first ones
 * @error: STORAGE
 *
 * Looks at pieces of a list, all at the same moment. What lies between them is not read.
 *
 * Returns: (transfer full): what was seen
 */
JkkListLook *
jkk_office_look (JkkOffice *office, const JkkCaseQuery *query, GPtrArray *pieces, guint n_rows, GError **error)
{
  Question *question = question_new (query, pieces, n_rows);
  JkkListLook *look = jkk_office_read (office, look_read, question, (GDestroyNotify) jkk_list_look_free, error);

  question_free (question);
  return look;
}

/**
 * jkk_office_look_async:
 * @office: the office
 * @query: which cases, in what order; copied
 * @pieces: (element-type JkkListPiece): as jkk_office_look(); not to be touched until it is done
 * @n_rows: with a search: so many texts of the first ones
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * See jkk_office_look().
 */
void
jkk_office_look_async (JkkOffice *office,
                       const JkkCaseQuery *query,
                       GPtrArray *pieces,
                       guint n_rows,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  jkk_office_read_async (office, look_read, question_new (query, pieces, n_rows), question_free,
                         (GDestroyNotify) jkk_list_look_free, cancellable, callback, user_data);
}

/**
 * jkk_office_look_finish:
 * @office: the office
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): see jkk_office_look().
 */
JkkListLook *
jkk_office_look_finish (JkkOffice *office, GAsyncResult *result, GError **error)
{
  return jkk_office_finish (office, result, error);
}
