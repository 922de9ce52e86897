-- Media reviews: who wants which, and the files that the outbox sends, each kept once.

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BLOB,                       -- NULL: past its time
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_kept ON documents (created_at) WHERE content IS NOT NULL;
CREATE INDEX documents_by_destination ON documents (destination_id);

ALTER TABLE outbox ADD COLUMN document_id INTEGER REFERENCES documents (id);
CREATE INDEX outbox_by_document ON outbox (document_id) WHERE document_id IS NOT NULL;

CREATE TABLE review_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    topic TEXT,
    words TEXT NOT NULL,                -- '' with no topic: all news
    days INTEGER NOT NULL,
    language TEXT NOT NULL,             -- of the document
    by_source INTEGER NOT NULL,
    full_texts INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('docx', 'html')),
    local_time TEXT,                    -- HH:MM; NULL: once, at once
    weekdays INTEGER NOT NULL,          -- bit 0 is Monday
    zone TEXT NOT NULL,
    next_run_at INTEGER NOT NULL        -- 0: at once
) STRICT;
CREATE INDEX review_requests_by_next_run ON review_requests (next_run_at);
CREATE INDEX review_requests_by_destination ON review_requests (destination_id);
