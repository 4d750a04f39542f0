#pragma once

#include "jkk-payout-basis.h"
#include "jkk-xml-writer.h"
#include "jkk-xml.h"

G_BEGIN_DECLS

void jkk_payout_basis_write_xml (JkkXmlWriter *writer, const JkkPayoutBasis *basis);
JkkPayoutBasis *jkk_payout_basis_read_xml (JkkXmlFile *file, const JkkXmlNode *node);

G_END_DECLS
