-- Stories that readers follow until they are quiet: by an article, so that a follow goes where its story goes.

CREATE TABLE followed_stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    articles TEXT NOT NULL,             -- JSON: what the story had then, which its reader knows
    headline TEXT NOT NULL,             -- by which the reader knows the story
    alert INTEGER NOT NULL,             -- 1: what is new is told at once
    followed_at INTEGER NOT NULL,
    ended_at INTEGER,                   -- when it had been quiet for long enough
    UNIQUE (destination_id, article_id)
) STRICT;
CREATE INDEX followed_stories_by_article ON followed_stories (article_id);
CREATE INDEX followed_stories_open ON followed_stories (followed_at) WHERE ended_at IS NULL;
CREATE INDEX followed_stories_ended ON followed_stories (ended_at) WHERE ended_at IS NOT NULL;
