-- Warnings that far more is written of something than usual at this hour.

ALTER TABLE follows ADD COLUMN surge INTEGER NOT NULL DEFAULT 0;      -- 1: its reader is warned of surges
ALTER TABLE preferences ADD COLUMN surge INTEGER NOT NULL DEFAULT 0;  -- 1: of surges of the chosen topics
CREATE INDEX follows_surge ON follows (words_id, destination_id) WHERE surge;
CREATE INDEX preferences_surge ON preferences (destination_id) WHERE surge;

CREATE TABLE surges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words_id INTEGER REFERENCES followed_words (id) ON DELETE CASCADE,
    topic TEXT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,  -- the first report of its story
    found_at INTEGER NOT NULL UNIQUE,   -- the time of its editions, which no other edition has
    hours INTEGER NOT NULL,             -- within which it rose
    mentions INTEGER NOT NULL,
    sources INTEGER NOT NULL,           -- that made them
    usual REAL NOT NULL,                -- as many on the last days within the same hours
    source TEXT NOT NULL,               -- of the first report
    first_at INTEGER NOT NULL,
    next_destination INTEGER,           -- those from this number on are still to be told; NULL: none
    CHECK ((words_id IS NULL) + (topic IS NULL) = 1)
) STRICT;
CREATE INDEX surges_by_article ON surges (article_id);
CREATE INDEX surges_by_words ON surges (words_id, found_at) WHERE words_id IS NOT NULL;
CREATE INDEX surges_by_topic ON surges (topic, found_at) WHERE topic IS NOT NULL;
CREATE INDEX surges_open ON surges (found_at) WHERE next_destination IS NOT NULL;

CREATE TABLE surge_waits (              -- who slept when it was found
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    surge_id INTEGER NOT NULL REFERENCES surges (id) ON DELETE CASCADE,
    wakes_at INTEGER NOT NULL,
    PRIMARY KEY (destination_id, surge_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX surge_waits_by_surge ON surge_waits (surge_id);
CREATE INDEX surge_waits_by_time ON surge_waits (wakes_at);
