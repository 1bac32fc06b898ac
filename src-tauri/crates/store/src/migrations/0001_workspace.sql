-- The tables of a workspace. What is approved, issued or recorded is added and never changed.

CREATE TABLE handbook (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE standard (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE draft (
  standard INTEGER PRIMARY KEY REFERENCES standard (key),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  section TEXT NOT NULL,
  stage TEXT,
  saves INTEGER NOT NULL CHECK (saves > 0),
  saved_at TEXT NOT NULL,
  retired_at TEXT,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX draft_code ON draft (code) WHERE code <> '' AND retired_at IS NULL;

CREATE TABLE revision (
  key INTEGER PRIMARY KEY,
  standard INTEGER NOT NULL REFERENCES standard (key),
  number INTEGER NOT NULL CHECK (number > 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  author TEXT NOT NULL,
  approver TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  note TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('material', 'editorial')),
  text BLOB NOT NULL,
  UNIQUE (standard, number)
) STRICT;

CREATE TABLE result (
  standard INTEGER NOT NULL REFERENCES standard (key),
  period TEXT NOT NULL,
  branch TEXT,
  source TEXT NOT NULL,
  share REAL NOT NULL CHECK (share BETWEEN 0 AND 100),
  met INTEGER,
  cases INTEGER
) STRICT;

CREATE UNIQUE INDEX result_of ON result (standard, period, ifnull(branch, ''), branch IS NULL, source);

CREATE TABLE edition (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  sheet TEXT NOT NULL
) STRICT;

CREATE TABLE edition_revision (
  edition INTEGER NOT NULL REFERENCES edition (number),
  place INTEGER NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision (key),
  PRIMARY KEY (edition, place),
  UNIQUE (edition, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition_file (
  edition INTEGER NOT NULL REFERENCES edition (number),
  name TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  length INTEGER NOT NULL,
  bytes BLOB,
  PRIMARY KEY (edition, name)
) STRICT;

CREATE TABLE identity (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  root BLOB NOT NULL,
  sealed_key TEXT NOT NULL
) STRICT;

CREATE TABLE publisher (
  identity INTEGER NOT NULL REFERENCES identity (key),
  place INTEGER NOT NULL,
  certificate BLOB NOT NULL,
  PRIMARY KEY (identity, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

-- These stop accidents. What shows tampering is the record's chain and the digests.
CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER revision_is_not_removed BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'a revision is never removed'); END;
CREATE TRIGGER edition_is_not_changed BEFORE UPDATE ON edition
BEGIN SELECT raise(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER edition_is_not_removed BEFORE DELETE ON edition
BEGIN SELECT raise(ABORT, 'an edition is never removed'); END;
CREATE TRIGGER edition_revision_is_not_changed BEFORE UPDATE ON edition_revision
BEGIN SELECT raise(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER edition_revision_is_not_removed BEFORE DELETE ON edition_revision
BEGIN SELECT raise(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER edition_file_is_not_changed BEFORE UPDATE ON edition_file
BEGIN SELECT raise(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER edition_file_is_not_removed BEFORE DELETE ON edition_file
BEGIN SELECT raise(ABORT, 'an edition is never changed'); END;
CREATE TRIGGER record_is_not_changed BEFORE UPDATE ON record
BEGIN SELECT raise(ABORT, 'the record is never changed'); END;
CREATE TRIGGER record_is_not_removed BEFORE DELETE ON record
BEGIN SELECT raise(ABORT, 'the record is never changed'); END;

-- What search looks through: the drafts' texts in every language, folded.
CREATE TABLE search_text (
  draft INTEGER PRIMARY KEY REFERENCES draft (standard),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX search_title ON search_text (code, title);

-- Without Mn and Mc, words of Telugu and Tamil fall apart at every vowel sign.
CREATE VIRTUAL TABLE search_words USING fts5 (
  code, title, body, content = 'search_text', content_rowid = 'draft',
  tokenize = "unicode61 categories 'L* N* Co Mn Mc'", prefix = '1 2'
);

-- Says only which texts may hold a piece of a word; the text itself is then looked at.
CREATE VIRTUAL TABLE search_pieces USING fts5 (
  code, title, body, content = 'search_text', content_rowid = 'draft',
  tokenize = 'trigram', detail = none
);

CREATE TRIGGER search_text_comes AFTER INSERT ON search_text BEGIN
  INSERT INTO search_words (rowid, code, title, body) VALUES (new.draft, new.code, new.title, new.body);
  INSERT INTO search_pieces (rowid, code, title, body) VALUES (new.draft, new.code, new.title, new.body);
END;
CREATE TRIGGER search_text_goes AFTER DELETE ON search_text BEGIN
  INSERT INTO search_words (search_words, rowid, code, title, body)
    VALUES ('delete', old.draft, old.code, old.title, old.body);
  INSERT INTO search_pieces (search_pieces, rowid, code, title, body)
    VALUES ('delete', old.draft, old.code, old.title, old.body);
END;
