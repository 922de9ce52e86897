"""Sending within Telegram's limits."""
