#include "jkk-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The codes in the order of their enums, from 1. */
static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI", NULL };
static const char *const outcomes[] = { "sembuh",
                                        "cacat-sebagian-fungsi",
                                        "cacat-sebagian-anatomis",
                                        "cacat-total-tetap",
                                        "meninggal-dunia",
                                        "masih-dalam-pengobatan",
                                        NULL };
static const char *const wage_kinds[] = { "per-bulan", "per-hari", "borongan", "cuaca", "golongan-bpu", NULL };
static const char *const payees[] = { "pemberi-kerja", "peserta", "ahli-waris", NULL };
static const char *const expense_kinds[] = { "transportasi",      "perawatan", "orthosa",   "prothesa", "gigi-tiruan",
                                             "alat-bantu-dengar", "kacamata",  "home-care", NULL };
static const char *const modes[] = { "darat-sungai-danau", "laut", "udara", NULL };
static const char *const impairment_kinds[] = { "anatomis", "fungsi", NULL };
static const char *const relations[] = { "janda-duda",      "anak",   "ayah-ibu", "kakek-nenek", "cucu",
                                         "saudara-kandung", "mertua", "wasiat",   NULL };
static const char *const levels[] = { "belum", "TK", "SD", "SMP", "SMA", "PT", "pelatihan", NULL };

static const char *const disability_choices[] = { "diperhitungkan", "tidak-diperhitungkan", NULL };

/* What no field of the domain lets in, and what the arithmetic could not bear. */
#define MOST_COUNT 1000000
#define MOST_PERCENT 1000000

/* Takes values out of a case; remembers the first that cannot be. */
typedef struct
{
  gboolean good;
  const char *bad_path;
} Reader;

static JkkFact
take (Reader *reader, gint64 number, gint64 least, gint64 most, const char *path)
{
  if (number != JKK_NONE && (number < least || number > most) && reader->good)
    {
      reader->good = FALSE;
      reader->bad_path = path;
    }
  return (JkkFact){ number, path };
}

static JkkFact
money (Reader *reader, JkkMoney amount, const char *path)
{
  return take (reader, amount, 0, JKK_MONEY_MAX, path);
}

static JkkFact
count (Reader *reader, gint64 number, const char *path)
{
  return take (reader, number, 0, MOST_COUNT, path);
}

static JkkFact
percent (Reader *reader, gint64 number, const char *path)
{
  return take (reader, number, 0, MOST_PERCENT, path);
}

/* From 1900-01-01 to 2199-12-31, the days that jkk_day_new() makes. */
static JkkFact
day (Reader *reader, JkkDay number, const char *path)
{
  return take (reader, number, -25567, 84005, path);
}

static JkkFact
code (const char *const *codes, const char *text, const char *path)
{
  for (gint64 i = 0; text != NULL && codes[i] != NULL; i++)
    if (codes[i][0] == text[0] && strcmp (codes[i], text) == 0)
      return (JkkFact){ i + 1, path };
  return (JkkFact){ 0, path };
}

static JkkFact
first_stated (JkkFact a, JkkFact b)
{
  return a.number != JKK_NONE || b.number == JKK_NONE ? a : b;
}

static void
read_event (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  const JkkAccident *accident = &jcase->accident;

  facts->segment = code (segments, jcase->cover.segment, "cover.segment");
  facts->disease = (JkkFact){ g_strcmp0 (accident->case_kind, "penyakit-akibat-kerja") == 0, "accident.case_kind" };
  facts->traffic = (JkkFact){ g_strcmp0 (accident->place, "lalu-lintas") == 0, "accident.place" };
  facts->law_day = first_stated (day (reader, accident->accident_day, "accident.accident_day"),
                                 first_stated (day (reader, jcase->claim.accident_day, "claim.accident_day"),
                                               day (reader, jcase->medical.accident_day, "medical.accident_day")));
  facts->reported_day = day (reader, accident->reported_day, "accident.reported_day");
  facts->claimed_day = first_stated (day (reader, jcase->claim.claimed_day, "claim.claimed_day"),
                                     day (reader, jcase->cover.received_day, "cover.received_day"));
}

/* The code of the form, refined: a daily wage needs the days of the week, unless a construction project pays it. */
static JkkWageKind
wage_kind (const JkkFacts *facts, gint64 stated)
{
  static const JkkWageKind kinds[] = { JKK_WAGE_NONE,  JKK_WAGE_MONTHLY, JKK_WAGE_DAILY,
                                       JKK_WAGE_PIECE, JKK_WAGE_WEATHER, JKK_WAGE_BPU };

  if (kinds[stated] != JKK_WAGE_DAILY)
    return kinds[stated];
  if (facts->segment.number == JKK_SEGMENT_JAKON)
    return JKK_WAGE_DAILY_CONSTRUCTION;
  return facts->working_week.number == 6   ? JKK_WAGE_DAILY_SIX
         : facts->working_week.number == 5 ? JKK_WAGE_DAILY_FIVE
                                           : JKK_WAGE_DAILY;
}

static void
read_person (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  const JkkParticipant *person = &jcase->participant;

  facts->wage_kind = code (wage_kinds, person->wage_kind, "participant.wage_kind");
  facts->working_week = count (reader, person->working_week, "participant.working_week");
  facts->wage_kind.number = wage_kind (facts, facts->wage_kind.number);
  facts->wage = money (reader, person->wage, "participant.wage");
  facts->wage_actual = money (reader, person->wage_actual, "participant.wage_actual");
  facts->wage_average = money (reader, person->wage_average, "participant.wage_average");
  facts->left_handed = count (reader, person->left_handed, "participant.left_handed");
  facts->registered = count (reader, person->registered, "participant.registered");
  facts->employment_ended = day (reader, person->employment_ended, "participant.employment_ended");
  facts->wage_paid_on = count (reader, jcase->employer.wage_paid_on, "employer.wage_paid_on");
  facts->arrears_months = count (reader, jcase->employer.arrears_months, "employer.arrears_months");
}

static void
read_claim (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  const JkkClaim *claim = &jcase->claim;
  const JkkMedical *medical = &jcase->medical;

  facts->outcome = code (outcomes, medical->outcome, "medical.outcome");
  if (facts->outcome.number == JKK_OUTCOME_NONE && claim->outcome != NULL)
    facts->outcome = code (outcomes, claim->outcome, "claim.outcome");
  facts->examined_day = first_stated (day (reader, medical->examined_day, "medical.examined_day"),
                                      day (reader, claim->examined_day, "claim.examined_day"));
  facts->death_day = day (reader, medical->death_day, "medical.death_day");
  facts->loss_percent = percent (reader, medical->loss_percent, "medical.loss_percent");
  facts->facility_contracted = count (reader, medical->facility_contracted, "medical.facility_contracted");
  facts->days_absent = count (reader, claim->days_absent, "claim.days_absent");
  facts->stmb_advanced = money (reader, claim->stmb_advanced, "claim.stmb_advanced");
  facts->disability_paid = money (reader, claim->disability_paid, "claim.disability_paid");
  facts->disability_choice = code (disability_choices, claim->disability_choice, "claim.disability_choice");
  facts->disability_ground = claim->disability_ground;
  facts->jasa_raharja_paid = money (reader, claim->jasa_raharja_paid, "claim.jasa_raharja_paid");
  facts->has_children = count (reader, claim->has_children, "claim.has_children");
}

static void
add_range (JkkFacts *facts, guint row, JkkFact from, JkkFact until)
{
  if (from.number != JKK_NONE || until.number != JKK_NONE)
    facts->ranges[facts->n_ranges++] = (JkkRangeFacts){ row, from, until };
}

static void
read_ranges (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  const JkkMedical *medical = &jcase->medical;

  facts->n_ranges = 0;
  add_range (facts, 0, day (reader, medical->treated_from, "medical.treated_from"),
             day (reader, medical->treated_until, "medical.treated_until"));
  add_range (facts, 0, day (reader, medical->rest_from, "medical.rest_from"),
             day (reader, medical->rest_until, "medical.rest_until"));
  for (guint i = 0; i < jcase->absences->len; i++)
    {
      const JkkAbsence *absence = jcase->absences->pdata[i];

      add_range (facts, i + 1, day (reader, absence->from_day, "absences[#].from_day"),
                 day (reader, absence->until_day, "absences[#].until_day"));
    }
}

static void
read_impairments (JkkFacts *facts, Reader *reader, const GPtrArray *list)
{
  facts->n_impairments = list->len;
  for (guint i = 0; i < list->len; i++)
    {
      const JkkImpairment *from = list->pdata[i];

      facts->impairments[i] = (JkkImpairmentFacts){
        code (impairment_kinds, from->kind, "impairments[#].kind"),
        count (reader, from->table_row, "impairments[#].table_row"),
        percent (reader, from->table_percent, "impairments[#].table_percent"),
        percent (reader, from->function_loss, "impairments[#].function_loss"),
        count (reader, from->steps, "impairments[#].steps"),
        from->measured,
      };
    }
}

static void
read_expenses (JkkFacts *facts, Reader *reader, const GPtrArray *list)
{
  facts->n_expenses = list->len;
  for (guint i = 0; i < list->len; i++)
    {
      const JkkExpense *from = list->pdata[i];

      facts->expenses[i] = (JkkExpenseFacts){
        code (expense_kinds, from->kind, "expenses[#].kind"),
        code (modes, from->mode, "expenses[#].mode"),
        day (reader, from->spent_day, "expenses[#].spent_day"),
        money (reader, from->amount, "expenses[#].amount"),
        code (payees, from->paid_by, "expenses[#].paid_by"),
        count (reader, from->recommended, "expenses[#].recommended"),
        money (reader, from->reference_price, "expenses[#].reference_price"),
      };
    }
}

static void
read_family (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  facts->n_heirs = jcase->heirs->len;
  for (guint i = 0; i < jcase->heirs->len; i++)
    {
      const JkkHeir *from = jcase->heirs->pdata[i];

      facts->heirs[i] = (JkkHeirFacts){
        code (relations, from->relation, "heirs[#].relation"),
        day (reader, from->born, "heirs[#].born"),
        from->guardian_name != NULL,
      };
    }
  facts->n_children = jcase->children->len;
  for (guint i = 0; i < jcase->children->len; i++)
    {
      const JkkChild *from = jcase->children->pdata[i];

      facts->children[i] = (JkkChildFacts){
        day (reader, from->born, "children[#].born"),
        code (levels, from->school_level, "children[#].school_level"),
        count (reader, from->school_year, "children[#].school_year"),
        day (reader, from->school_entered, "children[#].school_entered"),
        count (reader, from->working, "children[#].working"),
        count (reader, from->married, "children[#].married"),
      };
    }
}

/* What was paid of the scholarship, and which days lie in other cases. */
static void
read_earlier (JkkFacts *facts, Reader *reader, const JkkCase *jcase)
{
  facts->n_installments = jcase->installments->len;
  for (guint i = 0; i < jcase->installments->len; i++)
    {
      const JkkInstallment *from = jcase->installments->pdata[i];

      facts->installments[i] = (JkkInstallmentFacts){
        count (reader, from->child, "installments[#].child"),
        code (levels, from->school_level, "installments[#].school_level"),
        count (reader, from->school_year, "installments[#].school_year"),
        money (reader, from->amount, "installments[#].amount"),
        day (reader, from->paid_day, "installments[#].paid_day"),
      };
    }
  facts->n_elsewhere = jcase->elsewhere->len;
  for (guint i = 0; i < jcase->elsewhere->len; i++)
    {
      const JkkElsewhere *from = jcase->elsewhere->pdata[i];

      facts->elsewhere[i] = (JkkElsewhereFacts){
        from->case_number,
        day (reader, from->from_day, "elsewhere[#].from_day"),
        day (reader, from->until_day, "elsewhere[#].until_day"),
        money (reader, from->stmb_paid, "elsewhere[#].stmb_paid"),
      };
    }
}

/* One piece of memory for the rows of all lists. */
static void
make_room (JkkFacts *facts, const JkkCase *jcase)
{
  gsize ranges = (jcase->absences->len + 2) * sizeof *facts->ranges;
  gsize impairments = jcase->impairments->len * sizeof *facts->impairments;
  gsize expenses = jcase->expenses->len * sizeof *facts->expenses;
  gsize heirs = jcase->heirs->len * sizeof *facts->heirs;
  gsize children = jcase->children->len * sizeof *facts->children;
  gsize installments = jcase->installments->len * sizeof *facts->installments;
  gsize all = ranges + impairments + expenses + heirs + children + installments +
              jcase->elsewhere->len * sizeof *facts->elsewhere;
  char *room = (char *) facts->few;

  if (all > sizeof facts->few)
    room = facts->many = g_malloc (all);
  facts->ranges = (JkkRangeFacts *) (gpointer) room;
  facts->impairments = (JkkImpairmentFacts *) (gpointer) (room += ranges);
  facts->expenses = (JkkExpenseFacts *) (gpointer) (room += impairments);
  facts->heirs = (JkkHeirFacts *) (gpointer) (room += expenses);
  facts->children = (JkkChildFacts *) (gpointer) (room += heirs);
  facts->installments = (JkkInstallmentFacts *) (gpointer) (room += children);
  facts->elsewhere = (JkkElsewhereFacts *) (gpointer) (room + installments);
}

/**
 * jkk_facts_init:
 * @facts: (out caller-allocates): the facts, which cannot be copied; clear them with jkk_facts_clear() also after a
 *   failure
 * @jcase: a case, which has to live as long as the facts
 * @today: the day of the calculation
 * @error: return location
 *
 * Returns: %FALSE with %JKK_ERROR_INVALID if a number lies outside all that can be calculated with.
 */
gboolean
jkk_facts_init (JkkFacts *facts, const JkkCase *jcase, JkkDay today, GError **error)
{
  Reader reader = { TRUE, NULL };

  g_return_val_if_fail (facts != NULL && jcase != NULL && today != JKK_NONE, FALSE);

  /* Every member is set below; clearing all of it first would take as long again. */
  facts->many = NULL;
  facts->today = today;
  make_room (facts, jcase);
  read_event (facts, &reader, jcase);
  read_person (facts, &reader, jcase);
  read_claim (facts, &reader, jcase);
  read_ranges (facts, &reader, jcase);
  read_impairments (facts, &reader, jcase->impairments);
  read_expenses (facts, &reader, jcase->expenses);
  read_family (facts, &reader, jcase);
  read_earlier (facts, &reader, jcase);
  if (!reader.good)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("The value of “%s” lies outside all that can be calculated with. Correct it."), reader.bad_path);
  return reader.good;
}

/**
 * jkk_facts_clear:
 * @facts: facts
 */
void
jkk_facts_clear (JkkFacts *facts)
{
  g_clear_pointer (&facts->many, g_free);
}

/**
 * jkk_fact_path:
 * @fact: a fact
 * @row: number of its row from 1; anything for a fact that is in no list
 *
 * Returns: (transfer full) (nullable): the path of the field that it comes from, such as "absences[2].from_day".
 */
char *
jkk_fact_path (const JkkFact *fact, guint row)
{
  const char *hash = fact->path != NULL ? strchr (fact->path, '#') : NULL;

  if (hash == NULL)
    return g_strdup (fact->path);
  return g_strdup_printf ("%.*s%u%s", (int) (hash - fact->path), fact->path, row, hash + 1);
}

/**
 * jkk_segment_code:
 * @segment: a segment
 *
 * Returns: (nullable): its code; %NULL if it is not stated.
 */
const char *
jkk_segment_code (JkkSegment segment)
{
  return segment == JKK_SEGMENT_NONE ? NULL : segments[segment - 1];
}

/**
 * jkk_outcome_code:
 * @outcome: an outcome
 *
 * Returns: (nullable): its code; %NULL if it is not stated.
 */
const char *
jkk_outcome_code (JkkOutcome outcome)
{
  return outcome == JKK_OUTCOME_NONE ? NULL : outcomes[outcome - 1];
}

/**
 * jkk_relation_code:
 * @relation: how somebody is related
 *
 * Returns: (nullable): its code; %NULL if it is not stated.
 */
const char *
jkk_relation_code (JkkRelation relation)
{
  return relation == JKK_RELATION_NONE ? NULL : relations[relation - 1];
}

/**
 * jkk_payee_code:
 * @payee: a payee
 *
 * Returns: (nullable): its code; %NULL if it is not stated.
 */
const char *
jkk_payee_code (JkkPayeeKind payee)
{
  return payee == JKK_PAYEE_NONE ? NULL : payees[payee - 1];
}

/**
 * jkk_disability_choice_code:
 * @choice: what becomes of a disability benefit at death
 *
 * Returns: (nullable): its code; %NULL if nobody decided it.
 */
const char *
jkk_disability_choice_code (JkkDisabilityChoice choice)
{
  return choice == JKK_DISABILITY_UNDECIDED ? NULL : disability_choices[choice - 1];
}
