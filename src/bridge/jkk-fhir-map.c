#include "jkk-fhir-private.h"

#include "jkk-schema.h"

#include <string.h>

/* The mapping between FHIR R4 and the messages: one line for each element, for both directions.
 *
 * Code systems that begin with urn:santun: are the office's own; their codes are those of data/codes. Of SATUSEHAT the
 * system of the NIK is as it publishes it. UNCONFIRMED, as far as it is known here: its systems of passports and of
 * ICD-10. What the national profile asks for beyond R4 is not looked at. */

const JkkXmlKind jkk_xml_kind_fhir = { "Bundle", JKK_NS_FHIR, "santun-fhir-1.xsd" };

#define URI_NIK "https://fhir.kemkes.go.id/id/nik"
#define URI_PASSPORT "https://fhir.kemkes.go.id/id/paspor" /* unconfirmed */
#define URI_ICD10 "http://hl7.org/fhir/sid/icd-10"         /* unconfirmed for SATUSEHAT */
#define URI_TERMS "http://terminology.hl7.org/CodeSystem/"
#define URI_OWN "urn:santun:fhir:"
#define URI_CODES "urn:santun:kode:"

#define V(path_, field_, form_)                                                                                        \
  {                                                                                                                    \
    JKK_FHIR_VALUE, path_, field_, JKK_FHIR_##form_                                                                    \
  }
#define ROW(role_, path_, text_)                                                                                       \
  {                                                                                                                    \
    JKK_FHIR_##role_, path_, text_, JKK_FHIR_TEXT                                                                      \
  }
/* An extension of the office's own. */
#define OWN(path_, name_, value_, field_, form_)                                                                       \
  ROW (KEY, path_ "/@url", URI_OWN name_), V (path_ "/" value_, field_, form_)
/* A term of a code list of the office. */
#define TERM(path_, list_, field_) ROW (KEY, path_ "/system", URI_CODES list_), V (path_ "/code", field_, TEXT)
#define IDENTIFIER(label_, system_, field_, form_)                                                                     \
  ROW (KEY, "identifier[" label_ "]/system", system_), V ("identifier[" label_ "]/value", field_, form_)
#define PHONE(path_, field_) ROW (KEY, path_ "/system", "phone"), V (path_ "/value", field_, TEXT)
#define PERCENT_OF(field_)                                                                                             \
  V ("valueQuantity/value", field_, PERCENT), ROW (GUARD, "valueQuantity/comparator", ""),                             \
      ROW (FIXED, "valueQuantity/unit", "%"), ROW (FIXED, "valueQuantity/system", "http://unitsofmeasure.org"),        \
      ROW (MUST, "valueQuantity/code", "%")
#define SUBJECT ROW (LINK, "subject", "Patient")
#define ENCOUNTER ROW (LINK, "encounter", "Encounter")

static const JkkFhirRow bundle_rows[] = {
  ROW (FIXED, "identifier/system", "urn:ietf:rfc:3986"),
  V ("identifier/value", "header.id", UUID),
  ROW (MUST, "type", "message"),
  V ("timestamp", "header.sent_at", TEXT),
};

#define HEADER_ROWS(kind_)                                                                                             \
  OWN ("extension[sequence]", "sequence", "valuePositiveInt", "header.sequence", COUNT),                               \
      OWN ("extension[edition]", "edition", "valuePositiveInt", "header.edition", COUNT),                              \
      OWN ("extension[case]", "case-number", "valueString", "header.case_number", TEXT),                               \
      ROW (SLOT, "eventCoding/system", JKK_NS_MESSAGE), ROW (SLOT, "eventCoding/code", kind_),                         \
      V ("destination/endpoint", "header.recipient", PARTNER), V ("source/endpoint", "header.sender", PARTNER),        \
      V ("response/identifier", "header.answers", TEXT), ROW (MUST, "response/code", "ok")

static const JkkFhirRow kk3_header_rows[] = { HEADER_ROWS ("kk3") };
static const JkkFhirRow bill_header_rows[] = { HEADER_ROWS ("bill") };

/* ---- KK 3 -------------------------------------------------------------------------------------------------------- */

static const JkkFhirRow kk3_patient_rows[] = {
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

static const JkkFhirRow kk3_doctor_rows[] = {
  IDENTIFIER ("sip", URI_OWN "sip", "medical.doctor_licence", TEXT),
  ROW (GUARD, "active", "true"),
  V ("name/text", "medical.doctor_name", TEXT),
  PHONE ("telecom[phone]", "medical.doctor_phone"),
};

static const JkkFhirRow kk3_facility_rows[] = {
  OWN ("extension[plkk]", "plkk", "valueBoolean", "medical.facility_contracted", FLAG),
  ROW (GUARD, "active", "true"),
  V ("name", "medical.facility", TEXT),
};

static const JkkFhirRow kk3_encounter_rows[] = {
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
static const JkkFhirRow kk3_condition_rows[] = {
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

static const JkkFhirRow kk3_procedure_rows[] = {
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

/* ---- Treatment bill ---------------------------------------------------------------------------------------------- */

static const JkkFhirRow bill_patient_rows[] = {
  IDENTIFIER ("nik", URI_NIK, "participant.identity", NIK),
  IDENTIFIER ("passport", URI_PASSPORT, "participant.identity", PASSPORT),
  IDENTIFIER ("kpj", URI_OWN "kpj", "participant.number", TEXT),
  ROW (GUARD, "active", "true"),
  V ("name/text", "participant.name", TEXT),
  PHONE ("telecom[phone]", "participant.phone"),
  V ("gender", "participant.sex", SEX),
  V ("birthDate", "participant.born", DAY),
  V ("address/text", "participant.address", TEXT),
};

static const JkkFhirRow bill_facility_rows[] = {
  ROW (GUARD, "active", "true"),
  V ("name", "bill_head.facility", TEXT),
};

#define LINE "item[*]/"

static const JkkFhirRow claim_rows[] = {
  OWN ("extension[note]", "note", "valueString", "bill_head.note", TEXT),
  IDENTIFIER ("bill", URI_OWN "bill", "bill_head.number", TEXT),
  ROW (MUST, "status", "active"),
  ROW (FIXED, "type/coding/system", URI_TERMS "claim-type"),
  ROW (FIXED, "type/coding/code", "institutional"),
  ROW (MUST, "use", "claim"),
  ROW (LINK, "patient", "Patient"),
  V ("billablePeriod/start", "bill_head.admitted_day", DAY),
  V ("billablePeriod/end", "bill_head.discharged_day", DAY),
  V ("created", "bill_head.bill_day", DAY),
  ROW (LINK, "provider", "Organization"),
  ROW (FIXED, "priority/coding/system", URI_TERMS "processpriority"),
  ROW (FIXED, "priority/coding/code", "normal"),
  ROW (FIXED, "insurance/sequence", "!1"),
  ROW (FIXED, "insurance/focal", "!true"),
  ROW (FIXED, "insurance/coverage/display", "!Jaminan Kecelakaan Kerja"),
  V ("insurance/preAuthRef", "bill_head.guarantee_number", TEXT),
  V ("accident/date", "accident.accident_day", DAY),
  V ("accident/locationAddress/text", "accident.address", TEXT),
  OWN (LINE "extension[mode]", "mode", "valueCode", "expenses[*].mode", TEXT),
  OWN (LINE "extension[issuer]", "issuer", "valueString", "expenses[*].issuer", TEXT),
  OWN (LINE "extension[payer]", "paid-by", "valueCode", "expenses[*].paid_by", TEXT),
  OWN (LINE "extension[original]", "original", "valueBoolean", "expenses[*].original", FLAG),
  OWN (LINE "extension[recommended]", "recommended", "valueBoolean", "expenses[*].recommended", FLAG),
  ROW (KEY, LINE "extension[reference]/@url", URI_OWN "reference-price"),
  V (LINE "extension[reference]/valueMoney/value", "expenses[*].reference_price", MONEY),
  ROW (MUST, LINE "extension[reference]/valueMoney/currency", "IDR"),
  ROW (FIXED, LINE "sequence", "#"),
  ROW (KEY, LINE "productOrService/coding[line]/system", "!" URI_OWN "bill"),
  ROW (KEY, LINE "productOrService/coding[line]/code", "!line"),
  TERM (LINE "productOrService/coding[own]", "expense_kind", "expenses[*].kind"),
  V (LINE "productOrService/text", "expenses[*].number", TEXT),
  V (LINE "servicedDate", "expenses[*].spent_day", DAY),
  V (LINE "net/value", "expenses[*].amount", MONEY),
  ROW (MUST, LINE "net/currency", "IDR"),
  V ("total/value", "bill_head.total", MONEY),
  ROW (MUST, "total/currency", "IDR"),
};

/* ------------------------------------------------------------------------------------------------------------------ */

#define SLOT_OF(name_, resource_, part_, always_, rows_)                                                               \
  {                                                                                                                    \
    name_, resource_, part_, always_, rows_, G_N_ELEMENTS (rows_)                                                      \
  }
#define OBSERVED(name_, rows_) SLOT_OF ("Observation:" name_, "Observation", NULL, FALSE, rows_)

static const JkkFhirSlot kk3_slots[] = {
  SLOT_OF ("Bundle", "Bundle", NULL, TRUE, bundle_rows),
  SLOT_OF ("MessageHeader", "MessageHeader", NULL, TRUE, kk3_header_rows),
  SLOT_OF ("Patient", "Patient", NULL, TRUE, kk3_patient_rows),
  SLOT_OF ("Practitioner", "Practitioner", NULL, FALSE, kk3_doctor_rows),
  SLOT_OF ("Organization", "Organization", NULL, FALSE, kk3_facility_rows),
  SLOT_OF ("Encounter", "Encounter", NULL, TRUE, kk3_encounter_rows),
  SLOT_OF ("Condition", "Condition", NULL, FALSE, kk3_condition_rows),
  SLOT_OF ("Procedure", "Procedure", NULL, FALSE, kk3_procedure_rows),
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

static const JkkFhirSlot bill_slots[] = {
  SLOT_OF ("Bundle", "Bundle", NULL, TRUE, bundle_rows),
  SLOT_OF ("MessageHeader", "MessageHeader", NULL, TRUE, bill_header_rows),
  SLOT_OF ("Patient", "Patient", NULL, TRUE, bill_patient_rows),
  SLOT_OF ("Organization", "Organization", NULL, TRUE, bill_facility_rows),
  SLOT_OF ("Claim", "Claim", NULL, TRUE, claim_rows),
};

static const JkkFhirKind kinds[] = {
  { "kk3", kk3_slots, G_N_ELEMENTS (kk3_slots) },
  { "bill", bill_slots, G_N_ELEMENTS (bill_slots) },
};

/**
 * jkk_fhir_kind_find:
 * @name: (nullable): kind of a message
 *
 * Returns: (transfer none) (nullable): its mapping; %NULL if messages of this kind have none
 */
const JkkFhirKind *
jkk_fhir_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * jkk_fhir_kind_place:
 * @kind: a mapping
 * @field: a field of the message ("expenses[*].amount", "header.id")
 *
 * Returns: (transfer full) (nullable): where FHIR has it ("Claim.item.net.value"); %NULL if it has no place
 */
char *
jkk_fhir_kind_place (const JkkFhirKind *kind, const char *field)
{
  for (guint i = 0; i < kind->n_slots; i++)
    for (guint j = 0; j < kind->slots[i].n_rows; j++)
      {
        const JkkFhirRow *row = &kind->slots[i].rows[j];
        GString *place;

        if (row->role != JKK_FHIR_VALUE || strcmp (row->text, field) != 0)
          continue;
        place = g_string_new (kind->slots[i].resource);
        g_string_append_c (place, '.');
        for (const char *p = row->path; *p != '\0'; p++)
          if (*p == '[')
            p = strchr (p, ']');
          else
            g_string_append_c (place, *p == '/' ? '.' : *p);
        return g_string_free (place, FALSE);
      }
  return NULL;
}

/**
 * jkk_fhir_row_has_word:
 * @row: a line that names the values which it allows
 * @word: a value
 *
 * Returns: whether @word is one of them
 */
gboolean
jkk_fhir_row_has_word (const JkkFhirRow *row, const char *word)
{
  g_auto (GStrv) words = g_strsplit (row->text, "|", -1);

  return g_strv_contains ((const char *const *) words, word);
}

/**
 * jkk_fhir_row_text:
 * @row: a line with a constant
 *
 * Returns: (transfer none): the constant
 */
const char *
jkk_fhir_row_text (const JkkFhirRow *row)
{
  return row->text[0] == '!' ? row->text + 1 : row->text;
}

/**
 * jkk_fhir_field_path:
 * @field: a field or an element, of which "[*]" stands for the rows of a list
 * @index: which row, from 1
 *
 * Returns: (transfer full): "expenses[2].amount" for "expenses[*].amount"
 */
char *
jkk_fhir_field_path (const char *field, guint index)
{
  const char *mark = strstr (field, "[*]");

  return mark != NULL ? g_strdup_printf ("%.*s[%u]%s", (int) (mark - field), field, index, mark + strlen ("[*]"))
                      : g_strdup (field);
}
