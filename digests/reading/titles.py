"""The headline that came with a text: what its carrier called it, or a first line that looks like one."""

from __future__ import annotations

import re
from functools import cache

from digests.text.rules import rule_lines

MAX_TITLE = 200
MAX_TITLE_WORDS = 28

_TAIL = re.compile(r"(?<!\s)\s+(\||::|•|»|—|–|--|-|/)\s+(?=\S)")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[^\W\d_]{2,6}(?:/\S*)?", re.IGNORECASE)
_OPENS = re.compile(r"[«“„\"'(\[]{0,9}[^\W_]")
_ENDS = (".", ",", ";", ":", "…", "-", "—", "–")
_GREETING = re.compile(
    r"(?:уважаем|дороги|құрметті|dear\b|добр|здравствуй|сәлем|қайырлы|привет|hello|hi\b)", re.IGNORECASE
)


def clean_title(title: str, source: str | None = None) -> str | None:
    """The title without the site's name at its end; None when nothing is left."""
    cleaned = title.strip()
    for _ in range(3):  # "… | Новости | Tengrinews.kz"
        *_, tail = (None, *_TAIL.finditer(cleaned))
        if tail is None or not _is_site(cleaned[tail.end() :], tail[1], source):
            break
        cleaned = cleaned[: tail.start()].rstrip()
    return cleaned.removesuffix(".").rstrip() if cleaned.count(".") == 1 else cleaned or None


def looks_like_title(line: str, following: str) -> bool:
    """Whether a first line is a headline: short, without a full stop, and a fuller text follows."""
    words = line.split()
    return (
        2 <= len(words) <= MAX_TITLE_WORDS
        and len(line) <= MAX_TITLE
        and not line.endswith(_ENDS)
        and bool(_OPENS.match(line))
        and not line[:1].islower()
        and not _GREETING.match(line)
        and bool(following)
    )


def _is_site(name: str, separator: str, source: str | None) -> bool:
    folded = name.strip(" .").casefold()
    if separator in ("|", "::", "•", "»"):
        return len(folded.split()) <= 8
    known = source is not None and folded == source.strip().casefold()
    return known or folded in _site_names() or bool(_DOMAIN.fullmatch(folded))


@cache
def _site_names() -> frozenset[str]:
    return frozenset(rule for _, rule in rule_lines("site_names.txt"))
