"""How a bot asks for updates and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.api.call import Call
from bot.playground.errors import bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


async def get_updates(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    _allow(telegram, call)
    limit = min(max(call.integer("limit", 100), 1), 100)
    return await telegram.updates.poll(call.integer("offset"), limit, max(call.integer("timeout"), 0))


def _allow(telegram: Telegram, call: Call) -> None:
    """What isn't a list of names changes nothing, as in the real server."""
    try:
        kinds = call.json("allowed_updates")
    except ValueError:
        return
    if isinstance(kinds, list):
        telegram.updates.allow([str(kind) for kind in kinds])


def set_webhook(telegram: Telegram, call: Call) -> bool:
    """Only remembered: updates are not pushed."""
    url = call.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(telegram, call)
    return _change_webhook(telegram, call, url)


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    return _change_webhook(telegram, call, "")


def _change_webhook(telegram: Telegram, call: Call, url: str) -> bool:
    telegram.updates.webhook["url"] = url
    if call.flag("drop_pending_updates"):
        telegram.updates.drop()
    return True


def get_webhook_info(telegram: Telegram, _call: Call) -> dict[str, Any]:
    return telegram.updates.webhook | {
        "has_custom_certificate": False,
        "pending_update_count": telegram.updates.pending,
    }


def get_file(telegram: Telegram, call: Call) -> dict[str, object]:
    file = telegram.world.files.to_download(call.text("file_id"))
    return file.api() | {"file_path": file.path}


METHODS = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getfile": get_file,
}
