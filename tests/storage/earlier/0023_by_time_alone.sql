-- What somebody wanted to know at once came in while they slept: it is told when their quiet hours end.

CREATE TABLE follow_waits (
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    wakes_at INTEGER NOT NULL,
    PRIMARY KEY (destination_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_waits_by_time ON follow_waits (wakes_at);
CREATE INDEX follow_waits_by_article ON follow_waits (article_id);
