"""Makes sure that this is the only bot working on a database file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.files import beside, open_lock, take_lock


@contextmanager
def instance_lock(database: Path) -> Iterator[bool]:
    """True when no other bot holds the lock. Where the system has none (Windows) leases alone decide."""
    descriptor = open_lock(beside(database, ".lock"))
    try:
        yield take_lock(descriptor, alone=True)
    finally:
        os.close(descriptor)
