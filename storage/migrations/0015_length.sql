ALTER TABLE preferences ADD COLUMN length TEXT NOT NULL DEFAULT 'normal' -- how much an edition tells
    CHECK (length IN ('short', 'normal', 'long'));
