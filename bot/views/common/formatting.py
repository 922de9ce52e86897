"""A text as somebody formatted it in Telegram, rebuilt from known marks only, so nothing else gets in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.views.common.html import Html, folded, join, link, text

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
FOLDED, LINK = "expandable_blockquote", "text_link"
MARK_KINDS = frozenset((*TAGS, FOLDED, LINK))
_UNIT = 2  # bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` is one of MARK_KINDS; the range is from `start` to before `end`, in UTF-16 units."""

    kind: str
    start: int
    end: int
    url: str | None = None


def formatted(plain: str, marks: Iterable[Mark]) -> Html:
    """Marks that overlap must be nested, as Telegram has them."""
    coded = plain.encode("utf-16-le", "surrogatepass")
    return _formatted(coded, 0, len(coded) // _UNIT, sorted(marks, key=_outer_first))


def _formatted(coded: bytes, start: int, end: int, marks: list[Mark]) -> Html:
    parts: list[Html] = []
    while marks:
        mark, *rest = marks
        first, last = max(mark.start, start), min(mark.end, end)
        within = [other for other in rest if other.start < last]
        marks = rest[len(within) :]
        if first < last:
            parts += [_plain(coded, start, first), _wrapped(mark, _formatted(coded, first, last, within))]
            start = last
    return join([*parts, _plain(coded, start, end)])


def _wrapped(mark: Mark, inner: Html) -> Html:
    if mark.kind == LINK:
        return link(inner, mark.url)
    if mark.kind == FOLDED:
        return folded(inner)
    tag = TAGS[mark.kind]
    return Html(f"<{tag}>{inner}</{tag}>")


def _plain(coded: bytes, start: int, end: int) -> Html:
    return text(coded[start * _UNIT : end * _UNIT].decode("utf-16-le", "surrogatepass"))


def _outer_first(mark: Mark) -> tuple[int, int, bool]:
    """A sort key; among marks of the same range, quotes are outermost."""
    return mark.start, -mark.end, "blockquote" not in mark.kind
