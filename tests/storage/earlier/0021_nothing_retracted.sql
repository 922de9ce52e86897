-- Files that an editor sent, and what became of each. Those that came together share a `batch` and an answer.

CREATE TABLE uploads (
    person_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,        -- the editor's message
    part INTEGER NOT NULL,              -- a file of links holds several texts
    batch INTEGER NOT NULL,             -- the message_id of the first that came together
    album TEXT,
    more INTEGER NOT NULL,              -- 1: another file had come before this one was answered
    received_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('draft', 'added', 'known', 'feeds', 'refused', 'dropped')),
    number INTEGER,                     -- of the draft or the article
    words TEXT NOT NULL,                -- its headline, or a sentence
    answer INTEGER,                     -- the bot's message that tells of the batch
    PRIMARY KEY (person_id, message_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_of_batch ON uploads (person_id, batch);
