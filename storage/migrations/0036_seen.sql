-- What a person was shown in answer to /digest: the next edition does not tell it in full again.

CREATE TABLE seen (
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    articles TEXT NOT NULL,             -- JSON: those of the stories that the answer told, ascending
    up_to_release INTEGER NOT NULL,     -- the newest release then
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (destination_id, articles)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_time ON seen (seen_at);
