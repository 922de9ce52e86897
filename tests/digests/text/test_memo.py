"""What was worked out for a word is not worked out again while the word comes up."""

from __future__ import annotations

from digests.text.memo import WordCache


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []
    memo = WordCache(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [memo[word] for word in ("газ", "мұнай", "газ")] == [3, 5, 3]
    assert asked == ["газ", "мұнай"]


def test_words_that_keep_coming_up_outlive_those_that_do_not() -> None:
    asked: list[str] = []
    memo = WordCache(lambda word: asked.append(word) or word, most=10)  # type: ignore[func-returns-value]
    for number in range(1000):
        assert memo[str(number)] == str(number)
        assert memo["жаңалық"] == "жаңалық"
    assert asked.count("жаңалық") == 1
    assert len(memo) <= 10
