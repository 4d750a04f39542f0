#include "jkk-demo-case.h"

#include <string.h>

/* Prices that appear on invented receipts, rupiah. */
#define PROSTHESIS_PRICE 18500000
#define SPECTACLES_PRICE 850000

/**
 * jkk_demo_case_monthly_wage:
 * @participant: a participant
 *
 * Returns: the wage of about a month as an employer reckons it for its own claim; the law's own reckoning is not known
 * here. Rupiah.
 */
JkkMoney
jkk_demo_case_monthly_wage (const JkkParticipant *participant)
{
  if (participant->wage_average != JKK_NONE)
    return participant->wage_average;
  return g_strcmp0 (participant->wage_kind, "per-hari") == 0 ? participant->wage * 25 : participant->wage;
}

static JkkExpense *
add_receipt (JkkDemoCase *demo, const char *kind, JkkMoney amount, const char *issuer)
{
  JkkCase *jcase = demo->jcase;
  JkkExpense *expense = jkk_record_new (&jkk_expense_type);
  gboolean alone = jcase->cover.segment[0] == 'B' || demo->end == JKK_DEMO_DEATH;

  expense->kind = g_strdup (kind);
  expense->spent_day = jcase->accident.accident_day;
  expense->amount = amount;
  expense->issuer = g_strdup (issuer);
  expense->number = g_strdup_printf ("K-%05u", jkk_dice_below (&demo->dice, 100000));
  expense->paid_by = g_strdup (alone || jkk_dice_chance (&demo->dice, 4000) ? "peserta" : "pemberi-kerja");
  if (demo->end == JKK_DEMO_DEATH)
    jkk_set_str (&expense->paid_by, "ahli-waris");
  expense->original = 1;
  g_ptr_array_add (jcase->expenses, expense);
  return expense;
}

static void
add_receipts (JkkDemoCase *demo)
{
  static const char *const drivers[] = { "Ambulans PMI Contoh", "Taksi Kota Contoh", "Ambulans rumah sakit",
                                         "Sewa kendaraan Roda Setia" };
  JkkDice *dice = &demo->dice;
  const char *driver = JKK_DICE_PICK (dice, drivers);
  gboolean boat = jkk_dice_chance (dice, 400), ride = jkk_dice_chance (dice, 5200);

  if (ride)
    {
      JkkExpense *expense = add_receipt (demo, "transportasi", jkk_dice_between (dice, 8, 110) * 5000, driver);

      expense->mode = g_strdup ("darat-sungai-danau");
    }
  if (ride && boat)
    {
      JkkExpense *expense =
          add_receipt (demo, "transportasi", jkk_dice_between (dice, 30, 180) * 10000, "Kapal motor Segara");

      expense->mode = g_strdup ("laut");
    }
  if (!demo->jcase->medical.facility_contracted)
    add_receipt (demo, "perawatan", jkk_dice_between (dice, 12, 240) * 25000, demo->jcase->medical.facility);
  if (demo->scene->table_row == 10)
    {
      JkkExpense *expense = add_receipt (demo, "prothesa", PROSTHESIS_PRICE, "Bengkel Prothesa Sehat Contoh");

      expense->reference_price = PROSTHESIS_PRICE;
      expense->recommended = 1;
    }
  if (demo->scene->table_row == 12)
    add_receipt (demo, "kacamata", SPECTACLES_PRICE, "Optik Terang Contoh");
}

static void
add_heir (JkkDemoCase *demo, const char *relation, gboolean female, JkkDay born)
{
  JkkDice *dice = &demo->dice;
  JkkHeir *heir = jkk_record_new (&jkk_heir_type);

  heir->name = jkk_demo_name (dice, female);
  heir->identity = jkk_demo_identity (dice, born, female, jkk_dice_below (dice, 9999));
  heir->relation = g_strdup (relation);
  heir->born = born;
  heir->phone = jkk_demo_phone (dice);
  heir->bank_name = jkk_demo_bank (dice, &heir->bank_account);
  heir->bank_holder = g_strdup (heir->name);
  if (g_str_equal (relation, "anak"))
    {
      JkkDay guardian = born - 9000 - jkk_dice_below (dice, 9000);

      heir->guardian_name = jkk_demo_name (dice, TRUE);
      heir->guardian_identity = jkk_demo_identity (dice, guardian, TRUE, jkk_dice_below (dice, 9999));
      heir->guardian_phone = jkk_demo_phone (dice);
      heir->guardian_relation = g_strdup ("Bibi");
    }
  g_ptr_array_add (demo->jcase->heirs, heir);
}

static int
school_of (int age, const char **level)
{
  static const struct
  {
    int from;
    const char *level;
  } levels[] = { { 18, "PT" }, { 15, "SMA" }, { 12, "SMP" }, { 6, "SD" }, { 4, "TK" } };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (age >= levels[i].from)
      {
        *level = levels[i].level;
        return age - levels[i].from + 1;
      }
  *level = "belum";
  return 0;
}

static void
add_child (JkkDemoCase *demo, int age)
{
  JkkDice *dice = &demo->dice;
  JkkChild *child = jkk_record_new (&jkk_child_type);
  gboolean female = jkk_dice_chance (dice, 5000);
  const char *level;
  int accident_year, year;

  jkk_day_split (demo->jcase->accident.accident_day, &accident_year, NULL, NULL);
  child->born = jkk_day_add_months (demo->jcase->accident.accident_day, -12 * age) - 1 - jkk_dice_below (dice, 180);
  child->name = jkk_demo_name (dice, female);
  child->identity = jkk_demo_identity (dice, child->born, female, jkk_dice_below (dice, 9999));
  year = school_of (age, &level);
  child->school_level = g_strdup (level);
  if (year > 0)
    {
      child->school_year = MIN (year, 8);
      child->school_entered = jkk_day_new (accident_year - year, 7, 14);
    }
  child->working = 0;
  child->married = 0;
  g_ptr_array_add (demo->jcase->children, child);
}

/* Family matters where somebody died or cannot work any more. */
static void
add_family (JkkDemoCase *demo)
{
  const JkkParticipant *person = &demo->jcase->participant;
  JkkDice *dice = &demo->dice;
  int age = jkk_day_age (person->born, demo->jcase->accident.accident_day);
  gboolean female = person->sex[0] == 'p';
  gboolean shown = demo->show == JKK_DEMO_SHOWS_SCHOLARSHIP;
  guint n_children = shown ? 2 : age >= 24 ? jkk_dice_below (dice, 4) : 0;

  if (demo->end == JKK_DEMO_DEATH && age >= 24 && (n_children == 0 || jkk_dice_chance (dice, 8800)))
    add_heir (demo, "janda-duda", !female, person->born + jkk_dice_between (dice, -1000, 1500));
  else if (demo->end == JKK_DEMO_DEATH && n_children > 0)
    add_heir (demo, "anak", jkk_dice_chance (dice, 5000),
              jkk_day_add_months (demo->jcase->accident.accident_day, -12 * 6));
  else if (demo->end == JKK_DEMO_DEATH)
    add_heir (demo, "ayah-ibu", jkk_dice_chance (dice, 6000), person->born - 8200 - jkk_dice_below (dice, 3000));
  for (guint i = 0; i < n_children; i++)
    add_child (demo, shown ? 9 + 4 * (int) i : (int) jkk_dice_between (dice, 1, CLAMP (age - 21, 2, 21)));
}

static JkkPayee *
payee (JkkDemoCase *demo, const char *code)
{
  JkkCase *jcase = demo->jcase;

  for (guint i = 0; i < jcase->payees->len; i++)
    if (g_str_equal (((JkkPayee *) jcase->payees->pdata[i])->payee, code))
      return jcase->payees->pdata[i];

  JkkPayee *row = jkk_record_new (&jkk_payee_type);
  row->payee = g_strdup (code);
  if (g_str_equal (code, "peserta"))
    {
      row->bank_name = g_strdup (jcase->participant.bank_name);
      row->bank_account = g_strdup (jcase->participant.bank_account);
      row->bank_holder = g_strdup (jcase->participant.bank_holder);
    }
  else
    {
      const JkkHeir *heir = jcase->heirs->len > 0 ? jcase->heirs->pdata[0] : NULL;
      gboolean to_heir = heir != NULL && g_str_equal (code, "ahli-waris");

      row->bank_name = jkk_demo_bank (&demo->dice, &row->bank_account);
      row->bank_holder = g_strdup (to_heir ? heir->name : jcase->employer.name);
      if (to_heir)
        {
          jkk_set_str (&row->bank_name, heir->bank_name);
          jkk_set_str (&row->bank_account, heir->bank_account);
        }
    }
  g_ptr_array_add (jcase->payees, row);
  return row;
}

static void
ask (JkkMoney *where, JkkMoney amount)
{
  *where = (*where != JKK_NONE ? *where : 0) + amount;
}

/* What the people themselves ask for; what is due says the payout sheet. */
static void
add_requests (JkkDemoCase *demo, guint days)
{
  const JkkCase *jcase = demo->jcase;
  gboolean died = demo->end == JKK_DEMO_DEATH;
  const char *stmb = jcase->employer.wage_paid_on == 1 ? "pemberi-kerja" : died ? "ahli-waris" : "peserta";

  ask (&payee (demo, stmb)->stmb, jkk_demo_case_monthly_wage (&jcase->participant) * days / 30 / 100 * 100);
  for (guint i = 0; i < jcase->expenses->len; i++)
    {
      const JkkExpense *expense = jcase->expenses->pdata[i];
      JkkPayee *row = payee (demo, expense->paid_by);

      if (g_str_equal (expense->kind, "transportasi"))
        ask (&row->transport, expense->amount);
      else if (g_str_equal (expense->kind, "prothesa"))
        ask (&row->orthosis, expense->amount);
      else
        ask (&row->treatment, expense->amount);
    }
  if (died)
    payee (demo, "ahli-waris");
  else if (demo->end != JKK_DEMO_HEALED)
    payee (demo, "peserta");
}

/* On the road Jasa Raharja pays for the treatment first. */
static JkkMoney
paid_by_jasa_raharja (JkkDemoCase *demo)
{
  JkkMoney paid = 0;

  if (demo->scene->place != JKK_DEMO_TRAFFIC)
    return JKK_NONE;
  for (guint i = 0; i < demo->jcase->expenses->len; i++)
    {
      const JkkExpense *expense = demo->jcase->expenses->pdata[i];

      if (g_str_equal (expense->kind, "perawatan") && jkk_dice_chance (&demo->dice, 6000))
        paid += expense->amount * 2 / 3 / 1000 * 1000;
    }
  return paid;
}

/* Papers disagree: days written down wrong, names cut short. Somebody has to look at both. */
static void
add_contradictions (JkkDemoCase *demo)
{
  JkkDice *dice = &demo->dice;
  JkkCase *jcase = demo->jcase;
  JkkMedical *medical = &jcase->medical;

  if (jkk_dice_chance (dice, 450))
    medical->accident_day += jkk_dice_chance (dice, 5000) ? 1 : -1;
  if (jkk_dice_chance (dice, 300))
    {
      char *space = strrchr (medical->participant_name, ' ');

      if (space != NULL)
        *space = '\0';
    }
  if (jkk_dice_chance (dice, 250) && g_str_has_prefix (medical->employer_name, "PT "))
    {
      g_autofree char *whole = g_steal_pointer (&medical->employer_name);

      medical->employer_name = g_strdup (whole + 3);
    }
  if (jkk_dice_chance (dice, 200))
    jcase->claim.accident_day -= 1;
  if (jkk_dice_chance (dice, 500))
    jcase->claim.accident_time = (jcase->claim.accident_time + 30) % 1440;
}

/**
 * jkk_demo_case_add_claim:
 * @demo: an invented case with its doctor's letter
 * @days: days not at work
 * @town: the employer's town
 *
 * Writes the claim (KK 2) with receipts, family and what each payee asks for.
 */
void
jkk_demo_case_add_claim (JkkDemoCase *demo, guint days, const JkkDemoTown *town)
{
  JkkCase *jcase = demo->jcase;
  JkkClaim *claim = &jcase->claim;
  gboolean family = demo->end == JKK_DEMO_DEATH || demo->end == JKK_DEMO_TOTAL;

  add_receipts (demo);
  if (family)
    add_family (demo);
  claim->claimed_day = demo->claim_day;
  claim->accident_day = jcase->accident.accident_day;
  claim->accident_time = jcase->accident.accident_time;
  claim->examined_day = jcase->medical.examined_day;
  claim->outcome = g_strdup (jcase->medical.outcome);
  claim->days_absent = days;
  claim->jasa_raharja_paid = paid_by_jasa_raharja (demo);
  claim->has_children = jcase->children->len > 0;
  claim->paper_doctor = !demo->by_message;
  claim->paper_transport = jcase->expenses->len > 0;
  claim->paper_treatment = jcase->medical.facility_contracted == 0;
  claim->declared_place = g_strdup (town->name);
  claim->declared_day = demo->claim_day;
  claim->declared_by = g_strdup (jcase->employer.contact);
  claim->declared_position = g_strdup (jcase->accident.declared_position);
  add_requests (demo, days);
  if (!demo->waits)
    add_contradictions (demo);
}

static void
add_paper (JkkDemoCase *demo, const char *kind, JkkDay day)
{
  JkkDocument *paper = jkk_record_new (&jkk_document_type);

  paper->kind = g_strdup (kind);
  paper->received_day = day;
  paper->complete = 1;
  g_ptr_array_add (demo->jcase->documents, paper);
}

/**
 * jkk_demo_case_add_papers:
 * @demo: an invented case with report, letter and claim
 *
 * Lists its papers, and which of them is lacking at first.
 */
void
jkk_demo_case_add_papers (JkkDemoCase *demo)
{
  static const char *const defects[] = { "tidak-terbaca", "tidak-lengkap", "tidak-ditandatangani", "isi-salah" };
  const JkkCase *jcase = demo->jcase;
  JkkDay report = jcase->accident.reported_day, claim = demo->claim_day;
  gboolean died = demo->end == JKK_DEMO_DEATH;
  guint first_of_claim;

  add_paper (demo, "kk1", report);
  add_paper (demo, "kartu-peserta", report);
  add_paper (demo, "ktp", report);
  if (demo->scene->place == JKK_DEMO_TRAFFIC)
    add_paper (demo, "polisi", report);
  first_of_claim = jcase->documents->len;
  add_paper (demo, "kk2", claim);
  add_paper (demo, "absensi", claim);
  add_paper (demo, "kronologi", claim);
  add_paper (demo, "pernyataan", claim);
  if (jcase->claim.days_absent > 1)
    add_paper (demo, "slip-upah", claim);
  if (jcase->expenses->len > 0)
    add_paper (demo, "kuitansi", claim);
  if (died)
    {
      add_paper (demo, "kartu-keluarga", claim);
      add_paper (demo, "ahli-waris", claim);
      add_paper (demo, "akta-kematian", claim);
      add_paper (demo, "buku-tabungan", claim);
    }
  if (jcase->children->len > 0)
    add_paper (demo, "sekolah", claim);
  if (!demo->waits && jkk_dice_chance (&demo->dice, 2600))
    {
      /* Not KK 2 itself: without it nothing has come in. */
      demo->lacking = first_of_claim + 2 + jkk_dice_below (&demo->dice, jcase->documents->len - first_of_claim - 1);
      demo->defect = jkk_dice_chance (&demo->dice, 4500) ? NULL : JKK_DICE_PICK (&demo->dice, defects);
    }
  add_paper (demo, "kk3", demo->letter_day);
  if (jcase->claim.days_absent > 1 && !died)
    add_paper (demo, "surat-istirahat", demo->letter_day);
}
