"""Whether a whole text is advertising, by the marks that the law or custom puts on it."""

from __future__ import annotations

import re
from functools import cache

from digests.text.characters import clean_characters
from digests.text.rules import rule_lines

SHORT = 2500  # characters: in a longer text a mark tells of one block, unless it stands at an edge
EDGE = 300


def is_advertising(text: str) -> bool:
    """Whether it is marked as advertising; not whether it praises something."""
    whole = clean_characters(text).strip()
    edges = whole if len(whole) <= SHORT else f"{whole[:EDGE]}\n{whole[-EDGE:]}"
    folded = edges.casefold()
    return any(map(folded.__contains__, _telling_words())) and any(mark.search(edges) for mark in _marks())


@cache
def _telling_words() -> tuple[str, ...]:
    """Of each mark a word that it cannot do without, which is quicker to look for."""
    rules = (rule for name, rule in rule_lines("advertising.txt") if name not in ("tags", "companies"))
    return ("#", *dict.fromkeys(max(reversed(rule.casefold().split()), key=len) for rule in rules))


@cache
def _marks() -> tuple[re.Pattern[str], ...]:
    company = rf"(?:[«\"“]?\b(?i:{_any('companies')})\b)"
    return (
        re.compile(rf"(?<![\w#])#(?:{_any('tags')})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_any('phrases')})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?i:{_any('labels')})\s?[:.,—–-]{{0,2}}\s*{company}"),
        re.compile(
            rf"^[^\w\n]{{0,9}}(?:{_any('label_names')})\s?:\s{{0,9}}(?![@+]|https?:|t\.me)\w",
            re.IGNORECASE | re.MULTILINE,
        ),
        re.compile(rf"(?<!\w)(?i:{_any('marks')})\s?[:=—–-]?\s?(?=\w*\d)[A-Za-z0-9]{{6,}}"),
        re.compile(
            rf"(?<!\w)(?i:{_any('codes')})\s?[:—–-]?\s?[«\"“]?(?:[A-Z]{{3,}}|[A-Z]+\d+|[А-ЯЁ]{{4,}}\d*)\b"
        ),
    )


def _any(section: str) -> str:
    """Any of the section's phrases; words may be parted by any spaces."""
    phrases = sorted((rule for name, rule in rule_lines("advertising.txt") if name == section), reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
