"""Who takes part: persons and the bot itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Account:
    """A person or a bot. `met` says that the bot has seen this person in a common chat."""

    id: int
    name: str
    username: str | None = None
    language: str = "ru"
    role: str = "reader"
    is_bot: bool = False
    met: bool = False
    deactivated: bool = False

    def api(self) -> dict[str, object]:
        user: dict[str, object] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        if not self.is_bot:
            user["language_code"] = self.language
        return user
