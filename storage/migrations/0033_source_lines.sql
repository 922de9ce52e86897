-- What a source repeats from article to article is its footer, in any wording. No article is named by a key: what
-- was learnt stays when the articles are gone.

CREATE TABLE source_lines (
    source TEXT NOT NULL,
    line INTEGER NOT NULL,              -- the hash of its letters
    times INTEGER NOT NULL DEFAULT 1,   -- in how many articles it was
    first INTEGER NOT NULL,             -- the first of them
    second INTEGER,
    newest INTEGER NOT NULL,
    PRIMARY KEY (source, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_lines_by_newest ON source_lines (source, newest);

CREATE TABLE rereads (                  -- articles that hold what was learnt since they were read
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    source TEXT NOT NULL                -- that of the lines
) STRICT;
