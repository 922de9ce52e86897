"""Handlers of what editors do with articles, stories, feeds and topics."""
