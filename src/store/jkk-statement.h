#pragma once

#include "jkk-case.h"

G_BEGIN_DECLS

/* The registered statements: every SQL text that runs above jkk-db stands in jkk-statement.c under one of these names,
 * or is derived there from a field table. A service that owns the file can therefore refuse everything else. */
typedef enum
{
  JKK_SQL_CASE_NEXT_ID,
  JKK_SQL_CASE_INSERT,
  JKK_SQL_CASE_REVISION,
  JKK_SQL_CASE_ADVANCE,
  JKK_SQL_CASE_FIND_NUMBER,
  JKK_SQL_CASE_CANDIDATES,
  JKK_SQL_NUMBER_LAST,
  JKK_SQL_NUMBER_TAKE,

  JKK_SQL_INDEX_PUT,
  JKK_SQL_INDEX_ROW,
  JKK_SQL_COUNT_BY_STATUS,
  JKK_SQL_COUNT_OVERDUE,

  JKK_SQL_JOURNAL_HEAD,
  JKK_SQL_JOURNAL_APPEND,
  JKK_SQL_JOURNAL_KNOWS,
  JKK_SQL_JOURNAL_ALL,
  JKK_SQL_JOURNAL_OF_CASE,
  JKK_SQL_JOURNAL_RECENT,

  JKK_SQL_ACCOUNT_INSERT,
  JKK_SQL_ACCOUNT_LOAD,
  JKK_SQL_ACCOUNT_LIST,
  JKK_SQL_ACCOUNT_UPDATE,
  JKK_SQL_ACCOUNT_PASSWORD,
  JKK_SQL_ACCOUNT_SET_PASSWORD,
  JKK_SQL_ACCOUNT_ANY_PASSWORD,
  JKK_SQL_ACCOUNT_NOTE_SIGN_IN,
  JKK_SQL_ACCOUNT_OTHER_ADMINISTRATORS,

  JKK_SQL_DECISION_NEXT_ID,
  JKK_SQL_DECISION_INSERT,
  JKK_SQL_DECISION_DECIDE,
  JKK_SQL_DECISION_LOAD,
  JKK_SQL_DECISION_CURRENT,
  JKK_SQL_DECISION_OF_CASE,

  JKK_SQL_OFFICE_GET,
  JKK_SQL_OFFICE_SET,
  JKK_SQL_OFFICE_UNSET,

  JKK_SQL_MESSAGE_FIND,
  JKK_SQL_MESSAGE_INSERT,
  JKK_SQL_MESSAGE_OF_CASE,

  JKK_N_FIXED_SQL,
} JkkStatement;

/* What is done with a part of a case; see jkk_statement_of_part(). */
typedef enum
{
  JKK_PART_SELECT,
  JKK_PART_INSERT,
  JKK_PART_UPDATE,
  JKK_PART_DELETE,
  JKK_N_PART_DEEDS,
} JkkPartDeed;

guint jkk_statement_count (void);
const char *jkk_statement_text (guint statement);
guint jkk_statement_of_part (guint part, JkkPartDeed deed);

G_END_DECLS
