-- Telegram hands an update over again when it has not heard that it arrived: what was handled is known for a
-- day. And where Telegram was told to post updates, so that another program's webhook is told from our own.

CREATE TABLE handled_updates (
    id INTEGER PRIMARY KEY,             -- Telegram's update_id
    handled_at INTEGER NOT NULL
) STRICT;

CREATE INDEX handled_updates_by_time ON handled_updates (handled_at);

CREATE TABLE webhook (                  -- the one that this program has set; no row: none
    id INTEGER PRIMARY KEY CHECK (id = 1),
    url TEXT NOT NULL,
    secret_mark TEXT NOT NULL           -- a keyed hash of the secret that goes with it; empty: not known
) STRICT;
