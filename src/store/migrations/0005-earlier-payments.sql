-- What was paid before: the years of the scholarship, the days of STMB in another case of the same person, and the choice
-- what becomes of a disability benefit when the worker dies.

ALTER TABLE claim ADD COLUMN disability_choice TEXT;
ALTER TABLE claim ADD COLUMN disability_ground TEXT;

CREATE TABLE installments (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  child INTEGER,
  school_level TEXT,
  school_year INTEGER,
  amount INTEGER,
  paid_day INTEGER,
  reference TEXT,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE elsewhere (
  case_id INTEGER NOT NULL REFERENCES case_file (id),
  ord INTEGER NOT NULL,
  case_number TEXT,
  status TEXT,
  accident_day INTEGER,
  from_day INTEGER,
  until_day INTEGER,
  stmb_paid INTEGER,
  PRIMARY KEY (case_id, ord)
) STRICT, WITHOUT ROWID;
