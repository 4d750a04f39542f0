-- Many messages in one file, and cases that belong to one event.

CREATE TABLE post_batch (
  id INTEGER PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partner (code),
  guid TEXT NOT NULL,
  event TEXT,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  size INTEGER NOT NULL,
  messages INTEGER NOT NULL CHECK (messages > 0),
  done INTEGER NOT NULL CHECK (done BETWEEN 0 AND messages),
  accepted INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  again INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  finished_at INTEGER,
  answer TEXT NOT NULL UNIQUE,
  delivered_at INTEGER,
  CHECK (accepted + refused + again = done),
  CHECK ((finished_at IS NOT NULL) = (done = messages)),
  UNIQUE (partner, guid)
) STRICT;

CREATE INDEX post_batch_waiting ON post_batch (id) WHERE delivered_at IS NULL;

CREATE TRIGGER post_batch_is_kept BEFORE DELETE ON post_batch
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

CREATE TRIGGER post_batch_says_what_it_said BEFORE UPDATE OF partner, guid, event, file_name, sha256, size, messages,
  received_at, answer ON post_batch
BEGIN
  SELECT RAISE (ABORT, 'post-is-kept');
END;

-- Which message of which batch it was; its receipt goes out with those of the others.
ALTER TABLE post_in ADD COLUMN batch_id INTEGER REFERENCES post_batch (id);
ALTER TABLE post_out ADD COLUMN batch_id INTEGER REFERENCES post_batch (id);
CREATE INDEX post_out_of_batch ON post_out (batch_id, id) WHERE batch_id IS NOT NULL;

-- One event with many victims: what its cases are linked by.
ALTER TABLE accident ADD COLUMN event TEXT;
CREATE INDEX accident_of_event ON accident (event) WHERE event IS NOT NULL;
