#include "jkk-demo-show.h"

#include "jkk-pack.h"

#include <string.h>

/* Below so many cases an office shows only what chance brings. */
#define FEWEST_CASES 100

/* Counted from the youngest case: the second accident still lies on the desk, the first is decided or nearly so. */
#define SECOND_FROM_END 11
#define FIRST_FROM_END 70

/**
 * jkk_demo_first_of_pair:
 * @n_cases: how many cases the office has
 *
 * Returns: the index of the case whose rest another accident of the same person falls into.
 */
guint
jkk_demo_first_of_pair (guint n_cases)
{
  return n_cases - FIRST_FROM_END;
}

/**
 * jkk_demo_shows:
 * @index: number of a case, from 0
 * @n_cases: how many the office has
 *
 * Returns: what the case shows.
 */
JkkDemoShow
jkk_demo_shows (guint index, guint n_cases)
{
  if (n_cases < FEWEST_CASES)
    return JKK_DEMO_SHOWS_NOTHING;
  if (index == n_cases - SECOND_FROM_END)
    return JKK_DEMO_SHOWS_SECOND;
  if (index == jkk_demo_first_of_pair (n_cases))
    return JKK_DEMO_SHOWS_FIRST;
  return index == n_cases / 2 ? JKK_DEMO_SHOWS_SCHOLARSHIP : JKK_DEMO_SHOWS_NOTHING;
}

/**
 * jkk_demo_show_first:
 * @jcase: a case that has its day of receipt
 *
 * The papers come in a week after the last day of rest.
 */
void
jkk_demo_show_first (JkkCase *jcase)
{
  jcase->accident.accident_day = jcase->cover.received_day - JKK_DEMO_FIRST_DAYS - 6;
  jcase->accident.reported_day = jcase->accident.accident_day + 1;
}

/**
 * jkk_demo_show_second:
 * @jcase: a case that has its day of receipt
 * @first_received: the day on which the first case of the same person came in
 *
 * It happens in the last week of the rest of the first and lasts a few days longer.
 */
void
jkk_demo_show_second (JkkCase *jcase, JkkDay first_received)
{
  jcase->accident.accident_day = first_received - 12;
  jcase->accident.reported_day = jcase->accident.accident_day + 1;
}

static JkkParameter
yearly_parameter (const char *level)
{
  return strcmp (level, "SMP") == 0   ? JKK_PARAMETER_SCHOLARSHIP_SMP
         : strcmp (level, "SMA") == 0 ? JKK_PARAMETER_SCHOLARSHIP_SMA
         : strcmp (level, "PT") == 0  ? JKK_PARAMETER_SCHOLARSHIP_PT
                                      : JKK_PARAMETER_SCHOLARSHIP_TK_SD;
}

/**
 * jkk_demo_show_payment:
 * @jcase: an approved case with children at school
 * @child: number of the child, from 1
 * @day: the day of the payment
 *
 * Returns: (transfer full) (nullable): the payment of the child's present school year by the law of the case; %NULL if
 * that law pays nothing yearly.
 */
JkkInstallment *
jkk_demo_show_payment (const JkkCase *jcase, guint child, JkkDay day)
{
  const JkkChild *pupil = jcase->children->pdata[child - 1];
  const JkkPack *pack =
      jkk_pack_set_choose (jkk_pack_set_builtin (NULL), jcase->cover.segment, jcase->accident.accident_day);
  const JkkLaw *law = pack != NULL ? jkk_pack_law (pack, jcase->accident.accident_day) : NULL;
  gint64 amount = law != NULL ? law->number[yearly_parameter (pupil->school_level)] : JKK_NONE;

  if (amount == JKK_NONE)
    return NULL;
  JkkInstallment *payment = jkk_record_new (&jkk_installment_type);
  payment->child = child;
  payment->school_level = g_strdup (pupil->school_level);
  payment->school_year = pupil->school_year;
  payment->amount = amount;
  payment->paid_day = day;
  payment->reference = g_strdup_printf ("BYR/%u/%s", child, pupil->school_level);
  return payment;
}

/**
 * jkk_demo_show_measured:
 * @loss: loss of function, in whole percent
 *
 * Returns: (transfer full): degrees of a stiff joint that lead to just this loss.
 */
char *
jkk_demo_show_measured (gint64 loss)
{
  /* Together 200 degrees: each percent is two of them. */
  static const gint64 sound[] = { 80, 70, 50 };
  gint64 left = 2 * loss;
  GString *text = g_string_new ("sendi");

  g_return_val_if_fail (loss >= 0 && loss <= 100, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sound); i++)
    {
      gint64 lost = i + 1 < G_N_ELEMENTS (sound) ? sound[i] * loss / 100 : MIN (left, sound[i]);

      left -= lost;
      g_string_append_printf (text, " %d/%d", (int) sound[i], (int) (sound[i] - lost));
    }
  g_assert (left == 0);
  return g_string_free (text, FALSE);
}
