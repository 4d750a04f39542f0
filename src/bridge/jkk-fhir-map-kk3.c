#include "jkk-fhir-map-private.h"

/* The doctor's letter, KK 3. The lines of a resource stand in the order that FHIR asks for. */

static const JkkFhirRow bundle_rows[] = { BUNDLE_ROWS };
static const JkkFhirRow header_rows[] = { HEADER_ROWS ("kk3") };

static const JkkFhirRow patient_rows[] = {
  IDENTIFIER ("nik", URI_NIK, "medical.participant_identity", NIK),
  IDENTIFIER ("passport", URI_PASSPORT, "medical.participant_identity", PASSPORT),
  IDENTIFIER ("kpj", URI_OWN "kpj", "medical.participant_number", TEXT),
  ROW (GUARD, "active", "true"),
  V ("name/text", "medical.participant_name", TEXT),
  V ("deceasedDateTime", "medical.death_day", DAY),
  ROW (KEY, "contact[employer]/relationship/coding/system", URI_TERMS "v2-0131"),
  ROW (KEY, "contact[employer]/relationship/coding/code", "E"),
  V ("contact[employer]/organization/display", "medical.employer_name", TEXT),
};

static const JkkFhirRow doctor_rows[] = {
  IDENTIFIER ("sip", URI_OWN "sip", "medical.doctor_licence", TEXT),
  ROW (GUARD, "active", "true"),
  V ("name/text", "medical.doctor_name", TEXT),
  PHONE ("telecom[phone]", "medical.doctor_phone"),
};

static const JkkFhirRow facility_rows[] = {
  OWN ("extension[plkk]", "plkk", "valueBoolean", "medical.facility_contracted", FLAG),
  ROW (GUARD, "active", "true"),
  V ("name", "medical.facility", TEXT),
};

static const JkkFhirRow encounter_rows[] = {
  ROW (MUST, "status", "finished|in-progress|arrived|triaged|onleave"),
  ROW (FIXED, "class/system", URI_TERMS "v3-ActCode"),
  ROW (FIXED, "class/code", "AMB"),
  SUBJECT,
  TERM ("participant/type/coding[role]", "doctor_role", "medical.doctor_role"),
  ROW (LINK, "participant/individual", "Practitioner"),
  V ("period/start", "medical.examined_day", DAY),
  ROW (LINK, "serviceProvider", "Organization"),
};

/* The accident is the onset of the condition. */
static const JkkFhirRow condition_rows[] = {
  ROW (FIXED, "clinicalStatus/coding/system", URI_TERMS "condition-clinical"),
  ROW (FIXED, "clinicalStatus/coding/code", "active"),
  ROW (GUARD, "verificationStatus/coding/system", URI_TERMS "condition-ver-status"),
  ROW (GUARD, "verificationStatus/coding/code", "confirmed|provisional|unconfirmed"),
  ROW (FIXED, "category/coding/system", URI_TERMS "condition-category"),
  ROW (FIXED, "category/coding/code", "encounter-diagnosis"),
  ROW (KEY, "code/coding[icd10]/system", URI_ICD10),
  V ("code/coding[icd10]/code", "medical.diagnosis_code", TEXT),
  V ("code/text", "medical.diagnosis", TEXT),
  SUBJECT,
  ENCOUNTER,
  V ("onsetDateTime", "medical.accident_day", DAY),
};

static const JkkFhirRow procedure_rows[] = {
  ROW (MUST, "status", "completed|in-progress"),
  V ("code/text", "medical.treatment", TEXT),
  SUBJECT,
  ENCOUNTER,
  V ("performedPeriod/start", "medical.treated_from", DAY),
  V ("performedPeriod/end", "medical.treated_until", DAY),
};

/* What KK 3 asks for and FHIR has no element of its own for is an observation under the name of the field. */
#define OBSERVATION(name_)                                                                                             \
  ROW (SLOT, "code/coding[own]/system", URI_OWN "kk3"), ROW (SLOT, "code/coding[own]/code", name_), SUBJECT, ENCOUNTER
#define STATUS ROW (MUST, "status", "final|amended|corrected|preliminary")
#define COMPONENT(name_, value_, field_, form_)                                                                        \
  ROW (KEY, "component[" name_ "]/code/coding/system", URI_OWN "kk3"),                                                 \
      ROW (KEY, "component[" name_ "]/code/coding/code", name_), V ("component[" name_ "]/" value_, field_, form_)

static const JkkFhirRow stage_rows[] = { STATUS, OBSERVATION ("stage"),
                                         TERM ("valueCodeableConcept/coding[own]", "report_stage", "report.stage"),
                                         V ("note/text", "report.note", TEXT) };
static const JkkFhirRow anamnesis_rows[] = { STATUS, OBSERVATION ("anamnesis"),
                                             V ("valueString", "medical.anamnesis", TEXT) };
static const JkkFhirRow findings_rows[] = { STATUS, OBSERVATION ("physical_findings"),
                                            V ("valueString", "medical.physical_findings", TEXT) };
static const JkkFhirRow comorbidity_rows[] = {
  STATUS, OBSERVATION ("comorbidity"), TERM ("valueCodeableConcept/coding[own]", "comorbidity", "medical.comorbidity"),
  V ("valueCodeableConcept/text", "medical.comorbidity_detail", TEXT)
};
static const JkkFhirRow outcome_rows[] = { STATUS, OBSERVATION ("outcome"),
                                           TERM ("valueCodeableConcept/coding[own]", "outcome", "medical.outcome") };
static const JkkFhirRow loss_rows[] = { STATUS, OBSERVATION ("loss"), PERCENT_OF ("medical.loss_percent"),
                                        V ("bodySite/text", "medical.loss_detail", TEXT) };
static const JkkFhirRow prosthesis_rows[] = { STATUS, OBSERVATION ("prosthesis"),
                                              V ("valueString", "medical.prosthesis", TEXT) };
static const JkkFhirRow orthosis_rows[] = { STATUS, OBSERVATION ("orthosis"),
                                            V ("valueString", "medical.orthosis", TEXT) };
static const JkkFhirRow death_rows[] = { STATUS, OBSERVATION ("death_time"),
                                         V ("valueTime", "medical.death_time", CLOCK) };
static const JkkFhirRow ability_rows[] = {
  STATUS, OBSERVATION ("work_ability"),
  TERM ("valueCodeableConcept/coding[own]", "work_ability", "medical.work_ability")
};
static const JkkFhirRow rest_rows[] = { STATUS, OBSERVATION ("rest"), V ("valuePeriod/start", "medical.rest_from", DAY),
                                        V ("valuePeriod/end", "medical.rest_until", DAY) };
static const JkkFhirRow place_rows[] = { STATUS, OBSERVATION ("signed_place"),
                                         V ("valueString", "medical.signed_place", TEXT) };
static const JkkFhirRow absence_rows[] = {
  STATUS,
  TERM ("category/coding[own]", "absence_kind", "absences[*].kind"),
  OBSERVATION ("absence"),
  V ("valuePeriod/start", "absences[*].from_day", DAY),
  V ("valuePeriod/end", "absences[*].until_day", DAY),
  V ("note/text", "absences[*].letter", TEXT),
};
static const JkkFhirRow impairment_rows[] = {
  STATUS,
  TERM ("category/coding[own]", "impairment_kind", "impairments[*].kind"),
  OBSERVATION ("impairment"),
  PERCENT_OF ("impairments[*].function_loss"),
  V ("note/text", "impairments[*].remark", TEXT),
  V ("method/text", "impairments[*].method", TEXT),
  COMPONENT ("table_row", "valueInteger", "impairments[*].table_row", COUNT),
  COMPONENT ("table_percent", "valueQuantity/value", "impairments[*].table_percent", PERCENT),
  ROW (GUARD, "component[table_percent]/valueQuantity/comparator", ""),
  ROW (FIXED, "component[table_percent]/valueQuantity/unit", "%"),
  ROW (FIXED, "component[table_percent]/valueQuantity/system", "http://unitsofmeasure.org"),
  ROW (MUST, "component[table_percent]/valueQuantity/code", "%"),
  COMPONENT ("steps", "valueInteger", "impairments[*].steps", COUNT),
  COMPONENT ("measured", "valueString", "impairments[*].measured", TEXT),
};

/* The letter itself. */
static const JkkFhirRow letter_rows[] = {
  ROW (MUST, "status", "current"),
  ROW (SLOT, "type/coding[own]/system", URI_OWN "kk3"),
  ROW (SLOT, "type/coding[own]/code", "letter"),
  SUBJECT,
  V ("description", "medical.remarks", TEXT),
  ROW (FIXED, "content/attachment/title", "!Surat keterangan dokter (KK 3)"),
  V ("content/attachment/creation", "medical.signed_day", DAY),
};

#define OBSERVED(name_, rows_) SLOT_OF ("Observation:" name_, "Observation", NULL, FALSE, rows_)

static const JkkFhirSlot slots[] = {
  SLOT_OF ("Bundle", "Bundle", NULL, TRUE, bundle_rows),
  SLOT_OF ("MessageHeader", "MessageHeader", NULL, TRUE, header_rows),
  SLOT_OF ("Patient", "Patient", NULL, TRUE, patient_rows),
  SLOT_OF ("Practitioner", "Practitioner", NULL, FALSE, doctor_rows),
  SLOT_OF ("Organization", "Organization", NULL, FALSE, facility_rows),
  SLOT_OF ("Encounter", "Encounter", NULL, TRUE, encounter_rows),
  SLOT_OF ("Condition", "Condition", NULL, FALSE, condition_rows),
  SLOT_OF ("Procedure", "Procedure", NULL, FALSE, procedure_rows),
  OBSERVED ("stage", stage_rows),
  OBSERVED ("anamnesis", anamnesis_rows),
  OBSERVED ("physical_findings", findings_rows),
  OBSERVED ("comorbidity", comorbidity_rows),
  OBSERVED ("outcome", outcome_rows),
  OBSERVED ("loss", loss_rows),
  OBSERVED ("prosthesis", prosthesis_rows),
  OBSERVED ("orthosis", orthosis_rows),
  OBSERVED ("death_time", death_rows),
  OBSERVED ("work_ability", ability_rows),
  OBSERVED ("rest", rest_rows),
  OBSERVED ("signed_place", place_rows),
  SLOT_OF ("Observation:absence", "Observation", "absences", FALSE, absence_rows),
  SLOT_OF ("Observation:impairment", "Observation", "impairments", FALSE, impairment_rows),
  SLOT_OF ("DocumentReference", "DocumentReference", NULL, FALSE, letter_rows),
};

const JkkFhirKind jkk_fhir_kind_kk3 = { "kk3", slots, G_N_ELEMENTS (slots) };
