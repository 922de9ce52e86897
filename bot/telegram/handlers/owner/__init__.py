"""Handlers for whoever connected a channel or a group."""
