#pragma once

#include "jkk-day.h"
#include "jkk-db.h"

G_BEGIN_DECLS

/**
 * JkkReservedNumber:
 * @number: the number of a case
 * @partner: code of the partner that may use it
 * @answers: (nullable): GUID of the partner's report for which it was given
 * @given_day: when
 * @valid_until: the last day on which a case can be made under it
 * @case_id: the case that has it now, or 0
 *
 * A case number that was given before there was a case.
 */
typedef struct
{
  char *number;
  char *partner;
  char *answers;
  JkkDay given_day;
  JkkDay valid_until;
  gint64 case_id;
} JkkReservedNumber;

void jkk_reserved_number_free (JkkReservedNumber *number);
gboolean jkk_reserved_number_is_free (const JkkReservedNumber *number, JkkDay day);

gboolean jkk_number_store_reserve (JkkDb *db, const JkkReservedNumber *number, GError **error);
gboolean
jkk_number_store_find (JkkDb *db, const char *partner, const char *number, JkkReservedNumber **found, GError **error);
gboolean
jkk_number_store_find_for (JkkDb *db, const char *partner, const char *guid, JkkReservedNumber **found, GError **error);
gboolean jkk_number_store_use (JkkDb *db, const char *number, gint64 case_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkReservedNumber, jkk_reserved_number_free)

G_END_DECLS
