#pragma once

#include "jkk-decision.h"

G_BEGIN_DECLS

char *jkk_decision_to_xml (const JkkDecision *decision, gsize *length, GError **error);

G_END_DECLS
