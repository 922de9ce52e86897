"""Settings from the environment or `.env`; each is described in `.env.example`."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

WEBHOOK_PORTS = (443, 80, 88, 8443)  # to which Telegram posts
MIN_HOOK_SECRET = 16
PROXIES = ("http", "socks4", "socks5")
ENV_FILE = Path(".env")
DATABASE = Path("data/newsdigest.db")
PLAYGROUND_DATABASE = Path("data/playground.db")
_WEBHOOK_FORM = "Telegram takes https://host/path, at port 443, 80, 88 or 8443"
_TOKEN = re.compile(r"(?<![0-9])[0-9]+:\S+")
_WEBHOOK_PATH = re.compile(r"(?:/[A-Za-z0-9._~/-]{0,500})?")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HOST_AND_PORT = re.compile(
    r"(?<![a-z0-9_.-])(?:(?P<name>[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?)|\[(?P<six>[0-9a-f:.]+)\])"
    r":(?P<port>[0-9]{1,5})"
)


_DAILY_LIMIT = re.compile(r"(?P<calls>[0-9]{1,9}) {0,3}, {0,3}(?P<tokens>[0-9]{1,12})")


class DailyLimit(NamedTuple):
    """How much a model's server may be asked in a UTC day. A token is a few letters."""

    calls: int
    tokens: int


class WrongSettingsError(Exception):
    """One sentence on each line, with the setting's name and never with a secret."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=ENV_FILE, env_file_encoding="utf-8-sig", extra="ignore")

    bot_token: SecretStr | None = None
    access: Literal["open", "invite"] = "open"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_path: Path = DATABASE
    telegram_api_url: str = "https://api.telegram.org"
    proxy_url: str | None = None
    default_language: Literal["ru", "kk", "en"] = "ru"
    default_timezone: str = "Asia/Almaty"
    feed_proxy_url: str | None = None
    fetch_allowed_private_hosts: Annotated[frozenset[str], NoDecode] = frozenset()
    send_rate: float = Field(default=25, gt=0, le=30, allow_inf_nan=False)
    paid_broadcast: bool = False
    error_chat_id: int | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(default=None, ge=1, le=65535)
    public_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    hook_secret: SecretStr | None = None
    hook_url: SecretStr | None = None
    backup_dir: Path | None = None
    backup_keep: int = Field(default=7, ge=1, le=366)
    retention_days: int | None = Field(default=365, ge=30)
    full_text_days: int | None = Field(default=None, ge=30)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    heartbeat_url: SecretStr | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_daily_limit: Annotated[DailyLimit, NoDecode] = DailyLimit(2_000, 5_000_000)
    embedding_base_url: str | None = None
    embedding_model: str | None = None
    embedding_query_prefix: str | None = None
    embedding_passage_prefix: str | None = None

    @field_validator(
        "bot_token",
        "proxy_url",
        "feed_proxy_url",
        "error_chat_id",
        "http_port",
        "retention_days",
        "full_text_days",
        "backup_dir",
        "heartbeat_url",
        "public_url",
        "webhook_url",
        "webhook_secret",
        "llm_base_url",
        "llm_model",
        "llm_api_key",
        "embedding_base_url",
        "embedding_model",
        "embedding_query_prefix",
        "embedding_passage_prefix",
        "hook_secret",
        "hook_url",
        mode="before",
    )
    @classmethod
    def empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("database_path", mode="before")
    @classmethod
    def empty_is_the_default(cls, value: object) -> object:
        return DATABASE if value == "" else value

    @field_validator("bot_token")
    @classmethod
    def known_token(cls, value: SecretStr | None) -> SecretStr | None:
        """The message must not contain the value."""
        if value is None:
            return None
        token = value.get_secret_value().strip()
        if not _TOKEN.fullmatch(token):
            raise ValueError("a token is written as @BotFather gives it: digits, a colon, and letters")
        return SecretStr(token)

    @field_validator("admin_ids", "fetch_allowed_private_hosts", mode="before")
    @classmethod
    def comma_separated(cls, value: object) -> object:
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @field_validator("fetch_allowed_private_hosts")
    @classmethod
    def known_hosts(cls, values: frozenset[str]) -> frozenset[str]:
        return frozenset(_host_and_port(value) for value in values)

    @field_validator("telegram_api_url")
    @classmethod
    def known_server(cls, value: str) -> str:
        """The address without a slash at its end."""
        if not _names_server(value, ("http", "https")):
            raise ValueError("a server is written as https://host or http://host:port")
        return value.rstrip("/")

    @field_validator("proxy_url", "feed_proxy_url")
    @classmethod
    def known_proxy(cls, value: str | None) -> str | None:
        """The message must not contain the value, which may include a password."""
        if value is not None and not _names_proxy(value):
            raise ValueError("a proxy is written as http://host:port, socks4://… or socks5://…")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def known_heartbeat(cls, value: SecretStr | None) -> SecretStr | None:
        """The message must not contain the value: whoever knows it can report that all is well."""
        if value is not None and not _names_server(value.get_secret_value(), ("http", "https")):
            raise ValueError("an address is written as https://host/…")
        return value

    @field_validator("public_url")
    @classmethod
    def known_public_address(cls, value: str | None) -> str | None:
        """The address without a slash at its end."""
        if value is not None and not _names_webhook(value):
            raise ValueError(_WEBHOOK_FORM)
        return value and value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def known_webhook(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        if value.startswith("/") and info.data.get("public_url", "") is None:
            raise ValueError("a path alone needs PUBLIC_URL, behind which it lies")
        if not _WEBHOOK_PATH.fullmatch(value) and not _names_webhook(value):
            raise ValueError(_WEBHOOK_FORM)
        if urlsplit(value).path.rstrip("/") in ("/health", "/metrics"):
            raise ValueError("another path is needed: /health and /metrics answer to whoever watches")
        if info.data.get("http_port", 0) is None:
            raise ValueError("needs HTTP_PORT, where the proxy hands over what Telegram posts")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def known_secret(cls, value: SecretStr | None) -> SecretStr | None:
        """The message must not contain the value."""
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("a secret has 1 to 256 of the characters A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("llm_base_url", "embedding_base_url")
    @classmethod
    def known_model_server(cls, value: str | None) -> str | None:
        """The address without a slash at its end."""
        if value is not None and (
            not _names_server(value, ("http", "https")) or {"@", "?", "#"} & set(value)
        ):
            raise ValueError("a model's server is written as http://host:port/v1, its key in LLM_API_KEY")
        return value and value.rstrip("/")

    @field_validator("llm_model")
    @classmethod
    def model_of_a_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("llm_base_url", "") is None:
            raise ValueError("needs LLM_BASE_URL, the address of the server that runs it")
        return value

    @field_validator("embedding_model")
    @classmethod
    def vectors_of_a_server(cls, value: str | None, info: ValidationInfo) -> str | None:
        addresses = info.data.get("llm_base_url", ""), info.data.get("embedding_base_url", "")
        if value is not None and addresses == (None, None):
            raise ValueError("needs EMBEDDING_BASE_URL or LLM_BASE_URL, the address of its server")
        return value

    @field_validator("llm_daily_limit", mode="before")
    @classmethod
    def calls_and_tokens(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = _DAILY_LIMIT.fullmatch(value.strip())
        if found is None:
            raise ValueError("two numbers are needed, calls and tokens a day, such as 2000,5000000")
        return DailyLimit(int(found["calls"]), int(found["tokens"]))

    @field_validator("hook_secret")
    @classmethod
    def known_hook_secret(cls, value: SecretStr | None) -> SecretStr | None:
        """The message must not contain the value."""
        if value is not None and len(value.get_secret_value()) < MIN_HOOK_SECRET:
            raise ValueError(f"a secret that nobody guesses has at least {MIN_HOOK_SECRET} characters")
        return value

    @field_validator("hook_url")
    @classmethod
    def known_hook(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """The message must not contain the value, which may include a secret."""
        if value is not None and not _names_server(value.get_secret_value(), ("http", "https")):
            raise ValueError("an address is written as https://host/…")
        if value is not None and info.data.get("hook_secret", "") is None:
            raise ValueError("needs HOOK_SECRET, with which is signed what is posted there")
        return value

    @property
    def feeds_address(self) -> str:
        """The part of a feed's address before its path; empty where no feeds are served."""
        return (self.public_url or "") if self.http_port else ""

    @property
    def webhook_address(self) -> str:
        """The address to which Telegram posts; without WEBHOOK_URL, empty."""
        url = self.webhook_url or ""
        return f"{self.public_url}{url}" if url.startswith("/") else url

    @property
    def webhook_path(self) -> str:
        """The path at which this program listens: a proxy may strip the path of PUBLIC_URL."""
        return urlsplit(self.webhook_url or "").path or "/"

    @field_validator("default_timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is no IANA time zone such as Asia/Almaty") from error
        return value


def load_settings() -> Settings:
    """Raises WrongSettingsError."""
    _check_encoding(ENV_FILE)
    try:
        return Settings()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise WrongSettingsError("\n".join(_sentence(problem) for problem in problems)) from None


def _check_encoding(env_file: Path) -> None:
    """UTF-16 without its mark is valid UTF-8 with zeros between the letters, so it must be detected here."""
    try:
        text = env_file.read_bytes().decode("utf-8") if env_file.is_file() else ""
    except UnicodeDecodeError:
        text = "\0"
    except OSError as error:
        raise WrongSettingsError(f"{env_file} cannot be read: {error.strerror}.") from None
    if "\0" in text:
        raise WrongSettingsError(f"{env_file} is in another encoding than UTF-8; save it as UTF-8.")


def _sentence(problem: ErrorDetails) -> str:
    name = "_".join(str(part) for part in problem["loc"][:1]).upper()
    return f"{name}: {problem['msg'].removeprefix('Value error, ')}. See .env.example."


def _names_webhook(address: str) -> bool:
    """Whether Telegram would take it as a webhook: without password, query or fragment."""
    if not _names_server(address, ("https",)):
        return False
    parts = urlsplit(address)
    return (
        (parts.port or 443) in WEBHOOK_PORTS
        and bool(_WEBHOOK_PATH.fullmatch(parts.path))
        and not {"@", "?", "#"} & set(address)
    )


def _names_proxy(address: str) -> bool:
    return _names_server(address, PROXIES) and urlsplit(address).port is not None


def _names_server(address: str, schemes: Collection[str]) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0 and " " not in address
    except ValueError:
        return False


def _host_and_port(written: str) -> str:
    """In the form in which addresses are compared. Raises ValueError."""
    found = _HOST_AND_PORT.fullmatch(written.lower())
    if found is None or not 1 <= int(found["port"]) <= 65535:
        raise ValueError(f"{written!r} is not written as host:port, such as 127.0.0.1:8080")
    host = f"[{IPv6Address(found['six'])}]" if found["six"] else found["name"].rstrip(".")
    return f"{host}:{int(found['port'])}"
