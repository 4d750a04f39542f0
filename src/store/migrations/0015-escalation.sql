-- A proposal above the limit of one supervisor is passed on to those with a higher one. What was passed on is kept; what
-- still waits stands in a small table of its own, so that its queue and its number cost nothing.

CREATE TABLE escalation (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES decision (id),
  person TEXT NOT NULL REFERENCES account (login),
  time INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE INDEX escalation_of_decision ON escalation (decision_id, id);

CREATE TABLE escalation_open (
  decision_id INTEGER PRIMARY KEY REFERENCES decision (id),
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  proposed_by TEXT NOT NULL REFERENCES account (login),
  total INTEGER NOT NULL
) STRICT;

CREATE TRIGGER escalation_needs_a_proposal BEFORE INSERT ON escalation
WHEN NOT EXISTS (
  SELECT 1 FROM decision WHERE id = NEW.decision_id AND state = 'proposed' AND proposal = 'pay' AND total IS NOT NULL)
BEGIN
  SELECT RAISE (ABORT, 'decision-needed');
END;

CREATE TRIGGER escalation_needs_four_eyes BEFORE INSERT ON escalation
WHEN NEW.person = (SELECT proposed_by FROM decision WHERE id = NEW.decision_id)
BEGIN
  SELECT RAISE (ABORT, 'four-eyes');
END;

CREATE TRIGGER escalation_needs_supervisor BEFORE INSERT ON escalation
WHEN NOT EXISTS (SELECT 1 FROM account WHERE login = NEW.person AND (roles & 2) <> 0 AND disabled = 0)
BEGIN
  SELECT RAISE (ABORT, 'supervisor-needed');
END;

CREATE TRIGGER escalation_is_not_changed BEFORE UPDATE ON escalation
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER escalation_is_kept BEFORE DELETE ON escalation
BEGIN
  SELECT RAISE (ABORT, 'decision-is-final');
END;

CREATE TRIGGER escalation_waits AFTER INSERT ON escalation
WHEN NOT EXISTS (SELECT 1 FROM escalation_open WHERE decision_id = NEW.decision_id)
BEGIN
  INSERT INTO escalation_open (decision_id, case_id, proposed_by, total)
  SELECT id, case_id, proposed_by, total FROM decision WHERE id = NEW.decision_id;
END;

CREATE TRIGGER escalation_ends AFTER UPDATE OF state ON decision WHEN OLD.state = 'proposed' AND NEW.state <> 'proposed'
BEGIN
  DELETE FROM escalation_open WHERE decision_id = NEW.id;
END;
