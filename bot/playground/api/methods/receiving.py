"""How a bot asks for updates and files."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.playground.api.call import Call
from bot.playground.errors import bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

DEFAULT_CONNECTIONS, MAX_CONNECTIONS = 40, 100
WEBHOOK_PORTS = (443, 80, 88, 8443)
MAX_SECRET = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


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
    url = call.text("url")
    if url:
        _check_webhook(url, call.text("secret_token"))
        _allow(telegram, call)
        telegram.updates.end_poll("terminated by setWebhook request")
    return _change_webhook(telegram, call, url)


def _check_webhook(url: str, secret: str) -> None:
    """Raises Refusal in the words of Telegram's own server."""
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in WEBHOOK_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if _is_reserved(parts.hostname or ""):
        raise bad_request(f"bad webhook: IP address {parts.hostname} is reserved")


def _is_reserved(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False


def delete_webhook(telegram: Telegram, call: Call) -> bool:
    return _change_webhook(telegram, call, "")


def _change_webhook(telegram: Telegram, call: Call, url: str) -> bool:
    if call.flag("drop_pending_updates"):
        telegram.updates.drop()
    connections = min(max(call.integer("max_connections", DEFAULT_CONNECTIONS), 1), MAX_CONNECTIONS)
    telegram.webhook.set(url, call.text("secret_token") if url else "", connections)
    return True


def get_webhook_info(telegram: Telegram, _call: Call) -> dict[str, Any]:
    allowed = telegram.updates.allowed
    return {
        **telegram.webhook.info(),
        "has_custom_certificate": False,
        "pending_update_count": telegram.updates.pending,
        **({"allowed_updates": allowed} if allowed else {}),
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
