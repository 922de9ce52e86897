-- Words that nobody asks about any more go.

ALTER TABLE subjects ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0;
UPDATE subjects SET asked_at = CAST(strftime('%s', 'now') AS INTEGER);
CREATE INDEX subjects_by_age ON subjects (asked_at);
