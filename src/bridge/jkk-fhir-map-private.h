#pragma once

#include "jkk-fhir-private.h"
#include "jkk-schema.h"

G_BEGIN_DECLS

/* The words in which the tables of the mapping are written: jkk-fhir-map-*.c.
 *
 * Code systems that begin with urn:santun: are the office's own; their codes are those of data/codes. Of SATUSEHAT the
 * system of the NIK is as it publishes it. UNCONFIRMED, as far as it is known here: its systems of passports and of
 * ICD-10. What the national profile asks for beyond R4 is not looked at. */

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

/* What each Bundle says of itself. */
#define BUNDLE_ROWS                                                                                                    \
  ROW (FIXED, "identifier/system", "urn:ietf:rfc:3986"), V ("identifier/value", "header.id", UUID),                    \
      ROW (MUST, "type", "message"), V ("timestamp", "header.sent_at", TEXT)
#define HEADER_ROWS(kind_)                                                                                             \
  OWN ("extension[sequence]", "sequence", "valuePositiveInt", "header.sequence", COUNT),                               \
      OWN ("extension[edition]", "edition", "valuePositiveInt", "header.edition", COUNT),                              \
      OWN ("extension[case]", "case-number", "valueString", "header.case_number", TEXT),                               \
      ROW (SLOT, "eventCoding/system", JKK_NS_MESSAGE), ROW (SLOT, "eventCoding/code", kind_),                         \
      V ("destination/endpoint", "header.recipient", PARTNER), V ("source/endpoint", "header.sender", PARTNER),        \
      V ("response/identifier", "header.answers", TEXT), ROW (MUST, "response/code", "ok")

#define SLOT_OF(name_, resource_, part_, always_, rows_)                                                               \
  {                                                                                                                    \
    name_, resource_, part_, always_, rows_, G_N_ELEMENTS (rows_)                                                      \
  }

G_END_DECLS
