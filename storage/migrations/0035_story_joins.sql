-- Stories that the machine joined, and those that editors parted, which it never joins.

CREATE TABLE story_joins (
    gone INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,  -- its number leads to the other
    kept INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    articles TEXT NOT NULL,  -- of both then: who knew one of them learns nothing new by the join
    joined_at INTEGER NOT NULL
) STRICT;
CREATE INDEX story_joins_by_kept ON story_joins (kept);

CREATE TABLE parted_stories (
    one INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX parted_stories_by_other ON parted_stories (other);
