-- The first store.
--
-- A step is never changed once a store may have taken it: what is wrong is mended by the next one. No DATE or BOOLEAN
-- columns, no functions of the program in triggers: the file must also live behind a service. Days are days since
-- 1970-01-01, times are seconds since then (UTC), money is whole rupiah, percentages are hundredths of a percent; NULL
-- means that nothing was entered.

-- ---- The office and its people

CREATE TABLE office (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  login TEXT PRIMARY KEY CHECK (login = lower (login) AND length (login) BETWEEN 1 AND 60),
  name TEXT NOT NULL CHECK (length (name) > 0),
  roles INTEGER NOT NULL CHECK (roles > 0),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  locked_until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  signed_in_at INTEGER,
  password TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER account_is_kept BEFORE DELETE ON account
BEGIN
  SELECT RAISE (ABORT, 'account-is-kept');
END;

CREATE TRIGGER account_keeps_its_login BEFORE UPDATE OF login ON account WHEN NEW.login <> OLD.login
BEGIN
  SELECT RAISE (ABORT, 'account-is-kept');
END;

-- ---- Cases: one table for each part, its columns are those of the field table

CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision > 0),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE case_number (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

CREATE TABLE cover (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  number TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL
    CHECK (status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan', 'disetujui', 'ditolak')),
  segment TEXT,
  received_day INTEGER,
  verifier TEXT,
  proposer TEXT,
  approver TEXT,
  hold_reason TEXT,
  note TEXT
) STRICT;

CREATE TABLE employer (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  name TEXT,
  number TEXT,
  address TEXT,
  phone TEXT,
  contact TEXT,
  email TEXT,
  sector TEXT,
  wage_paid_on INTEGER,
  arrears_months INTEGER
) STRICT;

CREATE TABLE participant (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  name TEXT,
  number TEXT,
  identity TEXT,
  born INTEGER,
  sex TEXT,
  address TEXT,
  phone TEXT,
  occupation TEXT,
  left_handed INTEGER,
  registered INTEGER,
  employment_ended INTEGER,
  wage_kind TEXT,
  working_week INTEGER,
  wage INTEGER,
  wage_actual INTEGER,
  wage_average INTEGER,
  bank_name TEXT,
  bank_account TEXT,
  bank_holder TEXT
) STRICT;

CREATE TABLE accident (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  case_kind TEXT,
  accident_day INTEGER,
  accident_time INTEGER,
  place TEXT,
  address TEXT,
  placement_phase TEXT,
  placement_country TEXT,
  chronology TEXT,
  consequence TEXT,
  body_part TEXT,
  first_aid TEXT,
  first_aid_place TEXT,
  transport_mode TEXT,
  unsafe_act TEXT,
  unsafe_condition TEXT,
  accident_type TEXT,
  injury_source TEXT,
  paper_card INTEGER,
  paper_identity INTEGER,
  paper_project INTEGER,
  paper_other TEXT,
  reported_day INTEGER,
  declared_place TEXT,
  declared_day INTEGER,
  declared_by TEXT,
  declared_position TEXT
) STRICT;

CREATE TABLE claim (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  claimed_day INTEGER,
  accident_day INTEGER,
  accident_time INTEGER,
  examined_day INTEGER,
  outcome TEXT,
  days_absent INTEGER,
  stmb_advanced INTEGER,
  disability_paid INTEGER,
  jasa_raharja_paid INTEGER,
  has_children INTEGER,
  remarks TEXT,
  paper_doctor INTEGER,
  paper_transport INTEGER,
  paper_treatment INTEGER,
  paper_other TEXT,
  declared_place TEXT,
  declared_day INTEGER,
  declared_by TEXT,
  declared_position TEXT
) STRICT;

CREATE TABLE medical (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  doctor_name TEXT,
  doctor_role TEXT,
  doctor_licence TEXT,
  doctor_phone TEXT,
  facility TEXT,
  facility_contracted INTEGER,
  participant_name TEXT,
  participant_number TEXT,
  participant_identity TEXT,
  employer_name TEXT,
  accident_day INTEGER,
  examined_day INTEGER,
  anamnesis TEXT,
  physical_findings TEXT,
  treatment TEXT,
  diagnosis TEXT,
  diagnosis_code TEXT,
  comorbidity TEXT,
  comorbidity_detail TEXT,
  outcome TEXT,
  loss_detail TEXT,
  loss_percent INTEGER,
  prosthesis TEXT,
  orthosis TEXT,
  death_day INTEGER,
  death_time INTEGER,
  work_ability TEXT,
  treated_from INTEGER,
  treated_until INTEGER,
  rest_from INTEGER,
  rest_until INTEGER,
  remarks TEXT,
  signed_place TEXT,
  signed_day INTEGER
) STRICT;

CREATE TABLE absences (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  kind TEXT,
  from_day INTEGER,
  until_day INTEGER,
  letter TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE impairments (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  kind TEXT,
  table_row INTEGER,
  table_percent INTEGER,
  function_loss INTEGER,
  steps INTEGER,
  method TEXT,
  remark TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE expenses (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  kind TEXT,
  mode TEXT,
  spent_day INTEGER,
  amount INTEGER,
  issuer TEXT,
  number TEXT,
  paid_by TEXT,
  original INTEGER,
  recommended INTEGER,
  reference_price INTEGER,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE payees (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  payee TEXT,
  treatment INTEGER,
  disability INTEGER,
  orthosis INTEGER,
  dental INTEGER,
  transport INTEGER,
  stmb INTEGER,
  bank_name TEXT,
  bank_account TEXT,
  bank_holder TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE heirs (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  name TEXT,
  identity TEXT,
  relation TEXT,
  born INTEGER,
  phone TEXT,
  bank_name TEXT,
  bank_account TEXT,
  bank_holder TEXT,
  guardian_name TEXT,
  guardian_identity TEXT,
  guardian_phone TEXT,
  guardian_email TEXT,
  guardian_relation TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE children (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  name TEXT,
  identity TEXT,
  born INTEGER,
  school_level TEXT,
  school_year INTEGER,
  school_entered INTEGER,
  working INTEGER,
  married INTEGER,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  kind TEXT,
  title TEXT,
  received_day INTEGER,
  complete INTEGER,
  defect TEXT,
  sha256 TEXT,
  size INTEGER,
  media_type TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

-- ---- Decisions: who proposes does not decide, and what was decided stays

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  case_revision INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'returned', 'rejected')),
  proposal TEXT NOT NULL CHECK (proposal IN ('pay', 'refuse')),
  proposed_by TEXT NOT NULL REFERENCES account (login),
  proposed_at INTEGER NOT NULL,
  proposal_note TEXT,
  decided_by TEXT REFERENCES account (login),
  decided_at INTEGER,
  decision_note TEXT,
  total INTEGER,
  pack TEXT,
  pack_version TEXT,
  program_version TEXT,
  facts_xml TEXT NOT NULL,
  payout_xml TEXT NOT NULL,
  hash TEXT NOT NULL,
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK ((state = 'proposed') = (decided_at IS NULL)),
  CHECK (state IN ('proposed', 'returned') OR decided_by <> proposed_by)
) STRICT;

CREATE INDEX decision_of_case ON decision (case_id, id);

-- One proposal at a time waits for an answer.
CREATE UNIQUE INDEX decision_waiting ON decision (case_id) WHERE state = 'proposed';

CREATE TRIGGER decision_starts_proposed BEFORE INSERT ON decision WHEN NEW.state <> 'proposed'
BEGIN
  SELECT RAISE (ABORT, 'decision-starts-proposed');
END;

-- An INSERT OR REPLACE would take a row away without asking the trigger for deletions.
CREATE TRIGGER decision_is_not_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision WHEN OLD.state <> 'proposed'
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER decision_is_frozen BEFORE UPDATE OF id, case_id, case_revision, proposal, proposed_by, proposed_at,
  proposal_note, total, pack, pack_version, program_version, facts_xml, payout_xml, hash ON decision
WHEN OLD.state = 'proposed'
BEGIN
  SELECT RAISE (ABORT, 'decision-is-frozen');
END;

CREATE TRIGGER decision_needs_four_eyes BEFORE UPDATE ON decision
WHEN OLD.state = 'proposed' AND NEW.state IN ('approved', 'rejected') AND NEW.decided_by = OLD.proposed_by
BEGIN
  SELECT RAISE (ABORT, 'four-eyes');
END;

CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

-- A case is closed by its latest decision and by nothing else, and then stays closed.
CREATE TRIGGER cover_is_closed_by_decision BEFORE UPDATE OF status ON cover
WHEN NEW.status IN ('disetujui', 'ditolak') AND NEW.status IS NOT coalesce (
  (SELECT CASE
            WHEN state = 'approved' AND proposal = 'pay' THEN 'disetujui'
            WHEN state = 'rejected' OR (state = 'approved' AND proposal = 'refuse') THEN 'ditolak'
          END
   FROM decision WHERE case_id = NEW.case_id ORDER BY id DESC LIMIT 1), '')
BEGIN
  SELECT RAISE (ABORT, 'decision-needed');
END;

CREATE TRIGGER cover_stays_closed BEFORE UPDATE OF status ON cover
WHEN OLD.status IN ('disetujui', 'ditolak') AND NEW.status <> OLD.status
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

-- No case is born closed. (An INSERT OR REPLACE is an insertion too.)
CREATE TRIGGER cover_is_born_open BEFORE INSERT ON cover WHEN NEW.status IN ('disetujui', 'ditolak')
BEGIN
  SELECT RAISE (ABORT, 'decision-needed');
END;

CREATE TRIGGER cover_is_kept BEFORE DELETE ON cover
BEGIN
  SELECT RAISE (ABORT, 'case-is-kept');
END;

-- ---- Messages taken over from partners

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  sender TEXT,
  sequence INTEGER,
  sha256 TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  taken_at INTEGER NOT NULL,
  person TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX message_of_case ON message (case_id);

-- ---- The journal: each entry carries the hash of the one before

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  person TEXT NOT NULL,
  workstation TEXT NOT NULL,
  deed TEXT NOT NULL,
  deed_id TEXT NOT NULL UNIQUE,
  case_id INTEGER REFERENCES case_file (id),
  reason TEXT,
  changes TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE INDEX journal_of_case ON journal (case_id, sequence);

CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE (ABORT, 'journal-is-append-only');
END;

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
BEGIN
  SELECT RAISE (ABORT, 'journal-is-append-only');
END;

-- An entry comes after the last one, and a deed is done once. (An INSERT OR REPLACE would otherwise take another's place.)
CREATE TRIGGER journal_has_each_deed_once BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE deed_id = NEW.deed_id)
BEGIN
  SELECT RAISE (ABORT, 'deed-is-done');
END;

CREATE TRIGGER journal_goes_on BEFORE INSERT ON journal
WHEN NEW.sequence <> (SELECT coalesce (max (sequence), 0) + 1 FROM journal)
BEGIN
  SELECT RAISE (ABORT, 'journal-is-append-only');
END;

-- ---- What a list shows, sorts by and searches in: one row for each case, kept in the same transaction

CREATE TABLE case_index (
  case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  segment TEXT,
  participant_name TEXT,
  employer_name TEXT,
  participant_number TEXT,
  participant_identity TEXT,
  accident_day INTEGER,
  received_day INTEGER,
  claimed_day INTEGER,
  verifier TEXT,
  total INTEGER,
  outcome TEXT,
  updated_at INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  employer_key TEXT NOT NULL,
  folded TEXT NOT NULL
) STRICT;

-- Each holds what a filter asks for, so that the ids of a million cases come in order from the index alone.
CREATE INDEX case_index_by_number ON case_index (number, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_name_key ON case_index (name_key, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_employer_key ON case_index (employer_key, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_participant_number ON case_index (participant_number, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_segment ON case_index (segment, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_status ON case_index (status, case_id, verifier, claimed_day);
CREATE INDEX case_index_by_accident_day ON case_index (accident_day, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_received_day ON case_index (received_day, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_verifier ON case_index (verifier, case_id, status, claimed_day);
CREATE INDEX case_index_by_total ON case_index (total, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_outcome ON case_index (outcome, case_id, status, verifier, claimed_day);
CREATE INDEX case_index_by_updated_at ON case_index (updated_at, case_id, status, verifier, claimed_day);

CREATE INDEX case_index_identity ON case_index (participant_identity);

-- Open cases are few: a queue reads these alone.
CREATE INDEX case_index_open ON case_index (claimed_day, status, verifier)
WHERE status IN ('masuk', 'diverifikasi', 'ditahan', 'diajukan');

-- Any three letters of the folded text. Written beside case_index by the program, not by a trigger: SQLite 3.40 takes
-- no full-text table inside a trigger as safe.
CREATE VIRTUAL TABLE case_search USING fts5 (
  folded, content = 'case_index', content_rowid = 'case_id', tokenize = 'trigram', detail = 'none'
);

-- How many cases of each person stand where.
CREATE TABLE case_count (
  status TEXT NOT NULL,
  verifier TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (status, verifier)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER case_count_first AFTER INSERT ON case_index
BEGIN
  INSERT INTO case_count (status, verifier, n) VALUES (NEW.status, coalesce (NEW.verifier, ''), 1)
  ON CONFLICT (status, verifier) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER case_count_move AFTER UPDATE OF status, verifier ON case_index
WHEN NEW.status <> OLD.status OR NEW.verifier IS NOT OLD.verifier
BEGIN
  UPDATE case_count SET n = n - 1 WHERE status = OLD.status AND verifier = coalesce (OLD.verifier, '');
  INSERT INTO case_count (status, verifier, n) VALUES (NEW.status, coalesce (NEW.verifier, ''), 1)
  ON CONFLICT (status, verifier) DO UPDATE SET n = n + 1;
END;
