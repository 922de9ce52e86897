"""Several files that came at once: one message that grows while they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.html import Html, bold, clip, fits, italic, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.editor.articles import list_button
from bot.views.editor.feeds import feeds_button

FILES_SHOWN = (8, 4, 2, 1)  # of each kind: as many as fit into one message
NAME_UNITS = 40
WORDS_UNITS = 70
MAX_REASONS = 6

UploadState = Literal["draft", "added", "known", "retracted", "feeds", "refused", "dropped"]
ARTICLE_STATES: tuple[UploadState, ...] = ("draft", "added", "known", "retracted", "dropped")


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One text of a file. `number` is its article's, `words` its headline or a sentence about it."""

    name: str
    state: UploadState
    number: int | None
    words: str


def batch(number: int, files: Sequence[UploadedFile], reading: bool, say: Say) -> Message:
    """What became of the files of batch `number`; `reading`: more of them are to come."""
    kinds: dict[UploadState, list[UploadedFile]] = {}
    for file in files:
        kinds.setdefault(file.state, []).append(file)
    title = bold(text(say("uploads-title", count=len(files))))
    rest = [italic(text(say("uploads-reading")))] if reading else []
    bodies = (join([title, *_blocks(kinds, most, say), *rest], "\n\n") for most in FILES_SHOWN)
    body = next(filter(fits, bodies), title)
    return Message(body, _buttons(number, kinds, say))


def _blocks(kinds: Mapping[UploadState, Sequence[UploadedFile]], most: int, say: Say) -> Iterator[Html]:
    """At most so many lines of each kind."""
    for state in ARTICLE_STATES:
        if found := kinds.get(state):
            head = bold(text(say(f"uploads-{state}", count=len(found))))
            yield _block(head, [_line(file) for file in found], most, say)
    for words, names in _by_words([*kinds.get("feeds", ()), *kinds.get("refused", ())]):
        yield _block(text(words), [text(clip(name, NAME_UNITS)) for name in names], most, say)


def gone(say: Say) -> Message:
    """For a button under files that are not kept any more."""
    return Message(text(say("uploads-gone")), ((list_button(say),),))


def _line(file: UploadedFile) -> Html:
    number = "" if file.number is None or file.state == "draft" else f"{file.number}. "
    return text(f"{number}{clip(file.words, WORDS_UNITS)} ({clip(file.name, NAME_UNITS)})")


def _by_words(files: Sequence[UploadedFile]) -> list[tuple[str, list[str]]]:
    """The names of the files about which the same is said; of many reasons the first."""
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(file.words, []).append(file.name)
    return list(found.items())[:MAX_REASONS]


def _block(head: Html, lines: Sequence[Html], most: int, say: Say) -> Html:
    shown = [Html(f"• {line}") for line in lines[:most]]
    if len(lines) > most:
        shown.append(text(say("uploads-more", count=len(lines) - most)))
    return join([head, *shown], "\n")


def _buttons(number: int, kinds: Mapping[UploadState, Sequence[UploadedFile]], say: Say) -> Buttons:
    articles = list_button(say)
    if drafts := kinds.get("draft"):
        add = Button(say("button-add-all", count=len(drafts)), encode(Action.ADD_ALL, number))
        return ((add,), (Button(say("button-cancel"), encode(Action.DROP_ALL, number)),))
    if "added" in kinds:
        return ((Button(say("button-undo"), encode(Action.UNDO_ALL, number)), articles),)
    return ((feeds_button(say) if "feeds" in kinds else articles,),)
