-- The office's own keys, and messages that are released from quarantine.

-- Only the certificates: the private halves lie in files that no copy of the store takes along.
CREATE TABLE office_key (
  id INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('tanda-tangan', 'sandi')),
  fingerprint TEXT NOT NULL UNIQUE CHECK (length (fingerprint) = 64),
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

CREATE TRIGGER office_key_is_not_changed BEFORE UPDATE OF id, purpose, fingerprint, pem, from_day, until_day, person,
  time ON office_key
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

CREATE TRIGGER office_key_stays_revoked BEFORE UPDATE ON office_key
WHEN OLD.revoked_day IS NOT NULL
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

CREATE TRIGGER office_key_is_kept BEFORE DELETE ON office_key
BEGIN
  SELECT RAISE (ABORT, 'partner-key-is-kept');
END;

-- A file that was quarantined and then released ('dilepas') is read anew as a file of its own.
DROP TRIGGER post_in_is_kept;
DROP TRIGGER post_in_says_what_it_said;

CREATE TABLE post_in_next (
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
  state TEXT NOT NULL CHECK (state IN ('baru', 'diambil', 'selesai', 'diganti', 'ditolak', 'karantina', 'dilepas')),
  faults INTEGER NOT NULL,
  case_id INTEGER REFERENCES case_file (id),
  received_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT REFERENCES account (login),
  receipt TEXT NOT NULL,
  CHECK (state IN ('ditolak', 'karantina', 'dilepas') OR (guid IS NOT NULL AND content IS NOT NULL)),
  CHECK (state <> 'diambil' OR case_id IS NOT NULL)
) STRICT;

INSERT INTO post_in_next (id, partner, guid, edition, sequence, kind, version, answers, case_number, participant_name,
  file_name, sha256, size, content, signer, state, faults, case_id, received_at, settled_at, settled_by, receipt)
SELECT id, partner, guid, edition, sequence, kind, version, answers, case_number, participant_name, file_name, sha256,
  size, content, signer, state, faults, case_id, received_at, settled_at, settled_by, receipt FROM post_in;
DROP TABLE post_in;
ALTER TABLE post_in_next RENAME TO post_in;

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
