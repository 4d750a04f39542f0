#pragma once

#include "jkk-paper-source.h"
#include "jkk-viewing.h"

G_BEGIN_DECLS

/* A JkkViewing as a paper that a JkkPaperView shows. */
extern const JkkPaperSource jkk_viewing_source;

G_END_DECLS
