#pragma once

#include "jkk-case-row.h"

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
  JKK_SQL_CASE_NUMBER,
  JKK_SQL_NUMBER_TAKE,
  JKK_SQL_NUMBER_LAST,
  JKK_SQL_RESERVED_PUT,
  JKK_SQL_RESERVED_BY_NUMBER,
  JKK_SQL_RESERVED_FOR,
  JKK_SQL_RESERVED_USE,

  JKK_SQL_INDEX_PUT,
  JKK_SQL_INDEX_TOUCH,
  JKK_SQL_INDEX_ROW,
  JKK_SQL_INDEX_EVENT,
  JKK_SQL_INDEX_FOLDED,
  JKK_SQL_INDEX_TOTAL,
  JKK_SQL_SEARCH_REMOVE,
  JKK_SQL_SEARCH_ADD,
  JKK_SQL_COUNT_BY_STATUS,
  JKK_SQL_COUNT_OVERDUE,
  JKK_SQL_COUNT_OPEN,
  JKK_SQL_COUNT_IN,
  JKK_SQL_COUNT_PASSED_ON,
  JKK_SQL_ESCALATION_ADD,
  JKK_SQL_ESCALATION_LAST,

  JKK_SQL_JOURNAL_HEAD,
  JKK_SQL_JOURNAL_APPEND,
  JKK_SQL_JOURNAL_KNOWS,
  JKK_SQL_JOURNAL_ALL,
  JKK_SQL_JOURNAL_RANGE,
  JKK_SQL_JOURNAL_OF_CASE,
  JKK_SQL_JOURNAL_WHOLE,
  JKK_SQL_JOURNAL_LOOKS,
  JKK_SQL_JOURNAL_RECENT,
  JKK_SQL_JOURNAL_SINCE,
  JKK_SQL_JOURNAL_HASH_AT,
  JKK_SQL_JOURNAL_COUNT_AFTER,
  JKK_SQL_JOURNAL_PEOPLE_AFTER,

  JKK_SQL_JOURNAL_DECIDED_AT,

  JKK_SQL_WARRANT_APPEND,
  JKK_SQL_WARRANT_ALL,
  JKK_SQL_SIGNING_KEY_PUT,
  JKK_SQL_SIGNING_KEY_GET,
  JKK_SQL_APPROVAL_NEXT_ID,
  JKK_SQL_APPROVAL_APPEND,
  JKK_SQL_APPROVAL_OF_DECISION,
  JKK_SQL_DECISION_DECIDED,

  JKK_SQL_ACCOUNT_INSERT,
  JKK_SQL_ACCOUNT_LOAD,
  JKK_SQL_ACCOUNT_LIST,
  JKK_SQL_ACCOUNT_UPDATE,
  JKK_SQL_ACCOUNT_PASSWORD,
  JKK_SQL_ACCOUNT_ANY_PASSWORD,
  JKK_SQL_ACCOUNT_SET_PASSWORD,
  JKK_SQL_ACCOUNT_NOTE_SUCCESS,
  JKK_SQL_ACCOUNT_NOTE_FAILURE,
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

  JKK_SQL_LAW_NEXT_ID,
  JKK_SQL_LAW_APPEND,
  JKK_SQL_LAW_ALL,

  JKK_SQL_PARTNER_PUT,
  JKK_SQL_PARTNER_LOAD,
  JKK_SQL_PARTNER_ALL,
  JKK_SQL_PARTNER_KEY_NEXT_ID,
  JKK_SQL_PARTNER_KEY_ADD,
  JKK_SQL_PARTNER_KEY_REVOKE,
  JKK_SQL_PARTNER_KEYS,

  JKK_SQL_OFFICE_KEY_NEXT_ID,
  JKK_SQL_OFFICE_KEY_ADD,
  JKK_SQL_OFFICE_KEY_REVOKE,
  JKK_SQL_OFFICE_KEYS,

  JKK_SQL_POST_IN_NEXT_ID,
  JKK_SQL_POST_IN_INSERT,
  JKK_SQL_POST_IN_BY_FILE,
  JKK_SQL_POST_IN_BY_GUID,
  JKK_SQL_POST_IN_LOAD,
  JKK_SQL_POST_IN_LIST,
  JKK_SQL_POST_IN_OF_CASE,
  JKK_SQL_POST_IN_COUNT,
  JKK_SQL_POST_IN_REPLACE,
  JKK_SQL_POST_IN_SETTLE,
  JKK_SQL_POST_IN_RELEASE,
  JKK_SQL_POST_GAPS,
  JKK_SQL_POST_IN_PROPOSE,
  JKK_SQL_POST_IN_FAULTY,
  JKK_SQL_POST_IN_SEEN,
  JKK_SQL_POST_IN_WAITING_COUNT,

  JKK_SQL_POST_OUT_NEXT_SEQUENCE,
  JKK_SQL_POST_OUT_NEXT_ID,
  JKK_SQL_POST_OUT_INSERT,
  JKK_SQL_POST_OUT_LOAD,
  JKK_SQL_POST_OUT_WAITING,
  JKK_SQL_POST_OUT_LIST,
  JKK_SQL_POST_OUT_OF_CASE,
  JKK_SQL_POST_OUT_DELIVERED,
  JKK_SQL_POST_OUT_RECEIPTED,
  JKK_SQL_POST_OUT_AGAIN,
  JKK_SQL_POST_OUT_LAST_RECEIPT,
  JKK_SQL_POST_OUT_PAPER_RECEIPT,
  JKK_SQL_POST_OUT_OF_PARTNER,

  JKK_SQL_BATCH_NEXT_ID,
  JKK_SQL_BATCH_INSERT,
  JKK_SQL_BATCH_FIND,
  JKK_SQL_BATCH_LOAD,
  JKK_SQL_BATCH_ADVANCE,
  JKK_SQL_BATCH_WAITING,
  JKK_SQL_BATCH_RECEIPTS,
  JKK_SQL_BATCH_COUNT_RECEIPTS,
  JKK_SQL_BATCH_DELIVERED,
  JKK_SQL_BATCH_RECEIPTS_DELIVERED,
  JKK_SQL_BATCH_AGAIN,
  JKK_SQL_BATCH_EVENT,

  JKK_SQL_OWED_ADD,
  JKK_SQL_OWED_SETTLE,
  JKK_SQL_OWED_OPEN,
  JKK_SQL_OWED_COUNT,
  JKK_SQL_OWED_LOAD,
  JKK_SQL_OWED_SETTLE_ONE,
  JKK_SQL_OWED_REOPEN,
  JKK_SQL_OWED_FORGIVE,
  JKK_SQL_OWED_PAPERS,

  JKK_SQL_KEPT_ADD,
  JKK_SQL_KEPT_FIND,
  JKK_SQL_KEPT_FORGET,

  JKK_N_FIXED_SQL,
} JkkStatement;

/**
 * JkkPartDeed:
 * @JKK_PART_SELECT: ?1 the case; yields the fields in the order of their table
 * @JKK_PART_INSERT: ?1 the case; of a list ?2 the place in it; then the fields
 * @JKK_PART_UPDATE: of a single record: ?1 the case, then the fields
 * @JKK_PART_DELETE: of a list: ?1 the case
 * @JKK_PART_SCAN: of all open cases: yields the case, then the fields that jkk_statement_scans(), by case and place
 *
 * What is done with a part of a case.
 */
typedef enum
{
  JKK_PART_SELECT,
  JKK_PART_INSERT,
  JKK_PART_UPDATE,
  JKK_PART_DELETE = JKK_PART_UPDATE,
  JKK_PART_SCAN,
} JkkPartDeed;

/**
 * JkkListWay:
 * @JKK_LIST_ALL: along the index of the order asked for
 * @JKK_LIST_OPEN: the open cases only, which are few, sorted afterwards
 * @JKK_LIST_FIND: those that hold some three letters, sorted afterwards
 * @JKK_LIST_SCAN: reading every case: for a search of single letters
 * @JKK_LIST_PASSED_ON: the few proposals that were passed on to a person
 * @JKK_LIST_SAME: a page: those with the same key, or with none, that come after an id
 * @JKK_LIST_BEYOND: a page: those whose key comes after one
 * @JKK_LIST_OPEN_SAME: as SAME, of the open cases alone
 * @JKK_LIST_OPEN_BEYOND: as BEYOND, of the open cases alone
 * @JKK_LIST_SAME_ROWS: as SAME, with what a list shows of them; so do the next three
 * @JKK_LIST_BEYOND_ROWS: as BEYOND
 * @JKK_LIST_OPEN_SAME_ROWS: as OPEN_SAME
 * @JKK_LIST_OPEN_BEYOND_ROWS: as OPEN_BEYOND
 * @JKK_LIST_SAME_COUNT: as SAME, but how many they are; so do the next three
 * @JKK_LIST_BEYOND_COUNT: as BEYOND
 * @JKK_LIST_OPEN_SAME_COUNT: as OPEN_SAME
 * @JKK_LIST_OPEN_BEYOND_COUNT: as OPEN_BEYOND
 *
 * How the ids of a list are found. All take ?1 … ?6 the states, ?7 the verifier, ?8 the day, ?9 the limit (-1 = none);
 * FIND, SCAN and PASSED_ON also ?10 … ?15 the words, FIND ?16 the three-letter pieces, PASSED_ON ?16 the login; pages
 * ?17 the key, ?18 the id, ?19 how many are passed over, and ?20 whether all cases of the index are wanted. Pages yield
 * the key last.
 */
typedef enum
{
  JKK_LIST_ALL,
  JKK_LIST_OPEN,
  JKK_LIST_FIND,
  JKK_LIST_SCAN,
  JKK_LIST_PASSED_ON,
  JKK_LIST_SAME,
  JKK_LIST_BEYOND,
  JKK_LIST_OPEN_SAME,
  JKK_LIST_OPEN_BEYOND,
  JKK_LIST_SAME_ROWS,
  JKK_LIST_BEYOND_ROWS,
  JKK_LIST_OPEN_SAME_ROWS,
  JKK_LIST_OPEN_BEYOND_ROWS,
  JKK_LIST_SAME_COUNT,
  JKK_LIST_BEYOND_COUNT,
  JKK_LIST_OPEN_SAME_COUNT,
  JKK_LIST_OPEN_BEYOND_COUNT,
  JKK_N_LIST_WAYS,
} JkkListWay;

/* How many words a search may have. */
#define JKK_LIST_MAX_WORDS 6

guint jkk_statement_count (void);
const char *jkk_statement_print (void);
gboolean jkk_statement_writes (guint statement);
const char *jkk_statement_text (guint statement);
gboolean jkk_statement_scans (const JkkField *field);
guint jkk_statement_of_part (guint part, JkkPartDeed deed);
guint jkk_statement_of_list (JkkListWay way, guint sort, gboolean descending);

G_END_DECLS
