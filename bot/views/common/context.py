"""For whom a screen is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Say


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Whose screen it is: in words of `say`, at `now` in `zone`."""

    say: Say
    now: datetime
    zone: str
