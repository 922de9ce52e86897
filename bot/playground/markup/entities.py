"""Formatting of a text: ranges counted in UTF-16 units, as the Bot API counts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

MAX_ENTITIES = 100
SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
PRE = ("pre", "code", "date_time")
# The order of entities that share a range, outer first.
_ORDER = {name: i for i, name in enumerate((*QUOTES, "text_link", "text_mention", *PRE, *SPLITTABLE))}


@dataclass(frozen=True, slots=True)
class Entity:
    """One range of a text. `value` is the address, the language, the emoji id, the user id or the format."""

    type: str
    offset: int
    length: int
    value: str = ""
    unix_time: int = 0

    @property
    def end(self) -> int:
        return self.offset + self.length

    def api(self) -> dict[str, object]:
        fields: dict[str, object] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.type == "text_link":
            fields["url"] = self.value
        elif self.type == "pre" and self.value:
            fields["language"] = self.value
        elif self.type == "custom_emoji":
            fields["custom_emoji_id"] = self.value
        elif self.type == "text_mention":
            fields["user"] = {"id": int(self.value), "is_bot": False, "first_name": self.value}
        elif self.type == "date_time":
            fields |= {"unix_time": self.unix_time, "date_time_format": self.value}
        return fields


def utf16_length(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sort_key(entity: Entity) -> tuple[int, int, int]:
    return entity.offset, -entity.length, _ORDER.get(entity.type, len(_ORDER))


def fixed(entities: Iterable[Entity]) -> list[Entity]:
    """Makes entities well nested: links and code hold neither, quotes hold no quotes, all split bold."""
    entities = sorted((entity for entity in entities if entity.length > 0), key=sort_key)
    if len(entities) < 2:
        return entities
    quotes = _apart([entity for entity in entities if entity.type in QUOTES])
    continuous = _apart([e for e in entities if e.type not in QUOTES and e.type not in SPLITTABLE])
    solid = sorted([*quotes, *_within(continuous, quotes)], key=sort_key)
    return _resplit([e for e in entities if e.type in SPLITTABLE], solid)


def merged(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Adds what was found in the text (commands, addresses) where nothing of the author's stands."""
    if not found:
        return entities
    quotes = [e for e in entities if e.type in QUOTES]
    continuous = [e for e in entities if e.type not in QUOTES and e.type not in SPLITTABLE]
    free = _free_of(_within(found, quotes), continuous)
    solid = sorted([*quotes, *continuous, *free], key=sort_key)
    return _resplit([e for e in entities if e.type in SPLITTABLE], solid)


def _apart(entities: list[Entity]) -> list[Entity]:
    """Without those that begin inside an earlier one."""
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _within(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    """Without those that cross a border of a quote."""
    kept = []
    i = 0
    for entity in entities:
        while i < len(quotes) and quotes[i].end <= entity.offset:
            i += 1
        if i < len(quotes):
            quote = quotes[i]
            if quote.end < entity.end or entity.offset < quote.offset < entity.end:
                continue
        kept.append(entity)
    return kept


def _free_of(found: list[Entity], taken: list[Entity]) -> list[Entity]:
    kept = []
    i = 0
    for entity in found:
        while i < len(taken) and taken[i].end <= entity.offset:
            i += 1
        if i == len(taken) or taken[i].offset >= entity.end:
            kept.append(entity)
    return kept


def _resplit(splittable: list[Entity], solid: list[Entity]) -> list[Entity]:
    """Joins touching bold with bold, cuts it at the borders of links and quotes, drops it in code."""
    if not splittable:
        return solid
    borders = sorted({border for entity in solid for border in (entity.offset, entity.end)})
    code = [entity for entity in solid if entity.type in PRE]
    pieces: list[Entity] = []
    for kind in SPLITTABLE:
        ranges = _joined([entity for entity in splittable if entity.type == kind])
        pieces += _free_of(_cut(ranges, borders), code)
    return sorted([*solid, *pieces], key=sort_key)


def _joined(entities: list[Entity]) -> list[Entity]:
    joined: list[Entity] = []
    for entity in entities:
        if joined and entity.offset <= joined[-1].end:
            end = max(entity.end, joined[-1].end)
            joined[-1] = replace(joined[-1], length=end - joined[-1].offset)
        else:
            joined.append(entity)
    return joined


def _cut(ranges: list[Entity], borders: list[int]) -> list[Entity]:
    pieces = []
    i = 0
    for entity in ranges:
        start = entity.offset
        while i < len(borders) and borders[i] <= start:
            i += 1
        while i < len(borders) and borders[i] < entity.end:
            pieces.append(replace(entity, offset=start, length=borders[i] - start))
            start = borders[i]
            i += 1
        pieces.append(replace(entity, offset=start, length=entity.end - start))
    return pieces
