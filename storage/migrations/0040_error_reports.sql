-- What readers say is wrong with a story: editors get a card of it, the reader what became of it.

CREATE TABLE error_reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,  -- the reader's chat
    reason TEXT NOT NULL CHECK (reason IN ('facts', 'outdated', 'mixed', 'advert', 'other')),
    articles TEXT NOT NULL,             -- JSON: the story's articles then
    after_revision INTEGER NOT NULL,    -- the newest revision then
    created_at INTEGER NOT NULL,
    asked_at INTEGER,                   -- the editors have their card
    settled_at INTEGER,
    outcome TEXT CHECK (outcome IN ('corrected', 'retracted', 'split', 'rejected'))
) STRICT;
CREATE UNIQUE INDEX error_reports_open ON error_reports (story_id, destination_id) WHERE settled_at IS NULL;
CREATE INDEX error_reports_by_story ON error_reports (story_id);
CREATE INDEX error_reports_by_destination ON error_reports (destination_id);
CREATE INDEX error_reports_by_time ON error_reports (created_at);
