#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkPaperStanding:
 * @JKK_PAPER_MISSING: nothing of this kind is in the file
 * @JKK_PAPER_BAD: what is there is not in order
 * @JKK_PAPER_NOTED: a form says that it was handed in; no copy is kept
 * @JKK_PAPER_THERE: it is there, and nobody has judged it yet
 * @JKK_PAPER_GOOD: it is in order
 *
 * How it stands with a paper that a case needs.
 */
typedef enum
{
  JKK_PAPER_MISSING,
  JKK_PAPER_BAD,
  JKK_PAPER_NOTED,
  JKK_PAPER_THERE,
  JKK_PAPER_GOOD,
} JkkPaperStanding;

/**
 * JkkNeededPaper:
 * @kind: a code of document_kind
 * @label: what is asked for, as letters call it (Indonesian)
 * @standing: how it stands with it
 * @defect: of a bad one, a code of document_defect; else %NULL
 *
 * A paper that a case needs. The texts live as long as the program.
 */
typedef struct
{
  const char *kind;
  const char *label;
  JkkPaperStanding standing;
  const char *defect;
} JkkNeededPaper;

G_END_DECLS
