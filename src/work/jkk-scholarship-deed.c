#include "jkk-calculation.h"
#include "jkk-deed-private.h"
#include "jkk-signing-private.h"
#include "jkk-told-private.h"

#include <glib/gi18n-lib.h>

static gboolean
check_whole (const JkkDeedContext *context, GError **error)
{
  const JkkInstallment *paid = context->request->installment;

  for (guint i = 0; i < jkk_installment_type.n_fields; i++)
    if (!jkk_field_check (&jkk_installment_type.fields[i], paid, error))
      return FALSE;
  if (paid->amount == JKK_NONE || paid->amount <= 0)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID, _ ("Enter the amount that was paid."));
  else if (paid->paid_day == JKK_NONE || paid->paid_day > context->today)
    g_set_error_literal (error, JKK_ERROR, JKK_ERROR_INVALID,
                         _ ("Enter the day of the payment; it cannot lie in the future."));
  else
    return TRUE;
  return FALSE;
}

/**
 * jkk_deed_pay_installment:
 * @context: the deed's context
 * @error: return location
 *
 * Notes a yearly payment of the scholarship of an approved case (PP 82/2019: paid yearly by level). What the plan has
 * not open for that child and year is refused; the decision itself stays as it was frozen.
 *
 * Returns: (transfer full): the case as it shall be stored.
 */
JkkCase *
jkk_deed_pay_installment (const JkkDeedContext *context, GError **error)
{
  JkkMoney open, before, after;

  g_return_val_if_fail (context->request->installment != NULL, NULL);

  if (!check_whole (context, error) || !jkk_signing_require_case (context->db, context->stored->id, FALSE, error) ||
      !jkk_told_check_case (context->db, context->stored, error))
    return NULL;
  g_autoptr (JkkCase) jcase = jkk_case_copy (context->stored);
  g_ptr_array_add (jcase->installments, jkk_record_dup (&jkk_installment_type, context->request->installment));
  if (!jkk_calculate_scholarship (context->packs, context->stored, context->today, &open, &before, error) ||
      !jkk_calculate_scholarship (context->packs, jcase, context->today, &open, &after, error))
    return NULL;
  if (after == before)
    return g_steal_pointer (&jcase);
  g_autofree char *excess = jkk_money_to_rupiah (after - before);
  g_set_error (error, JKK_ERROR, JKK_ERROR_REFUSED,
               _ ("The plan has not so much open for this child and year: %s too much. Look at the plan of the "
                  "scholarship first."),
               excess);
  return NULL;
}
