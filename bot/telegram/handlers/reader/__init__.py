"""Handlers of what every reader can do."""
