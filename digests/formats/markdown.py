"""Markdown to plain text."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A\s*---\n(.{0,4000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"^(title|date)[ \t]*:[ \t]*(\S.{0,300})$", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_SETEXT = re.compile(r"^(?=\S)(.{1,200})\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]\(\s*<?(https?://[^\s()<>]{1,1000}(?:\([^\s()]{0,100}\))?)>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
)
_ANCHOR = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,1000}\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,500}>")
_QUOTE = re.compile(r"^(?: {0,3}>)+ ?", re.MULTILINE)
_CODE = re.compile(r"^ {0,3}(?:```|~~~)[^\n]{0,50}$|`+", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def plain_markdown(text: str) -> tuple[str | None, str | None, str]:
    """The title (from the front matter or the first heading), the front matter's date, and the text without
    markup.

    Links move to lines of their own at the end, so that they are kept without interrupting the text.
    """
    text = text.replace("\r\n", "\n")
    fields: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        fields = {name.lower(): value.strip(" \t\"'") for name, value in _FIELD.findall(front[1])}
        text = text[front.end() :]
    text = _SETEXT.sub(r"# \1", text)
    heading = _HEADING.search(text)
    opens = heading is not None and not text[: heading.start()].strip()
    title = fields.get("title") or (_inline(_words(heading))[0] if heading and opens else None)
    if heading and opens and not fields.get("title"):
        text = text[heading.end() :]
    plain, links = _inline(_HEADING.sub(_words, text))
    return title, fields.get("date"), "\n".join([plain.strip(), *links])


def _words(heading: re.Match[str]) -> str:
    """A heading's words, without the signs that may close it."""
    return heading[1].rstrip().rstrip("#").rstrip()


def _inline(text: str) -> tuple[str, list[str]]:
    links = [target for _, target in _LINK.findall(text)]
    text = _ANCHOR.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    text = _CODE.sub("", _QUOTE.sub("", text))
    for mark in ("**", "__", "~~"):
        text = text.replace(mark, "")
    return _ESCAPE.sub(r"\1", text), links
