-- Received editions that a stolen key signed: kept as evidence, and not read any more.
CREATE TABLE disowned_edition (
  number INTEGER PRIMARY KEY REFERENCES received_edition (number),
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER disowned_edition_is_not_changed BEFORE UPDATE ON disowned_edition
BEGIN SELECT raise(ABORT, 'what was disowned is never changed'); END;
CREATE TRIGGER disowned_edition_is_not_removed BEFORE DELETE ON disowned_edition
BEGIN SELECT raise(ABORT, 'what was disowned is never removed'); END;
