"""Several files that came at once: one message that grows while they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.i18n import Say
from bot.views.common.buttons import button
from bot.views.common.html import Html, bold, clip, fits, italic, join, text
from bot.views.common.message import Buttons, Message
from bot.views.editor.articles import list_button
from bot.views.editor.draft_buttons import AddAll, AddAllNew, DropAll, UndoAll
from bot.views.editor.feeds import feeds_button

if TYPE_CHECKING:
    from storage.uploads import Upload, UploadResult

FILES_SHOWN = (8, 4, 2, 1)  # of each kind: as many as fit into one message
NAME_UNITS = 40
WORDS_UNITS = 70
MAX_REASONS = 6

Shown: TypeAlias = "UploadResult | Literal['archived']"
ARTICLE_RESULTS: tuple[UploadResult, ...] = ("draft", "added", "known", "retracted", "dropped")
_SHOWN: tuple[Shown, ...] = (*ARTICLE_RESULTS[:2], "archived", *ARTICLE_RESULTS[2:])


def batch(files: Sequence[Upload], reading: bool, say: Say) -> Message:
    """What became of the files of a batch, at least one; `reading`: more are to come."""
    kinds: dict[Shown, list[Upload]] = {}
    added: set[int | None] = set()
    for file in files:
        again = file.result == "added" and file.number in added  # the same text in two files
        if file.result == "added":
            added.add(file.number)
        kinds.setdefault("known" if again else _shown(file), []).append(file)
    title = bold(text(say("uploads-title", count=len(files))))
    rest = [italic(text(say("uploads-reading")))] if reading else []
    bodies = (join([title, *_blocks(kinds, most, say), *rest], "\n\n") for most in FILES_SHOWN)
    body = next(filter(fits, bodies), title)
    return Message(body, _buttons(files[0].batch, kinds, say))


def _shown(file: Upload) -> Shown:
    return "archived" if file.result == "added" and file.archived else file.result


def _blocks(kinds: Mapping[Shown, Sequence[Upload]], most: int, say: Say) -> Iterator[Html]:
    """At most so many lines of each kind."""
    for result in _SHOWN:
        if found := kinds.get(result):
            head = bold(text(say(f"uploads-{result}", count=len(found))))
            yield _block(head, [_line(file) for file in found], most, say)
    if old := _old(kinds):
        yield italic(text(say("uploads-old", count=old)))
    for words, names in _by_words([*kinds.get("feeds", ()), *kinds.get("refused", ())]):
        yield _block(text(words), [text(clip(name, NAME_UNITS)) for name in names], most, say)


def _old(kinds: Mapping[Shown, Sequence[Upload]]) -> int:
    """For how many old articles the editor may choose between digest and archive."""
    return sum(file.old for file in kinds.get("draft") or kinds.get("added", ()))


def gone(say: Say) -> Message:
    """The answer to a button under files that are no longer kept."""
    return Message(text(say("uploads-gone")), ((list_button(say),),))


def _line(file: Upload) -> Html:
    number = "" if file.number is None or file.result == "draft" else f"{file.number}. "
    return text(f"{number}{clip(file.words, WORDS_UNITS)} ({clip(file.name, NAME_UNITS)})")


def _by_words(files: Sequence[Upload]) -> list[tuple[str, list[str]]]:
    """The names of the files about which the same is said; where there are many reasons, only the first."""
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(file.words, []).append(file.name)
    return list(found.items())[:MAX_REASONS]


def _block(head: Html, lines: Sequence[Html], most: int, say: Say) -> Html:
    shown = [Html(f"• {line}") for line in lines[:most]]
    if len(lines) > most:
        shown.append(text(say("uploads-more", count=len(lines) - most)))
    return join([head, *shown], "\n")


def _buttons(number: int, kinds: Mapping[Shown, Sequence[Upload]], say: Say) -> Buttons:
    articles, old = list_button(say), _old(kinds)
    archive = ((button(say("button-archive-old", count=old), AddAllNew(number)),),) if old else ()
    if drafts := kinds.get("draft"):
        count = len(drafts)
        words = say("button-digest-all", count=count) if old else say("button-add-all", count=count)
        return ((button(words, AddAll(number)),), *archive, (button(say("button-cancel"), DropAll(number)),))
    if "added" in kinds or "archived" in kinds:
        return (*archive, (button(say("button-undo"), UndoAll(number)), articles))
    return ((feeds_button(say) if "feeds" in kinds else articles,),)
