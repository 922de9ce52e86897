"""Keeps what the library understands of objects from an older or newer Bot API, and drops the rest."""

from __future__ import annotations

from typing import Any, get_args

from aiogram.types import TelegramObject, Update, User
from pydantic import ValidationError

Json = dict[str, Any]

ACTS = ("message", "edited_message", "callback_query")  # of a person, who expects an answer
_OUT = ("left", "kicked", "banned")
_EMPTY: Json = {"message_id": 0, "date": 0, "is_bot": False, "first_name": "", "chat_instance": ""}


def kind_of(raw: Json) -> str:
    """The name of the update's only field besides its number."""
    return next((name for name in raw if name != "update_id"), "nothing")


def salvaged(raw: Json) -> Json | None:
    """An update that is understood, made from one that is not; None where too little is left.

    Of what a person did, at least the fact is left, if Telegram says who did it.
    """
    kind = kind_of(raw)
    event = raw.get(kind)
    if not isinstance(event, dict):
        return None
    if kind == "my_chat_member":
        event = _membership(event)
    found = understood(Update, {"update_id": raw["update_id"], kind: event})
    return found if found and kind in found else _something_of(event, kind, raw["update_id"])


def understood(model: type[TelegramObject], raw: Json) -> Json | None:
    """`raw` without the fields that do not fit; fields that are objects are salvaged themselves.

    Required fields that are missing are left empty. Where one is a number that identifies something, the
    result is None.
    """
    odd = _odd_fields(model, raw)
    if not odd:
        return raw
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    kept = {name: value for name, value in raw.items() if name not in odd}
    for name in odd & fields.keys():
        better = _better(fields[name].annotation, raw.get(name))
        if better is None and fields[name].is_required():
            better = _type_of(raw) if name == "type" else _EMPTY.get(name)
        if better is not None:
            kept[name] = better
    return None if _odd_fields(model, kept) else kept


def _odd_fields(model: type[TelegramObject], raw: Json) -> set[str]:
    try:
        model.model_validate(raw)
    except ValidationError as error:
        return {str(each["loc"][0]) for each in error.errors(include_url=False, include_input=False)}
    return set()


def _better(annotation: object, value: object) -> object:
    models = _models(annotation)
    if isinstance(value, list):
        parts = [part for each in value if (part := _better(annotation, each)) is not None]
        return parts or None
    if not isinstance(value, dict):
        return None
    return next((kept for model in models if (kept := understood(model, value)) is not None), None)


def _models(annotation: object) -> list[type[TelegramObject]]:
    if isinstance(annotation, type) and issubclass(annotation, TelegramObject):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _type_of(chat: Json) -> str | None:
    number = chat.get("id")
    if not isinstance(number, int):
        return None
    return "private" if number > 0 else "supergroup"


def _membership(event: Json) -> Json:
    """Whether the bot was in the chat and is in it now, which is all that is used. Who is not out counts as
    in.
    """
    new, old = event.get("new_chat_member"), event.get("old_chat_member")
    bot = {"id": 0, "is_bot": True, "first_name": ""}
    kept: Json = {name: event[name] for name in ("chat", "from", "date") if name in event}
    kept.setdefault("from", bot)
    for name, member in (("new_chat_member", new), ("old_chat_member", old)):
        if member is not None or name == "old_chat_member":
            kept[name] = {"status": "left" if _is_out(member) else "member", "user": bot}
    return kept


def _is_out(member: object) -> bool:
    if not isinstance(member, dict):
        return False
    return member.get("status") in _OUT or member.get("is_member") is False


def _something_of(event: Json, kind: str, update_id: int) -> Json | None:
    """An empty private message from somebody whose action nobody can read."""
    chat = event.get("chat")
    in_group = isinstance(chat, dict) and _type_of(chat) == "supergroup"
    sender = event.get("from")
    user = understood(User, sender) if isinstance(sender, dict) else None
    if user is None or in_group or kind not in ACTS:
        return None
    message = {"message_id": 0, "date": 0, "chat": {"id": user["id"], "type": "private"}, "from": user}
    return {"update_id": update_id, "message": message}
