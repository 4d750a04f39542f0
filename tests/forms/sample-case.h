#pragma once

#include "jkk-case.h"
#include "jkk-decision.h"
#include "jkk-payout.h"

/* Made-up cases, payout sheets and decisions that the tests of papers share. */
JkkCase *sample_case (void);
JkkCase *sample_case_full (void);
JkkCase *sample_case_random (GRand *random);
JkkPayout *sample_payout (guint n_lines);
JkkDecision *sample_decision (const JkkPayout *payout);
