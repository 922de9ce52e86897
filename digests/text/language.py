"""Which language a text is in: Russian, Kazakh, English, or none of them.

A linear model over the letters of the words (runs of one to four, learnt by `bench/train_language.py`)
weighs ours against each other and against families of others; the first line of its data file names what it
was learnt from.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import add

from digests.models.texts import NEWS_LANGUAGES, Detection, Language
from digests.text.memo import WordCache

SAMPLE = 1000  # characters looked at: half from the head, half from the middle of a longer text
PIECE = 250  # characters judged together
MAX_RUN = 4
TELLING_WEIGHT = 4
UNKNOWN_ODDS = 0.3  # how much the other languages count: most texts that come in are in ours

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|(?<![\w.+-])[\w.+-]++@[\w.-]++")
_TELLING = re.compile("[ыэъёщәғқңөұүһі¤]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH_ALONE = re.compile("[ғқұі]")
_SHARED = re.compile("[өүңәһҗ]")
_LONG_VOWEL = re.compile("аа|оо|өө|үү|уу|ээ|ыы")
RARE = 100  # letters to one of Kazakh alone, in a name
_KYRGYZ_VOWEL = re.compile("өө|үү|уу|ээ")
ENOUGH_LETTERS = 70
# A letter of no alphabet of ours tells that much, whichever it is.
_FOREIGN = re.compile(r"[^a-zа-яёәғқңөұүһі'’ʼ`‘-]")

# The weights of a run, one for each language or family, share one integer: one addition adds them all.
# A lane holds the sum over a piece: at most some 1,500 runs of two bytes' weight.
LANE_BYTES = 3
OFFSET = 1 << 10
_NO_WORDS = (0.0,) * (len(NEWS_LANGUAGES) + 1)


@dataclass(frozen=True, slots=True)
class _Model:
    scale: float
    bias: tuple[float, ...]
    neutral: int
    weights: Mapping[str, int]

    @property
    def size(self) -> int:
        """Bits of the lanes of all languages; the lane above them counts the runs."""
        return 8 * LANE_BYTES * len(self.bias)

    def unpacked(self, total: int) -> tuple[int, list[int]]:
        """How many runs, and the sum of their weights by language."""
        count = total >> self.size
        content = (total - (count << self.size)).to_bytes(self.size // 8, "little")
        lanes = [content[at : at + LANE_BYTES] for at in range(0, len(content), LANE_BYTES)]
        return count, [int.from_bytes(lane, "little") for lane in lanes]


def detect_language(text: str) -> Detection:
    """The language of most of the text; `confidence` is its share, so that a quotation costs some of it."""
    pieces = [shares for piece in _pieces(_sample(text)) if (shares := _shares(piece))]
    if not pieces:
        return Detection("unknown", 0.0)
    means = [sum(column) / len(pieces) for column in zip(*pieces, strict=True)]
    language = _most(means)
    if language == "kk" and _is_neighbour(text):
        return Detection("unknown", 0.9)
    return Detection(language, round(max(means), 3))


def language_of(text: str) -> Language:
    """The language that `detect_language` tells, known once what is left to read cannot change it."""
    pieces = list(_pieces(_sample(text)))
    sums: Sequence[float] = _NO_WORDS
    for left, piece in zip(reversed(range(len(pieces))), pieces, strict=True):
        sums = list(map(add, sums, _shares(piece) or _NO_WORDS))
        *_, second, first = sorted(sums)
        if first - second > left:
            break
    language = _most(sums) if any(sums) else "unknown"
    return "unknown" if language == "kk" and _is_neighbour(text) else language


def _most(shares: Sequence[float]) -> Language:
    return (*NEWS_LANGUAGES, "unknown")[max(range(len(shares)), key=shares.__getitem__)]


def _is_neighbour(text: str) -> bool:
    """Whether a text has letters that Kazakh shares with Kyrgyz and Tatar, and none that they lack.

    One in nine letters of Kazakh is among those, so seventy letters tell. Where Kyrgyz says a vowel twice, as
    Kazakh does in words from elsewhere alone, a few words do.
    """
    letters = " ".join(words_of(_sample(text)))
    alone = len(_KAZAKH_ALONE.findall(letters))
    if alone * RARE > len(letters):
        return False
    shared = _SHARED.search(letters) is not None
    doubled = _KYRGYZ_VOWEL.search(letters) or (shared and _LONG_VOWEL.search(letters))
    return (not alone and bool(doubled)) or (shared and len(letters) >= ENOUGH_LETTERS)


def _shares(piece: str) -> list[float]:
    """The probability of each language of ours and, last, of none of them; empty when there are no words."""
    model = _model()
    count, lanes = model.unpacked(sum(map(_weights().__getitem__, words_of(piece))))
    if not count:
        return []
    per_unit = model.scale / math.sqrt(count)
    scores = [bias + (lane - count * OFFSET) * per_unit for lane, bias in zip(lanes, model.bias, strict=True)]
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    ours, others = odds[: len(NEWS_LANGUAGES)], UNKNOWN_ODDS * sum(odds[len(NEWS_LANGUAGES) :])
    whole = sum(ours) + others
    return [odd / whole for odd in (*ours, others)]


@cache
def _weights() -> WordCache[int]:
    return WordCache(_weigh)


def _weigh(word: str) -> int:
    """The packed weights of a word's runs, and how many runs it has."""
    return sum(map(_window_weights().__getitem__, _windows(word)))


@cache
def _window_weights() -> WordCache[int]:
    """Words that were never met are made of windows that were."""
    return WordCache(_weigh_window, most=1 << 14)


def _weigh_window(window: str) -> int:
    model = _model()
    runs = _runs_from(window)
    return sum(map(model.weights.get, runs, repeat(model.neutral))) + (len(runs) << model.size)


def words_of(text: str) -> list[str]:
    """The words in small letters, without the Latin ones of a Cyrillic text: those are names."""
    words = _WORD.findall(text.lower())
    if text.isascii():
        return words
    cyrillic = [word for word in words if "\u0400" <= word < "\u0530" or _has_cyrillic(word)]
    if len(cyrillic) == len(words):
        return words
    return cyrillic if 3 * sum(map(len, cyrillic)) >= sum(map(len, words)) else words


def _has_cyrillic(word: str) -> bool:
    return not word.isascii() and _CYRILLIC.search(word) is not None


def word_runs(word: str) -> list[str]:
    """The features: every run of up to four letters of a word between its borders, marked `_`.

    A letter that not all alphabets have counts several times more: one "ї" tells more than a run of "на".
    """
    return [run for window in _windows(word) for run in _runs_from(window)]


def _windows(word: str) -> list[str]:
    """From each letter on, and from the border before the first, as many as a run may have."""
    marked = f"_{_FOREIGN.sub('¤', word)}_"
    return [marked[at : at + MAX_RUN] for at in range(len(marked))]


def _runs_from(window: str) -> list[str]:
    """The runs that begin where the window does."""
    runs = [window[:length] for length in range(1, len(window) + 1)]
    return runs + [f"!{window[0]}"] * TELLING_WEIGHT if _TELLING.match(window) else runs


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of whole words."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + PIECE)
        end = len(text) if end < 0 or len(text) - end < PIECE // 2 else end
        yield text[start:end]
        start = end


def _sample(text: str) -> str:
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = f"{text[: SAMPLE // 2]} {text[middle : middle + SAMPLE // 2]}"
    has_address = "@" in text or "://" in text or "www." in text
    return _ADDRESS.sub(" ", text) if has_address else text


@cache
def _model() -> _Model:
    """The data file: a comment, the languages, scale and biases, the runs, and their packed weights."""
    packed = (files("digests") / "data" / "language.txt.gz").read_bytes()
    _, _, numbers, runs, lanes = gzip.decompress(packed).decode().split("\n")
    scale, *bias = map(float, numbers.split())
    content, size = bytes.fromhex(lanes), LANE_BYTES * len(bias)
    weights = {
        run: int.from_bytes(content[size * n : size * (n + 1)], "little")
        for n, run in enumerate(runs.split())
    }
    neutral = int.from_bytes(OFFSET.to_bytes(LANE_BYTES, "little") * len(bias), "little")
    return _Model(scale, tuple(bias), neutral, weights)
