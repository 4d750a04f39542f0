#include "jkk-medical.h"

#include <glib/gi18n-lib.h>

#include "jkk-measurement.h"

#define DOCTOR N_ ("Doctor and facility")
#define PATIENT N_ ("Patient as the doctor wrote")
#define EXAMINATION N_ ("Examination")
#define OUTCOME N_ ("Outcome")
#define COURSE N_ ("Treatment and rest")
#define SIGNED N_ ("Signature of KK 3")
#define ABSENCE N_ ("Further doctor’s letter")
#define IMPAIRMENT N_ ("Disability")

static const JkkField medical_rows[] = {
  JKK_ROW (JkkMedical,
           doctor_name,
           TEXT,
           N_ ("Name of doctor"),
           "KK 3",
           DOCTOR,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical, doctor_role, CODE, N_ ("Doctor acts as"), "KK 3", DOCTOR, .codes = "doctor_role"),
  JKK_ROW (JkkMedical, doctor_licence, TEXT, N_ ("Licence (SIP)"), "KK 3", DOCTOR, .max = 60),
  JKK_ROW (JkkMedical,
           doctor_phone,
           TEXT,
           N_ ("Telephone of doctor"),
           "KK 3",
           DOCTOR,
           .check = jkk_check_phone,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical, facility, TEXT, N_ ("Health facility"), "KK 3", DOCTOR, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkMedical, facility_contracted, FLAG, N_ ("Contracted facility (PLKK)"), "KK 1 · 7", DOCTOR),
  JKK_ROW (
      JkkMedical, participant_name, TEXT, N_ ("Name of patient"), "KK 3 · 1", PATIENT, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           participant_number,
           TEXT,
           N_ ("Participant number (KK 3)"),
           "KK 3 · 1",
           PATIENT,
           .max = 30,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           participant_identity,
           TEXT,
           N_ ("NIK or passport (KK 3)"),
           "KK 3 · 1",
           PATIENT,
           .max = 30,
           .check = jkk_check_identity,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical, employer_name, TEXT, N_ ("Employer (KK 3)"), "KK 3 · 2", PATIENT),
  JKK_ROW (JkkMedical, accident_day, DAY, N_ ("Date of accident (KK 3)"), "KK 3 · 3", PATIENT),
  JKK_ROW (JkkMedical, examined_day, DAY, N_ ("Examined on"), "KK 3 · 4", EXAMINATION, .flags = JKK_FIELD_NEEDED),
  JKK_ROW (JkkMedical, anamnesis, LONG, N_ ("Anamnesis"), "KK 3 · 5", EXAMINATION, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           physical_findings,
           LONG,
           N_ ("Physical examination"),
           "KK 3 · 6",
           EXAMINATION,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical, treatment, LONG, N_ ("Medical treatment"), "KK 3 · 7", EXAMINATION, .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           diagnosis,
           LONG,
           N_ ("Diagnosis"),
           "KK 3 · 8",
           EXAMINATION,
           .max = 1000,
           .flags = JKK_FIELD_NEEDED | JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           diagnosis_code,
           TEXT,
           N_ ("Diagnosis code (ICD-10)"),
           "KK 3 · 8",
           EXAMINATION,
           .max = 8,
           .check = jkk_check_icd10,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           comorbidity,
           CODE,
           N_ ("Comorbidity or complication"),
           "KK 3 · 9",
           EXAMINATION,
           .codes = "comorbidity"),
  JKK_ROW (JkkMedical,
           comorbidity_detail,
           TEXT,
           N_ ("Which comorbidity"),
           "KK 3 · 9",
           EXAMINATION,
           .max = 400,
           .flags = JKK_FIELD_PERSONAL),
  JKK_ROW (JkkMedical,
           outcome,
           CODE,
           N_ ("Outcome (KK 3)"),
           "KK 3 · 10",
           OUTCOME,
           .codes = "outcome",
           .flags = JKK_FIELD_NEEDED),
  JKK_ROW (
      JkkMedical, loss_detail, TEXT, N_ ("Lost limb, or place of the lost function"), "KK 3 · 10", OUTCOME, .max = 400),
  JKK_ROW (JkkMedical, loss_percent, PERCENT, N_ ("Loss as written by the doctor"), "KK 3 · 10", OUTCOME),
  JKK_ROW (JkkMedical, prosthesis, TEXT, N_ ("Prosthesis"), "KK 3 · 10", OUTCOME),
  JKK_ROW (JkkMedical, orthosis, TEXT, N_ ("Orthosis"), "KK 3 · 10", OUTCOME),
  JKK_ROW (JkkMedical, death_day, DAY, N_ ("Died on"), "KK 3 · 10", OUTCOME),
  JKK_ROW (JkkMedical, death_time, TIME, N_ ("Died at"), "KK 3 · 10", OUTCOME, .max = 1439),
  JKK_ROW (JkkMedical, work_ability, CODE, N_ ("Ability to work"), "KK 3 · 11", OUTCOME, .codes = "work_ability"),
  JKK_ROW (JkkMedical, treated_from, DAY, N_ ("Treated from"), "KK 3 · 12", COURSE),
  JKK_ROW (JkkMedical, treated_until, DAY, N_ ("Treated until"), "KK 3 · 12", COURSE),
  JKK_ROW (JkkMedical, rest_from, DAY, N_ ("Rest from"), "KK 3 · 13", COURSE),
  JKK_ROW (JkkMedical, rest_until, DAY, N_ ("Rest until"), "KK 3 · 13", COURSE),
  JKK_ROW (JkkMedical, remarks, LONG, N_ ("Remarks (KK 3)"), "KK 3 · 14", COURSE, .max = 1000),
  JKK_ROW (JkkMedical, signed_place, TEXT, N_ ("KK 3 signed at"), "KK 3", SIGNED),
  JKK_ROW (JkkMedical, signed_day, DAY, N_ ("KK 3 signed on"), "KK 3", SIGNED),
};
const JkkRecordType jkk_medical_type = JKK_RECORD_TYPE ("medical", N_ ("Doctor’s letter"), JkkMedical, medical_rows);

static const JkkField absence_rows[] = {
  JKK_ROW (JkkAbsence, kind, CODE, N_ ("Treatment or rest"), "KK 3 · 12, 13", ABSENCE, .codes = "absence_kind"),
  JKK_ROW (JkkAbsence, from_day, DAY, N_ ("From"), "KK 3 · 12, 13", ABSENCE),
  JKK_ROW (JkkAbsence, until_day, DAY, N_ ("Until"), "KK 3 · 12, 13", ABSENCE),
  JKK_ROW (JkkAbsence, letter, TEXT, N_ ("Doctor’s letter, number and date"), "KK 3 · 13", ABSENCE),
};
const JkkRecordType jkk_absence_type =
    JKK_RECORD_TYPE ("absence", N_ ("Further doctor’s letter"), JkkAbsence, absence_rows);

static const JkkField impairment_rows[] = {
  JKK_ROW (JkkImpairment,
           kind,
           CODE,
           N_ ("Loss of limb or of function"),
           "KK 3 · 10",
           IMPAIRMENT,
           .codes = "impairment_kind"),
  JKK_ROW (JkkImpairment, table_row, COUNT, N_ ("Row of annex III"), "KK 3 · 10", IMPAIRMENT, .min = 1, .max = 99),
  JKK_ROW (
      JkkImpairment, table_percent, PERCENT, N_ ("Doctor’s figure within the row’s range"), "KK 3 · 10", IMPAIRMENT),
  JKK_ROW (JkkImpairment, function_loss, PERCENT, N_ ("Loss of function"), "KK 3 · 10", IMPAIRMENT),
  JKK_ROW (JkkImpairment, steps, COUNT, N_ ("Steps (each 10 dB or 10 %)"), "KK 3 · 10", IMPAIRMENT, .max = 20),
  JKK_ROW (JkkImpairment,
           measured,
           TEXT,
           N_ ("Measured values"),
           "KK 3 · 6",
           IMPAIRMENT,
           .max = 400,
           .check = jkk_check_measurement),
  JKK_ROW (JkkImpairment, method, TEXT, N_ ("Method of assessment"), "KK 3 · 10", IMPAIRMENT),
  JKK_ROW (JkkImpairment, remark, TEXT, N_ ("Remark on the disability"), "KK 3 · 10", IMPAIRMENT),
};
const JkkRecordType jkk_impairment_type =
    JKK_RECORD_TYPE ("impairment", N_ ("Disability"), JkkImpairment, impairment_rows);

/**
 * jkk_check_icd10:
 * @text: a code of the ICD-10 such as S62.6
 * @error: return location
 *
 * Returns: whether it has the shape of one.
 */
gboolean
jkk_check_icd10 (const char *text, GError **error)
{
  gboolean good = g_ascii_isupper (text[0]) && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2]);

  if (good && text[3] == '.')
    good = g_ascii_isalnum (text[4]) && (text[5] == '\0' || (g_ascii_isalnum (text[5]) && text[6] == '\0'));
  else
    good = good && text[3] == '\0';
  if (!good)
    g_set_error (error, JKK_ERROR, JKK_ERROR_INVALID,
                 _ ("“%s” is not a code of the ICD-10. Take it whole from the doctor’s letter; its form is A00.0: a "
                    "letter, two digits, a point and a digit."),
                 text);
  return good;
}

/**
 * jkk_icd10_category:
 * @code: (nullable): a code of the ICD-10 such as S62.6
 *
 * Returns: (transfer none) (nullable): its category of three characters, in the list data/codes/icd10.xml, whose head
 * says what it covers; %NULL if it is not there, which is no fault
 */
const JkkCode *
jkk_icd10_category (const char *code)
{
  g_autofree char *category = code != NULL ? g_strndup (code, 3) : NULL;

  return jkk_code_list_find (jkk_code_list_get ("icd10"), category);
}
