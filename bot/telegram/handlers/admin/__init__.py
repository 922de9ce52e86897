"""Handlers of what only an admin may do."""
