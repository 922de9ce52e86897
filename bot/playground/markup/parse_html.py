"""The Bot API's HTML, parsed by its rules and refused in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.markup.entities import Entity, utf16_length
from bot.playground.markup.links import LinkError, checked_link, user_of

_BLANK = r"[ \t\r\n\v\0]"
_STOP = re.compile(r"[&<]")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_BLANKS = re.compile(_BLANK + "*")
_ATTRIBUTE_NAME = re.compile(r"""[^ \t\r\n\v\0=>/"']*""")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
    "a": "text_link", "pre": "pre", "code": "code", "blockquote": "blockquote",
}  # fmt: skip
_LONGEST_LINK = 2048
_DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class MarkupError(ValueError):
    """The markup can't be parsed; the text says why and at which byte."""


@dataclass(slots=True)
class _Open:
    name: str
    argument: str
    unix_time: int
    offset: int
    piece: int


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The text and its entities, not yet checked against each other. Linear. Raises MarkupError."""
    text, entities = _Parser(source).parsed()
    return text, tuple(entities)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parsed(self) -> tuple[str, list[Entity]]:
        while stop := _STOP.search(self.source, self.at):
            self._add(self.source[self.at : stop.start()])
            self.at = stop.start()
            if stop[0] == "&":
                self._reference()
            elif self.source.startswith("/", self.at + 1):
                self._end_tag()
            else:
                self._start_tag()
        self._add(self.source[self.at :])
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return _without_surrogates("".join(self.pieces)), self.entities

    def _add(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += utf16_length(piece)

    def _reference(self) -> None:
        char, self.at = reference_at(self.source, self.at)
        self._add(char)

    def _start_tag(self) -> None:
        begin = self.at
        name = self._match(_TAG_NAME, begin + 1).lower()
        if self.at >= len(self.source):
            raise MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _TYPES:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(name, begin)
        argument = _argument(name, attributes)
        if name == "span" and argument != "spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        unix_time = _unix_time(attributes.get("unix", "")) if name == "tg-time" else 0
        self.open.append(_Open(name, argument, unix_time, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._match(_BLANKS, self.at)
            if self.source.startswith(">", self.at):
                self.at += 1
                return attributes
            name = self._match(_ATTRIBUTE_NAME, self.at)
            if not name:
                raise MarkupError(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            self._match(_BLANKS, self.at)
            if self.source.startswith("=", self.at):
                self._match(_BLANKS, self.at + 1)
                self._need_more(f'Unclosed start tag "{tag}" at byte offset ', begin)
                attributes[name] = self._value()
                self._need_more("Unclosed start tag at byte offset ", begin)
            else:
                self._need_more(f'Unclosed start tag "{tag}" at byte offset ', begin)
                attributes[name] = ""

    def _value(self) -> str:
        quote = self.source[self.at]
        if quote in "'\"":
            end = self.source.find(quote, self.at + 1)
            end = len(self.source) if end < 0 else end
            raw = self.source[self.at + 1 : end]
            self.at = end + 1
            return unescaped(raw)
        begin = self.at
        value = self._match(_NAME_TOKEN, begin).lower()
        if self.at < len(self.source) and self.source[self.at] not in " \t\r\n\v\0>":
            raise MarkupError(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._match(_TAG_NAME, begin + 2).lower()
        self._match(_BLANKS, self.at)
        if not self.source.startswith(">", self.at):
            raise MarkupError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise MarkupError(
                f"Unmatched end tag at byte offset {self._byte(begin)},"
                f' expected "</{tag.name}>", found "</{name}>"'
            )
        if self.length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        kind, value, length = _TYPES[tag.name], tag.argument, self.length - tag.offset
        last = self.entities[-1] if self.entities else None
        same_range = last is not None and (last.offset, last.length) == (tag.offset, length)
        if tag.name == "a":
            kind, value = self._link(tag, length)
        elif tag.name == "blockquote":
            kind, value = ("expandable_blockquote" if value else kind), ""
        elif tag.name == "tg-emoji" and not (re.fullmatch(r"[0-9]+", value) and value.strip("0")):
            raise MarkupError("Invalid custom emoji identifier specified")
        elif tag.name == "tg-time" and not _DATE_FORMAT.fullmatch(value):
            raise MarkupError("Invalid date format used")
        elif tag.name == "pre" and same_range and last is not None and last.type == "code" and last.value:
            kind, value = "pre", self.entities.pop().value
        elif tag.name == "code" and same_range and last is not None and last.type == "pre" and value:
            self.entities.pop()
            kind = "pre"
        if kind and (kind != "date_time" or tag.unix_time):
            value = "" if kind in ("bold", "italic", "underline", "strikethrough", "spoiler") else value
            self.entities.append(Entity(kind, tag.offset, length, value, tag.unix_time))

    def _link(self, tag: _Open, length: int) -> tuple[str, str]:
        """An address that is refused leaves its text without a link."""
        url = tag.argument
        if not url and length <= _LONGEST_LINK:
            url = "".join(self.pieces[tag.piece :])
        user = user_of(url)
        if user:
            return "text_mention", str(user)
        try:
            return "text_link", checked_link(url)
        except LinkError:
            return "", ""

    def _match(self, pattern: re.Pattern[str], at: int) -> str:
        match = pattern.match(self.source, at)
        if match is None:
            raise AssertionError(pattern)
        self.at = match.end()
        return match[0]

    def _need_more(self, complaint: str, begin: int) -> None:
        if self.at >= len(self.source):
            raise MarkupError(f"{complaint}{self._byte(begin)}")

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))


def _unix_time(value: str) -> int:
    found = int(value) if re.fullmatch(r"[0-9]{1,10}", value) else 0
    return found if found < 2**31 else 0


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "code":
        value = attributes.get("class", "")
        return value[9:] if value.startswith("language-") else ""
    if tag == "span":
        value = attributes.get("class", "")
        return value[3:] if value.startswith("tg-") else ""
    if tag == "blockquote":
        return "1" if "expandable" in attributes else ""
    name = {"a": "href", "tg-emoji": "emoji-id", "tg-time": "format"}.get(tag, "")
    return attributes.get(name, "")


def _without_surrogates(text: str) -> str:
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units"
        )
    return text


def unescaped(source: str) -> str:
    return _REFERENCE.sub(lambda match: reference_at(match[0], 0)[0], source)


def reference_at(source: str, at: int) -> tuple[str, int]:
    """The character that a reference at `at` stands for, or the ampersand itself; and where to go on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    digits, base = (match[1], 16) if match[1] is not None else (match[2], 10)
    if digits is None:
        char = _NAMED.get(match[3])
        return (char, match.end()) if char else ("&", at + 1)
    code = int(digits, base) if digits and len(match[0].rstrip(";")) < 10 else 0
    return (chr(code), match.end()) if 0 < code < 0x10FFFF else ("&", at + 1)
