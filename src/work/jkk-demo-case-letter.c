#include "jkk-demo-case.h"

#include <string.h>

static const char *const outcomes[JKK_DEMO_N_ENDS] = {
  [JKK_DEMO_HEALED] = "sembuh",
  [JKK_DEMO_FUNCTIONAL] = "cacat-sebagian-fungsi",
  [JKK_DEMO_ANATOMICAL] = "cacat-sebagian-anatomis",
  [JKK_DEMO_TOTAL] = "cacat-total-tetap",
  [JKK_DEMO_DEATH] = "meninggal-dunia",
};

static char *
anamnesis (const JkkCase *jcase, const JkkDemoScene *scene)
{
  const JkkCode *part = jkk_code_list_find (jkk_code_list_get ("body_part"), scene->body);
  g_autofree char *body = g_utf8_strdown (part != NULL ? part->label : scene->body, -1);
  g_autofree char *day = jkk_day_to_text (jcase->accident.accident_day);
  g_autofree char *clock =
      jcase->accident.accident_time != JKK_NONE ? jkk_time_to_text (jcase->accident.accident_time) : g_strdup ("—");

  if (scene->disease)
    return g_strdup_printf ("Pasien mengeluh gatal dan nyeri pada %s sejak beberapa bulan, lebih berat selama bekerja.",
                            body);
  if (scene->end == JKK_DEMO_DEATH)
    return g_strdup_printf ("Pasien dibawa oleh rekan kerja setelah kejadian tanggal %s pukul %s.", day, clock);
  return g_strdup_printf ("Pasien datang dengan keluhan nyeri pada %s setelah kecelakaan kerja tanggal %s pukul %s.",
                          body, day, clock);
}

static void
fill_doctor (const JkkCase *jcase, const JkkDemoScene *scene, JkkDice *dice, JkkMedical *medical)
{
  guint n_towns;
  const JkkDemoTown *towns = jkk_demo_towns (&n_towns);
  gboolean named = jcase->accident.first_aid_place != NULL;
  const char *facility = named ? jcase->accident.first_aid_place : towns[0].hospital;

  medical->doctor_name = jkk_demo_doctor (dice, scene->days_max > 18, &medical->doctor_licence);
  medical->doctor_role = g_strdup ("pemeriksa");
  medical->doctor_phone = jkk_demo_phone (dice);
  medical->facility = g_strdup (facility);
  medical->facility_contracted = g_strcmp0 (jcase->accident.first_aid, "plkk") == 0 || !named;
  medical->signed_place =
      g_strdup (jcase->accident.declared_place != NULL ? jcase->accident.declared_place : towns[0].name);
}

static void
fill_patient (const JkkCase *jcase, JkkMedical *medical)
{
  medical->participant_name = g_strdup (jcase->participant.name);
  medical->participant_number = g_strdup (jcase->participant.number);
  medical->participant_identity = g_strdup (jcase->participant.identity);
  medical->employer_name = g_strdup (jcase->employer.name);
  medical->accident_day = jcase->accident.accident_day;
}

static void
fill_course (const JkkCase *jcase, const JkkDemoScene *scene, guint days, JkkDice *dice, JkkMedical *medical)
{
  static const char *const details[] = { "Tekanan darah tinggi, terkendali", "Kencing manis, terkendali",
                                         "Infeksi luka, telah diobati" };
  JkkDay day = jcase->accident.accident_day;
  gboolean died = scene->end == JKK_DEMO_DEATH, more = !died && jkk_dice_chance (dice, 700);

  medical->comorbidity = g_strdup (more ? "ada" : "tidak-ada");
  if (more)
    medical->comorbidity_detail = g_strdup (JKK_DICE_PICK (dice, details));
  medical->treated_from = day;
  medical->treated_until = day + days - 1;
  if (!died && days > 1)
    {
      medical->treated_until = day + jkk_dice_below (dice, days);
      medical->rest_from = day;
      medical->rest_until = day + days - 1;
    }
  medical->examined_day = died ? day + days - 1 : day + days;
  medical->signed_day = medical->examined_day;
  if (died)
    {
      medical->death_day = medical->examined_day;
      medical->death_time = days == 1 && jcase->accident.accident_time != JKK_NONE
                                ? MIN (jcase->accident.accident_time + 45, 1439)
                                : jkk_dice_below (dice, 1440);
    }
}

static void
add_impairment (JkkCase *jcase, const JkkDemoScene *scene, JkkDice *dice)
{
  JkkMedical *medical = &jcase->medical;

  if (scene->table_row == 0)
    return;
  JkkImpairment *impairment = jkk_record_new (&jkk_impairment_type);
  impairment->table_row = scene->table_row;
  medical->loss_detail = g_strdup (scene->diagnosis);
  if (scene->end == JKK_DEMO_FUNCTIONAL)
    {
      medical->loss_percent = jkk_dice_between (dice, scene->loss_min / 5, scene->loss_max / 5) * 500;
      impairment->kind = g_strdup ("fungsi");
      impairment->function_loss = medical->loss_percent;
      impairment->method = g_strdup ("Kekakuan sendi menurut derajat (PER.25/MEN/XII/2008)");
      /* An eye is judged otherwise. */
      if (strcmp (scene->body, "mata") == 0)
        jkk_set_str (&impairment->method, "Ketajaman penglihatan sebelah mata");
      else
        impairment->measured = jkk_demo_show_measured (impairment->function_loss / 100);
    }
  else
    impairment->kind = g_strdup ("anatomis");
  if (scene->table_row == 10)
    medical->prosthesis = g_strdup ("Prothesa kaki kanan");
  g_ptr_array_add (jcase->impairments, impairment);
}

/**
 * jkk_demo_case_add_letter:
 * @jcase: a case of which KK 1 is known; nobody else holds it
 * @scene: what happened
 * @days: days of treatment and rest, from 1
 * @dice: dice
 *
 * Writes the doctor's letter (KK 3) of an accident.
 */
void
jkk_demo_case_add_letter (JkkCase *jcase, const JkkDemoScene *scene, guint days, JkkDice *dice)
{
  JkkMedical *medical = &jcase->medical;

  fill_doctor (jcase, scene, dice, medical);
  fill_patient (jcase, medical);
  medical->anamnesis = anamnesis (jcase, scene);
  medical->physical_findings = g_strdup (scene->findings);
  medical->treatment = g_strdup (scene->treatment);
  medical->diagnosis = g_strdup (scene->diagnosis);
  medical->diagnosis_code = g_strdup (scene->code);
  medical->outcome = g_strdup (outcomes[scene->end]);
  if (scene->end != JKK_DEMO_DEATH)
    medical->work_ability = g_strdup (scene->end == JKK_DEMO_TOTAL        ? "tidak-dapat"
                                      : scene->end == JKK_DEMO_FUNCTIONAL ? "ringan"
                                                                          : "biasa");
  fill_course (jcase, scene, days, dice, medical);
  add_impairment (jcase, scene, dice);
}
