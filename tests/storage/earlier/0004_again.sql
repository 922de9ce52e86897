-- What editors, or an article's own source, changed in articles; the editions that told them follow.

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('revised', 'retracted', 'restored')),
    person_id INTEGER,                  -- NULL for the article's own source
    created_at INTEGER NOT NULL,
    headline TEXT,                      -- the text before it was revised
    body TEXT,
    published_at INTEGER,
    published_precision TEXT,
    upper INTEGER,                      -- editions from `lower` to below `upper` are still to be looked at
    lower INTEGER NOT NULL DEFAULT 0,
    again_upper INTEGER,                -- of these some were on their way
    again_lower INTEGER,
    waiting_changed INTEGER NOT NULL DEFAULT 0,  -- messages that were changed before they went
    closed_at INTEGER                   -- every edition has been looked at
) STRICT;
CREATE INDEX revisions_by_article ON revisions (article_id, id);
CREATE INDEX revisions_by_time ON revisions (created_at);
CREATE INDEX revisions_open ON revisions (id) WHERE closed_at IS NULL;

ALTER TABLE pastes ADD COLUMN article_id INTEGER;  -- the article whose new text this is
