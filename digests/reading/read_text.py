"""From what came in to what a reader sees: headline, body, author, credit, dateline, date and links."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digests.models.texts import ParsedText, Published, RawText
from digests.reading.boilerplate import is_furniture, without_furniture
from digests.reading.bylines import Byline, begins_credit, read_byline, take_picture_credit
from digests.reading.chat_artifacts import TidyLine, tidy_lines
from digests.reading.datelines import MAX_DATELINE, read_dateline
from digests.reading.embargo import take_embargo, take_embargo_of_title
from digests.reading.lead_ins import with_lead_ins
from digests.reading.letterheads import is_letterhead, letterhead_bounds, names_paper, without_paper
from digests.reading.mail import Letter, open_letter
from digests.reading.publication_day import day_told, is_invitation
from digests.reading.repeated_lines import without_repeated
from digests.reading.signatures import without_last_calls, without_signatures
from digests.reading.titles import clean_title, looks_like_title
from digests.text.characters import clean_characters, letters_of
from digests.text.dates import MAX_FUTURE, could_be_publication, find_dates
from digests.text.links import clean_links, find_links

EDGE_LINES = 6  # bylines stand in so many first and last lines
MAX_SPEAKER = 40  # letters of who speaks, before a colon
MIN_REPEATED = 30  # letters
READ_FOR_BEGINNING = 60
MIN_REPORT = 60  # letters of a paragraph that a name signs
MAX_ADDITION = 200  # of a site to the title, in the line that repeats it

_NAME = re.compile(r"[^\W\d_][^@/<>{}|_=]{2,99}")
_NO_AUTHORS = ("admin", "administrator", "editor", "редакция", "редакция сайта", "админ")

_CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_NAME_WORD = rf"{_CAPITAL}[\w’'-]{{1,40}}"
_SIGNATURE = re.compile(rf"(?:[Bb]y |Автор |Текст )?({_NAME_WORD}(?: {_CAPITAL}\.)?(?: {_NAME_WORD}){{1,2}})")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A text without its links' parameters, its letter's head and its bylines, and what these said."""

    raw: RawText
    lines: list[str]
    byline: Byline
    letter: Letter
    links: tuple[str, ...]
    embargo: str | None


def read_text(raw: RawText, *, now: datetime, repeated: Collection[int] = ()) -> ParsedText:
    """Read a text. The body keeps its paragraphs, one a line; it is empty when all was furniture.

    `repeated` are the hashes of the lines that its source repeats, as `repeated_lines` tells them.
    """
    opened = _opened(raw, now)
    return _read(opened, without_repeated(opened.lines, repeated), now)


def read_and_hash(raw: RawText, *, now: datetime, repeated: Collection[int] = ()) -> tuple[ParsedText, str]:
    """As `read_text`, and the hash of the text, which takes in the lines that its source repeats."""
    opened = _opened(raw, now)
    lines = without_repeated(opened.lines, repeated)
    reading = _read(opened, lines, now)
    whole = reading if lines == opened.lines else _read(opened, opened.lines, now)
    return reading, text_hash(whole.body)


def _opened(raw: RawText, now: datetime) -> _Opened:
    text = clean_characters(raw.text)
    embargo, lines_left = take_embargo([line.strip() for line in clean_links(text).split("\n")])
    letter = open_letter(lines_left)
    lines, byline = _without_bylines(tidy_lines("\n".join(letter.lines)), now, invites=is_invitation(text))
    return _Opened(raw, without_last_calls(lines), byline, letter, tuple(find_links(text)), embargo)


def _read(opened: _Opened, lines: list[str], now: datetime) -> ParsedText:
    raw, byline, letter = opened.raw, opened.byline, opened.letter
    embargo_of_title, title = take_embargo_of_title(raw.title or letter.subject or "")
    titled = _titled(raw, title)
    signed, lines = _signature(lines) if byline.published and not titled.title else (None, lines)
    headline, lines = _headline(titled, lines, now)
    if headline and not signed:
        signed, lines = _signature(lines)
    body = without_furniture(_once(lines, headline))
    dateline, body, dateline_day = _dateline(body, now)
    told = _without_extract(body)
    if dateline is None and told[:1] != body[:1]:
        dateline, told, dateline_day = _dateline(told, now)
    body = with_lead_ins(without_signatures(told, raw.source))
    sent = _stamp(letter.date or "", now).published
    published = _carried(raw, now) or sent or byline.published or dateline_day or day_told(body, now=now)
    return ParsedText(
        headline=headline,
        body="\n".join(body),
        author=_author(raw) or byline.author or signed,
        credit=byline.credit,
        dateline=dateline,
        published=published,
        links=opened.links,
        picture=raw.picture,
        embargo=embargo_of_title or opened.embargo,
    )


def _carried(raw: RawText, now: datetime) -> Published | None:
    """What the carrier says, unless that is yet to come: its clock or its form is wrong."""
    return raw.published if raw.published and raw.published.at <= now + MAX_FUTURE else None


def _author(raw: RawText) -> str | None:
    """A name that the carrier gives; none of an address or an account, or of the source itself."""
    name = " ".join(clean_characters(raw.author or "").split())
    telling = _NAME.fullmatch(name) and name.casefold() not in (*_NO_AUTHORS, (raw.source or "").casefold())
    return name if telling else None


def _titled(raw: RawText, title: str) -> RawText:
    """With this title, if that says more than what kind of paper it is."""
    return replace(raw, title=without_paper(title) if title and not names_paper(title) else None)


def _without_bylines(text: Sequence[TidyLine], now: datetime, *, invites: bool) -> tuple[list[str], Byline]:
    """The lines that are neither bylines nor a letterhead, and what those said, the first to say it."""
    start, end = letterhead_bounds([line.text for line in text])
    byline, stamped, kept = Byline(), Byline(), []
    for line in text[:start]:
        byline = byline.filled_from(_stamp(line.text, now))
    tidy = text[start:end]
    speakers = _speakers(tidy)
    for index, line in enumerate(tidy):
        if line.stamp:
            stamped = stamped.filled_from(_stamp(line.stamp, now))
        at_edge = index < EDGE_LINES or index >= len(tidy) - EDGE_LINES
        if start and is_letterhead(line.text):
            continue
        said = line.text.partition(":")[0] in speakers
        asked = at_edge or begins_credit(line.text)
        found = read_byline(line.text, now=now) if asked and not said else None
        if found:
            byline = byline.filled_from(replace(found, published=None) if invites else found)
        else:
            shown, credit = take_picture_credit(line.text)
            byline = byline.filled_from(Byline(credit=credit))
            kept.append(shown)
    return [line for line in kept if line], byline.filled_from(stamped)


def _speakers(lines: Sequence[TidyLine]) -> set[str]:
    """Who speaks in an interview: what stands before the colons of a line that asks and of another one."""
    spoken = [line.text.partition(":") for line in lines]
    named = Counter(name for name, colon, _ in spoken if colon and len(name) <= MAX_SPEAKER)
    asking = {name for name, _, words in spoken if named[name] and words.rstrip().endswith("?")}
    return {name for name, times in named.items() if times > 1 and asking} | asking


def _stamp(stamp: str, now: datetime) -> Byline:
    found = next(iter(find_dates(stamp, now=now)), None)
    return Byline(published=found.published) if found and could_be_publication(found, now=now) else Byline()


def _headline(raw: RawText, lines: list[str], now: datetime) -> tuple[str | None, list[str]]:
    """The headline and the lines without it."""
    told = (line for line in lines if not is_furniture(line))
    first, following = next(told, ""), next(told, "")
    title = _without_site(" ".join(clean_characters(raw.title).split()), raw) if raw.title else None
    if title is None and _is_headline(first, following, now):
        title = _without_site(without_paper(first), raw)
    if title is None or (first and not _repeats(first, title, raw)):
        return title, lines
    return title, lines[lines.index(first) + 1 :] if first else lines


def _without_site(title: str, raw: RawText) -> str | None:
    return clean_title(title, raw.source, raw.link)


def _signature(lines: list[str]) -> tuple[str | None, list[str]]:
    """The author whose bare name stands between the headline and the report, and the lines without it."""
    if len(lines) < 2 or len(lines[1]) < MIN_REPORT or lines[1][-1:] not in '.!?…»”"':
        return None, lines
    found = _SIGNATURE.fullmatch(lines[0])
    return (found[1], lines[1:]) if found else (None, lines)


def _repeats(line: str, title: str, raw: RawText) -> bool:
    if len(line) > 2 * len(title) + MAX_ADDITION:
        return False
    return letters_of(_without_site(without_paper(line), raw) or "") == letters_of(title)


def _is_headline(line: str, following: str, now: datetime) -> bool:
    return (
        looks_like_title(line, following)
        and not _is_dateline(line, now)
        and not _is_question(line, following)
    )


def _is_question(line: str, following: str) -> bool:
    """Whether a line is what somebody asks in an interview, and the next one is the answer."""
    answering, colon, _ = following.partition(":")
    asked = ":" in line[: MAX_SPEAKER + 1] and line.rstrip().endswith("?")
    return asked and bool(colon) and len(answering) <= MAX_SPEAKER


def _is_dateline(line: str, now: datetime) -> bool:
    found = read_dateline(line, now=now)
    return found is not None and found.end == len(line)


def _once(lines: Iterable[str], headline: str | None) -> Iterator[str]:
    """Each paragraph at its first place only. Whole ones are compared where their beginnings are alike."""
    firsts = {_beginning(headline): headline} if headline else {}
    seen: set[str] = set()
    for line in lines:
        beginning = _beginning(line)
        if beginning in firsts:
            seen.add(letters_of(firsts[beginning]))
            firsts[beginning] = ""  # its key is worked out once
            key = letters_of(line)
            if key in seen and len(key) >= MIN_REPEATED:
                continue
            seen.add(key)
        else:
            firsts[beginning] = line
        yield line


def _dateline(body: list[str], now: datetime) -> tuple[str | None, list[str], Published | None]:
    found = read_dateline(body[0], now=now) if body else None
    if found is None:
        return None, body, None
    report = body[0][found.end :].strip()
    return found.text, [report, *body[1:]] if report else body[1:], found.published


def _without_extract(body: list[str]) -> list[str]:
    """Without a first paragraph that a later one says in full, and later ones that say the first again."""
    first = letters_of(body[0]) if len(body) > 1 else ""
    if len(first) < MIN_REPEATED:
        return body
    rest = [line for line in body[1:] if not _says_again(line, first)]
    in_full = any(first in letters_of(line[: len(body[0]) + MAX_DATELINE]) for line in rest)
    return rest if in_full else [body[0], *rest]


def _says_again(line: str, first: str) -> bool:
    return len(line) <= 2 * len(first) + MAX_DATELINE and letters_of(line).endswith(first)


def _beginning(line: str) -> str:
    """The first letters of a line; enough of them to tell what is long enough to be repeated."""
    letters = letters_of(line[:READ_FOR_BEGINNING])[:MIN_REPEATED]
    return letters if len(letters) == MIN_REPEATED else letters_of(line)[:MIN_REPEATED]


def text_hash(body: str) -> str:
    """Equal for bodies (as `read_text` gives them) that differ only in spacing, case, signs and ё/е."""
    letters = letters_of(unicodedata.normalize("NFKC", body).casefold()).replace("ё", "е")
    return hashlib.blake2b(letters.encode(), digest_size=16).hexdigest()
