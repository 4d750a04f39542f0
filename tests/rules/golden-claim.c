#include "golden.h"

#include "jkk-deadline.h"
#include "jkk-impairment-method.h"

#include <string.h>

/* What the law says beside the payout, for the segment and the day of the case. Each line has the question before the
 * "=" and what is expected behind it:
 *
 *     measure  hearing 35 40 45 60 / 40 50 50 60, age 39 = 31,25 %      thresholds of the right and the left ear
 *     measure  stiffness 175/90 45/30 180/30 = 62,5 %                   normal/measured degrees of each movement
 *     measure  muscle 3 = 40 %                                          muscle power
 *     measure  vision 100 20 = 20 %, 2 steps                            efficiency of each eye
 *     measure  leg 49 = row 30                                          millimetres
 *     limit    report-1 = 14-03-2026                                    last day (report-1, report-2, payment, expiry)
 *     late     3 days, 100.000.000 = 3.000.000                          compensation for a late payment
 *     figure   answer-days = 14                                         a figure that is only shown
 */

static void
touch (GHashTable *touched, const char *parameter)
{
  if (touched != NULL && parameter != NULL)
    g_hash_table_add (touched, g_strdup (parameter));
}

static void
touch_reason (GHashTable *touched, const JkkReason *reason)
{
  for (guint i = 0; i < reason->inputs->len; i++)
    touch (touched, ((JkkInput *) reason->inputs->pdata[i])->parameter);
  for (guint i = 0; i < reason->children->len; i++)
    touch_reason (touched, reason->children->pdata[i]);
}

/* The whole numbers of the question, however they are parted. */
static guint
numbers_of (const char *question, gint64 *numbers, guint most)
{
  guint n = 0;

  for (const char *at = question; *at != '\0' && n < most;)
    if (g_ascii_isdigit (*at))
      numbers[n++] = g_ascii_strtoll (at, (char **) &at, 10);
    else
      at++;
  return n;
}

static JkkReason *
measure_stiffness (const JkkLaw *law, const gint64 *numbers, guint n, gint64 *loss, GError **error)
{
  gint64 normal[10], measured[10];

  for (guint i = 0; i < n / 2; i++)
    {
      normal[i] = numbers[2 * i];
      measured[i] = numbers[2 * i + 1];
    }
  return jkk_method_stiffness (law, normal, measured, n / 2, loss, error);
}

static char *
measure (const JkkLaw *law, const char *question, GHashTable *touched)
{
  gint64 numbers[20] = { 0 }, loss = JKK_NONE, steps = JKK_NONE, row = JKK_NONE;
  guint n = numbers_of (question, numbers, G_N_ELEMENTS (numbers));
  g_autoptr (GError) error = NULL;
  g_autoptr (JkkReason) reason = NULL;
  JkkHearing hearing;

  if (g_str_has_prefix (question, "hearing") && n >= 8)
    {
      reason = jkk_method_hearing (law, numbers, numbers + 4, numbers[8], &hearing, &error);
      loss = hearing.both;
    }
  else if (g_str_has_prefix (question, "stiffness"))
    reason = measure_stiffness (law, numbers, n, &loss, &error);
  else if (g_str_has_prefix (question, "muscle"))
    reason = jkk_method_muscle (law, numbers[0], &loss, &error);
  else if (g_str_has_prefix (question, "vision"))
    reason = jkk_method_vision (law, numbers[0] * 100, numbers[1] * 100, &loss, &steps, &error);
  else if (g_str_has_prefix (question, "leg"))
    reason = jkk_method_leg (law, numbers[0], &row, &error);
  if (reason == NULL)
    return g_strdup ("refused");
  touch_reason (touched, reason);
  g_autofree char *percent = loss != JKK_NONE ? jkk_percent_to_text (loss) : NULL;
  g_auto (GStrv) plain = percent != NULL ? g_strsplit (percent, "\u00a0", -1) : NULL;
  g_autofree char *spaced = plain != NULL ? g_strjoinv (" ", plain) : NULL;
  if (row != JKK_NONE)
    {
      g_autofree char *id = g_strdup_printf ("cacat-%" G_GINT64_FORMAT, row);

      touch (touched, id);
      return g_strdup_printf ("row %" G_GINT64_FORMAT, row);
    }
  return steps != JKK_NONE ? g_strdup_printf ("%s, %" G_GINT64_FORMAT " steps", spaced, steps)
                           : g_steal_pointer (&spaced);
}

static char *
limit (const GoldenCase *golden, const char *question, GHashTable *touched)
{
  static const struct
  {
    const char *name;
    const char *parameter;
  } kinds[] = {
    [JKK_DEADLINE_REPORT_1] = { "report-1", "report-1-hours" },
    [JKK_DEADLINE_REPORT_2] = { "report-2", "report-2-hours" },
    [JKK_DEADLINE_PAYMENT] = { "payment", "payment-days" },
    [JKK_DEADLINE_EXPIRY] = { "expiry", "expiry-years" },
  };
  JkkDeadline deadline;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (question, kinds[i].name))
      {
        if (!jkk_deadline_get_with (golden_packs (golden), golden->jcase, (JkkDeadlineKind) i, golden->today, NULL,
                                    &deadline))
          return g_strdup ("none");
        touch (touched, kinds[i].parameter);
        return jkk_day_to_text (deadline.due);
      }
  g_error ("%s: there is no limit “%s”", golden->title, question);
}

static char *
late (const JkkLaw *law, const char *question, GHashTable *touched)
{
  const char *amount = strchr (question, ',');
  JkkMoney benefit = amount != NULL ? jkk_money_parse (amount + 1, NULL) : JKK_NONE, compensation;

  if (benefit == JKK_NONE || !jkk_late_payment (law, benefit, g_ascii_strtoll (question, NULL, 10), &compensation))
    return g_strdup ("none");
  touch (touched, "late-payment-rate");
  return jkk_money_to_text (compensation);
}

/* What leaves no trace on a sheet counts as touched by being asked for: what the regulation says that it does not have,
 * what no rule reads for its segments, and a rule that was not in force yet. */
static char *
figure (const JkkLaw *law, const char *question, GHashTable *touched)
{
  JkkParameter parameter;

  if (!jkk_parameter_find (question, &parameter))
    return g_strdup ("no such figure");
  JkkValueState state = law->value[parameter]->state;
  if (state == JKK_VALUE_ABSENT || parameter == JKK_PARAMETER_ANSWER_DAYS ||
      parameter == JKK_PARAMETER_ARREARS_MONTHS || parameter == JKK_PARAMETER_LATE_EMPLOYER_FIRST)
    touch (touched, question);
  return state == JKK_VALUE_KNOWN    ? g_strdup_printf ("%" G_GINT64_FORMAT, law->number[parameter])
         : state == JKK_VALUE_ABSENT ? g_strdup ("none")
                                     : g_strdup ("not known yet");
}

/**
 * golden_claim:
 * @golden: a case
 * @claim: one of its claims
 * @touched: (nullable): a set of texts to which the parameters are added that the answer rests on
 *
 * Returns: (transfer full): the claim with what the law really says behind the "=".
 */
char *
golden_claim (const GoldenCase *golden, const char *claim, GHashTable *touched)
{
  const char *equals = strstr (claim, " = ");
  const JkkLaw *law = golden_law (golden);

  if (equals == NULL || law == NULL)
    g_error ("%s: “%s” has no “=”, or no law", golden->title, claim);
  g_autofree char *left = g_strchomp (g_strndup (claim, (gsize) (equals - claim)));
  const char *question = left + strcspn (left, " ");
  question += strspn (question, " ");
  g_autofree char *answer = g_str_has_prefix (left, "measure") ? measure (law, question, touched)
                            : g_str_has_prefix (left, "limit") ? limit (golden, question, touched)
                            : g_str_has_prefix (left, "late")  ? late (law, question, touched)
                                                               : figure (law, question, touched);
  return g_strconcat (left, " = ", answer, NULL);
}
