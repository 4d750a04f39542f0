#pragma once

#include "jkk-fhir-private.h"

G_BEGIN_DECLS

/**
 * JkkFhirFound:
 * @text: the value as messages write it; %NULL if it cannot be used, which has been said
 * @node: the element that it came from
 */
typedef struct
{
  char *text;
  JkkXmlNode *node;
} JkkFhirFound;

/**
 * JkkFhirReading:
 * @file: the file
 * @root: its Bundle
 * @kind: the mapping
 * @resources: of each slot the first resource, or %NULL
 * @addresses: (element-type utf8 JkkXmlNode): the resources by what a reference may call them
 * @linked: (element-type JkkXmlNode): the resources that another one names in a way that the mapping knows
 * @values: (element-type utf8 JkkFhirFound): by field
 * @lengths: (element-type utf8 guint): of each list, how many rows it has
 * @notices: (element-type JkkFault): what has no place
 *
 * A Bundle while it is read.
 */
typedef struct
{
  JkkXmlFile *file;
  JkkXmlNode *root;
  const JkkFhirKind *kind;
  JkkXmlNode **resources;
  GHashTable *addresses;
  GHashTable *linked;
  GHashTable *values;
  GHashTable *lengths;
  GPtrArray *notices;
} JkkFhirReading;

/* jkk-fhir-notice.c */
void
jkk_fhir_notice (JkkFhirReading *self, const JkkXmlNode *node, const char *code, const char *text, const char *repair);
void jkk_fhir_notice_no_place (JkkFhirReading *self, const JkkXmlNode *node);
gboolean jkk_fhir_is_technical (const JkkXmlNode *node, gboolean in_resource);
gboolean jkk_fhir_is_outdated (const JkkXmlNode *node);
gboolean jkk_fhir_refuse_modifier (JkkFhirReading *self, JkkXmlNode *node);

/* jkk-fhir-link.c */
const char *jkk_fhir_value_of (const JkkXmlNode *node, const char *name);
JkkXmlNode *jkk_fhir_resource_of (const JkkXmlNode *entry);
void jkk_fhir_take_address (JkkFhirReading *self, JkkXmlNode *entry, JkkXmlNode *resource);
void jkk_fhir_find_links (JkkFhirReading *self, const JkkXmlNode *resource);
void jkk_fhir_follow (JkkFhirReading *self, const JkkFhirRow *row, JkkXmlNode *node);
void jkk_fhir_ask_for_subject (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *resource);

/* jkk-fhir-read.c */
gboolean jkk_fhir_slot_fits (const JkkFhirSlot *slot, const JkkXmlNode *resource);
guint jkk_fhir_count_row (JkkFhirReading *self, const char *list);
void jkk_fhir_read_resource (JkkFhirReading *self, const JkkFhirSlot *slot, JkkXmlNode *resource, guint index);

/* jkk-fhir-message.c */
JkkMessage *jkk_fhir_make_message (JkkFhirReading *self, JkkMessage **head);

G_END_DECLS
