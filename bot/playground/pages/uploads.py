"""Files that a person on the page sends."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.playground.api.call import Upload
from bot.playground.world.files import MAX_UPLOAD
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Place

_PHOTOS = (".jpg", ".jpeg", ".png")
_VOICES = (".ogg", ".oga", ".opus")
_STICKERS = (".webp", ".tgs")


@dataclass(slots=True)
class Form:
    """A multipart body."""

    person: str = ""
    caption: str = ""
    thread: int | None = None
    files: list[Upload] = field(default_factory=list)


async def read_form(request: web.Request) -> Form:
    """Raises ValueError when it is too large or has no file."""
    form = Form()
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=True))
        size += len(content)
        if size > MAX_UPLOAD:
            raise ValueError("a file may have 50 MB")
        _fill(form, part, content)
    if not form.files:
        raise ValueError("there is no file")
    return form


def _fill(form: Form, part: BodyPartReader, content: bytes) -> None:
    if part.filename is not None:
        form.files.append(Upload(part.filename, content))
    elif part.name == "person":
        form.person = content.decode()
    elif part.name == "caption":
        form.caption = content.decode()
    elif part.name == "thread" and content:
        form.thread = int(content)


async def send_form(person: Person, place: Place | None, form: Form) -> list[Message]:
    """As Telegram's apps send them by the ends of their names: photos, voice messages, stickers, the rest as
    documents, several of which are an album; the caption stands under the first.
    """
    if len(form.files) > 1 and not any(_is_shown(file) for file in form.files):
        files = [(file.name, file.content) for file in form.files]
        return await person.uploads_album(files, caption=form.caption, place=place, thread=form.thread)
    captions = [form.caption, *[""] * len(form.files)]
    return [
        await _send(person, place, file, caption, form.thread)
        for file, caption in zip(form.files, captions, strict=False)
    ]


async def _send(
    person: Person, place: Place | None, file: Upload, caption: str, thread: int | None
) -> Message:
    name = file.name.lower()
    if name.endswith(_VOICES):
        return await person.says(file.content, place=place, thread=thread)
    if name.endswith(_STICKERS):
        return await person.sticks(file.content, name=file.name, place=place, thread=thread)
    if name.endswith(_PHOTOS):
        return await person.shows(file.content, caption=caption, place=place, thread=thread)
    return await person.uploads(file.name, file.content, caption=caption, place=place, thread=thread)


def _is_shown(file: Upload) -> bool:
    return file.name.lower().endswith((*_PHOTOS, *_VOICES, *_STICKERS))
