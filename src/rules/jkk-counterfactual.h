#pragma once

#include "jkk-assessment.h"

G_BEGIN_DECLS

void jkk_counterfactual_add (const JkkPackSet *packs, const JkkRule *rule);

G_END_DECLS
