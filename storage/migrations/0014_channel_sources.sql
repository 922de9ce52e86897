CREATE TABLE channel_sources (          -- channels whose posts are taken in
    chat_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    added_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE channel_posts (            -- which article a post became, for its edits
    chat_id INTEGER NOT NULL,
    key TEXT NOT NULL,                  -- the post's number, or that of its album
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (chat_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_posts_by_article ON channel_posts (article_id);
