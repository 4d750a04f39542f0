#pragma once

#include "jkk-error.h"

G_BEGIN_DECLS

typedef struct _JkkXmlWriter JkkXmlWriter;

JkkXmlWriter *jkk_xml_writer_new (const char *root, const char *ns);
void jkk_xml_writer_free (JkkXmlWriter *writer);
void jkk_xml_writer_open (JkkXmlWriter *writer, const char *name);
void jkk_xml_writer_close (JkkXmlWriter *writer);
void jkk_xml_writer_attribute (JkkXmlWriter *writer, const char *name, const char *value);
void jkk_xml_writer_element (JkkXmlWriter *writer, const char *name, const char *text);
void jkk_xml_writer_number (JkkXmlWriter *writer, const char *name, gint64 number);
void jkk_xml_writer_flag (JkkXmlWriter *writer, const char *name, gboolean flag);
void jkk_xml_writer_comment (JkkXmlWriter *writer, const char *text);
char *jkk_xml_writer_finish (JkkXmlWriter *writer, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkXmlWriter, jkk_xml_writer_free)

G_END_DECLS
