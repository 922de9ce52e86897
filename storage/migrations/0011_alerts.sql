ALTER TABLE editions ADD COLUMN breaking INTEGER NOT NULL DEFAULT 0;  -- 1: not by a schedule, but an alert

CREATE TABLE alerts (                   -- stories that were breaking news, each once
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    found_at INTEGER NOT NULL UNIQUE,   -- the time of its editions; never a whole minute, as schedules have
    next_destination INTEGER            -- those from this number on are still to be told; NULL: none
) STRICT;
CREATE INDEX alerts_open ON alerts (found_at) WHERE next_destination IS NOT NULL;
