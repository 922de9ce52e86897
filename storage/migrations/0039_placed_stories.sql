-- Where an editor has put a story for a while: first (1) or last (-1) in digests, or where it weighs itself (0).

ALTER TABLE stories ADD COLUMN placed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN placed_at INTEGER;
