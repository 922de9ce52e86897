-- Words that readers follow, and the articles that have them.

CREATE TABLE followed_words (           -- once, however many follow them
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    excluded TEXT NOT NULL,             -- JSON: words that an article must not have
    key TEXT NOT NULL UNIQUE            -- both, without regard to capital letters
) STRICT;

CREATE TABLE follows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    words_id INTEGER NOT NULL REFERENCES followed_words (id),
    written TEXT NOT NULL,              -- as this reader wrote the words
    alert INTEGER NOT NULL DEFAULT 0,   -- 1: each story is told at once
    UNIQUE (destination_id, words_id)
) STRICT;
CREATE INDEX follows_by_words ON follows (words_id, destination_id);

CREATE TABLE follow_matches (           -- articles that have followed words
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    words_id INTEGER NOT NULL REFERENCES followed_words (id) ON DELETE CASCADE,
    excluded INTEGER NOT NULL,          -- 1: it has excluded words too, so its story is none for this follow
    PRIMARY KEY (article_id, words_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_matches_by_words ON follow_matches (words_id, article_id);

CREATE TABLE follow_alerts (            -- new articles of which somebody wants to know at once
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    found_at INTEGER NOT NULL,          -- the time of its editions, which no other edition has
    next_destination INTEGER            -- those from this number on are still to be told; NULL: none
) STRICT;
CREATE INDEX follow_alerts_by_time ON follow_alerts (found_at);
CREATE INDEX follow_alerts_open ON follow_alerts (found_at) WHERE next_destination IS NOT NULL;
