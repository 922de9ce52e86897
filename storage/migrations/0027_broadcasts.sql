CREATE TABLE broadcasts (               -- messages of the newsroom to all readers
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER,                    -- where it was written, NULL as soon as it was sent
    message_id INTEGER,
    text TEXT NOT NULL,                 -- HTML
    created_at INTEGER NOT NULL,
    sent_at INTEGER,                    -- when somebody pressed [Send]; NULL: nobody has
    next_destination INTEGER,           -- those from this number on are still to be queued; NULL: none
    stopped_at INTEGER,
    UNIQUE (chat_id, message_id)
) STRICT;
CREATE INDEX broadcasts_open ON broadcasts (id) WHERE next_destination IS NOT NULL AND stopped_at IS NULL;
