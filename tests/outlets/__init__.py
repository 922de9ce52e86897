"""Tests of the ways out beside Telegram."""
