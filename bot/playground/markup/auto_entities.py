"""What Telegram finds in a text by itself: commands, mentions, hashtags, addresses."""

from __future__ import annotations

import re
from itertools import accumulate

from bot.playground.markup.entities import Entity

_ZONES = (
    "com|org|net|info|edu|gov|int|io|kz|ru|su|kg|uz|by|ua|uk|de|fr|it|es|pl|tr|cn|jp|eu|us|ca|au|"
    "tv|me|app|dev|ai|news|media|press|live|online|site|рф|қаз|xn--p1ai|xn--80ao21a"
)
_URL_END = r"""(?:[/?#][^\s<>«»"]*)?"""
_FOUND = re.compile(
    rf"""
      (?P<email>(?<![\w.+-])[A-Za-z0-9_.+-]{{1,64}}@(?:[A-Za-z0-9-]{{1,63}}\.)+[A-Za-z]{{2,16}}\b)
    | (?P<url>(?<![\w@.+-])(?:https?://[^\s/?\#<>«»"]+{_URL_END}
        | (?:[^\W_](?:[\w-]{{0,62}}[^\W_])?\.)+(?:{_ZONES})(?![\w@-])(?::\d{{1,5}})?{_URL_END}))
    | (?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{{1,64}}(?:@[A-Za-z0-9_]{{3,32}})?(?![\w/<>@]))
    | (?P<mention>(?<!\w)@[A-Za-z0-9_]{{2,32}}(?!\w))
    | (?P<hashtag>(?<![\w&])\#(?=\w*[^\W\d])\w{{1,256}}(?![\w\#]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"[/@#.]")
_URL_TAIL = ".,:;!?'\"…"


def found_entities(text: str) -> list[Entity]:
    if not _HINT.search(text):
        return []
    spans = [(match.lastgroup or "", match.start(), _end(match)) for match in _FOUND.finditer(text)]
    if not spans:
        return []
    if text.isascii():
        return [Entity(kind, start, end - start) for kind, start, end in spans]
    at = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
    return [Entity(kind, at[start], at[end] - at[start]) for kind, start, end in spans]


def _end(match: re.Match[str]) -> int:
    if match.lastgroup != "url":
        return match.end()
    url = match[0].rstrip(_URL_TAIL)
    if url.endswith(")") and "(" not in url:
        url = url.rstrip(")" + _URL_TAIL)
    return match.start() + len(url)
