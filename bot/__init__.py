"""newsdigest: a Telegram bot that reads the news so that its readers don't have to."""
