-- Which writes of desks were kept, by the ids that the desks gave them: who lost the line at the very end asks here.

CREATE TABLE write_kept (
  id TEXT PRIMARY KEY,
  kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX write_kept_by_time ON write_kept (kept_at);
