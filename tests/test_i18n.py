"""The locale files: complete, used, well formed, short enough, in all three languages."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot.i18n import INTERFACE_LANGUAGES, LOCALES, speak
from bot.views.admin.admin import size_in_words
from bot.views.common.subscription import days_in_words
from digests.models.texts import Language

MAX_BUTTON = 24  # two of them stand beside each other on a phone
CODE = Path(bot.__file__).parent
PLURALS = {"ru": {"one", "few", "many"}, "kk": {"other"}, "en": {"one", "other"}}
# A noun in the genitive has two forms in Russian: "из одной статьи", "из пяти статей".
GENITIVE = {"one", "many"}


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.selects: list[set[str]] = []

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        self.selects.append({v.key.name for v in node.variants if isinstance(v.key, ftl.Identifier)})
        self.generic_visit(node)


@cache
def messages(language: Language) -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for file in (LOCALES / language).glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                found[entry.id.name] = entry
    return found


def variables(message: ftl.Message) -> Variables:
    visitor = Variables()
    visitor.visit(message)
    return visitor


@cache
def calls() -> list[tuple[str, set[str] | None]]:
    """A pattern for the keys of each `say(…)` in the code, with its values; None where they are passed on."""
    found: list[tuple[str, set[str] | None]] = []
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                names = {keyword.arg for keyword in node.keywords}
                given = None if None in names else {name for name in names if name}
                found += [(pattern, given) for pattern in _patterns(node.args[0])]
    return found


def _is_say(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "speak"
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("say", "_say", "self")


def _patterns(key: ast.expr) -> list[str]:
    if isinstance(key, ast.Constant):
        return [re.escape(str(key.value))]
    if isinstance(key, ast.JoinedStr):
        return [
            "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in key.values
            )
        ]
    if isinstance(key, ast.IfExp):
        return [*_patterns(key.body), *_patterns(key.orelse)]
    raise AssertionError(f"a key that no test can follow: {ast.dump(key)}")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_language_says_everything_with_the_same_values(language: Language) -> None:
    ours, theirs = messages(language), messages("ru")
    assert set(ours) == set(theirs)
    for key, message in ours.items():
        assert variables(message).names == variables(theirs[key]).names, key


def test_no_text_is_unused() -> None:
    used = {pattern for pattern, _ in calls()}
    rest = [key for key in messages("ru") if re.escape(key) not in used]
    open_ended = [pattern for pattern in used if ".+" in pattern]
    assert [key for key in rest if not any(re.fullmatch(pattern, key) for pattern in open_ended)] == []


def test_every_text_that_the_code_says_exists_and_gets_its_values() -> None:
    escaped = {re.escape(key): [key] for key in messages("ru")}
    for pattern, given in calls():
        keys = escaped.get(pattern) or [key for key in messages("ru") if re.fullmatch(pattern, key)]
        assert keys, f"no text for {pattern}"
        for key in keys:
            wanted = variables(messages("ru")[key]).names
            assert given is None or wanted <= given, f"{key} needs {wanted - given}"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: Language) -> None:
    for key, message in messages(language).items():
        for forms in variables(message).selects:
            plural = forms - {"none"}
            if "none" not in forms:
                assert plural in (PLURALS[language], GENITIVE), f"{key} in {language}: {forms}"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_buttons_are_short_and_texts_are_plain(language: Language) -> None:
    for key, message in messages(language).items():
        assert message.value is not None
        if key.startswith(("button-", "topic-")) and not variables(message).names:
            assert len(speak(language)(key)) <= MAX_BUTTON, key
    for file in (LOCALES / language).glob("*.ftl"):
        assert not re.search("[<>&]", file.read_text(encoding="utf-8").replace("->", "")), file


# One thing has one name: what a language already has a word for is not called otherwise.
OTHERWISE = {
    "kk": ("пәрмен", "хат жібер", "батырма", "параметр"),
    "ru": ("кнопочк", "юзер", "нотификац", "контент", "инструкци", "валидн"),
    "en": ("click", "user", "invalid", "successfully", "notification"),
}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_one_thing_has_one_name(language: Language) -> None:
    for key in messages(language):
        said = words(language, key).lower()
        assert [word for word in OTHERWISE[language] if word in said] == [], key


# Units that a text may have, by how its key begins; what stands in a menu of commands is one line there.
MOST = {"button-": 40, "command-": 40, "topic-": 24, "bot-about": 120, "bot-description": 512, "help-": 2000}
MOST_OF_OTHERS = 320  # some seven lines of a phone


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_text_is_overlong(language: Language) -> None:
    for key, message in messages(language).items():
        said = speak(language)(key, **dict.fromkeys(variables(message).names, 12))
        most = next((units for start, units in MOST.items() if key.startswith(start)), MOST_OF_OTHERS)
        assert len(said) <= most, f"{key}: {len(said)}"


LOANWORDS = {"button-digest", "weekday-3", "weekday-6", "topic-economy", "topic-sport", "digest-newsroom"}


class Words(Visitor):
    def __init__(self) -> None:
        self.text = ""

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.text += node.value


def words(language: Language, key: str) -> str:
    visitor = Words()
    visitor.visit(messages(language)[key])
    return visitor.text


def test_every_text_is_translated() -> None:
    for key in messages("ru"):
        if key.startswith("date-pattern"):
            continue
        kazakh, russian, english = (words(language, key) for language in INTERFACE_LANGUAGES)
        assert not re.search("[а-яёәғқңөұүһі]", english, re.IGNORECASE), key
        assert not re.search("[әғқңөұүһі]", russian, re.IGNORECASE), key
        if re.search("[а-я]", kazakh) and key not in LOANWORDS:
            assert kazakh != russian, key
            assert len(kazakh.split()) < 4 or re.search("[әғқңөұүһі]", kazakh, re.IGNORECASE), key


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", "Пятница, 26 сентября · 21 новость из 32 статей"),
        ("kk", "Жұма, 26 қыркүйек · 32 мақаладан 21 жаңалық"),
        ("en", "Friday, 26 September · 21 stories from 32 articles"),
    ],
)
def test_a_footer_in_words(language: Language, expected: str) -> None:
    say = speak(language)
    friday = datetime(2025, 9, 25, 20, 0, tzinfo=UTC)  # Friday in Almaty already
    date = say.weekday_and_date(friday, "Asia/Almaty")
    assert say("digest-footer", date=date, stories=21, articles=32) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ru", "31 декабря 2024"), ("kk", "2024 ж. 31 желтоқсан"), ("en", "31 December 2024")],
)
def test_a_date_of_another_year_shows_it(language: Language, expected: str) -> None:
    day, now = datetime(2024, 12, 31, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)
    assert speak(language).date(day, "UTC", now=now) == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (1, "Вся новость"),
        (2, "Вся новость, 2 источника"),
        (5, "Вся новость, 5 источников"),
        (21, "Вся новость, 21 источник"),
    ],
)
def test_russian_counts(sources: int, expected: str) -> None:
    assert speak("ru")("digest-whole-story", sources=sources) == expected


@pytest.mark.parametrize(
    ("language", "days", "size"),
    [
        ("ru", "Сейчас: по понедельникам, средам и пятницам.", "83,2 ГБ"),
        ("kk", "Қазір: дүйсенбі, сәрсенбі, жұма күндері.", "83,2 Гбайт"),
        ("en", "Now: on Mondays, Wednesdays, and Fridays.", "83.2 GB"),
    ],
)
def test_days_and_sizes_in_words(language: Language, days: str, size: str) -> None:
    say = speak(language)
    assert say("chosen-days-now", days=days_in_words(0b0010101, say)) == days
    assert size_in_words(83_200_000_000, say) == size


def test_what_is_missing_or_lacks_a_value_raises() -> None:
    with pytest.raises(LookupError):
        speak("ru")("no-such-text")
    with pytest.raises(ValueError, match="times-not-understood"):
        speak("ru")("times-not-understood")
