"""How the Bot API says no: a code, a description in its own words, and parameters for the client."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer of the protocol, not an error of ours
    """The answer `{"ok": false, …}` to a call."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def api(self) -> dict[str, object]:
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {_uncapitalised(reason)}")


def forbidden(reason: str) -> Refusal:
    return Refusal(403, f"Forbidden: {_uncapitalised(reason)}")


def conflict(reason: str) -> Refusal:
    return Refusal(409, f"Conflict: {reason}")


def too_many(retry_after: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def _uncapitalised(reason: str) -> str:
    """The server lowers the first letter, but leaves CONSTANT_NAMES alone."""
    if len(reason) > 1 and (reason[1] == "_" or "A" <= reason[1] <= "Z"):
        return reason
    return reason[:1].lower() + reason[1:]
