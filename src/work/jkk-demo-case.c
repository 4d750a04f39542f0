#include "jkk-demo-case.h"

#include <string.h>

/* Proportions as published for the national programme (claims by segment, place, outcome), in ten thousandths; where
 * only shares "about" are known, the middle. */

enum
{
  DICE_WORK = 3,
  DICE_CASE = 4,
};

static const guint segment_weights[] = { 9165, 743, 92 };
static const char *const segment_codes[] = { "PU", "BPU", "JAKON" };
static const guint place_weights[] = { 6300, 900, 2800 };
static const char *const place_codes[] = { "dalam-lokasi-kerja", "luar-lokasi-kerja", "lalu-lintas" };
static const guint end_weights[JKK_DEMO_N_ENDS] = { 9424, 160, 160, 6, 250 };
static const guint hour_weights[24] = { 2, 1, 1, 1, 2, 4, 9, 12, 12, 11, 10, 9, 5, 6, 6, 5, 5, 4, 3, 2, 2, 2, 2, 2 };

/* Cases come in over half a year, in a large office over up to five; the more recent the more of them, so that the
 * queues are full. The order of the numbers is the order of receipt. */
static JkkDay
received_day (JkkDice *dice, guint index, guint n_cases, JkkDay today)
{
  gint64 span = CLAMP ((gint64) n_cases / 5, 180, 5 * 365);
  gint64 part = ((gint64) (n_cases - 1 - index) * 1000 + jkk_dice_below (dice, 1000)) * 1000 / n_cases;
  JkkDay day = today - 1 - span * part * part / (G_GINT64_CONSTANT (1000000) * 1000000);

  return day - MAX (jkk_day_weekday (day) - 5, 0);
}

static void
fill_wage (JkkDice *dice, const char *segment, guint level, JkkDemoTrade trade, JkkParticipant *participant)
{
  static const JkkMoney brackets[] = { 1000000, 1000000, 1000000, 2000000, 2000000, 3700000, 5200000 };
  guint percent = jkk_dice_chance (dice, 700) ? 150 + jkk_dice_below (dice, 110) : 100 + jkk_dice_below (dice, 32);
  JkkMoney monthly = (2150000 + (JkkMoney) level * 260000) * percent / 100 / 1000 * 1000;
  guint kind = jkk_dice_below (dice, 100);

  if (segment[0] == 'B')
    {
      participant->wage_kind = g_strdup ("golongan-bpu");
      participant->wage = JKK_DICE_PICK (dice, brackets);
    }
  else if (segment[0] == 'J' || kind >= 93)
    {
      participant->wage_kind = g_strdup ("per-hari");
      participant->working_week = segment[0] == 'J' || kind < 98 ? 6 : 5;
      participant->wage =
          segment[0] == 'J' ? 110000 + (JkkMoney) jkk_dice_below (dice, 16) * 5000 : monthly / 25 / 500 * 500;
    }
  else if (kind >= 89)
    {
      participant->wage_kind = g_strdup (trade == JKK_DEMO_FARM ? "cuaca" : "borongan");
      participant->wage = participant->wage_average = monthly;
    }
  else
    {
      participant->wage_kind = g_strdup ("per-bulan");
      participant->wage = monthly;
      if (jkk_dice_chance (dice, 500))
        participant->wage_actual = monthly * 115 / 100 / 1000 * 1000;
    }
}

/* Who it is and where he or she works: the same for each accident of one person. */
static const JkkDemoTown *
fill_person (guint32 seed, guint64 person, guint n_cases, JkkDay today, JkkCase *jcase, JkkDemoTrade *trade)
{
  const guint n_employers[] = { MAX (n_cases / 8, 12), MAX (n_cases / 60, 6), MAX (n_cases / 80, 3) };
  JkkDice dice = jkk_dice_new (seed, DICE_WORK, person);
  guint segment = jkk_dice_weighted (&dice, segment_weights, G_N_ELEMENTS (segment_weights)), n_towns;
  int year;

  jkk_day_split (today, &year, NULL, NULL);
  jcase->cover.segment = g_strdup (segment_codes[segment]);
  jkk_demo_person (seed, person, year, &jcase->participant);
  const JkkDemoTown *town = jkk_demo_employer (seed, segment_codes[segment],
                                               jkk_dice_below (&dice, n_employers[segment]), &jcase->employer, trade);
  jcase->participant.occupation = g_strdup (jkk_demo_occupation (&dice, *trade));
  guint level = (guint) (town - jkk_demo_towns (&n_towns)) % 8;
  fill_wage (&dice, segment_codes[segment], level, *trade, &jcase->participant);
  return town;
}

static void
fill_help (JkkDice *dice, const JkkDemoTown *town, JkkCase *jcase)
{
  guint where = jkk_dice_below (dice, 100);
  const char *place = where < 55 ? town->hospital : where < 82 ? town->hospital2 : town->clinic;

  jcase->accident.first_aid = g_strdup (where < 82 ? "plkk" : where < 97 ? "tidak-kerja-sama" : "lain-lain");
  jcase->accident.first_aid_place = g_strdup (place);
  jcase->accident.transport_mode = g_strdup ("darat-sungai-danau");
}

static void
fill_causes (JkkDice *dice, const JkkDemoScene *scene, JkkAccident *accident)
{
  static const char *const acts[] = { "lalai", "gangguan-konsentrasi", "posisi-tidak-aman", "lupa-menggunakan-apd",
                                      "memakai-peralatan-berbahaya" };
  static const char *const conditions[] = { "pengaman-tidak-sempurna", "suasana-kerja-tidak-aman", "penerangan",
                                            "prosedur-tidak-aman", "perlengkapan-tidak-aman" };
  gboolean traffic = scene->place == JKK_DEMO_TRAFFIC;

  accident->unsafe_act = g_strdup (traffic ? "kecepatan-membahayakan" : JKK_DICE_PICK (dice, acts));
  accident->unsafe_condition = g_strdup (traffic ? "suasana-kerja-tidak-aman" : JKK_DICE_PICK (dice, conditions));
  accident->accident_type = g_strdup (scene->type);
  accident->injury_source = g_strdup (scene->source);
  accident->body_part = g_strdup (scene->body);
}

static char *
tell (const JkkDemoScene *scene, gint64 time, const char *more)
{
  g_autofree char *clock = jkk_time_to_text (time);
  GString *story = g_string_new (scene->chronology);

  g_string_replace (story, "{jam}", clock, 0);
  g_string_replace (story, "{arah}", time < 12 * 60 ? "berangkat kerja" : "pulang kerja", 0);
  if (more != NULL)
    g_string_append_printf (story, " %s", more);
  return g_string_free (story, FALSE);
}

static void
fill_report (JkkDice *dice, const JkkDemoScene *scene, const JkkDemoTown *town, JkkCase *jcase)
{
  JkkAccident *accident = &jcase->accident;
  gboolean alone = jcase->cover.segment[0] == 'B';

  accident->case_kind = g_strdup (scene->disease ? "penyakit-akibat-kerja" : "kecelakaan-kerja");
  accident->place = g_strdup (place_codes[scene->place]);
  accident->accident_time = jkk_dice_weighted (dice, hour_weights, 24) * 60 + jkk_dice_below (dice, 12) * 5;
  accident->address = scene->place == JKK_DEMO_INSIDE ? g_strdup (jcase->employer.address) : jkk_demo_home (dice, town);
  accident->chronology = tell (scene, accident->accident_time, NULL);
  accident->consequence = g_strdup (scene->end == JKK_DEMO_DEATH ? "meninggal-dunia" : "cedera");
  fill_causes (dice, scene, accident);
  fill_help (dice, town, jcase);
  accident->paper_card = 1;
  accident->paper_identity = 1;
  accident->paper_project = jcase->cover.segment[0] == 'J';
  accident->declared_place = g_strdup (town->name);
  accident->declared_day = accident->reported_day;
  accident->declared_by = g_strdup (jcase->employer.contact);
  accident->declared_position = g_strdup (alone ? "Ketua" : "Kepala Personalia");
}

/* Days until the doctor's last word: some go back to work the next day, some need months. */
static guint
days_of (JkkDice *dice, const JkkDemoScene *scene)
{
  if (scene->end == JKK_DEMO_DEATH)
    return 1 + (jkk_dice_chance (dice, 3500) ? jkk_dice_below (dice, 7) : 0);
  if (scene->days_max <= 18 && jkk_dice_chance (dice, 3000))
    return 1;
  return (guint) jkk_dice_between (dice, MAX (scene->days_min, 1), scene->days_max);
}

static JkkDay
not_on_weekend (JkkDay day)
{
  int weekday = jkk_day_weekday (day);

  return weekday > 5 ? day + 8 - weekday : day;
}

/* When it happened and when the papers came. Most files come in with the claim; some as KK 1 alone. */
static void
set_days (JkkDemoCase *demo, guint days)
{
  JkkDice *dice = &demo->dice;
  JkkCase *jcase = demo->jcase;
  JkkDay received = jcase->cover.received_day;
  guint late = jkk_dice_chance (dice, 8000) ? jkk_dice_below (dice, 3) : 3 + jkk_dice_below (dice, 12);

  if (demo->early)
    {
      jcase->accident.accident_day = received - MIN (late, 3);
      jcase->accident.reported_day = received;
      demo->claim_day = MAX (received, jcase->accident.accident_day + days) + jkk_dice_between (dice, 2, 9);
    }
  else
    {
      jcase->accident.accident_day = received - days - jkk_dice_between (dice, 2, 12);
      jcase->accident.reported_day = MIN (jcase->accident.accident_day + late, received);
      demo->claim_day = received;
    }
  demo->claim_day = not_on_weekend (demo->claim_day);
  demo->letter_day =
      not_on_weekend (demo->claim_day + (jkk_dice_chance (dice, 4000) ? jkk_dice_between (dice, 1, 10) : 0));
}

static void
add_refusal (JkkDemoCase *demo)
{
  static const struct
  {
    const char *story;
    const char *reason;
  } refusals[] = {
    { "Menurut dua saksi, peserta sedang menuju tempat wisata pada hari libur bersama keluarga.",
      "Bukan kecelakaan kerja: terjadi pada hari libur di luar perjalanan yang biasa ditempuh ke tempat kerja." },
    { "Menurut saksi, kejadian berawal dari perkelahian karena urusan pribadi.",
      "Bukan kecelakaan kerja: akibat perkelahian yang tidak ada hubungannya dengan pekerjaan." },
    { "Pemberi kerja menerangkan bahwa peserta sudah mengundurkan diri dua minggu sebelum kejadian.",
      "Bukan peserta lagi pada saat kejadian: hubungan kerja telah berakhir." },
  };
  gboolean employed = demo->jcase->cover.segment[0] == 'P';
  guint i = demo->scene->place == JKK_DEMO_TRAFFIC ? 0 : employed ? 1 + jkk_dice_below (&demo->dice, 2) : 1;
  JkkAccident *accident = &demo->jcase->accident;

  demo->refusal = refusals[i].reason;
  g_free (accident->chronology);
  accident->chronology = tell (demo->scene, accident->accident_time, refusals[i].story);
}

/* The two youngest cases always wait for the hospital's KK 3: one in the queue, one with its verifier. */
static void
make_wait (JkkDemoCase *demo)
{
  demo->waits = TRUE;
  demo->by_message = TRUE;
  demo->early = FALSE;
  demo->refusal = NULL;
  demo->end = JKK_DEMO_HEALED;
}

/* Old enough to have children at school; nobody of the other cases. */
static guint64
find_parent (guint32 seed, guint n_cases, JkkDay today)
{
  guint64 person = n_cases;
  int year;

  for (jkk_day_split (today, &year, NULL, NULL);; person++)
    {
      JkkCase *jcase = jkk_case_new ();
      int age;

      jkk_demo_person (seed, person, year, &jcase->participant);
      age = jkk_day_age (jcase->participant.born, today);
      jkk_case_unref (jcase);
      if (age >= 37 && age <= 50)
        return person;
    }
}

static guint64
find_person (JkkDemoCase *demo, guint32 seed, guint index, guint n_cases, JkkDay today)
{
  guint64 person = jkk_dice_chance (&demo->dice, 150) && index > 0 ? jkk_dice_below (&demo->dice, index) : index;

  if (demo->show == JKK_DEMO_SHOWS_SECOND)
    return jkk_demo_first_of_pair (n_cases);
  if (demo->show == JKK_DEMO_SHOWS_SCHOLARSHIP)
    return find_parent (seed, n_cases, today);
  return demo->show == JKK_DEMO_SHOWS_FIRST ? index : person;
}

static JkkDay
first_received (guint32 seed, guint n_cases, JkkDay today)
{
  guint first = jkk_demo_first_of_pair (n_cases);
  JkkDice dice = jkk_dice_new (seed, DICE_CASE, first);

  return received_day (&dice, first, n_cases, today);
}

/* What the case shows takes the place of what the dice say of its end. */
static void
make_show (JkkDemoCase *demo)
{
  if (demo->show == JKK_DEMO_SHOWS_NOTHING)
    return;
  demo->end = demo->show == JKK_DEMO_SHOWS_SCHOLARSHIP ? JKK_DEMO_DEATH : JKK_DEMO_HEALED;
  demo->early = FALSE;
}

/* And of its days; returns how long the rest lasts. */
static guint
set_days_shown (JkkDemoCase *demo, guint days, guint32 seed, guint n_cases, JkkDay today)
{
  if (demo->show == JKK_DEMO_SHOWS_FIRST)
    {
      jkk_demo_show_first (demo->jcase);
      return JKK_DEMO_FIRST_DAYS;
    }
  if (demo->show != JKK_DEMO_SHOWS_SECOND)
    return days;
  jkk_demo_show_second (demo->jcase, first_received (seed, n_cases, today));
  return JKK_DEMO_SECOND_DAYS;
}

/**
 * jkk_demo_case_new:
 * @seed: seed of the office
 * @index: number of the case, from 0; the last is the youngest
 * @n_cases: how many the office has
 * @today: the day
 *
 * Invents a case. It depends on nothing but the arguments, so that cases can be made one at a time.
 *
 * Returns: (transfer full): the case.
 */
JkkDemoCase *
jkk_demo_case_new (guint32 seed, guint index, guint n_cases, JkkDay today)
{
  JkkDemoCase *demo = g_new0 (JkkDemoCase, 1);
  JkkDice *dice = &demo->dice;
  JkkDemoTrade trade;

  g_return_val_if_fail (index < n_cases, demo);

  demo->dice = jkk_dice_new (seed, DICE_CASE, index);
  demo->jcase = jkk_case_new ();
  demo->jcase->cover.received_day = received_day (dice, index, n_cases, today);
  demo->show = jkk_demo_shows (index, n_cases);
  guint64 person = find_person (demo, seed, index, n_cases, today);
  const JkkDemoTown *town = fill_person (seed, person, n_cases, today, demo->jcase, &trade);
  demo->end = (JkkDemoEnd) jkk_dice_weighted (dice, end_weights, JKK_DEMO_N_ENDS);
  demo->early = jkk_dice_chance (dice, 1100);
  demo->by_message = jkk_dice_chance (dice, 4500);
  if (index + 2 >= n_cases)
    make_wait (demo);
  make_show (demo);
  demo->untouched = index + 1 == n_cases;
  JkkDemoPlace place = (JkkDemoPlace) jkk_dice_weighted (dice, place_weights, G_N_ELEMENTS (place_weights));
  demo->scene = jkk_demo_scene_pick (dice, demo->end, place, trade);

  guint days = days_of (dice, demo->scene);
  set_days (demo, days);
  days = set_days_shown (demo, days, seed, n_cases, today);
  fill_report (dice, demo->scene, town, demo->jcase);
  if (demo->end == JKK_DEMO_HEALED && !demo->waits && jkk_dice_chance (dice, 170) &&
      demo->show == JKK_DEMO_SHOWS_NOTHING)
    add_refusal (demo);
  jkk_demo_case_add_letter (demo->jcase, demo->scene, days, dice);
  jkk_demo_case_add_claim (demo, days, town);
  jkk_demo_case_add_papers (demo);
  return demo;
}

/**
 * jkk_demo_case_free:
 * @demo: (transfer full): an invented case
 */
void
jkk_demo_case_free (JkkDemoCase *demo)
{
  g_clear_pointer (&demo->jcase, jkk_case_unref);
  g_free (demo);
}

static void
copy_part (JkkCase *to, const JkkCase *from, const char *name)
{
  const JkkCasePart *part = jkk_case_part_find (name);

  if (!part->is_list)
    {
      jkk_record_copy (part->type, (gpointer) jkk_case_part_record (to, part), jkk_case_part_record (from, part));
      return;
    }
  GPtrArray *source = jkk_case_part_list (from, part), *target = jkk_case_part_list (to, part);
  for (guint i = 0; i < target->len; i++)
    jkk_record_free (part->type, target->pdata[i]);
  g_ptr_array_set_size (target, 0);
  for (guint i = 0; i < source->len; i++)
    g_ptr_array_add (target, jkk_record_dup (part->type, source->pdata[i]));
}

/* The papers that can be there by now. */
static void
copy_papers (const JkkDemoCase *demo, JkkCase *to, guint known)
{
  static const char *const with_report[] = { "kk1", "kartu-peserta", "ktp", "polisi", NULL };
  static const char *const with_letter[] = { "kk3", "surat-istirahat", NULL };
  const JkkCasePart *part = jkk_case_part_find ("documents");

  copy_part (to, demo->jcase, "documents");
  for (guint i = to->documents->len; i > 0; i--)
    {
      JkkDocument *paper = to->documents->pdata[i - 1];
      gboolean report = g_strv_contains (with_report, paper->kind);
      gboolean letter = g_strv_contains (with_letter, paper->kind);
      gboolean bad = i == demo->lacking && (known & JKK_DEMO_KNOWS_PAPERS) == 0;
      gboolean there = report || (known & (letter ? JKK_DEMO_KNOWS_LETTER : JKK_DEMO_KNOWS_CLAIM)) != 0;

      if (!there || (bad && demo->defect == NULL))
        jkk_record_free (part->type, g_ptr_array_remove_index (to->documents, i - 1));
      else if (bad)
        {
          paper->complete = 0;
          jkk_set_str (&paper->defect, demo->defect);
        }
    }
}

/**
 * jkk_demo_case_as_known:
 * @demo: an invented case
 * @stored: (nullable): the case as the office has it, or %NULL when it comes in
 * @known: what is known now (a set of #JkkDemoKnown)
 *
 * Returns: (transfer full): the case with what is known now; what deeds keep is as in @stored.
 */
JkkCase *
jkk_demo_case_as_known (const JkkDemoCase *demo, const JkkCase *stored, guint known)
{
  static const char *const claim[] = { "claim", "payees" }, *const letter[] = { "medical", "impairments" };
  static const char *const rest[] = { "heirs", "children", "expenses" };
  JkkCase *jcase = stored != NULL ? jkk_case_copy (stored) : jkk_case_new ();

  if (stored == NULL)
    copy_part (jcase, demo->jcase, "cover");
  copy_part (jcase, demo->jcase, "employer");
  copy_part (jcase, demo->jcase, "participant");
  copy_part (jcase, demo->jcase, "accident");
  for (guint i = 0; (known & JKK_DEMO_KNOWS_CLAIM) != 0 && i < G_N_ELEMENTS (claim); i++)
    copy_part (jcase, demo->jcase, claim[i]);
  for (guint i = 0; (known & JKK_DEMO_KNOWS_LETTER) != 0 && i < G_N_ELEMENTS (letter); i++)
    copy_part (jcase, demo->jcase, letter[i]);
  for (guint i = 0; (known & JKK_DEMO_KNOWS_REST) != 0 && i < G_N_ELEMENTS (rest); i++)
    copy_part (jcase, demo->jcase, rest[i]);
  if ((known & JKK_DEMO_KNOWS_REST) == 0)
    {
      jkk_set_str (&jcase->participant.bank_name, NULL);
      jkk_set_str (&jcase->participant.bank_account, NULL);
      jkk_set_str (&jcase->participant.bank_holder, NULL);
      jcase->participant.wage_actual = JKK_NONE;
    }
  copy_papers (demo, jcase, known);
  return jcase;
}
