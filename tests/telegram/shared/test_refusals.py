"""What a refusal is about, whether or not anybody has met it before."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.telegram.shared.refusals import subject_of

LINES = (Path(__file__).parent.parent / "refusals.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(map(str.strip, line.split("|"))) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("subject", "code", "description"), CASES)
def test_a_refusal_is_sorted_by_its_subject(subject: str, code: str, description: str) -> None:
    assert subject_of(int(code), description) == subject
