#pragma once

#include "jkk-paper-source.h"
#include "jkk-printing.h"

G_BEGIN_DECLS

/* A #JkkPrintout as a paper that can be looked at. */
extern const JkkPaperSource jkk_printout_source;

G_END_DECLS
