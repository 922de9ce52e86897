"""Which code of the project runs while somebody does something."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parent.parent
COUNTED = tuple(f"{ROOT / package}/" for package in ("bot", "digests", "storage"))
NOT_COUNTED = tuple(f"{ROOT / part}/" for part in ("bot/playground", "bot/samples"))


@contextmanager
def noting() -> Iterator[set[CodeType]]:
    """All code that is entered meanwhile, in this thread and in those that begin meanwhile."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def functions_of_ours(seen: Iterable[CodeType]) -> set[CodeType]:
    """The named functions of the project among them, without the playground's and the samples'."""
    return {
        code
        for code in tuple(seen)  # other threads may go on
        if code.co_filename.startswith(COUNTED)
        and not code.co_filename.startswith(NOT_COUNTED)
        and not code.co_name.startswith("<")
    }


def files_of(seen: Iterable[CodeType]) -> set[str]:
    """Where these functions stand, as ARCHITECTURE.md would name it."""
    return {str(Path(code.co_filename).relative_to(ROOT)) for code in functions_of_ours(seen)}
