#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

JkkCase *random_case_new (GRand *rand);

G_END_DECLS
