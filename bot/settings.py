"""Settings from the environment or `.env`; each is described in `.env.example`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PROXIES = ("http", "socks4", "socks5")
PLAYGROUND_DATABASE = Path("data/playground.db")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    bot_token: SecretStr | None = None
    access: Literal["open", "invite"] = "open"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_path: Path = Path("data/newsdigest.db")
    telegram_api_url: str = "https://api.telegram.org"
    proxy_url: str | None = None
    default_language: Literal["ru", "kk", "en"] = "ru"
    default_timezone: str = "Asia/Almaty"
    feed_proxy_url: str | None = None
    fetch_allowed_private_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    send_rate: float = Field(default=25, gt=0, le=30)
    paid_broadcast: bool = False
    error_chat_id: int | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(default=None, ge=1, le=65535)
    backup_dir: Path | None = None
    backup_keep: int = Field(default=7, ge=1, le=366)
    retention_days: int | None = Field(default=365, ge=30)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator(
        "bot_token",
        "proxy_url",
        "feed_proxy_url",
        "error_chat_id",
        "http_port",
        "retention_days",
        "backup_dir",
        mode="before",
    )
    @classmethod
    def empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("admin_ids", "fetch_allowed_private_hosts", mode="before")
    @classmethod
    def comma_separated(cls, value: object) -> object:
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @field_validator("telegram_api_url")
    @classmethod
    def without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("proxy_url", "feed_proxy_url")
    @classmethod
    def known_proxy(cls, value: str | None) -> str | None:
        """The sentence holds nothing of the value, which may have a password."""
        if value is not None and not _names_proxy(value):
            raise ValueError("a proxy is written as http://host:port, socks4://… or socks5://…")
        return value

    @field_validator("default_timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is no IANA time zone such as Asia/Almaty") from error
        return value


def _names_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in PROXIES and bool(parts.hostname and parts.port)
    except ValueError:
        return False
