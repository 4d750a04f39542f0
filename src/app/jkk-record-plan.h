#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/* The papers that a case is typed from; each is a page of the desk. */
typedef enum
{
  JKK_PAPER_KK1,
  JKK_PAPER_KK2,
  JKK_PAPER_KK3,
  JKK_N_PAPERS,
} JkkPaper;

/**
 * JkkSection:
 * @part: a part of the case
 * @group: the group of its field table that stands here (English); %NULL for a list
 * @folded: whether it is folded until somebody asks for it or something in it is wrong
 *
 * What stands under one heading of a page.
 */
typedef struct
{
  const JkkCasePart *part;
  const char *group;
  gboolean folded;
} JkkSection;

const JkkSection *jkk_record_plan (JkkPaper paper, guint *n_sections);
gboolean jkk_record_plan_find (const char *path, JkkPaper *paper, guint *section);
char *jkk_record_plan_resolve (const JkkCase *jcase, const char *path);
const char *jkk_section_title (const JkkSection *section);
gboolean jkk_section_has (const JkkSection *section, const JkkField *field);

/* Which fields stand aside unless they say something. */
gboolean
jkk_field_stands_out (const JkkCase *jcase, const JkkCasePart *part, gconstpointer record, const JkkField *field);

/* A row of a list in one line. */
char *jkk_record_summary (const JkkRecordType *type, gconstpointer record);

G_END_DECLS
