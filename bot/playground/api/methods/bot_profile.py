"""The bot's own name, descriptions, commands and menu button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.playground.api.access import accessible_chat
from bot.playground.api.call import Call
from bot.playground.api.profile import read_commands, read_scope
from bot.playground.errors import bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]


def get_me(telegram: Telegram, _call: Call) -> Json:
    abilities = (
        "can_connect_to_business", "supports_inline_queries", "has_main_web_app", "has_topics_enabled",
        "allows_users_to_create_topics", "can_manage_bots",
    )  # fmt: skip
    return (
        telegram.bot.api()
        | {"can_join_groups": True, "can_read_all_group_messages": not telegram.privacy}
        | dict.fromkeys(abilities, False)
    )


def set_my_commands(telegram: Telegram, call: Call) -> bool:
    commands = read_commands(call.text("commands"))
    scope = _scope(telegram, call)
    if commands:
        telegram.profile.set_commands(scope, call.text("language_code"), commands)
    else:
        telegram.profile.delete_commands(scope, call.text("language_code"))
    telegram.events.send({"type": "commands"})
    return True


def get_my_commands(telegram: Telegram, call: Call) -> list[dict[str, str]]:
    return telegram.profile.commands(_scope(telegram, call), call.text("language_code"))


def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.profile.delete_commands(_scope(telegram, call), call.text("language_code"))
    telegram.events.send({"type": "commands"})
    return True


def _scope(telegram: Telegram, call: Call) -> str:
    scope = read_scope(call.text("scope"))
    if ":" in scope:
        accessible_chat(telegram.world, scope.split(":")[1], "read")
    return scope


def _setter(field: str, most: int, error: str) -> Callable[[Telegram, Call], bool]:
    def set_text(telegram: Telegram, call: Call) -> bool:
        text = call.text(field)
        if len(text) > most:
            raise bad_request(error)
        telegram.profile.set_text(field, call.text("language_code"), text)
        return True

    return set_text


def _getter(field: str) -> Callable[[Telegram, Call], Json]:
    def get_text(telegram: Telegram, call: Call) -> Json:
        text = telegram.profile.text(field, call.text("language_code"))
        return {field: text or (telegram.bot.name if field == "name" else "")}

    return get_text


def set_chat_menu_button(telegram: Telegram, call: Call) -> bool:
    try:
        button = call.json("menu_button") or {"type": "default"}
    except ValueError:
        raise bad_request("Can't parse menu button JSON object") from None
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    telegram.profile.menu_buttons[call.integer("chat_id")] = button
    return True


def get_chat_menu_button(telegram: Telegram, call: Call) -> Json:
    return telegram.profile.menu_buttons.get(call.integer("chat_id"), {"type": "commands"})


METHODS = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmyname": _setter("name", 64, "BOT_TITLE_INVALID"),
    "getmyname": _getter("name"),
    "setmydescription": _setter("description", 512, "BOT_DESCRIPTION_TOO_LONG"),
    "getmydescription": _getter("description"),
    "setmyshortdescription": _setter("short_description", 120, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    "getmyshortdescription": _getter("short_description"),
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
}
