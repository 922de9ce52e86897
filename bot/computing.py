"""What the worker process computes; each function loads its libraries there, not in the bot."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from digests.models import Analysis, RawText

if TYPE_CHECKING:
    from digests.files import FileProblem


def analyse(raw: RawText, now: datetime) -> Analysis:
    from digests.analysis import analyse as analyse_text

    return analyse_text(raw, now=now)


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    from digests.files import read_file as read

    return read(name, content)
