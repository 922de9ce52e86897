"""The clock, time zones and the next run of a schedule."""
