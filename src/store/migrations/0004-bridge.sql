-- The post between the office and its partners: who they are, by which keys they sign, what came in and went out, and
-- which answers are owed by whom.

-- ---- Partners

CREATE TABLE partner (
  code TEXT PRIMARY KEY CHECK (length (code) BETWEEN 1 AND 40),
  name TEXT NOT NULL CHECK (length (trim (name)) > 0),
  kind TEXT NOT NULL CHECK (kind IN ('faskes', 'pemberi-kerja', 'dinas', 'lain')),
  folder TEXT,
  must_sign INTEGER NOT NULL CHECK (must_sign IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- A key is never changed; it is revoked with its day and reason.
CREATE TABLE partner_key (
  id INTEGER PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  purpose TEXT NOT NULL CHECK (purpose IN ('tanda-tangan', 'sandi')),
  fingerprint TEXT NOT NULL CHECK (length (fingerprint) = 64),
  pem TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  until_day INTEGER,
  person TEXT NOT NULL REFERENCES account (login),
  time INTEGER NOT NULL,
  revoked_day INTEGER,
  revoked_reason TEXT,
  revoked_by TEXT REFERENCES account (login),
  CHECK ((revoked_day IS NULL) = (revoked_reason IS NULL) AND (revoked_day IS NULL) = (revoked_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX partner_key_once ON partner_key (partner, purpose, fingerprint);

CREATE TRIGGER partner_key_is_not_changed BEFORE UPDATE OF id, partner, purpose, fingerprint, pem, from_day, until_day,
  person, time ON partner_key
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

CREATE TRIGGER partner_key_stays_revoked BEFORE UPDATE ON partner_key
WHEN OLD.revoked_day IS NOT NULL
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

CREATE TRIGGER partner_key_is_kept BEFORE DELETE ON partner_key
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

-- ---- What came in: one row for each file that was answered

CREATE TABLE post_in (
  id INTEGER PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  guid TEXT,
  edition INTEGER,
  sequence INTEGER,
  kind TEXT,
  version INTEGER,
  answers TEXT,
  case_number TEXT,
  participant_name TEXT,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  size INTEGER NOT NULL,
  content TEXT,
  signer TEXT,
  state TEXT NOT NULL CHECK (state IN ('baru', 'diambil', 'selesai', 'diganti', 'ditolak', 'karantina')),
  faults INTEGER NOT NULL,
  case_id INTEGER REFERENCES case_file (id),
  received_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT REFERENCES account (login),
  receipt TEXT NOT NULL,
  CHECK ((state IN ('ditolak', 'karantina')) OR (guid IS NOT NULL AND content IS NOT NULL)),
  CHECK (state <> 'diambil' OR case_id IS NOT NULL)
) STRICT;

-- One effect for each sending, whatever happens while it is taken in.
CREATE UNIQUE INDEX post_in_once ON post_in (partner, guid, edition)
  WHERE state IN ('baru', 'diambil', 'selesai', 'diganti');
CREATE INDEX post_in_by_file ON post_in (partner, sha256);
CREATE INDEX post_in_by_guid ON post_in (guid, edition);
CREATE INDEX post_in_by_state ON post_in (state, id);
CREATE INDEX post_in_of_case ON post_in (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX post_in_by_sequence ON post_in (partner, sequence) WHERE sequence IS NOT NULL;

CREATE TRIGGER post_in_is_kept BEFORE DELETE ON post_in
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

CREATE TRIGGER post_in_says_what_it_said BEFORE UPDATE OF partner, guid, edition, sequence, kind, version, answers,
  file_name, sha256, size, content, signer, received_at, receipt ON post_in
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

-- ---- What goes out: written here first, then laid into the partner's folder

CREATE TABLE post_out (
  id INTEGER PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  guid TEXT NOT NULL UNIQUE,
  edition INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  answers TEXT,
  case_id INTEGER REFERENCES case_file (id),
  file_name TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL REFERENCES account (login),
  delivered_at INTEGER,
  receipt_result TEXT CHECK (receipt_result IN ('diterima', 'diterima-catatan', 'ditolak')),
  receipt_at INTEGER,
  UNIQUE (partner, sequence)
) STRICT;

CREATE INDEX post_out_waiting ON post_out (id) WHERE delivered_at IS NULL;
CREATE INDEX post_out_of_case ON post_out (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX post_out_by_answer ON post_out (answers) WHERE answers IS NOT NULL;

CREATE TRIGGER post_out_is_kept BEFORE DELETE ON post_out
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

CREATE TRIGGER post_out_says_what_it_said BEFORE UPDATE OF partner, guid, edition, sequence, kind, answers, case_id,
  file_name, content, sha256, made_at, made_by ON post_out
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

-- ---- Answers that are owed

CREATE TABLE owed (
  id INTEGER PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  side TEXT NOT NULL CHECK (side IN ('kantor', 'mitra')),
  kind TEXT NOT NULL,
  guid TEXT NOT NULL,
  case_id INTEGER REFERENCES case_file (id),
  since INTEGER NOT NULL,
  due_day INTEGER,
  settled_at INTEGER,
  settled_guid TEXT
) STRICT;

CREATE UNIQUE INDEX owed_once ON owed (guid, side, kind);
CREATE INDEX owed_open ON owed (due_day, id) WHERE settled_at IS NULL;

-- ---- A correction comes under the same number with a higher edition, and is taken over beside the first

CREATE TABLE message_next (
  id TEXT NOT NULL,
  edition INTEGER NOT NULL CHECK (edition > 0),
  kind TEXT NOT NULL,
  sender TEXT,
  sequence INTEGER,
  sha256 TEXT NOT NULL,
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  taken_at INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (id, edition)
) STRICT, WITHOUT ROWID;

INSERT INTO message_next (id, edition, kind, sender, sequence, sha256, case_id, taken_at, person)
SELECT id, 1, kind, sender, sequence, sha256, case_id, taken_at, person FROM message;
DROP TABLE message;
ALTER TABLE message_next RENAME TO message;
CREATE INDEX message_of_case ON message (case_id);
