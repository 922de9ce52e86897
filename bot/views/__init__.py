"""Values become message text and buttons: escaped, within Telegram's limits, in the reader's language."""
