"""Which addresses the Bot API takes in links and buttons, and how it writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

_PROTOCOL = re.compile(r"\A([^:/?#@\[\]]*)://")
_OWN = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w.!$,~*'();&+=\-\x80-\U0010ffff]|%[0-9a-f]{2})*")
_USER_INFO = re.compile(r"(?:[\w.!$,~*'();&+=:\-\x80-\U0010ffff]|%[0-9a-f]{2})*", re.IGNORECASE)
_WITH_PORT = re.compile(r"\A(.+):([^:\]@]*)", re.DOTALL)
_USER_LINK = re.compile(r"\Atg:(?://)?user/?\?(?:[^#]*&)?id=(\d+)(?:[&#].*)?", re.IGNORECASE)


class LinkError(ValueError):
    """The address is refused; the text says why in the server's words."""


def user_of(link: str) -> int | None:
    """The person that a `tg://user?id=…` link mentions."""
    match = _USER_LINK.fullmatch(link)
    return int(match[1]) if match else None


@lru_cache(maxsize=1024)
def checked_link(link: str) -> str:
    """The address as the server writes it. Raises LinkError."""
    own = _OWN.match(link)
    if own:
        return _checked_own(own[1].lower(), link[own.end() :])
    protocol, user_info, host, port, rest = _parsed(link)
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    before = f"{user_info}@" if user_info else ""
    return f"{protocol}://{before}{host}{f':{port}' if port else ''}{rest}"


def _checked_own(scheme: str, link: str) -> str:
    _, user_info, host, port, rest = _parsed(link)
    if user_info or port or host.startswith("[") or link.lower().startswith(("http://", "https://")):
        raise LinkError("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    if not re.fullmatch(r"[A-Za-z0-9_.-]*" if scheme == "tonsite" else r"[A-Za-z0-9_-]*", host):
        raise LinkError("Unallowed characters in URL host")
    return f"{scheme}://{host}{rest.removeprefix('/') if rest.startswith('/?') else rest}"


def _parsed(link: str) -> tuple[str, str, str, int, str]:
    """Protocol, user information, host, port (0 when there is none) and the rest from the first slash."""
    protocol = "http"
    match = _PROTOCOL.match(link)
    if match:
        protocol = match[1].lower()
        if protocol not in ("http", "https"):
            raise LinkError("Unsupported URL protocol")
        link = link[match.end() :]
    border = re.search(r"[/?#]", link)
    authority, rest = (link[: border.start()], link[border.start() :]) if border else (link, "")
    authority, port = _port(authority)
    user_info, _, host = authority.rpartition("@")
    return protocol, _checked_user_info(user_info), _checked_host(host.lower()), port, _rest(rest)


def _port(authority: str) -> tuple[str, int]:
    match = _WITH_PORT.fullmatch(authority)
    if not match:
        return authority, 0
    digits = match[2].lstrip("0")
    if not re.fullmatch(r"[0-9]{1,5}", digits) or int(digits) > 65535:
        raise LinkError("Wrong port number specified in the URL")
    return match[1], int(digits)


def _checked_host(host: str) -> str:
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        try:
            IPv6Address(host[1:-1])
        except AddressValueError:
            raise LinkError("Wrong IPv6 address specified in the URL") from None
    elif not _HOST.fullmatch(host):
        raise LinkError("Disallowed character in URL host")
    return host


def _checked_user_info(user_info: str) -> str:
    if not _USER_INFO.fullmatch(user_info):
        raise LinkError("Disallowed character in URL userinfo")
    return user_info


def _rest(rest: str) -> str:
    rest = rest.rstrip(" \t\r\n\0\v") or "/"
    if not rest.startswith("/"):
        rest = "/" + rest
    return re.sub(r"[\x00-\x20]", lambda match: f"%{ord(match[0]):02X}", rest)
