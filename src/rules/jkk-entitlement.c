#include "jkk-entitlement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NUMBER(name) (rule->law->number[JKK_PARAMETER_##name])

/**
 * jkk_expiry_day:
 * @law: the law
 * @law_day: day of the accident or diagnosis
 *
 * Returns: the last day on which the benefit can be claimed (PP 44/2015 art. 26 as amended), or JKK_NONE if the
 * regulation does not say.
 */
JkkDay
jkk_expiry_day (const JkkLaw *law, JkkDay law_day)
{
  gint64 years = law->number[JKK_PARAMETER_EXPIRY_YEARS];

  return years != JKK_NONE ? jkk_day_add_months (law_day, (int) years * 12) : JKK_NONE;
}

/**
 * jkk_report_day:
 * @hours: how long a report may take
 * @day: the day from which it counts
 *
 * Returns: the last day on which a report can still be in time. The hour is often not known: the whole day is in time
 * on which the hours run out.
 */
JkkDay
jkk_report_day (gint64 hours, JkkDay day)
{
  return day + (hours + 23) / 24;
}

static gboolean
disease_is_too_late (const JkkRule *rule)
{
  const JkkFacts *facts = rule->facts;
  gint64 years = NUMBER (PAK_YEARS);

  if (facts->disease.number != 1 || facts->employment_ended.number == JKK_NONE || years == JKK_NONE)
    return FALSE;
  JkkDay last = jkk_day_add_months (facts->employment_ended.number, (int) years * 12);
  return last != JKK_NONE && facts->law_day.number > last;
}

/* A year has at least 365 days: most claims are plainly in time, and need no calendar. */
static gboolean
is_past_expiry (const JkkRule *rule, JkkDay day)
{
  JkkDay start = rule->facts->law_day.number;
  gint64 years = NUMBER (EXPIRY_YEARS);

  if (day == JKK_NONE || years == JKK_NONE || day - start <= years * 365)
    return FALSE;
  JkkDay last = jkk_expiry_day (rule->law, start);
  return last != JKK_NONE && day > last;
}

/* Only who has an employer can have one that was late or in arrears. */
static gboolean
has_employer (const JkkFacts *facts)
{
  return facts->segment.number == JKK_SEGMENT_PU || facts->segment.number == JKK_SEGMENT_JAKON;
}

static gboolean
report_is_late (const JkkRule *rule)
{
  const JkkFacts *facts = rule->facts;

  return has_employer (facts) && NUMBER (LATE_EMPLOYER_FIRST) == 1 && NUMBER (REPORT_1_HOURS) != JKK_NONE &&
         facts->reported_day.number != JKK_NONE &&
         facts->reported_day.number > jkk_report_day (NUMBER (REPORT_1_HOURS), facts->law_day.number);
}

/**
 * jkk_entitlement:
 * @rule: the rule
 * @entitlement: (out caller-allocates): the result
 *
 * What stands before all amounts: registration, expiry, an occupational disease long after the employment, a late
 * report and arrears. A claim of which no day is stated is not taken as expired.
 */
void
jkk_entitlement (const JkkRule *rule, JkkEntitlement *entitlement)
{
  const JkkFacts *facts = rule->facts;

  memset (entitlement, 0, sizeof *entitlement);
  entitlement->unregistered = facts->registered.number == 0 && NUMBER (UNREGISTERED_EMPLOYER) == 1;
  entitlement->expired = is_past_expiry (rule, facts->claimed_day.number);
  entitlement->too_late_disease = disease_is_too_late (rule);
  entitlement->late_report = report_is_late (rule);
  entitlement->arrears = has_employer (facts) && NUMBER (ARREARS_MONTHS) != JKK_NONE &&
                         facts->arrears_months.number != JKK_NONE &&
                         facts->arrears_months.number > NUMBER (ARREARS_MONTHS);
  entitlement->payable = !entitlement->unregistered && !entitlement->expired && !entitlement->too_late_disease;
}

static void
note_expired (const JkkRule *rule)
{
  JkkReason *note = jkk_rule_note (rule, "expired", N_ ("The claim has expired: the agency pays nothing"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_EXPIRY_YEARS));

  jkk_reason_add_fact (note, "claimed", N_ ("Claimed on"), JKK_KIND_DAY, &rule->facts->claimed_day, 0);
  jkk_reason_add_fact (note, "accident", N_ ("Date of accident"), JKK_KIND_DAY, &rule->facts->law_day, 0);
  jkk_reason_add_parameter (note, "years", rule->law, JKK_PARAMETER_EXPIRY_YEARS);
  jkk_reason_add_number (note, "last", N_ ("Last day of the claim"), JKK_KIND_DAY,
                         jkk_expiry_day (rule->law, rule->facts->law_day.number));
}

static void
note_disease (const JkkRule *rule)
{
  JkkReason *note = jkk_rule_note (rule, "disease-too-late",
                                   N_ ("The occupational disease arose too long after the employment: nothing is paid"),
                                   jkk_law_article (rule->law, JKK_PARAMETER_PAK_YEARS));

  jkk_reason_add_fact (note, "ended", N_ ("Employment ended on"), JKK_KIND_DAY, &rule->facts->employment_ended, 0);
  jkk_reason_add_fact (note, "diagnosis", N_ ("Date of diagnosis"), JKK_KIND_DAY, &rule->facts->law_day, 0);
  jkk_reason_add_parameter (note, "years", rule->law, JKK_PARAMETER_PAK_YEARS);
}

/* The employer owes what the agency would have paid: the lines become the steps of the note. */
static void
note_unregistered (const JkkRule *rule)
{
  const JkkNodes *lines = rule->sheet->lines;
  JkkReason *note = jkk_rule_note (
      rule, "unregistered", N_ ("The worker was not registered: the employer itself owes at least these benefits"),
      jkk_law_article (rule->law, JKK_PARAMETER_UNREGISTERED_EMPLOYER));

  jkk_reason_add_fact (note, "registered", N_ ("Registered as participant"), JKK_KIND_FLAG, &rule->facts->registered,
                       0);
  jkk_reason_add_parameter (note, "employer", rule->law, JKK_PARAMETER_UNREGISTERED_EMPLOYER);
  for (guint i = 0; i < lines->len; i++)
    jkk_reason_take_child (note, lines->pdata[i]);
}

static void
note_late_report (const JkkRule *rule)
{
  JkkReason *note =
      jkk_rule_note (rule, "late-report", N_ ("The stage I report came late: the employer pays first and is paid back"),
                     jkk_law_article (rule->law, JKK_PARAMETER_LATE_EMPLOYER_FIRST));

  jkk_reason_add_fact (note, "accident", N_ ("Date of accident"), JKK_KIND_DAY, &rule->facts->law_day, 0);
  jkk_reason_add_fact (note, "reported", N_ ("KK 1 received on"), JKK_KIND_DAY, &rule->facts->reported_day, 0);
  jkk_reason_add_parameter (note, "hours", rule->law, JKK_PARAMETER_REPORT_1_HOURS);
  jkk_reason_add_parameter (note, "employer", rule->law, JKK_PARAMETER_LATE_EMPLOYER_FIRST);
}

static void
note_arrears (const JkkRule *rule)
{
  JkkReason *note = jkk_rule_note (
      rule, "arrears", N_ ("Contributions are in arrears: the employer pays first and claims back after settling"),
      jkk_law_article (rule->law, JKK_PARAMETER_ARREARS_MONTHS));

  jkk_reason_add_fact (note, "arrears", N_ ("Months in arrears"), JKK_KIND_COUNT, &rule->facts->arrears_months, 0);
  jkk_reason_add_parameter (note, "months", rule->law, JKK_PARAMETER_ARREARS_MONTHS);
}

/* Nobody stated when the claim was made, and by today it could not be made any more. */
static void
note_claim_day (const JkkRule *rule)
{
  JkkReason *note =
      jkk_rule_note (rule, "claim-day", N_ ("By today the claim would have expired: enter when it was made"),
                     jkk_law_article (rule->law, JKK_PARAMETER_EXPIRY_YEARS));

  jkk_reason_add_parameter (note, "years", rule->law, JKK_PARAMETER_EXPIRY_YEARS);
  jkk_reason_add_number (note, "last", N_ ("Last day of the claim"), JKK_KIND_DAY,
                         jkk_expiry_day (rule->law, rule->facts->law_day.number));
}

/**
 * jkk_entitlement_note:
 * @rule: a rule with a sheet
 * @entitlement: the result
 *
 * Says on the sheet what stands in the way, and who pays instead. Where the agency pays nothing the sheet has no lines.
 */
void
jkk_entitlement_note (const JkkRule *rule, const JkkEntitlement *entitlement)
{
  if (entitlement->too_late_disease)
    note_disease (rule);
  if (entitlement->expired)
    note_expired (rule);
  else if (rule->facts->claimed_day.number == JKK_NONE && is_past_expiry (rule, rule->facts->today))
    note_claim_day (rule);
  if (entitlement->late_report)
    note_late_report (rule);
  if (entitlement->arrears)
    note_arrears (rule);
  if (entitlement->unregistered && !entitlement->too_late_disease)
    note_unregistered (rule);
  if (!entitlement->payable)
    jkk_payout_drop_lines (rule->sheet);
}
