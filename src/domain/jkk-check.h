#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

typedef enum
{
  JKK_FINDING_NOTICE,  /* worth a look */
  JKK_FINDING_WARNING, /* two sources disagree, or something is unusual */
  JKK_FINDING_ERROR,   /* hinders a proposal */
} JkkFindingLevel;

/**
 * JkkFinding:
 * @level: how grave it is
 * @code: its stable name, such as "accident-day-differs"
 * @path: the field it belongs to
 * @other_path: a second field that it compares with, or %NULL
 * @text: a translated sentence that says what to do
 */
typedef struct
{
  JkkFindingLevel level;
  char *code;
  char *path;
  char *other_path;
  char *text;
} JkkFinding;

void jkk_finding_free (JkkFinding *finding);
GPtrArray *jkk_case_check (const JkkCase *jcase, JkkDay today);
GPtrArray *jkk_case_check_stated (const JkkCase *jcase, JkkDay today);
gboolean jkk_findings_hinder (GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkFinding, jkk_finding_free)

G_END_DECLS
