-- When a destination that Telegram refused is tried again; NULL where Telegram itself will tell.

ALTER TABLE destinations ADD COLUMN try_at INTEGER;
