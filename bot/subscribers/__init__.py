"""People, chats and what they asked for: access, subscriptions, follows, privacy."""
