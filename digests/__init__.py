"""Texts in, stories and digests out: a pure library without clock, network, database or Telegram."""
