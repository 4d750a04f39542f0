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

static void
check_record (const JkkRecordType *type, gconstpointer record, const char *prefix, GPtrArray *findings)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];
      g_autofree char *path = g_strconcat (prefix, ".", field->name, NULL);
      g_autoptr (GError) error = NULL;

      if ((field->flags & JKK_FIELD_NEEDED) != 0 && jkk_field_is_empty (field, record))
        add (findings, JKK_FINDING_ERROR, "missing", path, NULL,
             g_strdup_printf (_ ("%s is missing. Take it from the form or ask for it."), jkk_field_label (field)));
      else if (!jkk_field_check (field, record, &error))
        add (findings, JKK_FINDING_ERROR, "invalid", path, NULL, g_strdup (error->message));
    }
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

/* The order in which things happen: the first may not come after the second. */
static const struct
{
  const char *earlier;
  const char *later;
} orders[] = {
  { "participant.born", "accident.accident_day" },     { "accident.accident_day", "accident.reported_day" },
  { "accident.accident_day", "claim.examined_day" },   { "accident.accident_day", "claim.claimed_day" },
  { "accident.accident_day", "medical.examined_day" }, { "accident.accident_day", "medical.treated_from" },
  { "accident.accident_day", "medical.rest_from" },    { "accident.accident_day", "medical.death_day" },
  { "medical.treated_from", "medical.treated_until" }, { "medical.rest_from", "medical.rest_until" },
};

static JkkDay
day_at (const JkkCase *jcase, const char *path)
{
  const JkkField *field = NULL;
  gconstpointer record = jkk_case_find (jcase, path, &field, NULL);

  return record != NULL && field->kind == JKK_KIND_DAY ? jkk_field_get_number (field, record) : JKK_NONE;
}

static void
check_order (const JkkCase *jcase, const char *earlier, const char *later, GPtrArray *findings)
{
  JkkDay first = day_at (jcase, earlier), second = day_at (jcase, later);

  if (first == JKK_NONE || second == JKK_NONE || first <= second)
    return;

  g_autofree char *first_label = jkk_case_path_label (earlier), *second_label = jkk_case_path_label (later);
  g_autofree char *first_text = jkk_day_to_text (first), *second_text = jkk_day_to_text (second);
  add (findings, JKK_FINDING_ERROR, "days-out-of-order", later, earlier,
       g_strdup_printf (_ ("%s (%s) lies before %s (%s). Correct the wrong one of the two."), second_label, second_text,
                        first_label, first_text));
}

static void
check_future (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  static const char *const past[] = { "participant.born",   "accident.accident_day", "accident.reported_day",
                                      "cover.received_day", "medical.examined_day",  "medical.death_day" };

  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    {
      JkkDay day = day_at (jcase, past[i]);
      g_autofree char *label = jkk_case_path_label (past[i]);

      if (day != JKK_NONE && day > today)
        add (findings, JKK_FINDING_ERROR, "day-in-future", past[i], NULL,
             g_strdup_printf (_ ("%s lies in the future. Correct the day."), label));
    }
}

/* A range of which only the last day is known: its first day cannot speak for it. */
static void
check_end_alone (const JkkCase *jcase, const char *from, const char *until, GPtrArray *findings)
{
  if (day_at (jcase, from) == JKK_NONE)
    check_order (jcase, "accident.accident_day", until, findings);
}

static void
check_orders (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    check_order (jcase, orders[i].earlier, orders[i].later, findings);
  check_end_alone (jcase, "medical.treated_from", "medical.treated_until", findings);
  check_end_alone (jcase, "medical.rest_from", "medical.rest_until", findings);
  for (guint i = 0; i < jcase->absences->len; i++)
    {
      g_autofree char *from = g_strdup_printf ("absences[%u].from_day", i + 1);
      g_autofree char *until = g_strdup_printf ("absences[%u].until_day", i + 1);

      check_order (jcase, from, until, findings);
      check_order (jcase, "accident.accident_day", from, findings);
      check_end_alone (jcase, from, until, findings);
    }
  for (guint i = 0; i < jcase->expenses->len; i++)
    {
      g_autofree char *spent = g_strdup_printf ("expenses[%u].spent_day", i + 1);

      check_order (jcase, "accident.accident_day", spent, findings);
    }
  check_future (jcase, today, findings);
}

/* What two papers say of the same thing. */
static const struct
{
  const char *code;
  const char *path;
  const char *other;
} pairs[] = {
  { "accident-day-differs", "accident.accident_day", "medical.accident_day" },
  { "accident-day-differs", "accident.accident_day", "claim.accident_day" },
  { "accident-time-differs", "accident.accident_time", "claim.accident_time" },
  { "name-differs", "participant.name", "medical.participant_name" },
  { "number-differs", "participant.number", "medical.participant_number" },
  { "identity-differs", "participant.identity", "medical.participant_identity" },
  { "employer-differs", "employer.name", "medical.employer_name" },
  { "outcome-differs", "medical.outcome", "claim.outcome" },
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

static void
check_agreement (const JkkCase *jcase, GPtrArray *findings)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *one = jkk_case_get_text (jcase, pairs[i].path);
      g_autofree char *other = jkk_case_get_text (jcase, pairs[i].other);
      g_autofree char *one_folded = fold (one), *other_folded = fold (other);
      g_autofree char *one_label = jkk_case_path_label (pairs[i].path);
      g_autofree char *other_label = jkk_case_path_label (pairs[i].other);

      if (*one == '\0' || *other == '\0' || strcmp (one_folded, other_folded) == 0)
        continue;
      add (findings, JKK_FINDING_WARNING, pairs[i].code, pairs[i].path, pairs[i].other,
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
check_death (const JkkCase *jcase, JkkDay today, GPtrArray *findings)
{
  gboolean died = g_strcmp0 (jcase->medical.outcome, "meninggal-dunia") == 0;

  if (died && jcase->medical.death_day == JKK_NONE)
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
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_finding_free);

  g_return_val_if_fail (jcase != NULL, findings);

  check_fields (jcase, findings);
  check_orders (jcase, today, findings);
  check_agreement (jcase, findings);
  check_diagnosis (jcase, findings);
  check_death (jcase, today, findings);
  check_disability (jcase, findings);
  check_function_loss (jcase, findings);
  check_installments (jcase, today, findings);
  check_elsewhere (jcase, findings);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
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
