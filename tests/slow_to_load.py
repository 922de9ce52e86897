"""Takes longer to load than to use, as libraries do on a slow server: see test_worker.py."""

from __future__ import annotations

import sys
import time

if "pytest" not in sys.modules:
    time.sleep(0.6)  # in the child


def answer() -> int:
    return 42
