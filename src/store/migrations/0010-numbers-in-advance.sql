-- A case number that a partner may use before there is a case, until its last day.

CREATE TABLE number_reserved (
  number TEXT PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  answers TEXT,
  given_day INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  case_id INTEGER REFERENCES case_file (id),
  CHECK (valid_until >= given_day)
) STRICT, WITHOUT ROWID;

-- One report gets one number, however often it is asked for.
CREATE UNIQUE INDEX number_reserved_for ON number_reserved (partner, answers) WHERE answers IS NOT NULL;

CREATE TRIGGER number_reserved_is_kept BEFORE DELETE ON number_reserved
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

CREATE TRIGGER number_reserved_has_one_case BEFORE UPDATE ON number_reserved
WHEN OLD.case_id IS NOT NULL OR NEW.number IS NOT OLD.number OR NEW.partner IS NOT OLD.partner
  OR NEW.answers IS NOT OLD.answers OR NEW.given_day IS NOT OLD.given_day
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;
