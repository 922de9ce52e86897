"""From the outbox to Telegram: the loop that sends and what each outcome means."""
