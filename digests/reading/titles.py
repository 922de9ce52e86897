"""The headline that came with a text: what its carrier called it, or a first line that looks like one."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from digests.text.rules import rule_lines
from digests.text.url_identity import is_named_like

MAX_TITLE = 200
MAX_TITLE_WORDS = 28

MAX_SECTION_WORDS = 2
MIN_LABELLED_WORDS = 3  # of a title without its label

_JOINT = re.compile(r"(?<!\s)\s+(\||::|•|·|»|«|›|⋆|—|–|--|-|/)\s+(?=\S)|(?<=[\w?!.»”])(\|)(?=\w)")
_PARTING = ("|", "::", "•", "·", "»", "›", "⋆")  # signs that part what a page's title holds, and no words
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[^\W\d_]{2,6}(?:/\S*)?", re.IGNORECASE)
_OPENS = re.compile(r"[«“„\"'(\[]{0,9}[^\W_]")
_ENDS = (".", ",", ";", ":", "…", "-", "—", "–")
_GREETING = re.compile(
    r"(?:уважаем|дороги|құрметті|dear\b|добр|здравствуй|сәлем|қайырлы|привет|hello|hi\b)", re.IGNORECASE
)


def clean_title(title: str, source: str | None = None, link: str | None = None) -> str | None:
    """The title without the names of its site and section at its ends; None when nothing is left.

    A site's name is what the source calls itself, what its address says (`link`), or one that is known.
    """
    cleaned, names = title.strip(), _Names(source, link)
    cleaned = without_labels(_without_head(_without_tails(cleaned, names), names)).removesuffix(":")
    return cleaned.removesuffix(".").rstrip() if cleaned.count(".") == 1 else cleaned or None


def without_labels(title: str) -> str:
    """Without what says how the news comes: "ВИДЕО. …", "… (фото)", "…. Here's why"; never all of a title."""
    for label in _label_patterns():
        shorter = label.sub("", title).strip()
        if shorter != title and len(shorter.split()) >= MIN_LABELLED_WORDS:
            title = shorter[:1].upper() + shorter[1:]
    return title


@cache
def _label_patterns() -> tuple[re.Pattern[str], ...]:
    head, flash, tail, closing = (_one_of(section) for section in ("head", "flash", "tail", "closing"))
    heads = rf"(?i:{head}|{flash})(?:\s?[,+/&]\s?(?i:{head})){{0,3}}"
    tails = rf"(?i:{tail})(?:\s?[,+/&]\s?(?i:{tail})){{0,3}}"
    return (
        re.compile(rf"\A{heads}(?:\s?[.:|!]\s|\s[—–-]\s)"),
        re.compile(rf"\A(?:{flash.upper()})\s(?=[^\W\d_])"),
        re.compile(rf"\s?[(\[]\s?{tails}\s?[)\]]\Z|(?:[.:|+]|\s[—–-])\s?{tails}\.?\Z"),
        re.compile(rf"(?:(?<=[.!?])|[:;]|\s[—–-])\s(?i:{closing})\b[^.!?]{{0,60}}[.!]?\Z"),
    )


def _one_of(section: str) -> str:
    rules = [rule for kind, rule in rule_lines("title_labels.txt") if kind == section]
    return "|".join(rule.replace("'", "['’]") for rule in sorted(rules, key=len, reverse=True))


def _without_tails(title: str, names: _Names) -> str:
    """Without "… | Новости | Tengrinews.kz": in front of a site's name its section goes too."""
    trimmed: str | None = None
    for _ in range(3):
        joint = next(reversed(list(_JOINT.finditer(title))), None)
        if joint is None:
            break
        tail, sign = title[joint.end() :].strip(), joint[1] or joint[2]
        section = sign == trimmed and sign in _PARTING and len(tail.split()) <= MAX_SECTION_WORDS
        if not (section or names.is_site(tail)):
            break
        title, trimmed = title[: joint.start()].rstrip(), sign
    return title


def _without_head(title: str, names: _Names) -> str:
    """Without "Степной вестник | …"; what a dash parts may be a route or a match."""
    joint = _JOINT.search(title)
    if joint is None or (joint[1] or joint[2]) not in _PARTING:
        return title
    headline = title[joint.end() :]
    return headline if " " in headline and names.is_own(title[: joint.start()]) else title


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


class _Names:
    """What a site is called."""

    def __init__(self, source: str | None, link: str | None) -> None:
        self._source = (source or "").strip().casefold()
        self._hosts = [host for host in (_host(link or ""), self._source) if _DOMAIN.fullmatch(host)]

    def is_own(self, name: str) -> bool:
        """Whether this very site is called so."""
        folded = name.strip(" .").casefold()
        return folded == self._source or any(is_named_like(folded, host) for host in self._hosts)

    def is_site(self, name: str) -> bool:
        folded = name.strip(" .").casefold()
        return folded in _site_names() or bool(_DOMAIN.fullmatch(folded)) or self.is_own(folded)


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


@cache
def _site_names() -> frozenset[str]:
    return frozenset(rule for _, rule in rule_lines("site_names.txt"))
