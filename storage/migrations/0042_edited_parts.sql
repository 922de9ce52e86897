-- What editors chose for an article whatever its text says, and which part of it a revision changed.

ALTER TABLE articles ADD COLUMN edited TEXT NOT NULL DEFAULT '{}';     -- by part: headline, topics, ...
ALTER TABLE articles ADD COLUMN headline_made INTEGER NOT NULL DEFAULT 0;  -- 1: its source gave none
ALTER TABLE drafts ADD COLUMN edited TEXT NOT NULL DEFAULT '{}';

ALTER TABLE revisions ADD COLUMN part TEXT NOT NULL DEFAULT 'text';
ALTER TABLE revisions ADD COLUMN former TEXT;                          -- what the part was; of a text NULL
