-- A review of the week has a time and editions of its own, which tell nothing and cover nothing.

CREATE TABLE schedules_with_reviews (
    id INTEGER PRIMARY KEY,
    destination_id INTEGER NOT NULL REFERENCES destinations (id) ON DELETE CASCADE,
    local_time TEXT NOT NULL,           -- HH:MM
    weekdays INTEGER NOT NULL,          -- bit 0 is Monday
    zone TEXT NOT NULL,
    next_run_at INTEGER NOT NULL,
    review INTEGER NOT NULL DEFAULT 0,  -- 1: of the days up to it
    UNIQUE (destination_id, review, local_time)
) STRICT;
INSERT INTO schedules_with_reviews (id, destination_id, local_time, weekdays, zone, next_run_at)
    SELECT id, destination_id, local_time, weekdays, zone, next_run_at FROM schedules;
DROP TABLE schedules;
ALTER TABLE schedules_with_reviews RENAME TO schedules;
CREATE INDEX schedules_by_next_run ON schedules (next_run_at);

ALTER TABLE editions ADD COLUMN review INTEGER NOT NULL DEFAULT 0;
