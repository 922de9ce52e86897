"""Every regular expression of the code, and texts on which a bad one would take for ever."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]  # what `re` itself reads a pattern with
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "digests", "storage")
USES = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
GIVEN: dict[
    str, Sequence[tuple[Any, ...]]
] = {  # to the functions that make a pattern for each section of a file
    "_labels": [(kind, colon) for kind in ("photo", "author", "source", "date") for colon in (True, False)],
    "phrases": [("consent.txt", "subject"), ("consent.txt", "asking"), ("paywall.txt", "asking")],
    "_words": [("other",)],
    "_day_pattern": [(number,) for number in range(9)],
    "_lines": [("line",), ("ending",)],
    "_form_of": [],  # words as they are
    "_numbered": [],  # parts of ORIGIN_PATTERN
}
SIGNS = "aA7 .,-яЯқҚ\"«\n:(<ё_!/é&;#@*'"
MOST_TEXTS = 24

_SIGNS: dict[str, list[str]] = {}

Tree = Iterable[tuple[Any, Any]]


def every_pattern() -> dict[str, re.Pattern[Any]]:
    """Each pattern of `bot`, `digests` and `storage` with where it stands."""
    found = {}
    for path in sorted(chain.from_iterable((ROOT / package).rglob("*.py") for package in PACKAGES)):
        for line, pattern in _patterns_in(path):
            found[f"{path.relative_to(ROOT)}:{line} {pattern.pattern[:60]!r}"] = pattern
    return found


def _patterns_in(path: Path) -> Iterator[tuple[int, re.Pattern[Any]]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_use(node):
            around = [each for each in functions if each.lineno <= node.lineno <= (each.end_lineno or 0)]
            yield from ((node.lineno, pattern) for pattern in _made(path, node, around[-1:]))


def _is_use(call: ast.Call) -> bool:
    """Of `re`, or a `Form`, whose pattern is used where it is read as `form.pattern`."""
    function, pattern = call.func, next(iter(call.args), None)
    if isinstance(function, ast.Name):
        return function.id == "Form" and pattern is not None
    return (
        not (isinstance(pattern, ast.Attribute) and pattern.attr == "pattern")
        and isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and (function.value.id, function.attr in USES) == ("re", True)
    )


def _made(path: Path, call: ast.Call, around: Sequence[ast.FunctionDef]) -> Iterator[re.Pattern[Any]]:
    """What the call compiles; where that hangs on names of the function around it, what this returns."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    try:
        yield from _compiled(call, vars(module))
    except NameError:
        for function in around:
            if function.args.args and function.name not in GIVEN:
                raise LookupError(f"{path}:{call.lineno}: make it a constant, or say in GIVEN how") from None
            made = getattr(module, function.name)
            for given in GIVEN.get(function.name, [()]):
                found = made(*given)
                yield from found if isinstance(found, tuple) else (found,)
        if not around:
            tuples = (value for value in vars(module).values() if isinstance(value, tuple))
            yield from (each for each in chain.from_iterable(tuples) if isinstance(each, re.Pattern))


def _compiled(call: ast.Call, names: dict[str, Any]) -> list[re.Pattern[Any]]:
    """Raises NameError when the pattern hangs on what is no name of the module."""
    pattern = call.args[0]
    flags = next((each.value for each in call.keywords if each.arg == "flags"), ast.Constant(0))
    if ast.unparse(call.func) == "re.compile" and len(call.args) > 1:
        flags = call.args[1]
    either = [pattern.body, pattern.orelse] if isinstance(pattern, ast.IfExp) else [pattern]
    return [re.compile(*(eval(ast.unparse(part), names) for part in (one, flags))) for one in either]  # noqa: S307


def hostile_texts(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """(a beginning, what is repeated after it): what the pattern nearly has."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags & ~re.ASCII
    tree = parser.parse(source, flags)
    wholes = [whole for whole in _samples(tree) if whole]
    nearly = [text for whole in wholes for text in (whole, f"{whole} ", whole[:-1] or whole, f"{whole}a ")]
    repeats = [
        pair
        for begin, pump in _repeats(tree, [""])
        for pair in (("", pump), (begin, pump), ("", begin + pump))
    ]
    plain = [("", sign) for sign in (" ", "a", "7", "я", "\n", "Яя ", "a, ", "\0")]
    found = dict.fromkeys([*repeats, *(("", text) for text in nearly), *plain])
    return list(islice((pair for pair in found if pair[1]), MOST_TEXTS))


def _repeats(tree: Tree, before: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of each repetition what stands before it and what it repeats."""
    begin = list(before)
    for code, value in tree:
        if code in _REPEATS:
            yield from ((each, body) for each in begin[:2] for body in _samples(value[2]) if body)
        for inner in _within(code, value):
            yield from _repeats(inner, begin)
        begin = [each + one for each in begin for one in _texts_of(code, value)[:2]][:2]


def _within(code: object, value: Any) -> Sequence[Tree]:  # noqa: ANN401  # the parser's tree has no types
    if code in _REPEATS:
        return [value[2]]
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if code is codes.ATOMIC_GROUP else []


def _samples(tree: Tree, most: int = 4) -> list[str]:
    """Some texts that the pattern has, but for what it asks of the text around them."""
    found = [""]
    for code, value in tree:
        found = [each + one for each in found for one in _texts_of(code, value)[:3]][:most]
    return found


def _texts_of(code: object, value: Any) -> list[str]:  # noqa: ANN401
    if code is codes.LITERAL:
        return [chr(value)]
    if code in _REPEATS:
        least, _, body = value
        return [each * max(least, 1) for each in _samples(body)] + [""] * (least == 0)
    if code in (codes.ANY, codes.IN, codes.NOT_LITERAL):
        return _signs(code, value)
    if code is codes.ASSERT_NOT:
        return [""]
    if code is codes.ASSERT and value[0] < 0:
        return [""]
    return [each for inner in _within(code, value) for each in _samples(inner, 2)] or [""]


def _signs(code: object, value: Any) -> list[str]:  # noqa: ANN401
    """A few that this class has: letters of our languages where it can, and its own."""
    known = f"{code} {value}"
    if known not in _SIGNS:
        _SIGNS[known] = _signs_of(code, value)
    return _SIGNS[known]


def _signs_of(code: object, value: Any) -> list[str]:  # noqa: ANN401
    one = parser.SubPattern(parser.State(), [(code, value)])
    known = compiler.compile(one)
    own = [chr(each) for kind, each in (value if code is codes.IN else []) if kind is codes.LITERAL]
    return [sign for sign in (*SIGNS, *own[:2]) if known.fullmatch(sign)] or own or ["一"]


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
