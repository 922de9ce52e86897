"""What the program has counted so far, in all tests of this process."""

from __future__ import annotations

from bot.metrics import REGISTRY


def counted(name: str, **labels: str) -> int:
    return int(REGISTRY.get_sample_value(f"newsdigest_{name}", labels) or 0)
