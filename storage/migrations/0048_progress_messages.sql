-- Messages in private chats that tell how far something has come, as long as they change by themselves.

CREATE TABLE progress_messages (
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,        -- Telegram's
    kind TEXT NOT NULL CHECK (kind IN ('broadcast', 'revision', 'feed')),
    ref INTEGER NOT NULL,               -- the number of the broadcast, the revision or the feed
    said TEXT NOT NULL,                 -- what stands before it and stays
    fingerprint TEXT NOT NULL,          -- of what it shows now: nothing is edited into what it is
    created_at INTEGER NOT NULL,
    PRIMARY KEY (destination_id, message_id)
) STRICT, WITHOUT ROWID;
