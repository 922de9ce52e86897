"""The commands that are typed in private, by who may use them."""

from __future__ import annotations

READERS_COMMANDS = (
    "start", "help", "digest", "topics", "topic", "follow", "unfollow", "mute", "unmute", "subscribe",
    "unsubscribe", "time", "timezone", "language", "settings", "search", "saved", "history",
    "pause", "resume", "privacy", "export", "forget", "chats", "here",
)  # fmt: skip
EDITORS_COMMANDS = (
    *("add", "articles", "article", "edit", "retract", "feeds", "addfeed"),
    *("topic_new", "topic_edit", "invite", "preview", "clip", "log"),
)
ADMINS_COMMANDS = ("admin", "editors", "ban", "stats", "health", "backup", "broadcast")
