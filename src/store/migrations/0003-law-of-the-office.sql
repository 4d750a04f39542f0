-- What the office has confirmed or corrected in a regulation. A later entry for the same figure and day takes the place
-- of the earlier one; no entry is ever changed.

CREATE TABLE law_entry (
  id INTEGER PRIMARY KEY,
  pack TEXT NOT NULL CHECK (length (pack) > 0),
  parameter TEXT NOT NULL CHECK (length (parameter) > 0),
  from_day INTEGER NOT NULL,
  value TEXT,
  source TEXT NOT NULL CHECK (length (trim (source)) > 0),
  person TEXT NOT NULL REFERENCES account (login),
  time INTEGER NOT NULL
) STRICT;

CREATE TRIGGER law_entry_goes_on BEFORE INSERT ON law_entry
WHEN NEW.id <> (SELECT coalesce (max (id), 0) + 1 FROM law_entry)
BEGIN
  SELECT RAISE (ABORT, 'law-is-append-only');
END;

CREATE TRIGGER law_entry_is_not_changed BEFORE UPDATE ON law_entry
BEGIN
  SELECT RAISE (ABORT, 'law-is-append-only');
END;

CREATE TRIGGER law_entry_is_kept BEFORE DELETE ON law_entry
BEGIN
  SELECT RAISE (ABORT, 'law-is-append-only');
END;
