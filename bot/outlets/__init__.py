"""Ways out beside Telegram for the editions of groups and channels: an Atom feed, and a hook."""
