-- Everything that the record tells of one branch, without reading the whole record.
CREATE INDEX record_about ON record (subject, kind);
