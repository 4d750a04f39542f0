#pragma once

#include "jkk-case.h"
#include "jkk-xml-writer.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

void jkk_record_write_xml (JkkXmlWriter *writer, const char *element, const JkkRecordType *type, gconstpointer record);
void jkk_record_read_xml (
    JkkXmlFile *file, JkkXmlNode *node, const JkkRecordType *type, gboolean with_system, gpointer record);
void jkk_case_part_write_xml (JkkXmlWriter *writer, const JkkCasePart *part, const JkkCase *jcase);
void jkk_case_part_read_xml (
    JkkXmlFile *file, JkkXmlNode *node, const JkkCasePart *part, gboolean with_system, JkkCase *jcase);
void jkk_xml_file_refuse_element (JkkXmlFile *file, JkkXmlNode *node, const GPtrArray *names);
void jkk_xml_file_refuse_twice (JkkXmlFile *file, JkkXmlNode *node);

G_END_DECLS
