-- Which message of an album an article was made of, and which version of it; 0 where that was not kept.

ALTER TABLE channel_posts ADD COLUMN message_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel_posts ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
