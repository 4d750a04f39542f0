-- What each write has changed, for who keeps a copy in step: a warm stand-by, the centre. It is empty as long as nobody
-- asks for it. A row without changes is one at which a whole copy is needed.

CREATE TABLE change_stream (
  number INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  head TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  hash TEXT NOT NULL,
  changes BLOB
) STRICT;
