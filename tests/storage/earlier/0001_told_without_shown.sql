-- Times are whole seconds since 1970 UTC. Numbers of articles and stories are never reused.

CREATE TABLE updates (                  -- what Telegram handed over and nobody has finished handling
    id INTEGER PRIMARY KEY,             -- Telegram's update_id
    payload TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,             -- Telegram's user id
    role TEXT NOT NULL DEFAULT 'reader' CHECK (role IN ('reader', 'editor', 'admin')),
    adds_at_once INTEGER NOT NULL DEFAULT 0,
    awaiting TEXT,                      -- the question whose answer the next text is
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invitations (              -- one-time links that make their opener an admin
    token_hash TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL,
    used_by INTEGER
) STRICT;

CREATE TABLE pastes (                   -- parts of a long text, until the next part or two seconds have passed
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    command INTEGER NOT NULL,           -- 1: the text of /add, which adds at once
    raw TEXT NOT NULL,                  -- JSON of digests.models.RawText
    received_at INTEGER NOT NULL,
    UNIQUE (chat_id, message_id)
) STRICT;

CREATE TABLE drafts (                   -- previews that wait for [Add] or [Cancel]
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    raw TEXT NOT NULL,                  -- JSON of digests.models.RawText
    article_id INTEGER REFERENCES articles (id),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_age ON drafts (created_at);

CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created_at INTEGER NOT NULL,
    newest_article_id INTEGER NOT NULL DEFAULT 0,
    newest_added INTEGER NOT NULL,      -- of its live articles
    source_count INTEGER NOT NULL DEFAULT 0,
    article_count INTEGER NOT NULL DEFAULT 0,
    topics TEXT NOT NULL DEFAULT '[]',
    languages TEXT NOT NULL DEFAULT '[]',
    successor_id INTEGER REFERENCES stories (id)
) STRICT;
CREATE INDEX stories_by_newest ON stories (newest_added) WHERE article_count > 0;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    headline TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    author TEXT,
    published_at INTEGER,
    published_precision TEXT CHECK (published_precision IN ('minute', 'day')),
    added_at INTEGER NOT NULL,
    added_by INTEGER,                   -- a person, or NULL for a feed
    retracted_at INTEGER,
    text_hash TEXT NOT NULL,
    summary TEXT NOT NULL,              -- JSON: [[text, position], …]
    topics TEXT NOT NULL,
    names TEXT NOT NULL,
    fingerprint TEXT NOT NULL           -- JSON: [[term, weight], …]
) STRICT;
CREATE INDEX articles_by_story ON articles (story_id, id);
CREATE INDEX articles_by_added ON articles (added_at);

CREATE TABLE text_hashes (              -- outlive edits, retraction and retention
    hash TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article_terms (            -- the strongest terms, by which the reports of one event find each other
    term TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (term, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_terms_by_article ON article_terms (article_id);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE           -- '' is the newsroom itself
) STRICT;

CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    link TEXT NOT NULL DEFAULT '',
    seen_at INTEGER NOT NULL,
    UNIQUE (article_id, source_id, link)
) STRICT;

CREATE TABLE destinations (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('private', 'group', 'channel')),
    title TEXT NOT NULL DEFAULT '',
    owner_id INTEGER,                   -- who set up a group or channel
    language TEXT NOT NULL,             -- of the interface
    zone TEXT NOT NULL,
    paused_at INTEGER,
    pause_reason TEXT CHECK (pause_reason IN ('asked', 'blocked', 'closed')),
    created_at INTEGER NOT NULL,
    UNIQUE (chat_id, thread_id)
) STRICT;

CREATE TABLE subscriptions (            -- what a destination wants; no topic means all news
    destination_id INTEGER PRIMARY KEY REFERENCES destinations (id) ON DELETE CASCADE,
    topics TEXT NOT NULL DEFAULT '[]',
    news_languages TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE schedules (
    id INTEGER PRIMARY KEY,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    local_time TEXT NOT NULL,           -- HH:MM
    weekdays INTEGER NOT NULL,          -- bit 0 is Monday
    zone TEXT NOT NULL,
    next_run_at INTEGER NOT NULL,
    UNIQUE (destination_id, local_time)
) STRICT;
CREATE INDEX schedules_by_next_run ON schedules (next_run_at);

CREATE TABLE editions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    scheduled_at INTEGER NOT NULL,
    period_start INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (destination_id, scheduled_at)
) STRICT;

CREATE TABLE told (                     -- an edition's stories; its destination's memory of what it was told
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    edition_id INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    newest_article_id INTEGER NOT NULL,
    place INTEGER NOT NULL,             -- in the edition, from 0
    PRIMARY KEY (destination_id, story_id, edition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_by_edition ON told (edition_id, place);
CREATE INDEX told_by_story ON told (story_id);

CREATE TABLE messages (                 -- the text of what is sent, once however many receive it
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    buttons TEXT NOT NULL               -- JSON rows of bot.views.message.Button
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    ref INTEGER NOT NULL,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    owner TEXT,                         -- the process that holds the lease
    lease_until INTEGER,
    sent_as INTEGER,                    -- Telegram's message_id
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    UNIQUE (kind, ref, destination_id, part)
) STRICT;
CREATE INDEX outbox_pending ON outbox (id) WHERE state = 'pending';
CREATE INDEX outbox_sending ON outbox (lease_until) WHERE state = 'sending';
CREATE INDEX outbox_by_destination ON outbox (destination_id, sent_as);
CREATE INDEX outbox_by_message ON outbox (message_id);
