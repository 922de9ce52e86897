"""What is sent unasked: digests by schedule, breaking news, alerts and messages to all readers."""
