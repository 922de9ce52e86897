"""The nearest stories come first, each once."""

from __future__ import annotations

from digests.stories.fingerprints import fingerprint
from digests.stories.similar import MAX_RELATED, nearest

FIRE = fingerprint(
    "Пожар на складе в Таразе", "В Таразе на складе Ержана Асанова произошёл пожар, погибли 12 человек."
)
FIRE_TOO = fingerprint("В Таразе горел склад", "Пожар на складе Ержана Асанова в Таразе тушили девять часов.")
MATCH = fingerprint("«Тобол» обыграл «Кайрат»", "Футболисты «Тобола» выиграли в Костанае со счётом 3:1.")


def test_the_nearest_report_of_a_story_decides() -> None:
    assert nearest([FIRE], [(1, MATCH), (2, MATCH), (2, FIRE_TOO), (3, FIRE)]) == [3, 2, 1]
    assert nearest([MATCH, FIRE], [(1, FIRE_TOO), (2, MATCH)]) == [2, 1]


def test_there_are_at_most_so_many() -> None:
    assert nearest([FIRE], []) == []
    assert len(nearest([FIRE], [(number, MATCH) for number in range(3 * MAX_RELATED)])) == MAX_RELATED
