#pragma once

#include "jkk-message.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * JkkXmlText:
 * @document: a file from anybody, read without network, document type and entities
 * @places: where its elements begin
 *
 * A file as libxmlsec needs it. The reader of messages reads the same characters with the same parser, so that what is
 * verified is what is read.
 */
typedef struct
{
  xmlDoc *document;
  GArray *places;
} JkkXmlText;

gboolean jkk_xml_text_read (JkkXmlText *text, const char *bytes, gsize length, JkkFault **fault);
void jkk_xml_text_clear (JkkXmlText *text);
JkkFault *jkk_xml_text_fault (
    const JkkXmlText *text, const xmlNode *node, const char *code, const char *sentence, const char *repair);
char *jkk_xml_text_write (xmlDoc *document, gsize *length);
gboolean jkk_xmlsec_init (void);

/* jkk-signature-shape.c */
xmlNode *jkk_signature_find (const JkkXmlText *text, JkkFault **fault);
gboolean jkk_signature_check_shape (const JkkXmlText *text, xmlNode *signature, JkkFault **fault);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JkkXmlText, jkk_xml_text_clear)

G_END_DECLS
