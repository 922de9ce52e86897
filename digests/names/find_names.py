"""People, organisations and places of a text in their base form, the variants of one name joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from digests.models import Language
from digests.names.mention import Mention
from digests.text.stemming import fold_word

MAX_NAMES_OF_TEXT = 15
MAX_READ_FOR_NAMES = 12_000


def find_names(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    """The names of a text, most often told first, each once; precise rather than many."""
    counts = Counter(_joined(list(_mentions(list(_first(sentences)), language))))
    return tuple(name for name, _ in counts.most_common(MAX_NAMES_OF_TEXT))


def _first(sentences: Sequence[str]) -> Iterable[str]:
    read = 0
    for sentence in sentences:
        read += len(sentence)
        yield sentence[:1000]
        if read > MAX_READ_FOR_NAMES:
            return


def _mentions(sentences: Sequence[str], language: Language) -> Iterable[Mention]:
    if language == "ru":
        from digests.names.russian import mentions
    elif language == "kk":
        from digests.names.kazakh import mentions
    elif language == "en":
        from digests.names.english import mentions
    else:
        return ()
    return mentions(sentences)


def _joined(mentions: Sequence[Mention]) -> Iterator[str]:
    """One name for all mentions of one: that of the fullest, in the form in which most of them agree."""
    full = _people(mention for mention in mentions if mention.first and not mention.has_initial)
    short = _people(mention for mention in mentions if mention.has_initial)
    firsts = _by_first_name(full)
    others: dict[tuple[str, ...], str] = {}
    for mention in mentions:
        namesakes = full.get(mention.stem, []) if " " not in mention.last else []
        known = [other for other in namesakes if mention.agrees(other)] or short.get(mention.stem, [])
        if not known and mention.kind in ("person", "unsure") and not mention.first:
            known = firsts.get(mention.last, [])
        if known:
            yield _commonest(mention, known)
        elif mention.kind != "unsure":
            key = tuple(map(fold_word, mention.text.split()))
            yield others.setdefault(key, mention.text)


def _people(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """By the stem of the surname."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.stem].append(mention)
    return found


def _by_first_name(full: Mapping[str, list[Mention]]) -> dict[str, list[Mention]]:
    """The one person of the text with this first name."""
    found: dict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
    for mention in (mention for people in full.values() for mention in people):
        found[mention.first][mention.key] = mention
    return {first: list(people.values()) for first, people in found.items() if len(people) == 1}


def _commonest(mention: Mention, known: Sequence[Mention]) -> str:
    """The same person may be met in a form that another case explains better."""
    same = [other for other in known if other.key == mention.key] or known
    counts = Counter(other.text for other in same)
    return max(counts, key=lambda text: (counts[text], -len(text)))
