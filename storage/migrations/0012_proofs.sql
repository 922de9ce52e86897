CREATE TABLE proofs (                   -- editions that the owner of their chat sees before they go
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    scheduled_at INTEGER NOT NULL,      -- of the edition
    period_start INTEGER NOT NULL,
    decide_at INTEGER NOT NULL,         -- when the owner's silence counts
    expires_at INTEGER NOT NULL,
    stories TEXT NOT NULL,              -- JSON: [[story, newest article, shown], …]
    dropped TEXT NOT NULL DEFAULT '[]', -- JSON: stories that the owner took out
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'approved', 'skipped', 'silent', 'published')),
    UNIQUE (destination_id, scheduled_at)
) STRICT;
CREATE INDEX proofs_to_decide ON proofs (decide_at) WHERE state IN ('waiting', 'approved');
