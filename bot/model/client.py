"""One request to an OpenAI-compatible server, bounded in time and size; each kind of failure has a name."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

from pydantic import BaseModel, Field, SecretStr, ValidationError

from bot.fatal_errors import MissingExtraError

Fault = Literal[
    "unreachable",  # no connection, or one that broke
    "slow",  # no whole answer in time
    "failing",  # 5xx
    "limited",  # 429
    "no-money",  # 402, or a 429 that says so
    "not-let-in",  # 401, 403, 404: the key, the model's name or the address is wrong
    "not-taken",  # another 4xx: this very request
    "unreadable",  # no JSON of the known form, nothing in it, or too much
]

TIME_LIMIT = 120.0  # seconds for a whole answer: a small computer of one's own takes a minute
MAX_ANSWER = 4 << 20  # bytes; 64 vectors of 1,024 numbers as text take one million
MAX_WAIT = 3600.0
NOT_LET_IN = (301, 302, 303, 307, 308, 401, 403, 404)
SPENT = ("insufficient_quota", "billing_hard_limit_reached", "insufficient_balance")


class ModelError(Exception):
    """Why there is no answer. `wait` is how many seconds the server asked to wait, 0 when it did not."""

    def __init__(self, fault: Fault, detail: str = "", wait: float = 0.0) -> None:
        super().__init__(f"{fault}: {detail}" if detail else fault)
        self.fault = fault
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, and the tokens of question and answer by the server's count, 0 without one."""

    text: str
    tokens: int


class _Message(BaseModel):
    content: str = Field(min_length=1)


class _Choice(BaseModel):
    message: _Message


class Usage(BaseModel):
    total_tokens: int = Field(default=0, ge=0)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: Usage | None = None


def check_installed() -> None:
    """Raises MissingExtraError where the package `openai` is not installed."""
    if find_spec("openai") is None:
        raise MissingExtraError(
            "LLM_MODEL and EMBEDDING_MODEL need the package openai: pip install --require-hashes"
            " -r requirements/llm.txt, or take these settings away"
        )


class ModelClient:
    """Sends what it is given and nothing else; follows no redirects and never retries by itself."""

    def __init__(self, base_url: str, key: SecretStr | None, *, time_limit: float = TIME_LIMIT) -> None:
        """Raises MissingExtraError where the package `openai` is not installed."""
        check_installed()
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        self._time_limit = time_limit
        self.openai: Any = AsyncOpenAI(
            base_url=base_url,
            api_key=key.get_secret_value() if key else "none",  # never OPENAI_API_KEY of the environment
            max_retries=0,
            timeout=time_limit,
            http_client=DefaultAsyncHttpxClient(follow_redirects=False),
        )

    async def close(self) -> None:
        await self.openai.close()

    async def chat(
        self, model: str, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object]
    ) -> Reply:
        """The model's reply. The schema is only a hint, since many servers ignore it. Raises ModelError."""
        wanted = {"name": "answer", "strict": True, "schema": schema}
        raw = await self.read(
            self.openai.chat.completions.with_streaming_response.create(
                model=model,
                messages=messages,
                response_format={"type": "json_schema", "json_schema": wanted},
            )
        )
        try:
            found = _Completion.model_validate_json(raw)
        except ValidationError as error:
            raise ModelError("unreadable", f"{error.error_count()} fields are wrong") from None
        return Reply(found.choices[0].message.content, found.usage.total_tokens if found.usage else 0)

    async def read(self, request: AbstractAsyncContextManager[Any]) -> bytes:
        """The body of an answer. Raises ModelError."""
        import openai

        try:
            async with asyncio.timeout(self._time_limit), request as response:
                return await _bounded(response)
        except (TimeoutError, openai.APITimeoutError):
            raise ModelError("slow", f"over {self._time_limit:g} s") from None
        except openai.APIStatusError as error:
            raise _refusal(error.status_code, str(error.code or error.type or ""), error.response) from None
        except (openai.OpenAIError, OSError) as error:
            raise ModelError("unreachable", type(error).__name__) from None
        except Exception as error:
            if not type(error).__module__.startswith("httpx"):  # whichever of its versions openai brings
                raise
            raise ModelError("unreachable", type(error).__name__) from None


async def _bounded(response: Any) -> bytes:  # noqa: ANN401  # openai has no type for it without the extra
    body = bytearray()
    async for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MAX_ANSWER:
            raise ModelError("unreadable", f"over {MAX_ANSWER} bytes")
    return bytes(body)


def _refusal(status: int, code: str, response: Any) -> ModelError:  # noqa: ANN401
    wait = _seconds(response.headers.get("retry-after", ""))
    if status == 402 or code in SPENT:
        return ModelError("no-money", f"{status} {code}".strip(), wait)
    if status == 429:
        return ModelError("limited", "429", wait)
    if status >= 500:
        return ModelError("failing", str(status), wait)
    return ModelError("not-let-in" if status in NOT_LET_IN else "not-taken", str(status))


def _seconds(retry_after: str) -> float:
    """The seconds in a Retry-After header: 0 for a date or nonsense, at most an hour."""
    return min(MAX_WAIT, float(retry_after)) if retry_after.isascii() and retry_after.isdigit() else 0.0
