-- The tables of distribution: who is believed, the branches, what they send, what they receive.

CREATE TABLE trust (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  der BLOB NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  at TEXT NOT NULL
) STRICT;

CREATE TABLE root_copy (
  key INTEGER PRIMARY KEY,
  root BLOB NOT NULL CHECK (length(root) = 32),
  place TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- What a publisher put into the depot, and what a branch has seen there.
CREATE TABLE state (
  key INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  content BLOB NOT NULL CHECK (length(content) = 32),
  der BLOB NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  at TEXT NOT NULL,
  UNIQUE (epoch, seq)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX record_of_kind ON record (kind);

-- The publisher's branches.
CREATE TABLE branch (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  text TEXT NOT NULL,
  closed_at TEXT
) STRICT;

CREATE UNIQUE INDEX branch_name ON branch (folded) WHERE closed_at IS NULL;

CREATE TABLE invite (
  key INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (key),
  secret BLOB NOT NULL CHECK (length(secret) = 16),
  expires_on TEXT NOT NULL,
  at TEXT NOT NULL,
  used_at TEXT,
  UNIQUE (branch, secret)
) STRICT;

CREATE TABLE request (
  key INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (key),
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  certificate BLOB NOT NULL,
  proof_holds INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (branch, seal)
) STRICT;

CREATE INDEX request_in_short
  ON request (branch, proof_holds, fingerprint, asked_by, asked_at, received_at);

CREATE TABLE certificate (
  key INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (key),
  request INTEGER NOT NULL REFERENCES request (key),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  from_seq INTEGER NOT NULL CHECK (from_seq > 0),
  until_seq INTEGER,
  since TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX certificate_in_use ON certificate (branch) WHERE until_seq IS NULL;
CREATE INDEX certificate_of_branch ON certificate (branch, request);
CREATE INDEX certificate_by_fingerprint ON certificate (fingerprint, branch);

CREATE TABLE due (
  edition INTEGER NOT NULL,
  audience TEXT,
  last_day TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX due_of ON due (edition, ifnull(audience, ''), audience IS NULL);

CREATE TABLE reminder (
  key INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (key),
  edition INTEGER NOT NULL,
  how TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX reminder_of_branch ON reminder (branch, edition);
CREATE INDEX reminder_of_edition ON reminder (edition, branch);

-- The signed bytes lie apart, so that what overviews read stays small.
CREATE TABLE receipt_bytes (
  key INTEGER PRIMARY KEY,
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  bytes BLOB NOT NULL
) STRICT;

-- `moment` is when it counts as acknowledged, in seconds since 1970.
CREATE TABLE receipt (
  edition INTEGER NOT NULL,
  branch INTEGER NOT NULL REFERENCES branch (key),
  seq INTEGER NOT NULL CHECK (seq > 0),
  bytes INTEGER NOT NULL UNIQUE REFERENCES receipt_bytes (key),
  content BLOB NOT NULL UNIQUE CHECK (length(content) = 32),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  since_edition INTEGER,
  acknowledged_at TEXT NOT NULL,
  made_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  moment INTEGER NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  staff_confirmed INTEGER NOT NULL,
  staff_total INTEGER NOT NULL,
  has_briefing INTEGER NOT NULL,
  is_clock_doubtful INTEGER NOT NULL,
  is_after_stolen INTEGER NOT NULL,
  label INTEGER NOT NULL,
  shelf TEXT NOT NULL,
  PRIMARY KEY (edition, branch, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX receipt_of_branch ON receipt (branch, seq);
CREATE INDEX receipt_in_short ON receipt (branch, edition, seq, is_after_stolen, moment);
CREATE INDEX receipt_heard ON receipt (branch, is_after_stolen, received_at);
CREATE INDEX receipt_on_shelf ON receipt (label, shelf, content);

-- Names of the depot's objects, as digests, that need not be read again.
CREATE TABLE known_object (
  name BLOB PRIMARY KEY CHECK (length(name) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal (
  key INTEGER PRIMARY KEY,
  object TEXT NOT NULL,
  branch TEXT,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX refusal_of ON refusal (object, reason);

CREATE TABLE arrivals (
  label INTEGER NOT NULL,
  shelf TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  content BLOB NOT NULL CHECK (length(content) = 32),
  receipts INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (label, shelf, number)
) STRICT, WITHOUT ROWID;

-- A branch's own workspace has this one row; a publisher's has none.
CREATE TABLE membership (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  branch TEXT NOT NULL,
  certificate BLOB NOT NULL,
  private_key TEXT NOT NULL,
  roots TEXT NOT NULL,
  threshold INTEGER NOT NULL,
  depot TEXT,
  at_least_seq INTEGER NOT NULL,
  enrolled_from_seq INTEGER,
  enrolled_at TEXT
) STRICT;

CREATE TABLE received_edition (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  sheet TEXT NOT NULL,
  file_digest BLOB NOT NULL CHECK (length(file_digest) = 32),
  length INTEGER NOT NULL,
  signature BLOB NOT NULL,
  signature_digest BLOB NOT NULL CHECK (length(signature_digest) = 32),
  signer TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;

-- The edition file in pieces, which come before the edition's row is known.
CREATE TABLE received_piece (
  key INTEGER PRIMARY KEY,
  edition INTEGER NOT NULL REFERENCES received_edition (number) DEFERRABLE INITIALLY DEFERRED,
  place INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL,
  UNIQUE (edition, place)
) STRICT;

CREATE TABLE received_entry (
  edition INTEGER NOT NULL REFERENCES received_edition (number) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  PRIMARY KEY (edition, name)
) STRICT, WITHOUT ROWID;

-- Texts by digest, shared between editions; `quick` is the same as JSON, which is read faster.
CREATE TABLE received_text (
  key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  text BLOB NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  quick TEXT NOT NULL
) STRICT;

CREATE TABLE received_revision (
  edition INTEGER NOT NULL REFERENCES received_edition (number),
  place INTEGER NOT NULL,
  standard TEXT NOT NULL,
  number INTEGER NOT NULL,
  text INTEGER NOT NULL REFERENCES received_text (key),
  PRIMARY KEY (edition, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX received_revision_of ON received_revision (standard, number);

CREATE TABLE tick (
  edition INTEGER NOT NULL REFERENCES received_edition (number),
  since INTEGER NOT NULL,
  standard TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (edition, since, standard)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  role TEXT NOT NULL,
  is_gone INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX person_name ON person (folded) WHERE is_gone = 0;

CREATE TABLE confirmation (
  key INTEGER PRIMARY KEY,
  edition INTEGER NOT NULL REFERENCES received_edition (number),
  person TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (edition, person)
) STRICT;

CREATE TABLE briefing (
  key INTEGER PRIMARY KEY,
  edition INTEGER NOT NULL REFERENCES received_edition (number),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE own_receipt (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  content BLOB NOT NULL UNIQUE CHECK (length(content) = 32),
  edition INTEGER NOT NULL REFERENCES received_edition (number),
  made_at TEXT NOT NULL,
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  bytes BLOB NOT NULL,
  sent_at TEXT,
  confirmed_at TEXT
) STRICT;

-- What a branch's search looks through: the texts of its newest edition, folded.
CREATE TABLE reading_text (
  received INTEGER PRIMARY KEY REFERENCES received_text (key),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX reading_title ON reading_text (code, title);

CREATE VIRTUAL TABLE reading_words USING fts5 (
  code, title, body, content = 'reading_text', content_rowid = 'received',
  tokenize = "unicode61 categories 'L* N* Co Mn Mc'", prefix = '1 2'
);

CREATE VIRTUAL TABLE reading_pieces USING fts5 (
  code, title, body, content = 'reading_text', content_rowid = 'received',
  tokenize = 'trigram', detail = none
);

CREATE TRIGGER reading_text_comes AFTER INSERT ON reading_text BEGIN
  INSERT INTO reading_words (rowid, code, title, body)
    VALUES (new.received, new.code, new.title, new.body);
  INSERT INTO reading_pieces (rowid, code, title, body)
    VALUES (new.received, new.code, new.title, new.body);
END;
CREATE TRIGGER reading_text_goes AFTER DELETE ON reading_text BEGIN
  INSERT INTO reading_words (reading_words, rowid, code, title, body)
    VALUES ('delete', old.received, old.code, old.title, old.body);
  INSERT INTO reading_pieces (reading_pieces, rowid, code, title, body)
    VALUES ('delete', old.received, old.code, old.title, old.body);
END;

-- These stop accidents. What shows tampering is the record's chain and the digests.
CREATE TRIGGER trust_is_not_changed BEFORE UPDATE ON trust
BEGIN SELECT raise(ABORT, 'a trust is never changed'); END;
CREATE TRIGGER trust_is_not_removed BEFORE DELETE ON trust
BEGIN SELECT raise(ABORT, 'a trust is never removed'); END;
CREATE TRIGGER root_copy_is_not_changed BEFORE UPDATE ON root_copy
BEGIN SELECT raise(ABORT, 'what was seen of a root is never changed'); END;
CREATE TRIGGER root_copy_is_not_removed BEFORE DELETE ON root_copy
BEGIN SELECT raise(ABORT, 'what was seen of a root is never removed'); END;
CREATE TRIGGER state_is_not_changed BEFORE UPDATE ON state
BEGIN SELECT raise(ABORT, 'a state of the depot is never changed'); END;
CREATE TRIGGER state_is_not_removed BEFORE DELETE ON state
BEGIN SELECT raise(ABORT, 'a state of the depot is never removed'); END;
CREATE TRIGGER request_is_not_changed BEFORE UPDATE ON request
BEGIN SELECT raise(ABORT, 'a request is never changed'); END;
CREATE TRIGGER request_is_not_removed BEFORE DELETE ON request
BEGIN SELECT raise(ABORT, 'a request is never removed'); END;
CREATE TRIGGER reminder_is_not_changed BEFORE UPDATE ON reminder
BEGIN SELECT raise(ABORT, 'a reminder is never changed'); END;
CREATE TRIGGER reminder_is_not_removed BEFORE DELETE ON reminder
BEGIN SELECT raise(ABORT, 'a reminder is never removed'); END;
CREATE TRIGGER receipt_bytes_is_not_changed BEFORE UPDATE ON receipt_bytes
BEGIN SELECT raise(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER receipt_bytes_is_not_removed BEFORE DELETE ON receipt_bytes
BEGIN SELECT raise(ABORT, 'a receipt is never removed'); END;
CREATE TRIGGER receipt_is_not_changed BEFORE UPDATE ON receipt
BEGIN SELECT raise(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER receipt_is_not_removed BEFORE DELETE ON receipt
BEGIN SELECT raise(ABORT, 'a receipt is never removed'); END;
CREATE TRIGGER refusal_is_not_changed BEFORE UPDATE ON refusal
BEGIN SELECT raise(ABORT, 'a refusal is never changed'); END;
CREATE TRIGGER refusal_is_not_removed BEFORE DELETE ON refusal
BEGIN SELECT raise(ABORT, 'a refusal is never removed'); END;
CREATE TRIGGER arrivals_is_not_changed BEFORE UPDATE ON arrivals
BEGIN SELECT raise(ABORT, 'what arrived is never changed'); END;
CREATE TRIGGER arrivals_is_not_removed BEFORE DELETE ON arrivals
BEGIN SELECT raise(ABORT, 'what arrived is never removed'); END;
CREATE TRIGGER received_edition_is_not_changed BEFORE UPDATE ON received_edition
BEGIN SELECT raise(ABORT, 'a received edition is never changed'); END;
CREATE TRIGGER received_edition_is_not_removed BEFORE DELETE ON received_edition
BEGIN SELECT raise(ABORT, 'a received edition is never removed'); END;
CREATE TRIGGER received_piece_is_not_changed BEFORE UPDATE ON received_piece
BEGIN SELECT raise(ABORT, 'a received edition is never changed'); END;
CREATE TRIGGER received_piece_is_not_removed BEFORE DELETE ON received_piece
BEGIN SELECT raise(ABORT, 'a received edition is never removed'); END;
CREATE TRIGGER received_entry_is_not_changed BEFORE UPDATE ON received_entry
BEGIN SELECT raise(ABORT, 'a received edition is never changed'); END;
CREATE TRIGGER received_entry_is_not_removed BEFORE DELETE ON received_entry
BEGIN SELECT raise(ABORT, 'a received edition is never removed'); END;
CREATE TRIGGER received_text_is_not_changed BEFORE UPDATE ON received_text
BEGIN SELECT raise(ABORT, 'a received edition is never changed'); END;
CREATE TRIGGER received_text_is_not_removed BEFORE DELETE ON received_text
BEGIN SELECT raise(ABORT, 'a received edition is never removed'); END;
CREATE TRIGGER received_revision_is_not_changed BEFORE UPDATE ON received_revision
BEGIN SELECT raise(ABORT, 'a received edition is never changed'); END;
CREATE TRIGGER received_revision_is_not_removed BEFORE DELETE ON received_revision
BEGIN SELECT raise(ABORT, 'a received edition is never removed'); END;
CREATE TRIGGER confirmation_is_not_changed BEFORE UPDATE ON confirmation
BEGIN SELECT raise(ABORT, 'a confirmation is never changed'); END;
CREATE TRIGGER confirmation_is_not_removed BEFORE DELETE ON confirmation
BEGIN SELECT raise(ABORT, 'a confirmation is never removed'); END;
CREATE TRIGGER briefing_is_not_changed BEFORE UPDATE ON briefing
BEGIN SELECT raise(ABORT, 'a briefing is never changed'); END;
CREATE TRIGGER briefing_is_not_removed BEFORE DELETE ON briefing
BEGIN SELECT raise(ABORT, 'a briefing is never removed'); END;
CREATE TRIGGER own_receipt_is_not_changed
BEFORE UPDATE OF seq, content, edition, made_at, seal, bytes ON own_receipt
BEGIN SELECT raise(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER own_receipt_is_not_removed BEFORE DELETE ON own_receipt
BEGIN SELECT raise(ABORT, 'a receipt is never removed'); END;
CREATE TRIGGER certificate_is_only_ended BEFORE UPDATE ON certificate
WHEN old.until_seq IS NOT NULL OR new.until_seq IS NULL OR new.key <> old.key
  OR new.branch <> old.branch OR new.request <> old.request
  OR new.fingerprint <> old.fingerprint OR new.from_seq <> old.from_seq
BEGIN SELECT raise(ABORT, 'a certificate is never changed, only ended'); END;
CREATE TRIGGER certificate_is_not_removed BEFORE DELETE ON certificate
BEGIN SELECT raise(ABORT, 'a certificate is never removed'); END;
CREATE TRIGGER branch_is_not_removed BEFORE DELETE ON branch
BEGIN SELECT raise(ABORT, 'a branch is never removed'); END;
