#pragma once

#include "jkk-person.h"

G_BEGIN_DECLS

/* Surat Keterangan Dokter (Formulir 3b KK 3). What the doctor wrote of person and day stands here as written. */
typedef struct
{
  char *doctor_name;
  char *doctor_role;
  char *doctor_licence; /* SIP */
  char *doctor_phone;
  char *facility;
  gint64 facility_contracted; /* PLKK */
  char *participant_name;
  char *participant_number;
  char *participant_identity;
  char *employer_name;
  JkkDay accident_day;
  JkkDay examined_day;
  char *anamnesis;
  char *physical_findings;
  char *treatment;
  char *diagnosis;
  char *diagnosis_code; /* ICD-10 */
  char *comorbidity;
  char *comorbidity_detail;
  char *outcome;
  char *loss_detail;   /* lost limb, or where the function is lost */
  gint64 loss_percent; /* as written; hundredths of a percent */
  char *prosthesis;
  char *orthosis;
  JkkDay death_day;
  gint64 death_time;
  char *work_ability;
  JkkDay treated_from;
  JkkDay treated_until;
  JkkDay rest_from;
  JkkDay rest_until;
  char *remarks;
  char *signed_place;
  JkkDay signed_day;
} JkkMedical;

/* A further range of treatment or rest, by a doctor's letter beside KK 3 items 12 and 13. */
typedef struct
{
  char *kind;
  JkkDay from_day;
  JkkDay until_day;
  char *letter;
} JkkAbsence;

/* A disability as the doctor found it: a row of annex III, and how much of it. */
typedef struct
{
  char *kind;           /* anatomical or functional */
  gint64 table_row;     /* number of the row in annex III */
  gint64 table_percent; /* the doctor's figure where the row is a range; hundredths of a percent */
  gint64 function_loss; /* KK 3 item 10, hundredths of a percent */
  gint64 steps;         /* for rows counted by steps (each 10 dB, each 10 %) */
  char *measured;       /* the values that it was found from; see JkkMeasurement */
  char *method;
  char *remark;
} JkkImpairment;

extern const JkkRecordType jkk_medical_type;
extern const JkkRecordType jkk_absence_type;
extern const JkkRecordType jkk_impairment_type;

gboolean jkk_check_icd10 (const char *text, GError **error);
const JkkCode *jkk_icd10_category (const char *code);

G_END_DECLS
