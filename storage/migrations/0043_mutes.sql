-- What readers want to hear no more of. Words are kept with those that are followed, whoever wants either.

CREATE TABLE mutes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    words_id INTEGER REFERENCES followed_words (id),
    topic TEXT,
    story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE,
    written TEXT NOT NULL,              -- the words as this reader wrote them, a story's headline then
    CHECK ((words_id IS NULL) + (topic IS NULL) + (story_id IS NULL) = 2),
    UNIQUE (destination_id, words_id),
    UNIQUE (destination_id, topic),
    UNIQUE (destination_id, story_id)
) STRICT;
CREATE INDEX mutes_by_words ON mutes (words_id) WHERE words_id IS NOT NULL;
CREATE INDEX mutes_by_story ON mutes (story_id) WHERE story_id IS NOT NULL;

DROP TRIGGER followed_words_go;
CREATE TRIGGER followed_words_go AFTER DELETE ON follows BEGIN
    DELETE FROM followed_words
    WHERE id = old.words_id AND NOT EXISTS (SELECT 1 FROM follows WHERE words_id = old.words_id)
        AND NOT EXISTS (SELECT 1 FROM mutes WHERE words_id = old.words_id);
END;
CREATE TRIGGER muted_words_go AFTER DELETE ON mutes WHEN old.words_id IS NOT NULL BEGIN
    DELETE FROM followed_words
    WHERE id = old.words_id AND NOT EXISTS (SELECT 1 FROM follows WHERE words_id = old.words_id)
        AND NOT EXISTS (SELECT 1 FROM mutes WHERE words_id = old.words_id);
END;
