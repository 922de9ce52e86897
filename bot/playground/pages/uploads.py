"""Files that a person on the page sends."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.playground.api.call import Upload
from bot.playground.world.files import MAX_UPLOAD
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Place

_PHOTOS = (".jpg", ".jpeg", ".png", ".webp")


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
    """Pictures go as photos, several documents as an album; the caption stands under the first."""
    if len(form.files) > 1 and not any(_is_photo(file) for file in form.files):
        files = [(file.name, file.content) for file in form.files]
        return await person.uploads_album(files, caption=form.caption, place=place, thread=form.thread)
    sent = []
    for i, file in enumerate(form.files):
        caption = form.caption if i == 0 else ""
        if _is_photo(file):
            send = person.shows(file.content, caption=caption, place=place, thread=form.thread)
        else:
            send = person.uploads(file.name, file.content, caption=caption, place=place, thread=form.thread)
        sent.append(await send)
    return sent


def _is_photo(file: Upload) -> bool:
    return file.name.lower().endswith(_PHOTOS)
