-- The roles for which a receipt's changes were chosen, as JSON; none means all of them.
ALTER TABLE receipt ADD COLUMN audience TEXT NOT NULL DEFAULT '[]';

DROP INDEX receipt_in_short;
CREATE INDEX receipt_in_short
  ON receipt (branch, edition, seq, is_after_stolen, moment, audience);
