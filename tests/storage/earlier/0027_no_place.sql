CREATE TABLE broadcasts (               -- messages of the newsroom to all readers
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,                 -- HTML
    created_at INTEGER NOT NULL,
    sent_at INTEGER,                    -- when somebody pressed [Send]; NULL: nobody has
    next_destination INTEGER,           -- those from this number on are still to be queued; NULL: none
    stopped_at INTEGER
) STRICT;
CREATE INDEX broadcasts_open ON broadcasts (id) WHERE next_destination IS NOT NULL AND stopped_at IS NULL;
