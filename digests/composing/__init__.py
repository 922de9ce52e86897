"""Digests put together: which stories, in which order, in which words."""
