"""Files that were sent, by their ids."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass

from bot.playground.errors import bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """One stored file. A photo has a size in pixels in the real Telegram; here it is always 640 by 480."""

    id: str
    name: str
    content: bytes
    kind: str

    @property
    def mime_type(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def path(self) -> str:
        suffix = self.name.rpartition(".")[2] if "." in self.name else ""
        return f"{self.kind}s/{self.id}" + (f".{suffix}" if suffix.isalnum() else "")

    @property
    def unique_id(self) -> str:
        return f"U{self.id}"

    def api(self) -> dict[str, object]:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}

    def document(self) -> dict[str, object]:
        return self.api() | {"file_name": self.name, "mime_type": self.mime_type}

    def photo(self) -> list[dict[str, object]]:
        return [self.api() | {"width": 640, "height": 480}]

    def voice(self) -> dict[str, object]:
        """A real one lasts as long as somebody spoke; here always two seconds."""
        return self.api() | {"duration": 2, "mime_type": "audio/ogg"}

    def sticker(self) -> dict[str, object]:
        moves = {"is_animated": self.name.endswith(".tgs"), "is_video": False}
        return self.api() | {"type": "regular", "width": 512, "height": 512, "emoji": "🙂"} | moves


class Files:
    """The store. It keeps everything as long as the server lives."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(self, name: str, content: bytes, kind: str) -> File:
        file = File(f"file{len(self._by_id) + 1}", name, content, kind)
        self._by_id[file.id] = file
        self._by_path[file.path] = file
        return file

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def to_download(self, file_id: str) -> File:
        if not file_id:
            raise bad_request("file_id not specified")
        file = self.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        return file
