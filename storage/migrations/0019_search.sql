-- The archive is searched by words, month, topic and source at once: the last three are marks in the same index,
-- which begin with a private character that no word has, so that their lists are intersected like those of words.

ALTER TABLE articles ADD COLUMN dated_at INTEGER GENERATED ALWAYS AS (coalesce(published_at, added_at)) VIRTUAL;
CREATE INDEX articles_found ON articles (id, story_id, dated_at, retracted_at);

CREATE VIEW article_marks AS
    SELECT articles.id AS article_id,
        char(57344) || 'm' || strftime('%Y%m', dated_at, 'unixepoch')
        || coalesce((SELECT group_concat(' ' || char(57344) || 't' || value, '') FROM json_each(topics)), '')
        || coalesce((SELECT group_concat(' ' || char(57344) || 's' || source_id, '')
            FROM (SELECT DISTINCT source_id FROM origins WHERE article_id = articles.id)), '') AS marks
    FROM articles;

CREATE VIRTUAL TABLE marked_search USING fts5(
    headline,
    about,                              -- the names and the summary
    body,
    marks,                              -- month, topics and sources
    tokenize = "unicode61 remove_diacritics 0"
);
INSERT INTO marked_search (rowid, headline, about, body, marks)
    SELECT article_search.rowid, headline, about, body, marks
    FROM article_search JOIN article_marks ON article_id = article_search.rowid;
DROP TRIGGER article_search_goes;
DROP TABLE article_search;
ALTER TABLE marked_search RENAME TO article_search;

CREATE TRIGGER article_search_goes AFTER DELETE ON articles BEGIN
    DELETE FROM article_search WHERE rowid = old.id;
END;
CREATE TRIGGER article_marks_change AFTER UPDATE OF topics, published_at ON articles
WHEN old.topics IS NOT new.topics OR old.published_at IS NOT new.published_at BEGIN
    UPDATE article_search SET marks = (SELECT marks FROM article_marks WHERE article_id = new.id)
    WHERE rowid = new.id;
END;
CREATE TRIGGER article_marks_gain AFTER INSERT ON origins BEGIN
    UPDATE article_search SET marks = (SELECT marks FROM article_marks WHERE article_id = new.article_id)
    WHERE rowid = new.article_id;
END;

CREATE TABLE saved_stories (            -- what a reader put aside
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (destination_id, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_stories_by_age ON saved_stories (destination_id, saved_at);
CREATE INDEX saved_stories_by_story ON saved_stories (story_id);
