#include "jkk-fhir-map-private.h"

/* The bill of a hospital. The lines of a resource stand in the order that FHIR asks for. */

static const JkkFhirRow bundle_rows[] = { BUNDLE_ROWS };
static const JkkFhirRow header_rows[] = { HEADER_ROWS ("bill") };

static const JkkFhirRow patient_rows[] = {
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

static const JkkFhirRow facility_rows[] = {
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

static const JkkFhirSlot slots[] = {
  SLOT_OF ("Bundle", "Bundle", NULL, TRUE, bundle_rows),
  SLOT_OF ("MessageHeader", "MessageHeader", NULL, TRUE, header_rows),
  SLOT_OF ("Patient", "Patient", NULL, TRUE, patient_rows),
  SLOT_OF ("Organization", "Organization", NULL, TRUE, facility_rows),
  SLOT_OF ("Claim", "Claim", NULL, TRUE, claim_rows),
};

const JkkFhirKind jkk_fhir_kind_bill = { "bill", slots, G_N_ELEMENTS (slots) };
