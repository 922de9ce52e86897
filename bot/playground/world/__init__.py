"""People, chats, messages and files of the playground."""
