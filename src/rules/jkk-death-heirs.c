#include "jkk-death.h"

#include <glib/gi18n-lib.h>

#define NOBODY G_MAXINT64

static const JkkParameter ranks[] = {
  [JKK_RELATION_SPOUSE] = JKK_PARAMETER_HEIR_RANK_SPOUSE,
  [JKK_RELATION_CHILD] = JKK_PARAMETER_HEIR_RANK_CHILD,
  [JKK_RELATION_PARENT] = JKK_PARAMETER_HEIR_RANK_PARENT,
  [JKK_RELATION_GRANDPARENT] = JKK_PARAMETER_HEIR_RANK_GRANDPARENT,
  [JKK_RELATION_GRANDCHILD] = JKK_PARAMETER_HEIR_RANK_GRANDCHILD,
  [JKK_RELATION_SIBLING] = JKK_PARAMETER_HEIR_RANK_SIBLING,
  [JKK_RELATION_PARENT_IN_LAW] = JKK_PARAMETER_HEIR_RANK_PARENT_IN_LAW,
  [JKK_RELATION_WILL] = JKK_PARAMETER_HEIR_RANK_WILL,
};

/* NOBODY where the relation is not stated or the regulation does not rank it yet. */
static gint64
rank_of (const JkkRule *rule, const JkkHeirFacts *heir)
{
  gint64 rank = heir->relation.number == JKK_RELATION_NONE ? JKK_NONE : rule->law->number[ranks[heir->relation.number]];

  return rank != JKK_NONE ? rank : NOBODY;
}

static gint64
first_rank (const JkkRule *rule)
{
  gint64 first = NOBODY;

  for (guint i = 0; i < rule->facts->n_heirs; i++)
    first = MIN (first, rank_of (rule, &rule->facts->heirs[i]));
  return first;
}

static void
note_nobody (const JkkRule *rule)
{
  jkk_rule_note (
      rule, "heirs-none",
      N_ ("No heir is entered. Without heirs and without a will the funeral amount goes to whoever arranged the "
          "funeral and the death benefit to the social security fund"),
      jkk_law_article (rule->law, JKK_PARAMETER_HEIR_RANK_WILL));
}

/* Heirs below the age need a guardian; the day of death decides their age, or the accident's while it is not known. */
static void
check_guardian (const JkkRule *rule, guint number)
{
  const JkkFacts *facts = rule->facts;
  const JkkHeirFacts *heir = &facts->heirs[number - 1];
  JkkDay on = facts->death_day.number != JKK_NONE ? facts->death_day.number : facts->law_day.number;
  gint64 age = rule->law->number[JKK_PARAMETER_GUARDIAN_AGE];
  const JkkFact guardian = { JKK_NONE, "heirs[#].guardian_name" };

  if (age != JKK_NONE && heir->born.number != JKK_NONE && jkk_day_age (heir->born.number, on) < age &&
      !heir->has_guardian)
    jkk_rule_miss (rule, &guardian, number, N_ ("This heir is a minor: enter the guardian (KK 2 item 7)."));
}

static void
note_order (const JkkRule *rule, gint64 first)
{
  JkkReason *note = jkk_rule_note (
      rule, "heirs-order", N_ ("These heirs come first in the order of the law; those after them receive nothing"),
      jkk_law_article (rule->law, JKK_PARAMETER_HEIR_RANK_SPOUSE));
  gboolean born = FALSE;

  for (guint i = 0; i < rule->facts->n_heirs; i++)
    {
      const JkkHeirFacts *heir = &rule->facts->heirs[i];

      if (rank_of (rule, heir) != first)
        continue;
      JkkInput *input = jkk_reason_add_input (note, jkk_reason_numbered_text (note, "heir-#", i + 1), N_ ("Heir"),
                                              JKK_KIND_CODE, JKK_NONE);
      input->text = jkk_relation_code ((JkkRelation) heir->relation.number);
      input->path = jkk_reason_numbered_text (note, heir->relation.path, i + 1);
      jkk_reason_add_parameter (note, jkk_reason_numbered_text (note, "rank-#", i + 1), rule->law,
                                ranks[heir->relation.number]);
      born = born || heir->born.number != JKK_NONE;
    }
  jkk_reason_add_number (note, "rank", N_ ("Their place in the order"), JKK_KIND_COUNT, first);
  if (born && rule->law->number[JKK_PARAMETER_GUARDIAN_AGE] != JKK_NONE)
    jkk_reason_add_parameter (note, "guardian", rule->law, JKK_PARAMETER_GUARDIAN_AGE);
}

/* What the sheet pays to heirs. */
static JkkMoney
sum_for_heirs (const JkkRule *rule)
{
  const JkkNodes *lines = rule->sheet->lines;
  JkkMoney sum = 0;

  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (((JkkReason *) lines->pdata[i])->payee, jkk_payee_code (JKK_PAYEE_HEIRS)) == 0)
      sum += ((JkkReason *) lines->pdata[i])->amount;
  return sum;
}

/* The first one gets what rounding leaves of the others' shares, so that nothing is lost. */
static void
add_share (JkkReason *note, const JkkRule *rule, guint number, JkkMoney sum, guint n, JkkMoney share)
{
  const JkkHeirFacts *heir = &rule->facts->heirs[number - 1];
  gboolean first = note->children->len == 0;
  JkkReason *step =
      jkk_rule_step (rule, "heir-share", N_ ("Share of an heir"), NULL,
                     first ? N_ ("{sum} − {others}") : N_ ("{sum} ÷ {heirs}"), first ? sum - share * (n - 1) : share);

  JkkInput *input = jkk_reason_add_input (step, "heir", N_ ("Heir"), JKK_KIND_CODE, JKK_NONE);
  input->text = jkk_relation_code ((JkkRelation) heir->relation.number);
  input->path = jkk_reason_numbered_text (step, heir->relation.path, number);
  jkk_reason_add_number (step, "sum", N_ ("Paid to heirs"), JKK_KIND_MONEY, sum);
  if (first)
    jkk_reason_add_number (step, "others", N_ ("Shares of the others"), JKK_KIND_MONEY, share * (n - 1));
  else
    {
      jkk_reason_add_number (step, "heirs", N_ ("Heirs of the same place"), JKK_KIND_COUNT, n);
      jkk_reason_add_rounding (step, rule->law, sum, 1, n);
    }
  jkk_reason_take_child (note, step);
}

/* Several heirs stand in the same place: how they share is not plainly said, so the sheet names what it takes for it.
 */
static void
note_shares (const JkkRule *rule, gint64 first)
{
  const JkkFacts *facts = rule->facts;
  gint64 way = rule->law->number[JKK_PARAMETER_HEIR_SHARES];
  JkkMoney sum = sum_for_heirs (rule), share;
  guint n = 0;

  for (guint i = 0; i < facts->n_heirs; i++)
    n += rank_of (rule, &facts->heirs[i]) == first ? 1 : 0;
  if (n < 2 || way == JKK_NONE || !jkk_rule_scale (rule, sum, 1, n, &share, NULL))
    return;
  JkkReason *note = jkk_rule_note (rule, "heirs-shares",
                                   way == JKK_HEIR_SHARES_ONE
                                       ? N_ ("Several heirs come first: one of them receives all of it for all of them")
                                       : N_ ("Several heirs come first: they share what is paid to heirs equally"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_HEIR_SHARES));
  jkk_reason_add_parameter (note, "way", rule->law, JKK_PARAMETER_HEIR_SHARES);
  for (guint i = 0; way == JKK_HEIR_SHARES_EQUAL && i < facts->n_heirs; i++)
    if (rank_of (rule, &facts->heirs[i]) == first)
      add_share (note, rule, i + 1, sum, n, share);
}

/**
 * jkk_death_note_heirs:
 * @rule: a rule with a sheet, on a death
 * @payable: whether anything is paid, so that it can be shared
 *
 * Says who comes first in the legal order of heirs (PP 44/2015 art. 37(5)), what each receives, and what is missing.
 */
void
jkk_death_note_heirs (const JkkRule *rule, gboolean payable)
{
  const JkkFacts *facts = rule->facts;
  gint64 first = first_rank (rule);

  if (facts->n_heirs == 0)
    note_nobody (rule);
  for (guint i = 0; i < facts->n_heirs; i++)
    {
      if (facts->heirs[i].relation.number == JKK_RELATION_NONE)
        jkk_rule_miss (rule, &facts->heirs[i].relation, i + 1, N_ ("Say how this heir is related (KK 2 item 7)."));
      else if (rank_of (rule, &facts->heirs[i]) == first)
        check_guardian (rule, i + 1);
    }
  if (first != NOBODY)
    note_order (rule, first);
  if (first != NOBODY && payable)
    note_shares (rule, first);
}
