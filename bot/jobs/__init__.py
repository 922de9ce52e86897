"""APScheduler's ticks and the outbox loop."""
