#pragma once

#include "jkk-disability.h"

G_BEGIN_DECLS

/* Both percentages of a product are hundredths of a percent: 100 % × 100 % = 10,000 × 10,000. */
#define JKK_WHOLE_PERCENT 10000

/**
 * JkkImpaired:
 * @facts: the facts
 * @row: the row that counts, after right and left changed places
 * @swapped: whether they did
 * @percent: of the row, steps or the doctor's figure put in; hundredths of a percent
 * @loss: how much of the function is lost, hundredths of a percent; the whole for anatomical loss
 * @loss_fact: where @loss stands, or %NULL
 *
 * One disability, found in the table.
 */
typedef struct
{
  const JkkImpairmentFacts *facts;
  const JkkTableRow *row;
  gboolean swapped;
  gint64 percent;
  gint64 loss;
  const JkkFact *loss_fact;
} JkkImpaired;

gboolean jkk_impaired_find (const JkkRule *rule, guint number, JkkImpaired *impaired);

G_END_DECLS
