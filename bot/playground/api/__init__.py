"""The Bot API over HTTP, with its access, limits and faults."""
