"""From what a caller wrote to what a message holds: parsed, cleaned, trimmed, measured."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from bot.playground.errors import bad_request
from bot.playground.markup.auto_entities import found_entities
from bot.playground.markup.entities import MAX_ENTITIES, Entity, fixed, merged, utf16_length
from bot.playground.markup.links import LinkError, checked_link
from bot.playground.markup.parse_html import MarkupError, parse_html

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_SOURCE_BYTES = 1 << 15
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_OWN_TYPES = (
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
    "code", "pre", "text_link", "custom_emoji", "date_time",
)  # fmt: skip
_VALUES = {
    "text_link": "url",
    "pre": "language",
    "custom_emoji": "custom_emoji_id",
    "date_time": "date_time_format",
}
_FOUND_TYPES = (
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bank_card_number",
)

Formatted = tuple[str, tuple[Entity, ...]]


def formatted(source: str, parse_mode: str, entities: str) -> Formatted:
    """What the Bot API server reads out of a call, before Telegram looks at it. Raises Refusal."""
    if len(source.encode("utf-8", "surrogatepass")) > _MAX_SOURCE_BYTES:
        raise bad_request("Text is too long")
    mode = parse_mode.lower()
    if not source or mode in ("", "none"):
        return source, _given(entities)
    if mode != "html":
        raise bad_request("Unsupported parse_mode")
    try:
        return _parsed(source)
    except MarkupError as wrong:
        raise bad_request(f"Can't parse entities: {wrong}") from None


# A bot sends one text to many chats: the newest are not worked out again.
_parsed = lru_cache(maxsize=64)(parse_html)


@lru_cache(maxsize=64)
def finished(text: str, entities: tuple[Entity, ...] = ()) -> Formatted:
    """The text as it is stored: without control characters and blank edges, with well nested entities."""
    text, kept = _trimmed(*_cleaned(text, fixed(entities)))
    return text, tuple(merged(fixed(kept), found_entities(text))[:MAX_ENTITIES])


def checked_text(text: str, entities: tuple[Entity, ...]) -> Formatted:
    """The same for the text of a message, which may be neither empty nor too long. Raises Refusal."""
    result = finished(text, entities)
    if not result[0]:
        raise bad_request("Text must be non-empty")
    if utf16_length(result[0]) > MAX_TEXT:
        raise bad_request("Message is too long")
    return result


def checked_caption(text: str, entities: tuple[Entity, ...]) -> Formatted:
    result = finished(text, entities)
    if utf16_length(result[0]) > MAX_CAPTION:
        raise bad_request("Message caption is too long")
    return result


def _given(entities: str) -> tuple[Entity, ...]:
    """Entities that the caller counted out; a list that isn't JSON is ignored, as the server does."""
    try:
        given = json.loads(entities) if entities else []
    except ValueError:
        return ()
    if not isinstance(given, list):
        return ()
    return tuple(entity for item in given if (entity := _entity(item)) is not None)


def _entity(item: object) -> Entity | None:
    if not isinstance(item, dict):
        raise bad_request("Can't parse MessageEntity: expected an Object")
    for name in ("offset", "length"):
        if not isinstance(item.get(name), int):
            raise bad_request(f'Can\'t parse MessageEntity: Field "{name}" must be of type Number')
    kind = item.get("type")
    if kind in _FOUND_TYPES:
        return None
    if kind not in _OWN_TYPES:
        raise bad_request("Can't parse MessageEntity: Unsupported type specified")
    value = item.get(_VALUES.get(kind, ""), "")
    if kind == "text_link":
        try:
            value = checked_link(value)
        except LinkError:
            return None
    return Entity(kind, item["offset"], item["length"], value, int(item.get("unix_time", 0)))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    try:
        length = utf16_length(text.encode().decode())
    except UnicodeEncodeError:
        raise bad_request("Strings must be encoded in UTF-8") from None
    for entity in entities:
        if entity.end > length:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {entity.offset} ends after the end of the text"
                f" at UTF-16 offset {entity.end}"
            )
    text = _CONTROL.sub(" ", text)
    dropped = [match.start() for match in _DROPPED.finditer(text)]
    if not dropped:
        return text, entities
    units = _in_units(text, dropped)
    return _DROPPED.sub("", text), [_shifted(entity, units) for entity in entities]


def _in_units(text: str, positions: list[int]) -> list[int]:
    units = []
    last = total = 0
    for position in positions:
        total += utf16_length(text[last:position])
        last = position
        units.append(total)
    return units


def _shifted(entity: Entity, dropped: list[int]) -> Entity:
    offset = entity.offset - bisect_left(dropped, entity.offset)
    end = entity.end - bisect_left(dropped, entity.end)
    return replace(entity, offset=offset, length=end - offset)


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blanks go from the end, and from the beginning as far as no entity holds them."""
    text = text.rstrip(" \n")
    end = utf16_length(text)
    entities = [
        replace(entity, length=min(entity.end, end) - entity.offset) if entity.end > end else entity
        for entity in entities
        if entity.offset < end
    ]
    stripped = len(text) - len(text.lstrip(" \n"))
    first = min(stripped, entities[0].offset) if entities else stripped
    if first:
        text = text[first:]
        entities = [replace(entity, offset=entity.offset - first) for entity in entities]
    return text, entities
