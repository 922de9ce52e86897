-- How often things were done: counts, never of whom. A day is the calendar's where it was done.

CREATE TABLE story_taps (               -- links to stories that were followed
    day TEXT NOT NULL,                  -- YYYY-MM-DD
    edition_id INTEGER NOT NULL,        -- of a group or channel; 0: a link of a private chat, whose edition is a person's
    story_id INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (day, edition_id, story_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_taps_by_edition ON story_taps (edition_id) WHERE edition_id > 0;

CREATE TABLE post_reactions (           -- how many stand under a channel's post now
    edition_id INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    reactions INTEGER NOT NULL,
    PRIMARY KEY (edition_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_counts (               -- what readers did in their private chats
    day TEXT NOT NULL,                  -- YYYY-MM-DD
    what TEXT NOT NULL CHECK (what IN ('saved', 'unsubscribed', 'blocked')),
    times INTEGER NOT NULL,
    PRIMARY KEY (day, what)
) STRICT, WITHOUT ROWID;
