-- What stands above the editions of a destination.

ALTER TABLE preferences ADD COLUMN picture TEXT NOT NULL DEFAULT 'none'
    CHECK (picture IN ('none', 'story', 'week'));  -- that of the top story; above a week's review its statistics
