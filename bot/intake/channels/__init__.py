"""Telegram channels as sources."""
