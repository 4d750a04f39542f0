#pragma once

#include "jkk-case-row.h"
#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkListPiece:
 * @start: (inout): behind this place; in the answer where its first case really begins
 * @until: up to this place; one that has not begun is the end of the list
 * @skip: so many are passed over
 * @from_end: they are counted back from @until, and the piece begins there
 * @limit: at most so many ids; 0 = only the place is wanted
 * @rows_first: of these, the texts are wanted from here on
 * @n_rows: of so many
 * @moved: (out): so many were there to be passed over
 * @ids: (out) (element-type gint64): the cases in their order
 * @rows: (out) (nullable) (element-type JkkCaseRow): the texts that were wanted, as far as there are so many cases
 * @end: (out): behind the last one
 * @reached: (out): there is nothing more before @until
 *
 * A piece of a list, somewhere in it.
 */
typedef struct
{
  JkkCaseCursor start;
  JkkCaseCursor until;
  gint64 skip;
  gboolean from_end;
  guint limit;
  guint rows_first;
  guint n_rows;

  gint64 moved;
  GArray *ids;
  GPtrArray *rows;
  JkkCaseCursor end;
  gboolean reached;
} JkkListPiece;

/**
 * JkkListLook:
 * @n: how many cases the list has
 * @pieces: (element-type JkkListPiece): what was asked for, in the same order
 * @found: (nullable) (element-type gint64): with a search, all ids in their order; there are no pieces then
 * @rows: (nullable) (element-type JkkCaseRow): of these, the texts of the first ones
 *
 * What was seen of a list at one moment.
 */
typedef struct
{
  gint64 n;
  GPtrArray *pieces;
  GArray *found;
  GPtrArray *rows;
} JkkListLook;

JkkListPiece *jkk_list_piece_new (const JkkCaseCursor *start, const JkkCaseCursor *until);
void jkk_list_piece_free (JkkListPiece *piece);
void jkk_list_look_free (JkkListLook *look);

JkkListLook *
jkk_office_look (JkkOffice *office, const JkkCaseQuery *query, GPtrArray *pieces, guint n_rows, GError **error);
void jkk_office_look_async (JkkOffice *office,
                            const JkkCaseQuery *query,
                            GPtrArray *pieces,
                            guint n_rows,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
JkkListLook *jkk_office_look_finish (JkkOffice *office, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkListPiece, jkk_list_piece_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkListLook, jkk_list_look_free)

G_END_DECLS
