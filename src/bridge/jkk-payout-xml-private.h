#pragma once

#include "jkk-payout-xml.h"
#include "jkk-xml-writer.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

extern const JkkXmlKind jkk_xml_kind_payout;

void jkk_payout_write_xml (JkkXmlWriter *writer, const JkkPayout *payout, gboolean for_readers);
JkkPayout *jkk_payout_read_xml (JkkXmlFile *file, const JkkXmlNode *node);

G_END_DECLS
