"""For whom a screen is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.i18n import Say
from digests.models.texts import Published

if TYPE_CHECKING:
    from storage.destinations import ChatKind


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """A destination's own first and last line, plain; none when empty."""

    heading: str = ""
    signature: str = ""


NO_HEADER_FOOTER = HeaderFooter()


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Whose screen it is: in words of `say`, at `now` in `zone`, in a chat of this kind.

    `bot_username` is needed by what links into the bot's private chat. `frame` stands around a digest.
    """

    say: Say
    now: datetime
    zone: str
    bot_username: str = ""
    kind: ChatKind = "private"
    frame: HeaderFooter = NO_HEADER_FOOTER

    def bot_url(self, start: str) -> str:
        """The address that opens the bot's private chat with `/start` and this word."""
        return f"https://t.me/{self.bot_username}?start={start}"

    def story_url(self, story_id: int) -> str:
        return self.bot_url(f"s{story_id}")

    def when(self, published: Published) -> str:
        """26 сентября, 14:05; a date without a time stays one, whatever the zone."""
        if published.precision == "day":
            return self.day(published)
        return f"{self.day(published)}, {self.say.time(published.at, self.zone)}"

    def day(self, published: Published) -> str:
        """26 сентября."""
        zone = "UTC" if published.precision == "day" else self.zone
        return self.say.date(published.at, zone, now=self.now)

    def old_day(self, published: Published | None) -> str:
        """The day of what must say it because it is over three days back; '' of anything else."""
        return self.day(published) if published and published.is_old(self.now) else ""
