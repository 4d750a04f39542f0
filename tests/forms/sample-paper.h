#pragma once

#include "jkk-paper.h"

/* What the tests of papers ask of a PDF. */
JkkPaper *open_paper (GBytes *bytes);
char *text_of_paper (JkkPaper *paper);
char *fold_spaces (const char *part);
void assert_says (const char *text, const char *phrase);
void assert_sound (GBytes *bytes);
