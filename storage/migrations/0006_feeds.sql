CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,                -- the source's name under which its articles stand
    site TEXT,
    full_pages INTEGER NOT NULL DEFAULT 0,  -- 1: entries are completed from their pages
    added_by INTEGER,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
    etag TEXT,
    modified TEXT,
    body_hash TEXT,                     -- of the last answer: an equal one is not read again
    next_check_at INTEGER NOT NULL,
    interval INTEGER NOT NULL,          -- seconds between checks while all is well
    failures INTEGER NOT NULL DEFAULT 0,    -- in a row
    failing_since INTEGER,
    error TEXT,                         -- why the last check failed
    last_success_at INTEGER
) STRICT;
CREATE INDEX feeds_due ON feeds (next_check_at) WHERE state = 'on';

CREATE TABLE feed_entries (             -- what has been read, so that it is not analysed again
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    version TEXT NOT NULL,              -- another one: the author has changed the text
    article_id INTEGER,                 -- NULL: it is no article (too short, another language)
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (feed_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_entries_by_seen ON feed_entries (feed_id, seen_at);

CREATE TABLE feed_offers (              -- feeds that a page offered, until an editor chooses
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_offers_by_age ON feed_offers (created_at);

-- 1: published long before it came in by itself, so it is found but enters no edition
ALTER TABLE articles ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
