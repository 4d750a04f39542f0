#pragma once

#include "jkk-db.h"
#include "jkk-law.h"
#include "jkk-pack.h"

G_BEGIN_DECLS

/* The regulations as the office has them: those that the program carries, with what the office confirmed and corrected.
 * They live as long as the program. */
const JkkPackSet *jkk_law_packs (JkkOffice *office, GError **error);
const JkkPackSet *jkk_law_packs_of (GPtrArray *entries, GError **error);
const JkkPackSet *jkk_law_read (JkkDb *db, GError **error);
JkkLawBand *
jkk_law_find_in (const JkkPackSet *packs, const char *pack, const char *parameter, JkkDay day, GError **error);

/* What of a case is needed to calculate its sum (%NULL-terminated), and the sum. */
extern const char *const jkk_law_parts[];
JkkMoney jkk_law_total (const JkkPackSet *packs, const JkkCase *jcase, JkkDay today);

G_END_DECLS
