#pragma once

#include "jkk-case.h"
#include "jkk-db.h"
#include "jkk-frame.h"

G_BEGIN_DECLS

/**
 * JkkSessionTelling:
 * @before: (nullable): the case that is being changed, as it was before
 * @case_id: its id; 0: none is changed
 * @told: (nullable) (element-type JkkChange): what the entry of the journal says was changed
 * @told_case: of which case it tells; 0: of none
 * @is_false: whether more than one case was changed, or told of more than once
 * @failure: (nullable): why the case could not be read before it was changed
 *
 * What a transaction of a desk has done to a case, and what it has told of it.
 */
typedef struct
{
  JkkCase *before;
  gint64 case_id;
  GPtrArray *told;
  gint64 told_case;
  gboolean is_false;
  GError *failure;
} JkkSessionTelling;

void jkk_session_telling_clear (JkkSessionTelling *telling);
void
jkk_session_telling_note (JkkSessionTelling *telling, JkkDb *db, guint statement, const JkkFrameValue *values, guint n);
gboolean jkk_session_telling_is_true (JkkSessionTelling *telling, JkkDb *db, GError **error);

G_END_DECLS
