#pragma once

#include "jkk-facts.h"
#include "jkk-pack.h"
#include "jkk-payout.h"

G_BEGIN_DECLS

JkkPayoutBasis *jkk_basis_new (const JkkCase *jcase, const JkkFacts *facts, const JkkLaw *law);

G_END_DECLS
