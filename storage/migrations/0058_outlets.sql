-- Ways out beside Telegram, of groups and channels alone: an Atom feed at a secret address, and events for what
-- the operator runs.

CREATE TABLE chat_feeds (
    destination_id INTEGER PRIMARY KEY REFERENCES destinations (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,    -- of the secret in the address, which is kept nowhere
    authority TEXT NOT NULL,            -- the host in the ids of its entries, which stay when the address changes
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hook (                     -- a row while events are gathered
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

CREATE TABLE hook_events (              -- what has not been taken yet
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edition_id INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    changed INTEGER NOT NULL,           -- 0: the edition was made, 1: something of it is otherwise now
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL
) STRICT;
CREATE INDEX hook_events_by_destination ON hook_events (destination_id, id);
CREATE INDEX hook_events_by_edition ON hook_events (edition_id);
