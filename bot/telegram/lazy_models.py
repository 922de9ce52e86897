"""Builds aiogram's models only when they are first used.

On import, aiogram builds all of its 400 types with everything that they refer to; a bot uses a tenth of them.
pydantic builds unbuilt models by itself when they are used (`defer_build`, which aiogram's types set); it
only lacks the names that their modules import just for annotations.
"""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel


def import_aiogram() -> None:
    """Import aiogram without building its types, unless it has been imported before."""
    if "aiogram" in sys.modules:
        return
    build: Any = BaseModel.__dict__["model_rebuild"]
    later: Any = classmethod(_later)
    BaseModel.model_rebuild = later  # type: ignore[method-assign]
    try:
        import aiogram.types
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
    names = {name: getattr(aiogram.types, name) for name in aiogram.types.__all__}
    for module in [name for name in sys.modules if name.startswith(("aiogram.types.", "aiogram.methods."))]:
        known = vars(sys.modules[module])
        known.update({name: kind for name, kind in names.items() if name not in known})
    for used in ("Update", "Message"):  # by the first person who writes, who should not wait for it
        names[used].model_rebuild()


def _later(_: type[Any], /, **__: object) -> None:
    """Acts as if there were nothing to build yet."""
