"""Days and times on buttons: a phone shows some forty characters of one."""

from __future__ import annotations

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.subscribers import readers
from bot.views.common.buttons import SettingsOwner
from bot.views.common.subscription import Subscription
from bot.views.reader.settings import times_in_words
from bot.views.reader.subscribe import choose_times
from digests.models.texts import Language
from storage.destinations import Address
from tests.views.samples import NOW

MOST = 40
TIMES = ("08:00", "09:00", "18:00", "21:30")


def subscription(days: int, language: Language = "en", times: tuple[str, ...] = TIMES) -> Subscription:
    reader = readers.transient_destination(Address(1), "private", language=language, zone="UTC")
    return Subscription(reader, "UTC", times, days, NOW)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_no_choice_of_days_makes_a_button_too_long(language: Language) -> None:
    say, words = speak(language), set[str]()
    for days in range(1, 128):
        for count in range(1, len(TIMES) + 1):
            chosen = subscription(days, language, TIMES[:count])
            words.add(times_in_words(chosen, say))
            rows = choose_times(chosen, say, SettingsOwner.SETTINGS).buttons
            words.update(button.text for row in rows for button in row)
    assert [each for each in words if len(each) > MOST] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Время: 08:00, 6 дней в неделю"),
        ("kk", "Уақыт: 08:00, аптасына 6 күн"),
        ("en", "Time: 08:00, 6 days a week"),
    ],
)
def test_many_days_are_counted_and_few_are_named(language: Language, words: str) -> None:
    assert times_in_words(subscription(0b1111101, language, TIMES[:1]), speak(language)) == words
    assert "Mon, Wed, and Fri" in times_in_words(subscription(0b0010101, times=TIMES[:1]), speak("en"))


@pytest.mark.parametrize(
    ("days", "count", "words"),
    [
        (0b1111111, 2, "Время: 08:00 и 09:00"),
        (0b1111111, 4, "Время: 08:00, 09:00, 18:00 и 21:30"),
        (0b0011111, 2, "Время: 08:00 и 09:00, по будням"),
        (0b0010101, 2, "Время: 08:00 и 09:00, по пн, ср и пт"),
        (0b0010101, 3, "Время: 08:00 и ещё 2, по пн, ср и пт"),
    ],
)
def test_times_that_have_room_are_all_named(days: int, count: int, words: str) -> None:
    assert times_in_words(subscription(days, "ru", TIMES[:count]), speak("ru")) == words


@pytest.mark.parametrize(
    ("language", "days", "words"),
    [
        ("ru", 0b1111111, "Дайджест приходит каждый день в 08:00 и 09:00."),
        ("ru", 0b0010101, "Дайджест приходит по понедельникам, средам и пятницам в 08:00 и 09:00."),
        ("kk", 0b0010101, "Дайджест дүйсенбі, сәрсенбі, жұма күндері сағат 08:00 және 09:00-де келеді."),
        ("kk", 0b1000000, "Дайджест жексенбі күндері сағат 08:00 және 09:00-де келеді."),
        ("en", 0b0001000, "The digest comes on Thursdays at 08:00 and 09:00."),
    ],
)
def test_a_sentence_names_days_in_full(language: Language, days: int, words: str) -> None:
    say = speak(language)
    assert say("times-now", **subscription(days, language, TIMES[:2]).when(say)) == words
