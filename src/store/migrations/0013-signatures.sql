-- Who may approve what is signed for, and approvals are signatures.

-- What an account may approve at most, rupiah; NULL = any amount.
ALTER TABLE account ADD COLUMN money_limit INTEGER CHECK (money_limit >= 0);

-- Who may do what, by which key, from when: each line signed by an administrator, the first by itself. It counts until
-- the next line of the same login.
CREATE TABLE warrant (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL REFERENCES account (login),
  sequence INTEGER NOT NULL,
  statement TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (length (signature) = 128)
) STRICT;

CREATE INDEX warrant_of_login ON warrant (login, id);

CREATE TRIGGER warrant_goes_on BEFORE INSERT ON warrant
WHEN NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM warrant)
BEGIN
  SELECT RAISE (ABORT, 'warrant-is-kept');
END;

CREATE TRIGGER warrant_is_not_changed BEFORE UPDATE ON warrant
BEGIN
  SELECT RAISE (ABORT, 'warrant-is-kept');
END;

CREATE TRIGGER warrant_is_kept BEFORE DELETE ON warrant
BEGIN
  SELECT RAISE (ABORT, 'warrant-is-kept');
END;

-- The secret half of each person's key, sealed by the password. Only the newest is kept.
CREATE TABLE signing_key (
  login TEXT PRIMARY KEY REFERENCES account (login),
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The signatures under decisions. A decision that has been signed badly may be signed again.
CREATE TABLE approval (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  person TEXT NOT NULL REFERENCES account (login),
  warrant INTEGER NOT NULL REFERENCES warrant (id),
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  statement TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (length (signature) = 128)
) STRICT;

CREATE INDEX approval_of_decision ON approval (decision_id, id);

CREATE TRIGGER approval_goes_on BEFORE INSERT ON approval
WHEN NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM approval)
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER approval_is_not_changed BEFORE UPDATE ON approval
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER approval_is_kept BEFORE DELETE ON approval
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER approval_needs_four_eyes BEFORE INSERT ON approval
WHEN NEW.person = (SELECT proposed_by FROM decision WHERE id = NEW.decision_id)
BEGIN
  SELECT RAISE (ABORT, 'four-eyes');
END;

CREATE TRIGGER approval_is_of_its_case BEFORE INSERT ON approval
WHEN NOT EXISTS (
  SELECT 1 FROM decision WHERE id = NEW.decision_id AND case_id = NEW.case_id AND state IN ('approved', 'rejected'))
BEGIN
  SELECT RAISE (ABORT, 'decision-needed');
END;

-- Role 2 is that of a supervisor. Roles are a sum, so that it is asked for as a bit.
CREATE TRIGGER approval_needs_supervisor BEFORE INSERT ON approval
WHEN NOT EXISTS (SELECT 1 FROM account WHERE login = NEW.person AND (roles & 2) <> 0 AND disabled = 0)
BEGIN
  SELECT RAISE (ABORT, 'supervisor-needed');
END;

CREATE TRIGGER approval_keeps_the_limit BEFORE INSERT ON approval
WHEN EXISTS (
  SELECT 1 FROM decision, account WHERE decision.id = NEW.decision_id AND account.login = NEW.person
  AND decision.state = 'approved' AND decision.total > account.money_limit)
BEGIN
  SELECT RAISE (ABORT, 'limit-exceeded');
END;

CREATE TRIGGER decision_needs_supervisor BEFORE UPDATE ON decision
WHEN OLD.state = 'proposed' AND NEW.state IN ('approved', 'rejected')
  AND NOT EXISTS (SELECT 1 FROM account WHERE login = NEW.decided_by AND (roles & 2) <> 0 AND disabled = 0)
BEGIN
  SELECT RAISE (ABORT, 'supervisor-needed');
END;

CREATE TRIGGER decision_keeps_the_limit BEFORE UPDATE ON decision
WHEN OLD.state = 'proposed' AND NEW.state = 'approved'
  AND OLD.total > (SELECT money_limit FROM account WHERE login = NEW.decided_by)
BEGIN
  SELECT RAISE (ABORT, 'limit-exceeded');
END;

-- Role 8 is that of an auditor, who reads everything and changes nothing, and therefore is nothing else.
CREATE TRIGGER auditor_is_nothing_else BEFORE UPDATE OF roles ON account WHEN (NEW.roles & 8) <> 0 AND NEW.roles <> 8
BEGIN
  SELECT RAISE (ABORT, 'auditor-only-reads');
END;

CREATE TRIGGER auditor_begins_as_nothing_else BEFORE INSERT ON account WHEN (NEW.roles & 8) <> 0 AND NEW.roles <> 8
BEGIN
  SELECT RAISE (ABORT, 'auditor-only-reads');
END;

-- Every deed writes its entry in the same transaction: without it nothing is kept.
CREATE TRIGGER auditor_only_reads BEFORE INSERT ON journal
WHEN NEW.deed NOT IN ('open', 'print', 'change-password', 'check')
  AND EXISTS (SELECT 1 FROM account WHERE login = NEW.person AND (roles & 8) <> 0)
BEGIN
  SELECT RAISE (ABORT, 'auditor-only-reads');
END;
