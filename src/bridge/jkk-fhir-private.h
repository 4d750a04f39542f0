#pragma once

#include "jkk-message.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

/* What an element of a Bundle is to the message. */
typedef enum
{
  JKK_FHIR_VALUE, /* it holds the field @text */
  JKK_FHIR_KEY,   /* it tells its owner from others of the same name: its value is @text */
  JKK_FHIR_SLOT,  /* a key that tells the resource itself from others of its kind */
  JKK_FHIR_FIXED, /* it is written as @text, and any other value has no place */
  JKK_FHIR_MUST,  /* it is written as the first word of @text; a value that is none of them is refused */
  JKK_FHIR_GUARD, /* it is not written; a value that is none of the words of @text is refused */
  JKK_FHIR_LINK,  /* a reference to the slot @text */
} JkkFhirRole;

/* How a value is spelled in FHIR. */
typedef enum
{
  JKK_FHIR_TEXT,
  JKK_FHIR_DAY,      /* a date without time and zone */
  JKK_FHIR_CLOCK,    /* 07:40:00 */
  JKK_FHIR_MONEY,    /* whole rupiah */
  JKK_FHIR_PERCENT,  /* 50.00 */
  JKK_FHIR_COUNT,    /* 12 */
  JKK_FHIR_FLAG,     /* true, false */
  JKK_FHIR_SEX,      /* male, female */
  JKK_FHIR_NIK,      /* sixteen digits, and nothing else */
  JKK_FHIR_PASSPORT, /* an identity that is no NIK */
  JKK_FHIR_UUID,     /* urn:uuid:… */
  JKK_FHIR_PARTNER,  /* urn:santun:mitra:… */
} JkkFhirForm;

/**
 * JkkFhirRow:
 * @role: what it is
 * @path: elements from the resource down, "identifier[nik]/value"; what stands in brackets tells elements of one name
 *   apart and is not written, "[*]" repeats for each row of a list; "@url" is an attribute
 * @text: see #JkkFhirRole; a field is named by its path in the message ("expenses[*].amount") or "header.id"; a
 * constant that begins with "!" is written even where no value stands beside it, "#" is the number of the row
 * @form: how a field is spelled
 *
 * One line of the mapping, for both directions. The lines of a resource stand in the order that FHIR asks for.
 */
typedef struct
{
  JkkFhirRole role;
  const char *path;
  const char *text;
  JkkFhirForm form;
} JkkFhirRow;

/**
 * JkkFhirSlot:
 * @name: its name, which links refer to
 * @resource: the FHIR resource; "Bundle" is the file itself
 * @part: (nullable): the list of which each row is a resource of its own
 * @always: whether it is written without a value, too
 * @rows: its lines
 * @n_rows: how many
 *
 * A resource of a Bundle that has a place in the message.
 */
typedef struct
{
  const char *name;
  const char *resource;
  const char *part;
  gboolean always;
  const JkkFhirRow *rows;
  guint n_rows;
} JkkFhirSlot;

/**
 * JkkFhirKind:
 * @name: kind of message
 * @slots: its resources in the order in which they are written
 * @n_slots: how many
 */
typedef struct
{
  const char *name;
  const JkkFhirSlot *slots;
  guint n_slots;
} JkkFhirKind;

extern const JkkXmlKind jkk_xml_kind_fhir;
extern const JkkFhirKind jkk_fhir_kind_kk3, jkk_fhir_kind_bill;

const JkkFhirKind *jkk_fhir_kind_find (const char *name);
char *jkk_fhir_kind_place (const JkkFhirKind *kind, const char *field);
char *jkk_fhir_field_path (const char *field, guint index);
const char *jkk_fhir_row_text (const JkkFhirRow *row);
gboolean jkk_fhir_row_has_word (const JkkFhirRow *row, const char *word);

char *jkk_fhir_form_write (JkkFhirForm form, const char *plain);
char *jkk_fhir_form_read (JkkFhirForm form, const char *value, const char **code, char **text, char **repair);

GPtrArray *jkk_fhir_left_out (const JkkMessage *message, const JkkFhirKind *mapping);

JkkMessage *jkk_fhir_read (JkkXmlFile *file, JkkXmlNode *root, JkkMessage **head);

G_END_DECLS
