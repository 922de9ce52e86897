-- A row of the outbox may also change a message that has arrived, has a priority, and may end as unknown.

ALTER TABLE destinations ADD COLUMN rather_miss INTEGER NOT NULL DEFAULT 0;  -- 1: better none than two

CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    operation TEXT NOT NULL DEFAULT 'send'
        CHECK (operation IN ('send', 'edit', 'pin', 'unpin', 'delete')),
    target INTEGER,                     -- the message to change; NULL: the one as which part 0 was sent
    message_id INTEGER REFERENCES messages (id),  -- the text of a send or an edit
    silent INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL DEFAULT 1,          -- 0 goes first
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'cancelled', 'unknown')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    owner TEXT,                         -- the process that holds the lease
    lease_until INTEGER,
    sent_as INTEGER,                    -- Telegram's message_id
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    UNIQUE (kind, ref, destination_id, part),
    CHECK ((operation IN ('send', 'edit')) = (message_id IS NOT NULL))
) STRICT;
INSERT INTO outbox_new (id, kind, ref, destination_id, part, message_id, state, attempts, not_before,
    expires_at, owner, lease_until, sent_as, error, created_at, finished_at)
SELECT id, kind, ref, destination_id, part, message_id, state, attempts, not_before,
    expires_at, owner, lease_until, sent_as, error, created_at, finished_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_pending ON outbox (priority, id) WHERE state = 'pending';
CREATE INDEX outbox_expiring ON outbox (expires_at) WHERE state = 'pending';
CREATE INDEX outbox_sending ON outbox (lease_until) WHERE state = 'sending';
CREATE INDEX outbox_by_destination ON outbox (destination_id, sent_as);
CREATE INDEX outbox_by_message ON outbox (message_id);
CREATE INDEX outbox_troubled ON outbox (id) WHERE state IN ('failed', 'unknown');
