#include "jkk-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jkk_finding_free:
 * @finding: (transfer full): a finding
 */
void
jkk_finding_free (JkkFinding *finding)
{
  g_free (finding->code);
  g_free (finding->path);
  g_free (finding->other_path);
  g_free (finding->text);
  g_free (finding);
}

static void
add (GPtrArray *findings, JkkFindingLevel level, const char *code, const char *path, const char *other, char *text)
{
  JkkFinding *finding = g_new0 (JkkFinding, 1);

  finding->level = level;
  finding->code = g_strdup (code);
  finding->path = g_strdup (path);
  finding->other_path = g_strdup (other);
  finding->text = text;
  g_ptr_array_add (findings, finding);
}

/* Words are made only for what is found. */
static void
check_field (const JkkField *field, gconstpointer record, const char *prefix, GPtrArray *findings)
{
  gboolean is_missing = (field->flags & JKK_FIELD_NEEDED) != 0 && jkk_field_is_empty (field, record);
  g_autoptr (GError) error = NULL;

  if (!is_missing && jkk_field_check (field, record, &error))
    return;
  g_autofree char *path = g_strconcat (prefix, ".", field->name, NULL);
  if (is_missing)
    add (findings, JKK_FINDING_ERROR, "missing", path, NULL,
         g_strdup_printf (_ ("%s is missing. Take it from the form or ask for it."), jkk_field_label (field)));
  else
    add (findings, JKK_FINDING_ERROR, "invalid", path, NULL, g_strdup (error->message));
}

static void
check_record (const JkkRecordType *type, gconstpointer record, const char *prefix, GPtrArray *findings)
{
  for (guint i = 0; i < type->n_fields; i++)
    check_field (&type->fields[i], record, prefix, findings);
}

static void
check_fields (const JkkCase *jcase, GPtrArray *findings)
{
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      check_record (parts[i].type, jkk_case_part_record (jcase, &parts[i]), parts[i].name, findings);
    else
      {
        GPtrArray *list = jkk_case_part_list (jcase, &parts[i]);

        for (guint j = 0; j < list->len; j++)
          {
            g_autofree char *prefix = g_strdup_printf ("%s[%u]", parts[i].name, j + 1);

            check_record (parts[i].type, list->pdata[j], prefix, findings);
          }
      }
}

/* A value that every case has, by its path and by its place in the struct: ten thousand messages are looked at in one
 * go, and nearly always nothing is found. */
typedef struct
{
  const char *path;
  gsize offset;
  gboolean is_text;
} Place;

#define NUMBER(member)                                                                                                 \
  {                                                                                                                    \
    .path = #member, .offset = G_STRUCT_OFFSET (JkkCase, member), .is_text = FALSE                                     \
  }
#define TEXT(member)                                                                                                   \
  {                                                                                                                    \
    .path = #member, .offset = G_STRUCT_OFFSET (JkkCase, member), .is_text = TRUE                                      \
  }

static JkkDay
day_at (const JkkCase *jcase, const Place *place)
{
  return *(const JkkDay *) G_STRUCT_MEMBER_P (jcase, place->offset);
}

/* The order in which things happen: the first may not come after the second. */
static const struct
{
  Place earlier;
  Place later;
} orders[] = {
  { NUMBER (participant.born), NUMBER (accident.accident_day) },
  { NUMBER (accident.accident_day), NUMBER (accident.reported_day) },
  { NUMBER (accident.accident_day), NUMBER (claim.examined_day) },
  { NUMBER (accident.accident_day), NUMBER (claim.claimed_day) },
  { NUMBER (accident.accident_day), NUMBER (medical.examined_day) },
  { NUMBER (accident.accident_day), NUMBER (medical.treated_from) },
  { NUMBER (accident.accident_day), NUMBER (medical.rest_from) },
  { NUMBER (accident.accident_day), NUMBER (medical.death_day) },
  { NUMBER (medical.treated_from), NUMBER (medical.treated_until) },
  { NUMBER (medical.rest_from), NUMBER (medical.rest_until) },
};

static gboolean
are_turned (JkkDay first, JkkDay second)
{
  return first != JKK_NONE && second != JKK_NONE && first > second;
}

static void
add_turned (JkkDay first, const char *earlier, JkkDay second, const char *later, GPtrArray *findings)
{
  g_autofree char *first_label = jkk_case_path_label (earlier), *second_label = jkk_case_path_label (later);
  g_autofree char *first_text = jkk_day_to_text (first), *second_text = jkk_day_to_text (second);

  add (findings, JKK_FINDING_ERROR, "days-out-of-order", later, earlier,
       g_strdup_printf (_ ("%s (%s) lies before %s (%s). Correct the wrong one of the two."), second_label, second_text,
                        first_label, first_text));
}

/* A day in the row of a list, which may not come before @first. */
static void
check_row (JkkDay first,
           const char *earlier,
           JkkDay second,
           const char *list,
           guint row,
           const char *field,
           GPtrArray *findings)
{
  if (!are_turned (first, second))
    return;
  g_autofree char *later = g_strdup_printf ("%s[%u].%s", list, row + 1, field);
  add_turned (first, earlier, second, later, findings);
}

static void
check_future (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  static const Place past[] = { NUMBER (participant.born),      NUMBER (accident.accident_day),
                                NUMBER (accident.reported_day), NUMBER (cover.received_day),
                                NUMBER (medical.examined_day),  NUMBER (medical.death_day) };

  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    {
      JkkDay day = day_at (jcase, &past[i]);

      if (day == JKK_NONE || day <= today)
        continue;
      g_autofree char *label = jkk_case_path_label (past[i].path);
      add (findings, JKK_FINDING_ERROR, "day-in-future", past[i].path, NULL,
           g_strdup_printf (_ ("%s lies in the future. Correct the day."), label));
    }
}

/* A range of which only the last day is known: its first day cannot speak for it. */
static void
check_end_alone (const JkkCase *jcase, JkkDay from, JkkDay until, const char *path, GPtrArray *findings)
{
  JkkDay accident = jcase->accident.accident_day;

  if (from == JKK_NONE && are_turned (accident, until))
    add_turned (accident, "accident.accident_day", until, path, findings);
}

static void
check_absences (const JkkCase *jcase, GPtrArray *findings)
{
  JkkDay accident = jcase->accident.accident_day;

  for (guint i = 0; i < jcase->absences->len; i++)
    {
      const JkkAbsence *absence = jcase->absences->pdata[i];

      if (are_turned (absence->from_day, absence->until_day))
        {
          g_autofree char *from = g_strdup_printf ("absences[%u].from_day", i + 1);

          check_row (absence->from_day, from, absence->until_day, "absences", i, "until_day", findings);
        }
      check_row (accident, "accident.accident_day", absence->from_day, "absences", i, "from_day", findings);
      if (absence->from_day == JKK_NONE)
        check_row (accident, "accident.accident_day", absence->until_day, "absences", i, "until_day", findings);
    }
}

static void
check_orders (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  const JkkMedical *medical = &jcase->medical;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      JkkDay first = day_at (jcase, &orders[i].earlier), second = day_at (jcase, &orders[i].later);

      if (are_turned (first, second))
        add_turned (first, orders[i].earlier.path, second, orders[i].later.path, findings);
    }
  check_end_alone (jcase, medical->treated_from, medical->treated_until, "medical.treated_until", findings);
  check_end_alone (jcase, medical->rest_from, medical->rest_until, "medical.rest_until", findings);
  check_absences (jcase, findings);
  for (guint i = 0; i < jcase->expenses->len; i++)
    check_row (jcase->accident.accident_day, "accident.accident_day",
               ((const JkkExpense *) jcase->expenses->pdata[i])->spent_day, "expenses", i, "spent_day", findings);
  check_future (jcase, today, findings);
}

/* What two papers say of the same thing. */
static const struct
{
  const char *code;
  Place one;
  Place other;
} pairs[] = {
  { "accident-day-differs", NUMBER (accident.accident_day), NUMBER (medical.accident_day) },
  { "accident-day-differs", NUMBER (accident.accident_day), NUMBER (claim.accident_day) },
  { "accident-time-differs", NUMBER (accident.accident_time), NUMBER (claim.accident_time) },
  { "name-differs", TEXT (participant.name), TEXT (medical.participant_name) },
  { "number-differs", TEXT (participant.number), TEXT (medical.participant_number) },
  { "identity-differs", TEXT (participant.identity), TEXT (medical.participant_identity) },
  { "employer-differs", TEXT (employer.name), TEXT (medical.employer_name) },
  { "outcome-differs", TEXT (medical.outcome), TEXT (claim.outcome) },
};

/* "PT. Maju, Jaya" and "pt maju jaya" are the same to a reader. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static gboolean
is_empty_at (const JkkCase *jcase, const Place *place)
{
  gconstpointer value = G_STRUCT_MEMBER_P (jcase, place->offset);

  return place->is_text ? *(char *const *) value == NULL : *(const gint64 *) value == JKK_NONE;
}

static void
check_agreement (const JkkCase *jcase, GPtrArray *findings)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (is_empty_at (jcase, &pairs[i].one) || is_empty_at (jcase, &pairs[i].other))
        continue;
      g_autofree char *one = jkk_case_get_text (jcase, pairs[i].one.path);
      g_autofree char *other = jkk_case_get_text (jcase, pairs[i].other.path);
      g_autofree char *one_folded = fold (one), *other_folded = fold (other);
      if (strcmp (one_folded, other_folded) == 0)
        continue;
      g_autofree char *one_label = jkk_case_path_label (pairs[i].one.path);
      g_autofree char *other_label = jkk_case_path_label (pairs[i].other.path);
      add (findings, JKK_FINDING_WARNING, pairs[i].code, pairs[i].one.path, pairs[i].other.path,
           g_strdup_printf (_ ("%s says “%s”, but %s says “%s”. Ask which one is right."), one_label, one, other_label,
                            other));
    }
}

/* The list covers accidents and occupational diseases: what is not there may be right, or a slip of the pen. */
static void
check_diagnosis (const JkkCase *jcase, GPtrArray *findings)
{
  const char *code = jcase->medical.diagnosis_code;

  if (code != NULL && jkk_check_icd10 (code, NULL) && jkk_icd10_category (code) == NULL)
    add (findings, JKK_FINDING_NOTICE, "diagnosis-unlisted", "medical.diagnosis_code", "medical.diagnosis",
         g_strdup_printf (_ ("%s is not among the codes for accidents and occupational diseases. Compare it with the "
                             "diagnosis in words."),
                          code));
}

static void
check_death (const JkkCase *jcase, JkkDay today, gboolean whole, GPtrArray *findings)
{
  gboolean died = g_strcmp0 (jcase->medical.outcome, "meninggal-dunia") == 0;

  if (died && whole && jcase->medical.death_day == JKK_NONE)
    add (findings, JKK_FINDING_ERROR, "missing", "medical.death_day", NULL,
         g_strdup (_ ("The doctor says that the participant died, but gives no day. Ask for the day of death.")));
  if (!died && jcase->medical.death_day != JKK_NONE)
    add (findings, JKK_FINDING_ERROR, "outcome-contradicts", "medical.outcome", "medical.death_day",
         g_strdup (_ ("A day of death is given, but the outcome is not death. Correct one of the two.")));
  if (died && jcase->heirs->len == 0)
    add (findings, JKK_FINDING_WARNING, "heirs-missing", "claim.outcome", NULL,
         g_strdup (_ ("No heir is recorded. Enter the heirs of KK 2 item 7, or note that there are none.")));
  for (guint i = 0; i < jcase->heirs->len; i++)
    {
      const JkkHeir *heir = jcase->heirs->pdata[i];
      g_autofree char *path = g_strdup_printf ("heirs[%u].guardian_name", i + 1);

      if (heir->born != JKK_NONE && heir->born <= today && jkk_day_age (heir->born, today) < 18 &&
          heir->guardian_name == NULL)
        add (findings, JKK_FINDING_ERROR, "guardian-missing", path, NULL,
             g_strdup_printf (_ ("Heir %u is below 18 years: enter the guardian (KK 2 item 7)."), i + 1));
    }
}

static void
check_disability (const JkkCase *jcase, GPtrArray *findings)
{
  gboolean partial = g_strcmp0 (jcase->medical.outcome, "cacat-sebagian-fungsi") == 0 ||
                     g_strcmp0 (jcase->medical.outcome, "cacat-sebagian-anatomis") == 0;

  if (partial && jcase->impairments->len == 0)
    add (
        findings, JKK_FINDING_ERROR, "impairment-missing", "medical.outcome", NULL,
        g_strdup (_ ("The outcome is a partial disability, but no disability is recorded. Add the row of annex III.")));
  if (!partial && jcase->medical.outcome != NULL && jcase->impairments->len > 0 &&
      g_strcmp0 (jcase->medical.outcome, "cacat-total-tetap") != 0)
    add (findings, JKK_FINDING_WARNING, "outcome-contradicts", "medical.outcome", "impairments[1].table_row",
         g_strdup (_ ("A disability is recorded, but the outcome is not a disability. Correct one of the two.")));
}

/* The one function that is lost is lost as far as the doctor says. */
static void
check_function_loss (const JkkCase *jcase, GPtrArray *findings)
{
  const JkkImpairment *only = jcase->impairments->len == 1 ? jcase->impairments->pdata[0] : NULL;
  gint64 stated = jcase->medical.loss_percent;

  if (only == NULL || only->function_loss == JKK_NONE || stated == JKK_NONE || only->function_loss == stated)
    return;
  g_autofree char *doctor = jkk_percent_to_text (stated), *entered = jkk_percent_to_text (only->function_loss);
  add (findings, JKK_FINDING_WARNING, "loss-contradicts", "impairments[1].function_loss", "medical.loss_percent",
       g_strdup_printf (_ ("KK 3 item 10 says %s, the disability is entered with %s. Ask the doctor which holds."),
                        doctor, entered));
}

/* A payment of the scholarship is for one of the children above, and was not made tomorrow. */
static void
check_installments (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  for (guint i = 0; i < jcase->installments->len; i++)
    {
      const JkkInstallment *paid = jcase->installments->pdata[i];
      g_autofree char *child = g_strdup_printf ("installments[%u].child", i + 1);
      g_autofree char *day = g_strdup_printf ("installments[%u].paid_day", i + 1);

      if (paid->child != JKK_NONE && paid->child > (gint64) jcase->children->len)
        add (findings, JKK_FINDING_ERROR, "installment-child", child, NULL,
             g_strdup_printf (_ ("Payment %u of the scholarship is for child %d, but only %u are entered. Correct the "
                                 "number, or enter the child."),
                              i + 1, (int) paid->child, jcase->children->len));
      if (paid->paid_day != JKK_NONE && paid->paid_day > today)
        add (findings, JKK_FINDING_ERROR, "day-in-future", day, NULL,
             g_strdup_printf (_ ("Payment %u of the scholarship lies in the future. Correct the day."), i + 1));
    }
}

static gboolean
runs_meet (JkkDay from, JkkDay until, const JkkElsewhere *other)
{
  return from != JKK_NONE && until != JKK_NONE && other->from_day != JKK_NONE && other->until_day != JKK_NONE &&
         from <= other->until_day && other->from_day <= until;
}

/* Whether a day of the doctor's letters lies in a run of another case. */
static gboolean
meets_letters (const JkkCase *jcase, const JkkElsewhere *other)
{
  const JkkMedical *medical = &jcase->medical;
  gboolean meets = runs_meet (medical->treated_from, medical->treated_until, other) ||
                   runs_meet (medical->rest_from, medical->rest_until, other);

  for (guint i = 0; i < jcase->absences->len && !meets; i++)
    {
      const JkkAbsence *absence = jcase->absences->pdata[i];

      meets = runs_meet (absence->from_day, absence->until_day, other);
    }
  return meets;
}

/* A new accident while STMB of another one goes on: the same day lies in two cases. */
static void
check_elsewhere (const JkkCase *jcase, GPtrArray *findings)
{
  for (guint i = 0; i < jcase->elsewhere->len; i++)
    {
      const JkkElsewhere *other = jcase->elsewhere->pdata[i];

      if (!meets_letters (jcase, other))
        continue;
      g_autofree char *from = jkk_day_to_text (other->from_day), *until = jkk_day_to_text (other->until_day);
      g_autofree char *path = g_strdup_printf ("elsewhere[%u].from_day", i + 1);
      add (findings, JKK_FINDING_WARNING, "stmb-elsewhere", "medical.treated_from", path,
           g_strdup_printf (_ ("STMB from %s to %s is counted in case %s of the same person. Compare the doctor’s "
                               "letters of both; the sheet says how days in both cases are paid."),
                            from, until, other->case_number));
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const JkkFinding *x = *(JkkFinding *const *) a, *y = *(JkkFinding *const *) b;

  return (int) y->level - (int) x->level;
}

static GPtrArray *
check (const JkkCase *jcase, JkkDay today, gboolean whole)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_finding_free);

  if (whole)
    check_fields (jcase, findings);
  check_orders (jcase, today, findings);
  check_agreement (jcase, findings);
  check_diagnosis (jcase, findings);
  check_death (jcase, today, whole, findings);
  check_disability (jcase, findings);
  check_function_loss (jcase, findings);
  check_installments (jcase, today, findings);
  check_elsewhere (jcase, findings);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

/**
 * jkk_case_check:
 * @jcase: a case
 * @today: the day on which it is looked at
 *
 * Checks every field, the order of days, what several papers say of the same thing, and what an outcome requires.
 *
 * Returns: (transfer full) (element-type JkkFinding): what was found, the gravest first.
 */
GPtrArray *
jkk_case_check (const JkkCase *jcase, JkkDay today)
{
  g_return_val_if_fail (jcase != NULL, NULL);

  return check (jcase, today, TRUE);
}

/**
 * jkk_case_check_stated:
 * @jcase: what somebody tells of a case, each value as jkk_field_set_text() took it
 * @today: the day on which it is looked at
 *
 * As jkk_case_check(), but what is left out is not missed, and no single value is judged once more.
 *
 * Returns: (transfer full) (element-type JkkFinding): what was found, the gravest first.
 */
GPtrArray *
jkk_case_check_stated (const JkkCase *jcase, JkkDay today)
{
  g_return_val_if_fail (jcase != NULL, NULL);

  return check (jcase, today, FALSE);
}

/**
 * jkk_findings_hinder:
 * @findings: (element-type JkkFinding): from jkk_case_check()
 *
 * Returns: whether one of them hinders a proposal.
 */
gboolean
jkk_findings_hinder (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((JkkFinding *) findings->pdata[i])->level == JKK_FINDING_ERROR)
      return TRUE;
  return FALSE;
}
