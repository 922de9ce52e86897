CREATE TABLE preferences (              -- what a destination asked for beyond the usual; no row: the usual
    destination_id INTEGER PRIMARY KEY REFERENCES destinations (id) ON DELETE CASCADE,
    source_rule TEXT NOT NULL CHECK (source_rule IN ('hide', 'only')),
    sources TEXT NOT NULL,              -- JSON: the names that the rule is about
    second_language TEXT,               -- each edition as a second post in it
    heading TEXT NOT NULL,
    signature TEXT NOT NULL,
    silent INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    least INTEGER NOT NULL,             -- an edition of fewer stories is not sent
    useful_hours INTEGER,               -- after which an edition is of no use; NULL: the usual
    breaking INTEGER NOT NULL,
    awake_from INTEGER NOT NULL,        -- hours of the local day between which breaking news may come
    awake_to INTEGER NOT NULL,
    draft TEXT NOT NULL CHECK (draft IN ('none', 'publish', 'skip')) -- what the owner's silence to it means
) STRICT;
CREATE INDEX preferences_breaking ON preferences (destination_id) WHERE breaking;
CREATE INDEX preferences_draft ON preferences (destination_id) WHERE draft <> 'none';
CREATE INDEX destinations_by_owner ON destinations (owner_id) WHERE owner_id IS NOT NULL;
