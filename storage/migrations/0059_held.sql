-- An article may be held until a time. Whatever is read for readers goes by `withheld`: this column alone says which
-- articles they do not see.

ALTER TABLE articles ADD COLUMN held_until INTEGER;     -- NULL: it is not held
ALTER TABLE articles ADD COLUMN joins_id INTEGER;       -- the story that it joins then: 0 its own, NULL what it tells of
ALTER TABLE articles ADD COLUMN withheld INTEGER
    GENERATED ALWAYS AS (retracted_at IS NOT NULL OR held_until IS NOT NULL) VIRTUAL;
CREATE INDEX articles_held ON articles (held_until) WHERE held_until IS NOT NULL;
DROP INDEX articles_found;
CREATE INDEX articles_found ON articles (id, story_id, dated_at, withheld);

DROP TRIGGER article_marks_change;
CREATE TRIGGER article_marks_change AFTER UPDATE OF topics, published_at, added_at ON articles
WHEN old.topics IS NOT new.topics OR old.published_at IS NOT new.published_at OR old.added_at IS NOT new.added_at BEGIN
    UPDATE article_search SET marks = (SELECT marks FROM article_marks WHERE article_id = new.id)
    WHERE rowid = new.id;
END;

CREATE TABLE hold_notices (             -- what editors are to be told of held articles, until they were
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- 'came': it was held when it came in; 'elsewhere': another source has it
    source TEXT NOT NULL,               -- which one
    made_at INTEGER NOT NULL,
    UNIQUE (article_id, kind, source)
) STRICT;
