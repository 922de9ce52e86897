-- What a language model chose among the sentences of stories, and the stories that wait to be asked about.

CREATE TABLE model_choices (
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    version TEXT NOT NULL,              -- of the reports that it was asked about
    choice TEXT,                        -- JSON: [article, [[article, position, [cut, …], checksum], …]]; NULL: none
    refused TEXT NOT NULL,              -- why there is none, '' where there is one
    made_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_choices_by_age ON model_choices (made_at);

CREATE TABLE model_queue (
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    mark INTEGER NOT NULL,              -- another one whenever the story changes
    tries INTEGER NOT NULL DEFAULT 0,   -- for which the server had no answer
    PRIMARY KEY (story_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_switch (             -- one row: whether an operator has set a model
    is_on INTEGER NOT NULL
) STRICT;
INSERT INTO model_switch VALUES (0);

ALTER TABLE stories ADD COLUMN extracted INTEGER NOT NULL DEFAULT 0;        -- an editor wants no model's choice
ALTER TABLE preferences ADD COLUMN extracted INTEGER NOT NULL DEFAULT 0;    -- who reads wants none
