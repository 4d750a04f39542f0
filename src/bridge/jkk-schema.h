#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

#define JKK_NS_CASE "urn:santun:kasus:1"
#define JKK_NS_MESSAGE_1 "urn:santun:pesan:1"
#define JKK_NS_MESSAGE "urn:santun:pesan:2"
#define JKK_NS_FHIR "http://hl7.org/fhir" /* of HL7; the schema that the office checks with is its own profile */
#define JKK_NS_DECISION "urn:santun:penetapan:1"

/* The published schema files, such as "santun-case-1.xsd", %NULL-terminated. */
const char *const *jkk_schema_names (void);
const char *jkk_schema_get (const char *name, gsize *length);

G_END_DECLS
