-- What editors say of a source and of a draft, and who did what besides the revisions of articles.

ALTER TABLE origins ADD COLUMN received_source_id INTEGER REFERENCES sources (id);  -- before an editor named another
ALTER TABLE origins ADD COLUMN received_link TEXT;

CREATE TRIGGER article_marks_renamed AFTER UPDATE OF source_id ON origins WHEN old.source_id <> new.source_id BEGIN
    UPDATE article_search SET marks = (SELECT marks FROM article_marks WHERE article_id = new.article_id)
    WHERE rowid = new.article_id;
END;

ALTER TABLE drafts ADD COLUMN named TEXT;         -- JSON: the source and the link that were chosen
ALTER TABLE drafts ADD COLUMN story_id INTEGER;   -- the story that was chosen, 0 one of its own

CREATE TABLE editor_actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    person_id INTEGER NOT NULL,         -- 0 who asked to be forgotten
    created_at INTEGER NOT NULL,
    article_id INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    story_id INTEGER,
    other_id INTEGER,                   -- the other story of two
    words TEXT NOT NULL DEFAULT ''      -- what a feed, a channel or a topic was called
) STRICT;
CREATE INDEX editor_actions_by_article ON editor_actions (article_id, id) WHERE article_id IS NOT NULL;
CREATE INDEX editor_actions_by_person ON editor_actions (person_id);
CREATE INDEX editor_actions_by_time ON editor_actions (created_at);
