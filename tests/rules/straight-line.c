#include "straight-line.h"

#include <string.h>

/* The same sums as the rules, written down as somebody would who wants nothing but the sum: no reasons, no sources, no
 * word on what is missing, no refusal of what is too large. It is the measure of what the rules cost. */

#define N(name) (n[JKK_PARAMETER_##name])
#define GRANTED(name) ((law->granted & (1u << JKK_BENEFIT_##name)) != 0)

/* Writing the law down; not measured */

static void
straight_law (const JkkLaw *law, StraightLaw *plain)
{
  memset (plain, 0, sizeof *plain);
  plain->window = jkk_pack_window (law->pack);
  plain->valid = law->valid;
  memcpy (plain->number, law->number, sizeof plain->number);
  plain->granted = law->granted;
  for (guint i = 0; i < JKK_MAX_TABLE_ROW; i++)
    if (law->row[i] != NULL)
      {
        plain->row[i].known = TRUE;
        plain->row[i].each = law->row[i]->each != NULL;
        plain->row[i].degree = law->row[i]->degree;
        plain->row[i].percent = law->row[i]->percent;
        plain->row[i].most = law->row[i]->percent_max;
        plain->row[i].partner = law->row[i]->partner;
      }
}

/* Writes down what holds when, for whom. */
void
straight_book (const JkkPackSet *packs, StraightBook *book)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI" };

  book->n = 0;
  for (guint i = 0; i < jkk_pack_set_n (packs); i++)
    for (guint j = 0; j < jkk_pack_n_laws (jkk_pack_set_get (packs, i)); j++)
      {
        const JkkLaw *law = jkk_pack_nth_law (jkk_pack_set_get (packs, i), j);
        StraightLaw *plain = &book->law[book->n++];

        g_assert (book->n <= STRAIGHT_LAWS);
        straight_law (law, plain);
        for (guint k = 0; k < G_N_ELEMENTS (segments); k++)
          plain->covers[k] = jkk_pack_covers (law->pack, segments[k]);
      }
}

/* Reading a case; measured where the rules begin with a case, too */

static inline gint64
which (const char *const *codes, const char *text)
{
  for (gint64 i = 0; text != NULL && codes[i] != NULL; i++)
    if (strcmp (codes[i], text) == 0)
      return i + 1;
  return 0;
}

static inline gint64
either (gint64 a, gint64 b)
{
  return a != JKK_NONE ? a : b;
}

static inline gint64
wage_kind (const JkkCase *jcase, gint64 segment)
{
  static const char *const codes[] = { "per-bulan", "per-hari", "borongan", "cuaca", "golongan-bpu", NULL };
  static const gint64 kinds[] = { JKK_WAGE_NONE,  JKK_WAGE_MONTHLY, JKK_WAGE_DAILY,
                                  JKK_WAGE_PIECE, JKK_WAGE_WEATHER, JKK_WAGE_BPU };
  gint64 kind = kinds[which (codes, jcase->participant.wage_kind)];

  if (kind != JKK_WAGE_DAILY)
    return kind;
  return segment == JKK_SEGMENT_JAKON           ? JKK_WAGE_DAILY_CONSTRUCTION
         : jcase->participant.working_week == 6 ? JKK_WAGE_DAILY_SIX
         : jcase->participant.working_week == 5 ? JKK_WAGE_DAILY_FIVE
                                                : JKK_WAGE_DAILY;
}

static inline void
add_range (StraightCase *p, gint64 from, gint64 until)
{
  /* Half a range counts as none, but still as a letter. */
  if (from != JKK_NONE || until != JKK_NONE)
    p->range[p->n_ranges++] = jkk_period_inclusive (from, until);
}

static inline void
read_rows (const JkkCase *jcase, StraightCase *p)
{
  static const char *const impairments[] = { "anatomis", "fungsi", NULL };
  static const char *const expenses[] = { "transportasi",      "perawatan", "orthosa",   "prothesa", "gigi-tiruan",
                                          "alat-bantu-dengar", "kacamata",  "home-care", NULL };
  static const char *const modes[] = { "darat-sungai-danau", "laut", "udara", NULL };
  static const char *const levels[] = { "belum", "TK", "SD", "SMP", "SMA", "PT", "pelatihan", NULL };

  p->n_ranges = 0;
  add_range (p, jcase->medical.treated_from, jcase->medical.treated_until);
  add_range (p, jcase->medical.rest_from, jcase->medical.rest_until);
  for (guint i = 0; i < jcase->absences->len; i++)
    {
      const JkkAbsence *from = jcase->absences->pdata[i];

      add_range (p, from->from_day, from->until_day);
    }
  for (guint i = 0; i < p->n_impairments; i++)
    {
      const JkkImpairment *from = jcase->impairments->pdata[i];

      p->impairment[i] = (StraightImpairment){ which (impairments, from->kind), from->table_row, from->table_percent,
                                               from->function_loss, from->steps };
    }
  for (guint i = 0; i < p->n_receipts; i++)
    {
      const JkkExpense *from = jcase->expenses->pdata[i];

      p->receipt[i] = (StraightReceipt){
        which (expenses, from->kind), which (modes, from->mode), from->spent_day, from->amount, from->recommended,
        from->reference_price
      };
    }
  for (guint i = 0; i < p->n_children; i++)
    {
      const JkkChild *from = jcase->children->pdata[i];

      p->child[i] = (StraightChild){ from->born,        which (levels, from->school_level),
                                     from->school_year, from->school_entered,
                                     from->working,     from->married };
    }
}

static inline const StraightLaw *
find_law (const StraightBook *book, gint64 segment, gint64 day)
{
  const StraightLaw *found = NULL;

  for (guint i = 0; i < book->n && segment != JKK_SEGMENT_NONE && day != JKK_NONE; i++)
    if (book->law[i].covers[segment - 1] && jkk_period_contains (book->law[i].window, day) &&
        jkk_period_contains (book->law[i].valid, day) &&
        (found == NULL || book->law[i].window.from > found->window.from))
      found = &book->law[i];
  return found;
}

/* Returns whether the case has few enough rows for a program that keeps no lists, and none of what was paid or counted
 * elsewhere before, of which it knows nothing. */
gboolean
straight_fits (const JkkCase *jcase)
{
  return jcase->installments->len == 0 && jcase->elsewhere->len == 0 && jcase->claim.disability_choice == NULL &&
         jcase->absences->len + 3 < STRAIGHT_ROWS && jcase->impairments->len <= STRAIGHT_ROWS &&
         jcase->expenses->len <= STRAIGHT_ROWS && jcase->children->len <= STRAIGHT_ROWS;
}

void
straight_read (const JkkCase *jcase, const StraightBook *book, StraightCase *p)
{
  static const char *const segments[] = { "PU", "BPU", "JAKON", "PMI", NULL };
  static const char *const outcomes[] = { "sembuh",
                                          "cacat-sebagian-fungsi",
                                          "cacat-sebagian-anatomis",
                                          "cacat-total-tetap",
                                          "meninggal-dunia",
                                          "masih-dalam-pengobatan",
                                          NULL };
  const JkkParticipant *person = &jcase->participant;
  const JkkMedical *medical = &jcase->medical;
  const JkkClaim *claim = &jcase->claim;
  gint64 segment = which (segments, jcase->cover.segment);

  p->law_day = either (jcase->accident.accident_day, either (claim->accident_day, medical->accident_day));
  p->law = find_law (book, segment, p->law_day);
  p->wage_kind = wage_kind (jcase, segment);
  p->wage = person->wage;
  p->average = person->wage_average;
  p->claimed = either (claim->claimed_day, jcase->cover.received_day);
  p->registered = person->registered;
  p->disease = jcase->accident.case_kind != NULL && strcmp (jcase->accident.case_kind, "penyakit-akibat-kerja") == 0;
  p->employment_ended = person->employment_ended;
  p->outcome = which (outcomes, medical->outcome);
  if (p->outcome == JKK_OUTCOME_NONE)
    p->outcome = which (outcomes, claim->outcome);
  p->examined = either (medical->examined_day, claim->examined_day);
  p->death_day = medical->death_day;
  p->loss = medical->loss_percent;
  p->days_absent = claim->days_absent;
  p->advanced = claim->stmb_advanced;
  p->traffic = jcase->accident.place != NULL && strcmp (jcase->accident.place, "lalu-lintas") == 0;
  p->jasa_raharja = claim->jasa_raharja_paid;
  p->has_children = claim->has_children;
  p->left_handed = person->left_handed;
  p->n_impairments = jcase->impairments->len;
  p->n_receipts = jcase->expenses->len;
  p->n_children = jcase->children->len;
  read_rows (jcase, p);
}

/* The sums; measured */

static inline gint64
times (gint64 amount, gint64 numerator, gint64 denominator)
{
  gint64 product;

  if (!__builtin_mul_overflow (amount * 2, numerator, &product))
    return (product + denominator) / (denominator * 2);
  return (gint64) (((__int128) amount * 2 * numerator + denominator) / (denominator * 2));
}

static inline gboolean
is_payable (const StraightCase *p, const gint64 *n)
{
  if (p->registered == 0 && N (UNREGISTERED_EMPLOYER) == 1)
    return FALSE;
  if (p->claimed != JKK_NONE && N (EXPIRY_YEARS) != JKK_NONE && p->claimed - p->law_day > N (EXPIRY_YEARS) * 365 &&
      p->claimed > jkk_day_add_months (p->law_day, (int) N (EXPIRY_YEARS) * 12))
    return FALSE;
  return p->disease != 1 || p->employment_ended == JKK_NONE || N (PAK_YEARS) == JKK_NONE ||
         p->law_day <= jkk_day_add_months (p->employment_ended, (int) N (PAK_YEARS) * 12);
}

static inline gint64
monthly_wage (const StraightCase *p, const gint64 *n)
{
  gint64 factor = 1;

  if (p->wage_kind == JKK_WAGE_PIECE || p->wage_kind == JKK_WAGE_WEATHER)
    return p->average;
  if (p->wage_kind == JKK_WAGE_NONE || p->wage_kind == JKK_WAGE_DAILY || p->wage == JKK_NONE)
    return JKK_NONE;
  if (p->wage_kind == JKK_WAGE_DAILY_SIX)
    factor = N (WAGE_DAYS_SIX);
  else if (p->wage_kind == JKK_WAGE_DAILY_FIVE)
    factor = N (WAGE_DAYS_FIVE);
  else if (p->wage_kind == JKK_WAGE_DAILY_CONSTRUCTION)
    factor = N (WAGE_DAYS_CONSTRUCTION);
  return factor != JKK_NONE ? p->wage * factor : JKK_NONE;
}

static inline gint64
stmb (const StraightCase *p, const gint64 *n, gint64 wage)
{
  JkkPeriod days[STRAIGHT_ROWS + 1];
  gboolean dead = p->outcome == JKK_OUTCOME_DEATH && p->death_day != JKK_NONE;
  gint64 first = p->law_day + (N (STMB_FIRST_DAY) == JKK_STMB_FIRST_AFTER_ACCIDENT ? 1 : 0);
  JkkPeriod possible = { first, dead ? p->death_day + 1 : G_MAXINT64 };
  guint k = 0;

  for (guint i = 0; i < p->n_ranges; i++)
    if (p->range[i].until > p->range[i].from)
      days[k++] = jkk_period_intersect (p->range[i], possible);
  if (p->n_ranges == 0)
    days[k++] = jkk_period_intersect ((JkkPeriod){ first, first + p->days_absent }, possible);
  if (k > 0 && N (STMB_FIRST_DAY) == JKK_STMB_FIRST_ACCIDENT_DAY)
    days[k++] = (JkkPeriod){ first, first + 1 };
  k = jkk_period_unite (days, k);
  if (k == 0)
    return 0;
  first = days[0].from;
  gboolean months = N (STMB_PERIOD_READING) == JKK_STMB_PERIOD_MONTHS;
  gint64 a = months ? jkk_day_add_months (first, (int) N (STMB_PERIOD_MONTHS)) : first + N (STMB_PERIOD_DAYS);
  gint64 b = months ? jkk_day_add_months (first, (int) N (STMB_PERIOD_MONTHS) * 2) : first + N (STMB_PERIOD_DAYS) * 2;
  gint64 below = N (STMB_DIVISOR) * 10000;
  gint64 sum = times (wage, jkk_period_days_within (days, k, (JkkPeriod){ first, a }) * N (STMB_RATE_1), below) +
               times (wage, jkk_period_days_within (days, k, (JkkPeriod){ a, b }) * N (STMB_RATE_2), below) +
               times (wage, jkk_period_days_within (days, k, (JkkPeriod){ b, G_MAXINT64 }) * N (STMB_RATE_3), below);
  return MAX (sum - (p->advanced != JKK_NONE ? p->advanced : 0), 0);
}

/* Hundredths of a percent times hundredths of a percent; 0 where something is not known. */
static inline gint64
impairment (const StraightCase *p, const gint64 *n, const StraightImpairment *found)
{
  const StraightLaw *law = p->law;
  gint64 row = found->row, percent, loss = 10000;

  if (found->kind == JKK_IMPAIRMENT_NONE || row == JKK_NONE || row >= JKK_MAX_TABLE_ROW || !law->row[row].known)
    return 0;
  if (law->row[row].partner != 0 && p->left_handed == 1 && N (LEFT_HANDED_SWAP) == 1)
    row = law->row[row].partner;
  percent = law->row[row].percent;
  if (law->row[row].each)
    percent *= found->steps != JKK_NONE ? found->steps : 0;
  else if (percent != law->row[row].most)
    percent = found->percent != JKK_NONE && found->percent >= percent && found->percent <= law->row[row].most
                  ? found->percent
                  : 0;
  if (found->kind == JKK_IMPAIRMENT_FUNCTIONAL)
    {
      loss = found->loss;
      if (loss == JKK_NONE && p->n_impairments == 1 && !law->row[row].degree)
        loss = p->loss;
      if (loss == JKK_NONE)
        loss = law->row[row].degree ? 10000 : 0;
      else if (loss > 10000)
        loss = 0;
    }
  return percent * loss;
}

static inline gint64
partial (const StraightCase *p, const gint64 *n, gint64 wage)
{
  gint64 anatomical = 0, functional = 0, cap = N (DISABILITY_CAP) * 10000;

  for (guint i = 0; i < p->n_impairments; i++)
    if (p->impairment[i].kind == JKK_IMPAIRMENT_ANATOMICAL)
      anatomical += impairment (p, n, &p->impairment[i]);
    else
      functional += impairment (p, n, &p->impairment[i]);
  anatomical = MIN (anatomical, cap);
  functional = MIN (functional, cap - anatomical);
  if (N (DISABILITY_FLAT) != JKK_NONE)
    return times (N (DISABILITY_FLAT), anatomical, 100000000) + times (N (DISABILITY_FLAT), functional, 100000000);
  return times (wage, anatomical * N (DISABILITY_MULTIPLE), 100000000) +
         times (wage, functional * N (DISABILITY_MULTIPLE), 100000000);
}

static inline gboolean
is_entitled (const StraightChild *child, const gint64 *n, gint64 event)
{
  return child->married != 1 && child->working != 1 && child->born != JKK_NONE &&
         jkk_day_age (child->born, event) < N (SCHOLARSHIP_AGE);
}

/* What is left of a child's school years; says how many there are. */
static inline gint64
school_years (const StraightChild *child, const gint64 *n, gint64 event, guint *passed)
{
  const gint64 years[] = { N (SCHOLARSHIP_YEARS_TK), N (SCHOLARSHIP_YEARS_SD), N (SCHOLARSHIP_YEARS_SMP),
                           N (SCHOLARSHIP_YEARS_SMA), N (SCHOLARSHIP_YEARS_PT) };
  const gint64 amounts[] = { N (SCHOLARSHIP_TK_SD), N (SCHOLARSHIP_TK_SD), N (SCHOLARSHIP_SMP), N (SCHOLARSHIP_SMA),
                             N (SCHOLARSHIP_PT) };
  gint64 start = child->entered != JKK_NONE ? MAX (event, child->entered) : event, year = child->year, sum = 0;

  *passed = 0;
  for (guint stage = (guint) MIN (child->level, JKK_LEVEL_PT) - JKK_LEVEL_TK; stage < G_N_ELEMENTS (years);
       stage++, year = 1)
    for (; year <= years[stage]; year++)
      {
        if (jkk_day_age (child->born, jkk_day_add_months (start, (int) *passed * 12)) >= N (SCHOLARSHIP_AGE))
          return sum;
        sum += amounts[stage];
        ++*passed;
      }
  return sum;
}

static inline gint64
scholarship (const StraightCase *p, const gint64 *n)
{
  gint64 event = p->outcome == JKK_OUTCOME_DEATH ? p->death_day : p->examined, sum = 0;
  guint children = 0, passed;

  event = event != JKK_NONE ? event : p->law_day;
  for (guint i = 0; i < p->n_children; i++)
    {
      const StraightChild *child = &p->child[i];

      if (!is_entitled (child, n, event))
        continue;
      if (N (SCHOLARSHIP_ONCE) != JKK_NONE)
        return N (SCHOLARSHIP_ONCE);
      if (children >= N (SCHOLARSHIP_CHILDREN) || child->level < JKK_LEVEL_TK || child->year < 1)
        continue;
      sum += school_years (child, n, event, &passed);
      children += passed > 0 ? 1 : 0;
    }
  return p->n_children == 0 && N (SCHOLARSHIP_ONCE) != JKK_NONE ? N (SCHOLARSHIP_ONCE) : sum;
}

static inline gboolean
home_care_counts (const StraightReceipt *receipt, const gint64 *n)
{
  return receipt->kind == JKK_EXPENSE_HOME_CARE && receipt->amount != JKK_NONE && receipt->day != JKK_NONE &&
         (receipt->recommended == 1 || N (HOME_CARE_ADVISED) != 1);
}

static inline gint64
home_care (const StraightCase *p, const gint64 *n)
{
  gint64 first = G_MAXINT64, sum = 0;

  /* The year begins with the first receipt, even while its amount is not known. */
  for (guint i = 0; i < p->n_receipts; i++)
    if (p->receipt[i].kind == JKK_EXPENSE_HOME_CARE && p->receipt[i].day != JKK_NONE &&
        (p->receipt[i].recommended == 1 || N (HOME_CARE_ADVISED) != 1))
      first = MIN (first, p->receipt[i].day);
  for (guint i = 0; i < p->n_receipts; i++)
    if (home_care_counts (&p->receipt[i], n) &&
        p->receipt[i].day < jkk_day_add_months (first, (int) N (HOME_CARE_MONTHS)))
      sum += p->receipt[i].amount;
  return MIN (sum, N (HOME_CARE_MAX));
}

static inline gint64
receipts (const StraightCase *p, const gint64 *n)
{
  const StraightLaw *law = p->law;
  gint64 sum[JKK_EXPENSE_HOME_CARE + 1] = { 0 }, mode[JKK_N_MODES] = { 0 }, orthosis = 0, total = 0;

  for (guint i = 0; i < p->n_receipts; i++)
    {
      const StraightReceipt *receipt = &p->receipt[i];

      if (receipt->amount == JKK_NONE)
        continue;
      sum[receipt->kind] += receipt->amount;
      if (receipt->kind == JKK_EXPENSE_TRANSPORT)
        mode[receipt->mode] += receipt->amount;
      else if ((receipt->kind == JKK_EXPENSE_ORTHOSIS || receipt->kind == JKK_EXPENSE_PROSTHESIS) &&
               receipt->price != JKK_NONE && GRANTED (ORTHOSIS))
        orthosis += MIN (receipt->amount, times (receipt->price, 10000 + N (ORTHOSIS_SURCHARGE), 10000));
    }
  if (GRANTED (TRANSPORT))
    total += MIN (mode[JKK_MODE_LAND], N (TRANSPORT_LAND)) + MIN (mode[JKK_MODE_SEA], N (TRANSPORT_SEA)) +
             MIN (mode[JKK_MODE_AIR], N (TRANSPORT_AIR));
  if (GRANTED (DENTAL))
    total += MIN (sum[JKK_EXPENSE_DENTAL], N (DENTAL_MAX));
  if (GRANTED (HEARING_AID))
    total += MIN (sum[JKK_EXPENSE_HEARING_AID], N (HEARING_AID_MAX));
  if (GRANTED (GLASSES))
    total += MIN (sum[JKK_EXPENSE_GLASSES], N (GLASSES_MAX));
  if (GRANTED (HOME_CARE) && sum[JKK_EXPENSE_HOME_CARE] > 0)
    total += home_care (p, n);
  if (GRANTED (TREATMENT) && p->traffic != 1)
    total += sum[JKK_EXPENSE_TREATMENT];
  else if (GRANTED (TREATMENT) && p->jasa_raharja != JKK_NONE)
    total += MAX (sum[JKK_EXPENSE_TREATMENT] - p->jasa_raharja, 0);
  return total + orthosis;
}

static inline gint64
lump_sums (const StraightCase *p, const gint64 *n, gint64 wage)
{
  const StraightLaw *law = p->law;
  gint64 total = 0;

  if (p->outcome == JKK_OUTCOME_TOTAL && GRANTED (DISABILITY_TOTAL))
    total += N (TOTAL_FLAT) != JKK_NONE ? N (TOTAL_FLAT)
             : wage != JKK_NONE         ? times (wage, N (TOTAL_RATE) * N (DISABILITY_MULTIPLE), 10000)
                                        : 0;
  if (p->outcome == JKK_OUTCOME_DEATH && GRANTED (DEATH))
    total += N (DEATH_FLAT) != JKK_NONE ? N (DEATH_FLAT)
             : wage != JKK_NONE ? MAX (times (wage, N (DEATH_RATE) * N (DISABILITY_MULTIPLE), 10000), N (DEATH_FLOOR))
                                : 0;
  if (p->outcome == JKK_OUTCOME_DEATH && GRANTED (FUNERAL))
    total += N (FUNERAL);
  if (GRANTED (PERIODIC))
    total += N (PERIODIC_AMOUNT) * N (PERIODIC_MONTHS);
  if (GRANTED (SCHOLARSHIP) && (p->n_children > 0 || p->has_children == 1))
    total += scholarship (p, n);
  return total;
}

/* What the agency pays, rupiah; 0 where no regulation holds. */
gint64
straight_total (const StraightCase *p)
{
  const StraightLaw *law = p->law;
  gint64 total = 0;

  if (law == NULL)
    return 0;
  const gint64 *n = law->number;
  if (!is_payable (p, n))
    return 0;
  gint64 wage = monthly_wage (p, n);
  if (wage != JKK_NONE && GRANTED (STMB) && (p->n_ranges > 0 || p->days_absent > 0))
    total += stmb (p, n, wage);
  if ((p->outcome == JKK_OUTCOME_FUNCTIONAL || p->outcome == JKK_OUTCOME_ANATOMICAL) && p->n_impairments > 0 &&
      GRANTED (DISABILITY_ANATOMICAL) && (wage != JKK_NONE || N (DISABILITY_FLAT) != JKK_NONE))
    total += partial (p, n, wage);
  if (p->outcome == JKK_OUTCOME_DEATH || p->outcome == JKK_OUTCOME_TOTAL)
    total += lump_sums (p, n, wage);
  if (p->n_receipts > 0)
    total += receipts (p, n);
  return total;
}
