"""An embedded Telegram: the Bot API over HTTP and a page to chat in."""
