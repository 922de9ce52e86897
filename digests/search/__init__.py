"""Queries, what they find and the words shown around it."""
