#include "jkk-statement.h"
#include "jkk-statement-private.h"

#include <string.h>

/* What was passed on and waits for a person: who may approve so much, and did not propose it. */
#define PASSED_ON                                                                                                      \
  "escalation_open CROSS JOIN account WHERE (account.roles & 2) <> 0 AND account.disabled = 0 AND "                    \
  "escalation_open.proposed_by <> account.login AND "                                                                  \
  "(account.money_limit IS NULL OR escalation_open.total <= account.money_limit) AND account.login = "

#define ACCOUNT_COLUMNS                                                                                                \
  "login, name, roles, disabled, must_change, failures, locked_until, created_at, signed_in_at, money_limit"

#define DECISION_COLUMNS                                                                                               \
  "id, case_id, case_revision, state, proposal, proposed_by, proposed_at, proposal_note, decided_by, decided_at, "     \
  "decision_note, total, pack, pack_version, program_version, facts_xml, payout_xml, hash"

#define APPROVAL_COLUMNS "id, decision_id, case_id, person, warrant, sequence, time, statement, signature"

#define MESSAGE_COLUMNS "id, edition, kind, sender, sequence, sha256, case_id, taken_at, person"

#define POST_IN_COLUMNS                                                                                                \
  "id, partner, guid, edition, sequence, kind, version, answers, case_number, participant_name, file_name, sha256, "   \
  "size, signer, state, faults, case_id, received_at, settled_at, settled_by, receipt, batch_id, "

#define POST_OUT_COLUMNS                                                                                               \
  "id, partner, guid, edition, sequence, kind, answers, case_id, file_name, sha256, made_at, made_by, delivered_at, "  \
  "receipt_result, receipt_at, batch_id, "

#define BATCH_COLUMNS                                                                                                  \
  "id, partner, guid, event, file_name, sha256, size, messages, done, accepted, refused, again, received_at, "         \
  "finished_at, answer"

#define RESERVED_COLUMNS "number, partner, answers, given_day, valid_until, coalesce (case_id, 0)"

#define ROW_COLUMNS                                                                                                    \
  "case_id, number, participant_name, employer_name, participant_number, segment, status, accident_day, "              \
  "received_day, verifier, total, outcome, updated_at, claimed_day"

#define JOURNAL_COLUMNS                                                                                                \
  "journal.sequence, journal.time, journal.person, journal.workstation, journal.deed, journal.reason, "                \
  "journal.changes, account.name"

/* Whether a line of the changes of an entry begins so. */
#define TELLS(path) "instr (char (10) || journal.changes, char (10) || '" path "') > 0"

static const char *const fixed[JKK_N_FIXED_SQL] = {
  [JKK_SQL_CASE_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM case_file",
  [JKK_SQL_CASE_IDS] = "SELECT id FROM case_file ORDER BY id",
  [JKK_SQL_CASE_INSERT] = "INSERT INTO case_file (id, revision, created_at) VALUES (?1, 1, ?2)",
  [JKK_SQL_CASE_REVISION] = "SELECT revision FROM case_file WHERE id = ?1",
  [JKK_SQL_CASE_ADVANCE] = "UPDATE case_file SET revision = revision + 1 WHERE id = ?1 AND revision = ?2",
  [JKK_SQL_CASE_FIND_NUMBER] = "SELECT case_id FROM cover WHERE number = ?1",
  [JKK_SQL_CASE_CANDIDATES] =
      "SELECT case_id FROM case_index WHERE participant_number = ?1 OR participant_identity = ?2 "
      "ORDER BY abs (coalesce (accident_day - ?3, 1000000)), case_id DESC",
  [JKK_SQL_CASE_NUMBER] = "SELECT number FROM cover WHERE case_id = ?1",
  [JKK_SQL_NUMBER_TAKE] = "INSERT INTO case_number (year, last) VALUES (?1, 1) "
                          "ON CONFLICT (year) DO UPDATE SET last = last + 1",
  [JKK_SQL_NUMBER_LAST] = "SELECT last FROM case_number WHERE year = ?1",
  [JKK_SQL_RESERVED_PUT] = "INSERT INTO number_reserved (number, partner, answers, given_day, valid_until) "
                           "VALUES (?1, ?2, ?3, ?4, ?5) "
                           "ON CONFLICT (number) DO UPDATE SET valid_until = excluded.valid_until",
  [JKK_SQL_RESERVED_BY_NUMBER] = "SELECT " RESERVED_COLUMNS " FROM number_reserved WHERE partner = ?1 AND number = ?2",
  [JKK_SQL_RESERVED_FOR] = "SELECT " RESERVED_COLUMNS " FROM number_reserved WHERE partner = ?1 AND answers = ?2",
  [JKK_SQL_RESERVED_USE] = "UPDATE number_reserved SET case_id = ?2 WHERE number = ?1 AND case_id IS NULL",

  [JKK_SQL_INDEX_PUT] =
      "INSERT INTO case_index (case_id, number, status, segment, participant_name, employer_name, participant_number, "
      "participant_identity, accident_day, received_day, verifier, total, outcome, updated_at, name_key, employer_key, "
      "folded, claimed_day) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) "
      "ON CONFLICT (case_id) DO UPDATE SET number = excluded.number, status = excluded.status, "
      "segment = excluded.segment, participant_name = excluded.participant_name, "
      "employer_name = excluded.employer_name, participant_number = excluded.participant_number, "
      "participant_identity = excluded.participant_identity, accident_day = excluded.accident_day, "
      "received_day = excluded.received_day, verifier = excluded.verifier, total = excluded.total, "
      "outcome = excluded.outcome, updated_at = excluded.updated_at, name_key = excluded.name_key, "
      "employer_key = excluded.employer_key, folded = excluded.folded, "
      "claimed_day = excluded.claimed_day",
  [JKK_SQL_INDEX_TOUCH] =
      "UPDATE case_index SET total = ?12, updated_at = ?14 WHERE case_id = ?1 AND number = ?2 AND status = ?3 "
      "AND segment IS ?4 AND participant_name IS ?5 AND employer_name IS ?6 AND participant_number IS ?7 "
      "AND participant_identity IS ?8 AND accident_day IS ?9 AND received_day IS ?10 AND verifier IS ?11 "
      "AND outcome IS ?13 AND name_key = ?15 AND employer_key = ?16 AND folded = ?17 AND claimed_day IS ?18",
  [JKK_SQL_INDEX_ROW] = "SELECT " ROW_COLUMNS " FROM case_index WHERE case_id = ?1",
  [JKK_SQL_INDEX_EVENT] =
      "SELECT other.case_id FROM accident AS this JOIN accident AS other ON other.event = this.event "
      "WHERE this.case_id = ?1 AND other.case_id <> ?1 ORDER BY other.case_id",
  [JKK_SQL_INDEX_FOLDED] = "SELECT folded FROM case_index WHERE case_id = ?1",
  [JKK_SQL_INDEX_TOTAL] = "UPDATE case_index SET total = ?2 WHERE case_id = ?1 AND total IS NOT ?2",
  [JKK_SQL_SEARCH_REMOVE] = "INSERT INTO case_search (case_search, rowid, folded) VALUES ('delete', ?1, ?2)",
  [JKK_SQL_SEARCH_ADD] = "INSERT INTO case_search (rowid, folded) VALUES (?1, ?2)",
  [JKK_SQL_COUNT_BY_STATUS] = "SELECT status, sum (n), sum (CASE WHEN verifier = ?1 THEN n ELSE 0 END) "
                              "FROM case_count GROUP BY status",
  [JKK_SQL_COUNT_OVERDUE] = "SELECT count (*) FROM case_index INDEXED BY case_index_open "
                            "WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan') AND claimed_day < ?1",
  [JKK_SQL_COUNT_OPEN] = "SELECT count (*) FROM case_index INDEXED BY case_index_open "
                         "WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan')",

  [JKK_SQL_COUNT_IN] = "SELECT coalesce (sum (n), 0) FROM case_count WHERE status IN (?1, ?2, ?3, ?4, ?5, ?6) "
                       "AND (?7 IS NULL OR verifier = ?7)",

  [JKK_SQL_COUNT_PASSED_ON] = "SELECT count (*) FROM " PASSED_ON "?1",
  [JKK_SQL_ESCALATION_ADD] = "INSERT INTO escalation (id, decision_id, person, time, note) "
                             "VALUES ((SELECT coalesce (max (id), 0) + 1 FROM escalation), ?1, ?2, ?3, ?4)",
  [JKK_SQL_ESCALATION_LAST] =
      "SELECT person, time, note FROM escalation WHERE decision_id = ?1 ORDER BY id DESC LIMIT 1",

  [JKK_SQL_JOURNAL_HEAD] = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1",
  [JKK_SQL_JOURNAL_APPEND] =
      "INSERT INTO journal (sequence, time, person, workstation, deed, deed_id, case_id, reason, "
      "changes, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
  [JKK_SQL_JOURNAL_KNOWS] = "SELECT sequence FROM journal WHERE deed_id = ?1",
  [JKK_SQL_JOURNAL_ALL] = "SELECT sequence, time, person, workstation, deed, deed_id, case_id, reason, changes, hash "
                          "FROM journal ORDER BY sequence",
  [JKK_SQL_JOURNAL_RANGE] = "SELECT sequence, time, person, workstation, deed, deed_id, case_id, reason, changes, hash "
                            "FROM journal WHERE sequence BETWEEN ?1 AND ?2 ORDER BY sequence",
  [JKK_SQL_JOURNAL_OF_CASE] =
      "SELECT " JOURNAL_COLUMNS " FROM journal LEFT JOIN account ON account.login = journal.person "
      "WHERE journal.case_id = ?1 AND (journal.deed <> 'open' OR journal.changes <> '') "
      "ORDER BY journal.sequence DESC",
  [JKK_SQL_JOURNAL_WHOLE] =
      "SELECT " JOURNAL_COLUMNS " FROM journal LEFT JOIN account ON account.login = journal.person "
      "WHERE journal.case_id = ?1 ORDER BY journal.sequence DESC",
  [JKK_SQL_JOURNAL_LOOKS] =
      "SELECT " JOURNAL_COLUMNS " FROM journal LEFT JOIN account ON account.login = journal.person "
      "WHERE journal.case_id = ?1 AND journal.deed = 'open' ORDER BY journal.sequence DESC",
  [JKK_SQL_JOURNAL_RECENT] =
      "SELECT " JOURNAL_COLUMNS " FROM journal LEFT JOIN account ON account.login = journal.person "
      "ORDER BY journal.sequence DESC LIMIT ?1",
  [JKK_SQL_JOURNAL_SINCE] =
      "SELECT coalesce (max (sequence), ?1), coalesce (sum (deed <> 'open' OR changes <> ''), 0), "
      "(SELECT count (*) FROM post_out WHERE delivered_at IS NULL) + "
      "(SELECT count (*) FROM post_batch WHERE delivered_at IS NULL) FROM journal WHERE sequence > ?1",
  [JKK_SQL_JOURNAL_HASH_AT] = "SELECT hash FROM journal WHERE sequence = ?1",
  [JKK_SQL_JOURNAL_COUNT_AFTER] =
      "SELECT count (*), count (DISTINCT case_id), coalesce (min (time), 0), coalesce (max (time), 0) FROM journal "
      "WHERE sequence > ?1 AND deed NOT IN ('open', 'sign-in')",
  [JKK_SQL_JOURNAL_PEOPLE_AFTER] =
      "SELECT DISTINCT coalesce (account.name, journal.person) FROM journal LEFT JOIN account "
      "ON account.login = journal.person WHERE sequence > ?1 AND deed NOT IN ('open', 'sign-in') ORDER BY 1",

  [JKK_SQL_JOURNAL_DECIDED_AT] =
      "SELECT sequence FROM journal WHERE case_id = ?1 AND time = ?2 AND deed IN ('approve', 'reject') "
      "ORDER BY sequence DESC LIMIT 1",
  [JKK_SQL_JOURNAL_DECIDED] =
      "SELECT coalesce (max (sequence), 0) FROM journal WHERE case_id = ?1 AND deed IN ('approve', 'reject')",
  /* What is told of no case stands together in the index. */
  [JKK_SQL_JOURNAL_TELLS_WARRANT] = "SELECT sequence FROM journal WHERE case_id IS NULL AND sequence > ?1 "
                                    "AND " TELLS ("warrant.") " ORDER BY sequence LIMIT 1",
  [JKK_SQL_JOURNAL_UNHELD] =
      "SELECT sequence, time, person, deed, coalesce (case_id, 0) FROM journal "
      "WHERE (" TELLS ("warrant.") " AND sequence NOT IN (SELECT sequence FROM warrant)) "
                                   "OR (" TELLS ("approval.signature") " AND sequence NOT IN (SELECT sequence FROM "
                                                                       "approval)) ORDER BY sequence",
  [JKK_SQL_JOURNAL_LAW] = "SELECT " JOURNAL_COLUMNS " FROM journal LEFT JOIN account ON account.login = journal.person "
                          "WHERE journal.case_id IS NULL AND journal.deed = 'confirm-value' "
                          "ORDER BY journal.sequence DESC",

  [JKK_SQL_WARRANT_APPEND] =
      "INSERT INTO warrant (id, login, sequence, statement, signature) VALUES (?1, ?2, ?3, ?4, ?5)",
  [JKK_SQL_WARRANT_ALL] = "SELECT id, login, sequence, statement, signature FROM warrant ORDER BY id",
  [JKK_SQL_SIGNING_KEY_PUT] = "INSERT INTO signing_key (login, sealed) VALUES (?1, ?2) "
                              "ON CONFLICT (login) DO UPDATE SET sealed = excluded.sealed",
  [JKK_SQL_SIGNING_KEY_GET] = "SELECT sealed FROM signing_key WHERE login = ?1",
  [JKK_SQL_APPROVAL_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM approval",
  [JKK_SQL_APPROVAL_APPEND] = "INSERT INTO approval (" APPROVAL_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  [JKK_SQL_APPROVAL_OF_DECISION] = "SELECT " APPROVAL_COLUMNS " FROM approval WHERE decision_id = ?1 ORDER BY id DESC",
  [JKK_SQL_DECISION_DECIDED] = "SELECT id FROM decision WHERE state IN ('approved', 'rejected') ORDER BY id",

  [JKK_SQL_ACCOUNT_INSERT] = "INSERT INTO account (" ACCOUNT_COLUMNS ", password) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, NULL, ?8, ?7)",
  [JKK_SQL_ACCOUNT_LOAD] = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE login = ?1",
  [JKK_SQL_ACCOUNT_LIST] = "SELECT " ACCOUNT_COLUMNS " FROM account ORDER BY login",
  [JKK_SQL_ACCOUNT_UPDATE] =
      "UPDATE account SET name = ?2, roles = ?3, disabled = ?4, money_limit = ?5 WHERE login = ?1",
  [JKK_SQL_ACCOUNT_PASSWORD] = "SELECT password FROM account WHERE login = ?1",
  [JKK_SQL_ACCOUNT_ANY_PASSWORD] = "SELECT password FROM account ORDER BY created_at DESC LIMIT 1",
  [JKK_SQL_ACCOUNT_SET_PASSWORD] =
      "UPDATE account SET password = ?2, must_change = ?3, failures = 0, locked_until = 0 WHERE login = ?1",
  [JKK_SQL_ACCOUNT_NOTE_SUCCESS] =
      "UPDATE account SET failures = 0, locked_until = 0, signed_in_at = ?2 WHERE login = ?1",
  [JKK_SQL_ACCOUNT_NOTE_FAILURE] = "UPDATE account SET failures = ?2, locked_until = ?3 WHERE login = ?1",
  [JKK_SQL_ACCOUNT_OTHER_ADMINISTRATORS] =
      "SELECT count (*) FROM account WHERE login <> ?1 AND disabled = 0 AND (roles & ?2) <> 0",

  [JKK_SQL_DECISION_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM decision",
  [JKK_SQL_DECISION_INSERT] =
      "INSERT INTO decision (" DECISION_COLUMNS ") VALUES (?1, ?2, ?3, 'proposed', ?4, ?5, ?6, ?7, "
      "NULL, NULL, NULL, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
  [JKK_SQL_DECISION_DECIDE] =
      "UPDATE decision SET state = ?2, decided_by = ?3, decided_at = ?4, decision_note = ?5 WHERE id = ?1",
  [JKK_SQL_DECISION_LOAD] = "SELECT " DECISION_COLUMNS " FROM decision WHERE id = ?1",
  [JKK_SQL_DECISION_CURRENT] = "SELECT " DECISION_COLUMNS " FROM decision WHERE case_id = ?1 ORDER BY id DESC LIMIT 1",
  [JKK_SQL_DECISION_OF_CASE] = "SELECT " DECISION_COLUMNS " FROM decision WHERE case_id = ?1 ORDER BY id",
  [JKK_SQL_DECISION_LACKING] =
      "SELECT case_id FROM cover WHERE status IN ('disetujui', 'ditolak') "
      "AND case_id NOT IN (SELECT case_id FROM decision WHERE state IN ('approved', 'rejected')) ORDER BY case_id",

  [JKK_SQL_OFFICE_GET] = "SELECT value FROM office WHERE key = ?1",
  [JKK_SQL_OFFICE_SET] =
      "INSERT INTO office (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  [JKK_SQL_OFFICE_UNSET] = "DELETE FROM office WHERE key = ?1",

  [JKK_SQL_MESSAGE_FIND] = "SELECT " MESSAGE_COLUMNS " FROM message WHERE id = ?1 AND edition = ?2",
  [JKK_SQL_MESSAGE_INSERT] = "INSERT INTO message (" MESSAGE_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  [JKK_SQL_MESSAGE_OF_CASE] =
      "SELECT " MESSAGE_COLUMNS " FROM message WHERE case_id = ?1 ORDER BY taken_at, id, edition",

  [JKK_SQL_LAW_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM law_entry",
  [JKK_SQL_LAW_APPEND] = "INSERT INTO law_entry (id, pack, parameter, from_day, value, source, person, time) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [JKK_SQL_LAW_ALL] = "SELECT id, pack, parameter, from_day, value, source, person, time, account.name FROM law_entry "
                      "LEFT JOIN account ON account.login = law_entry.person ORDER BY id DESC",

  [JKK_SQL_PARTNER_PUT] =
      "INSERT INTO partner (code, name, kind, folder, must_sign, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, folder = excluded.folder, "
      "must_sign = excluded.must_sign, active = excluded.active",
  [JKK_SQL_PARTNER_LOAD] = "SELECT code, name, kind, folder, must_sign, active FROM partner WHERE code = ?1",
  [JKK_SQL_PARTNER_ALL] = "SELECT code, name, kind, folder, must_sign, active FROM partner ORDER BY code",
  [JKK_SQL_PARTNER_KEY_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM partner_key",
  [JKK_SQL_PARTNER_KEY_ADD] =
      "INSERT INTO partner_key (id, partner, purpose, fingerprint, pem, from_day, until_day, person, time) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  [JKK_SQL_PARTNER_KEY_REVOKE] =
      "UPDATE partner_key SET revoked_day = ?2, revoked_reason = ?3, revoked_by = ?4 WHERE id = ?1",
  [JKK_SQL_PARTNER_KEYS] = "SELECT id, partner, purpose, fingerprint, pem, from_day, until_day, person, time, "
                           "revoked_day, revoked_reason, revoked_by FROM partner_key "
                           "WHERE ?1 IS NULL OR partner = ?1 ORDER BY id DESC",

  /* The same parameters and columns as those of a partner's keys. */
  [JKK_SQL_OFFICE_KEY_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM office_key",
  [JKK_SQL_OFFICE_KEY_ADD] =
      "INSERT INTO office_key (id, purpose, fingerprint, pem, from_day, until_day, person, time) "
      "SELECT ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE ?2 IS NULL",
  [JKK_SQL_OFFICE_KEY_REVOKE] =
      "UPDATE office_key SET revoked_day = ?2, revoked_reason = ?3, revoked_by = ?4 WHERE id = ?1",
  [JKK_SQL_OFFICE_KEYS] = "SELECT id, NULL, purpose, fingerprint, pem, from_day, until_day, person, time, "
                          "revoked_day, revoked_reason, revoked_by FROM office_key ORDER BY id DESC",

  [JKK_SQL_POST_IN_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM post_in",
  [JKK_SQL_POST_IN_INSERT] =
      "INSERT INTO post_in (id, partner, guid, edition, sequence, kind, version, answers, case_number, "
      "participant_name, file_name, sha256, size, signer, state, faults, case_id, received_at, receipt, content, "
      "batch_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
      "?21)",
  [JKK_SQL_POST_IN_BY_FILE] = "SELECT " POST_IN_COLUMNS "NULL FROM post_in WHERE partner = ?1 AND sha256 = ?2 "
                              "ORDER BY id DESC LIMIT 1",
  [JKK_SQL_POST_IN_BY_GUID] = "SELECT " POST_IN_COLUMNS "NULL FROM post_in WHERE partner = ?1 AND guid = ?2 "
                              "AND (state = 'baru' OR state = 'diambil' OR state = 'selesai' OR state = 'diganti') "
                              "ORDER BY edition DESC LIMIT 1",
  [JKK_SQL_POST_IN_LOAD] = "SELECT " POST_IN_COLUMNS "content FROM post_in WHERE id = ?1",
  [JKK_SQL_POST_IN_LIST] = "SELECT " POST_IN_COLUMNS "NULL FROM post_in WHERE state IN (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                           "AND id < ?8 ORDER BY id DESC LIMIT ?9",
  [JKK_SQL_POST_IN_OF_CASE] = "SELECT " POST_IN_COLUMNS "NULL FROM post_in WHERE case_id = ?1 ORDER BY id",
  [JKK_SQL_POST_IN_COUNT] = "SELECT state, count (*) FROM post_in GROUP BY state",
  [JKK_SQL_POST_IN_REPLACE] = "UPDATE post_in SET state = 'diganti' "
                              "WHERE partner = ?1 AND guid = ?2 AND edition < ?3 AND state = 'baru'",
  [JKK_SQL_POST_IN_SETTLE] = "UPDATE post_in SET state = ?2, case_id = coalesce (?3, case_id), settled_at = ?4, "
                             "settled_by = ?5 WHERE id = ?1 AND state = 'baru'",
  [JKK_SQL_POST_IN_RELEASE] = "UPDATE post_in SET state = 'dilepas', settled_at = ?2, settled_by = ?3 "
                              "WHERE id = ?1 AND state = 'karantina'",
  [JKK_SQL_POST_GAPS] =
      "SELECT partner, before + 1, sequence - 1 FROM (SELECT partner, sequence, lag (sequence, 1, 0) "
      "OVER (PARTITION BY partner ORDER BY sequence) AS before FROM (SELECT DISTINCT partner, sequence FROM post_in "
      "WHERE sequence IS NOT NULL)) WHERE sequence > before + 1 ORDER BY partner, sequence",
  [JKK_SQL_POST_IN_PROPOSE] = "UPDATE post_in SET case_id = ?2 WHERE id = ?1 AND state = 'baru'",
  [JKK_SQL_POST_IN_FAULTY] = "SELECT " POST_IN_COLUMNS "NULL FROM post_in WHERE state IN ('ditolak', 'karantina') "
                             "AND settled_at IS NULL AND id < ?1 ORDER BY id DESC LIMIT ?2",
  [JKK_SQL_POST_IN_SEEN] = "UPDATE post_in SET settled_at = ?2, settled_by = ?3 "
                           "WHERE id = ?1 AND state IN ('ditolak', 'karantina') AND settled_at IS NULL",
  [JKK_SQL_POST_IN_WAITING_COUNT] =
      "SELECT coalesce (sum (state = 'baru' AND case_id IS NULL), 0), "
      "coalesce (sum (state = 'baru' AND case_id IS NOT NULL), 0), coalesce (sum (state <> 'baru'), 0) FROM post_in "
      "WHERE state = 'baru' OR (state IN ('ditolak', 'karantina') AND settled_at IS NULL)",

  [JKK_SQL_POST_OUT_NEXT_SEQUENCE] = "SELECT coalesce (max (sequence), 0) + 1 FROM post_out WHERE partner = ?1",
  [JKK_SQL_POST_OUT_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM post_out",
  [JKK_SQL_POST_OUT_INSERT] =
      "INSERT INTO post_out (id, partner, guid, edition, sequence, kind, answers, case_id, file_name, sha256, made_at, "
      "made_by, content, batch_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
  [JKK_SQL_POST_OUT_LOAD] = "SELECT " POST_OUT_COLUMNS "content FROM post_out WHERE guid = ?1",
  [JKK_SQL_POST_OUT_WAITING] =
      "SELECT " POST_OUT_COLUMNS "content FROM post_out WHERE delivered_at IS NULL AND partner = ?1 "
      "AND (batch_id IS NULL OR (SELECT delivered_at FROM post_batch WHERE post_batch.id = batch_id) IS NOT NULL) "
      "ORDER BY id LIMIT 200",
  [JKK_SQL_POST_OUT_LIST] = "SELECT " POST_OUT_COLUMNS "NULL FROM post_out WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
  [JKK_SQL_POST_OUT_OF_CASE] =
      "SELECT " POST_OUT_COLUMNS "NULL FROM post_out WHERE case_id = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2",
  [JKK_SQL_POST_OUT_DELIVERED] = "UPDATE post_out SET delivered_at = ?2 WHERE id = ?1 AND delivered_at IS NULL",
  [JKK_SQL_POST_OUT_RECEIPTED] = "UPDATE post_out SET receipt_result = ?2, receipt_at = ?3 WHERE guid = ?1",
  [JKK_SQL_POST_OUT_AGAIN] = "UPDATE post_out SET delivered_at = NULL WHERE guid = ?1",
  [JKK_SQL_POST_OUT_LAST_RECEIPT] =
      "SELECT guid FROM post_out WHERE answers = ?1 AND partner = ?2 AND kind = 'receipt' AND instr (content, ?3) > 0 "
      "ORDER BY id DESC LIMIT 1",
  [JKK_SQL_POST_OUT_PAPER_RECEIPT] =
      "SELECT guid FROM post_out WHERE partner = ?1 AND kind = 'receipt' AND instr (content, ?2) > 0 "
      "ORDER BY id DESC LIMIT 1",
  [JKK_SQL_POST_OUT_OF_PARTNER] =
      "SELECT " POST_OUT_COLUMNS
      "NULL FROM post_out WHERE partner = ?1 AND kind <> 'receipt' ORDER BY id DESC LIMIT ?2",

  [JKK_SQL_BATCH_NEXT_ID] = "SELECT coalesce (max (id), 0) + 1 FROM post_batch",
  [JKK_SQL_BATCH_INSERT] =
      "INSERT INTO post_batch (id, partner, guid, event, file_name, sha256, size, messages, done, accepted, refused, "
      "again, received_at, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0, 0, ?9, ?10)",
  [JKK_SQL_BATCH_FIND] = "SELECT " BATCH_COLUMNS " FROM post_batch WHERE partner = ?1 AND guid = ?2",
  [JKK_SQL_BATCH_LOAD] = "SELECT " BATCH_COLUMNS " FROM post_batch WHERE id = ?1",
  [JKK_SQL_BATCH_ADVANCE] =
      "UPDATE post_batch SET done = done + ?3 + ?4 + ?5, accepted = accepted + ?3, refused = refused + ?4, "
      "again = again + ?5, finished_at = CASE WHEN done + ?3 + ?4 + ?5 = messages THEN ?6 END "
      "WHERE id = ?1 AND done = ?2",
  [JKK_SQL_BATCH_WAITING] = "SELECT " BATCH_COLUMNS " FROM post_batch WHERE partner = ?1 AND delivered_at IS NULL "
                            "AND finished_at IS NOT NULL ORDER BY id LIMIT 1",
  [JKK_SQL_BATCH_RECEIPTS] = "SELECT " POST_OUT_COLUMNS "content FROM post_out WHERE batch_id = ?1 AND id > ?2 "
                             "ORDER BY id LIMIT 200",
  [JKK_SQL_BATCH_COUNT_RECEIPTS] = "SELECT count (*) FROM post_out WHERE batch_id = ?1",
  [JKK_SQL_BATCH_DELIVERED] = "UPDATE post_batch SET delivered_at = ?2 WHERE id = ?1",
  [JKK_SQL_BATCH_RECEIPTS_DELIVERED] =
      "UPDATE post_out SET delivered_at = ?2 WHERE batch_id = ?1 AND delivered_at IS NULL",
  [JKK_SQL_BATCH_AGAIN] = "UPDATE post_batch SET delivered_at = NULL WHERE id = ?1",
  [JKK_SQL_BATCH_EVENT] = "SELECT event FROM post_batch WHERE id = (SELECT batch_id FROM post_in WHERE id = ?1)",

  [JKK_SQL_OWED_ADD] = "INSERT INTO owed (partner, side, kind, guid, case_id, since, due_day) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (guid, side, kind) DO NOTHING",
  [JKK_SQL_OWED_SETTLE] = "UPDATE owed SET settled_at = ?4, settled_guid = ?3 "
                          "WHERE guid = ?1 AND kind = ?2 AND settled_at IS NULL",
  [JKK_SQL_OWED_OPEN] = "SELECT id, partner, side, kind, guid, case_id, since, due_day FROM owed "
                        "WHERE settled_at IS NULL ORDER BY due_day IS NULL, due_day, id",
  [JKK_SQL_OWED_COUNT] = "SELECT count (*), coalesce (sum (due_day < ?1), 0) FROM owed WHERE settled_at IS NULL",
  [JKK_SQL_OWED_LOAD] = "SELECT id, partner, side, kind, guid, case_id, since, due_day FROM owed WHERE id = ?1",
  [JKK_SQL_OWED_SETTLE_ONE] = "UPDATE owed SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL",
  [JKK_SQL_OWED_REOPEN] = "UPDATE owed SET since = ?2, due_day = ?3, settled_at = NULL, settled_guid = NULL "
                          "WHERE guid = ?1 AND side = 'mitra' AND kind = 'document' AND settled_at IS NOT NULL",
  [JKK_SQL_OWED_FORGIVE] = "UPDATE owed SET settled_at = ?2, settled_guid = ?3 "
                           "WHERE guid = ?1 AND side = 'kantor' AND settled_at IS NULL",
  [JKK_SQL_OWED_PAPERS] =
      "SELECT post_in.id FROM owed JOIN post_in ON post_in.guid = owed.guid AND post_in.partner = owed.partner "
      "WHERE owed.partner = ?1 AND owed.side = 'mitra' AND owed.kind = 'document' AND owed.settled_at IS NULL "
      "AND post_in.state IN ('baru', 'diambil') AND NOT EXISTS (SELECT 1 FROM post_in AS later "
      "WHERE later.partner = post_in.partner AND later.guid = post_in.guid AND later.edition > post_in.edition "
      "AND later.state IN ('baru', 'diambil')) ORDER BY post_in.id",

  [JKK_SQL_KEPT_ADD] = "INSERT INTO write_kept (id, kept_at) VALUES (?1, ?2)",
  [JKK_SQL_KEPT_FIND] = "SELECT count (*) FROM write_kept WHERE id = ?1",
  [JKK_SQL_KEPT_FORGET] = "DELETE FROM write_kept WHERE kept_at < ?1",

  [JKK_SQL_SCHEMA] = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
};

/* What each order of the list sorts by: names as a person looks them up, all else as stored. */
static const char *const sort_keys[JKK_N_SORT] = {
  [JKK_SORT_NUMBER] = "number",
  [JKK_SORT_PARTICIPANT_NAME] = "name_key",
  [JKK_SORT_EMPLOYER_NAME] = "employer_key",
  [JKK_SORT_PARTICIPANT_NUMBER] = "participant_number",
  [JKK_SORT_SEGMENT] = "segment",
  [JKK_SORT_STATUS] = "status",
  [JKK_SORT_ACCIDENT_DAY] = "accident_day",
  [JKK_SORT_RECEIVED_DAY] = "received_day",
  [JKK_SORT_VERIFIER] = "verifier",
  [JKK_SORT_TOTAL] = "total",
  [JKK_SORT_OUTCOME] = "outcome",
  [JKK_SORT_UPDATED_AT] = "updated_at",
};

#define WORDS                                                                                                          \
  "instr (folded, ?10) > 0 AND instr (folded, ?11) > 0 AND instr (folded, ?12) > 0 AND instr (folded, ?13) > 0 AND "   \
  "instr (folded, ?14) > 0 AND instr (folded, ?15) > 0 AND "

static const struct
{
  const char *from;
  gboolean sorted; /* the rows come in the right order: let the engine see it */
} list_ways[JKK_N_LIST_WAYS] = {
  [JKK_LIST_ALL] = { "case_index WHERE ", TRUE },
  [JKK_LIST_OPEN] = { "case_index INDEXED BY case_index_open "
                      "WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan') AND ",
                      FALSE },
  [JKK_LIST_FIND] = { "case_index WHERE case_id IN (SELECT rowid FROM case_search WHERE case_search MATCH ?16) "
                      "AND " WORDS,
                      FALSE },
  [JKK_LIST_SCAN] = { "case_index WHERE " WORDS, FALSE },
  [JKK_LIST_PASSED_ON] = { "case_index WHERE case_id IN (SELECT escalation_open.case_id FROM " PASSED_ON "?16) "
                           "AND " WORDS,
                           FALSE },
};

#define OPEN_ONLY "status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan') AND "

/* Where every case of the index is wanted, ?20 saves looking at each. */
#define FILTER                                                                                                         \
  "(?20 OR (+status IN (?1, ?2, ?3, ?4, ?5, ?6) AND (?7 IS NULL OR +verifier = ?7) "                                   \
  "AND (?8 IS NULL OR +claimed_day < ?8))) "

/* A page begins where the last one ended, by key and not by number: the thousandth costs what the first one does. First
 * come those with the same key, then those beyond it; a pair that is compared as a whole would seek by the key alone.
 * What is passed over is passed over in the index. */
static char *
ids_text (gboolean open, gboolean beyond, const char *key, gboolean descending)
{
  const char *direction = descending ? "DESC" : "ASC", *after = descending ? "<" : ">";
  g_autofree char *from = g_strdup_printf ("case_index INDEXED BY case_index_%sby_%s WHERE %s", open ? "open_" : "",
                                           key, open ? OPEN_ONLY : "");

  if (!beyond)
    return g_strdup_printf ("SELECT case_id, %s AS key FROM %s%s IS ?17 AND case_id %s ?18 AND " FILTER
                            "ORDER BY case_id %s LIMIT ?9 OFFSET ?19",
                            key, from, key, after, direction);
  return g_strdup_printf ("SELECT case_id, %s AS key FROM %s%s %s ?17 AND " FILTER
                          "ORDER BY %s %s, case_id %s LIMIT ?9 OFFSET ?19",
                          key, from, key, after, key, direction, direction);
}

static char *
page_text (JkkListWay way, guint sort, gboolean descending)
{
  guint kind = (way - JKK_LIST_SAME) % 4;
  g_autofree char *ids = ids_text (kind >= 2, kind % 2 == 1, sort_keys[sort], descending);

  if (way < JKK_LIST_SAME_ROWS)
    return g_steal_pointer (&ids);
  if (way >= JKK_LIST_SAME_COUNT)
    return g_strdup_printf ("SELECT count (*) FROM (%s)", ids);
  /* The left one is read first, in its order. */
  return g_strdup_printf ("SELECT " ROW_COLUMNS ", key FROM (%s) AS page CROSS JOIN case_index USING (case_id)", ids);
}

/* A statement that lists ids; cases that sort alike stand in the order of their ids, so that it is the same each time.
 * A plus keeps a column from choosing the index: it is the order, or the few rows to be read, that decides. */
static char *
list_text (JkkListWay way, guint sort, gboolean descending)
{
  const char *direction = descending ? "DESC" : "ASC";

  if (way >= JKK_LIST_SAME)
    return page_text (way, sort, descending);
  return g_strdup_printf ("SELECT case_id FROM %s+status IN (?1, ?2, ?3, ?4, ?5, ?6) "
                          "AND (?7 IS NULL OR +verifier = ?7) AND (?8 IS NULL OR +claimed_day < ?8) "
                          "ORDER BY %s%s %s, case_id %s LIMIT ?9",
                          list_ways[way].from, list_ways[way].sorted ? "" : "+", sort_keys[sort], direction, direction);
}

#define N_PART_DEEDS (JKK_PART_SCAN + 1)

/* All statements in the order of their numbers: the fixed ones, those of the parts, those of the list. */
static gpointer
make_statements (gpointer data)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < JKK_N_FIXED_SQL; i++)
    g_ptr_array_add (texts, g_strdup (fixed[i]));
  for (guint i = 0; i < n_parts; i++)
    for (guint deed = 0; deed < N_PART_DEEDS; deed++)
      g_ptr_array_add (texts, jkk_statement_part_text (&parts[i], deed));
  for (guint way = 0; way < JKK_N_LIST_WAYS; way++)
    for (guint sort = 0; sort < JKK_N_SORT; sort++)
      for (guint descending = 0; descending < 2; descending++)
        g_ptr_array_add (texts, list_text (way, sort, descending == 1));
  return texts;
}

static GPtrArray *
get_statements (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_statements, NULL);
}

/**
 * jkk_statement_count:
 *
 * Returns: how many statements are registered
 */
guint
jkk_statement_count (void)
{
  return get_statements ()->len;
}

static gpointer
make_print (gpointer data)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  /* With the zero at its end, so that two lists never read alike. */
  for (guint i = 0; i < jkk_statement_count (); i++)
    g_checksum_update (sum, (const guint8 *) jkk_statement_text (i), strlen (jkk_statement_text (i)) + 1);
  return g_strdup (g_checksum_get_string (sum));
}

/**
 * jkk_statement_print:
 *
 * Returns: (transfer none): SHA-256 over all registered statements: two programs with the same one mean the same by
 *   each number
 */
const char *
jkk_statement_print (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_print, NULL);
}

/**
 * jkk_statement_writes:
 * @statement: number of a statement
 *
 * Returns: whether it changes something, and so belongs into a transaction that may
 */
gboolean
jkk_statement_writes (guint statement)
{
  return !g_str_has_prefix (jkk_statement_text (statement), "SELECT ");
}

/**
 * jkk_statement_text:
 * @statement: number of a statement
 *
 * Returns: (transfer none): its SQL, which never changes
 */
const char *
jkk_statement_text (guint statement)
{
  g_return_val_if_fail (statement < jkk_statement_count (), NULL);

  return g_ptr_array_index (get_statements (), statement);
}

/**
 * jkk_statement_of_part:
 * @part: which of jkk_case_parts()
 * @deed: what is done with it; see #JkkPartDeed
 *
 * Returns: the number of the statement
 */
guint
jkk_statement_of_part (guint part, JkkPartDeed deed)
{
  return JKK_N_FIXED_SQL + part * N_PART_DEEDS + deed;
}

/**
 * jkk_statement_of_list:
 * @way: how the cases are found
 * @sort: a #JkkCaseSort
 * @descending: the other way round
 *
 * Returns: the number of the statement that yields the ids
 */
guint
jkk_statement_of_list (JkkListWay way, guint sort, gboolean descending)
{
  guint n_parts;

  jkk_case_parts (&n_parts);
  return jkk_statement_of_part (n_parts, JKK_PART_SELECT) + (way * JKK_N_SORT + sort) * 2 + (descending ? 1 : 0);
}
