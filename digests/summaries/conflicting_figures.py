"""Where reports of one story give different numbers: what each says stands beside what the other says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from digests.models.digest import ToldSentence
from digests.models.stories import Article
from digests.summaries.figures import figures, has_number, is_one_text, tells_another_number
from digests.summaries.states import told_at

MAX_OTHER_FIGURES = 2


def side_by_side(
    told: Sequence[ToldSentence],
    lead: Article,
    others: Sequence[Article],
    limit: int,
    stale: Set[str] = frozenset(),
) -> tuple[ToldSentence, ...]:
    """After each sentence those of `others` that tell the same with another number; none is called wrong.

    Of versions of one text, which differ in their number alone, one is told: the one whose number most
    sources have, of equals the latest. What is `stale` is told no longer.

    A number that stood in the lead's headline alone gets its sentence. One more than `limit` have room.
    """
    if not others:
        return tuple(told[:limit])
    found: list[ToldSentence] = []
    for sentence in (*_of_headline(told, lead, stale), *told):
        versions = _beside(sentence, others, found, stale)
        if sentence.text in _texts(found) or not (versions or sentence in told):
            continue
        longer = [*found, *_once([sentence, *versions], (lead, *others))]
        if len(longer) > limit + any(each.beside for each in longer):
            break
        found = longer
    return tuple(found)


def _once(versions: Sequence[ToldSentence], reports: Sequence[Article]) -> list[ToldSentence]:
    """The sentence and those beside it, where none is another's text: else the best version of that text."""
    first, *beside = versions
    same = [first, *(each for each in beside if is_one_text(each.text, first.text))]
    if len(same) == 1:
        return list(versions)
    best = max(same, key=lambda each: (_tellers(each.text, reports), told_at(each.article)))
    return [replace(best, beside=False)]


def _tellers(text: str, reports: Sequence[Article]) -> int:
    """How many sources have all its numbers."""
    return len({report.first_source for report in reports if _holds(report, text)})


def tells_other_figures(text: str, said: Sequence[str]) -> bool:
    """Whether it repeats what was said but for a number that was not."""
    known = " ".join(said)
    numbers = [figure for figure in figures(text) if not has_number(known, figure)]
    return bool(numbers) and any(tells_another_number(text, other) for other in said)


def _of_headline(told: Sequence[ToldSentence], lead: Article, stale: Set[str]) -> Iterator[ToldSentence]:
    """The lead's sentences with a number of its headline, which were not told because they repeat it."""
    numbers = figures(lead.headline)
    for sentence in lead.summary if numbers else ():
        if sentence.text not in {*_texts(told), *stale} and any(
            has_number(sentence.text, each) for each in numbers
        ):
            yield ToldSentence(sentence.text, lead)


def _beside(
    sentence: ToldSentence, others: Sequence[Article], known: Sequence[ToldSentence], stale: Set[str]
) -> list[ToldSentence]:
    found: list[ToldSentence] = []
    for article in others if figures(sentence.text) else ():
        text = _other_version(article, sentence)
        if (
            text
            and text not in {*_texts(known), *stale}
            and not _is_said(text, found)
            and len(found) < MAX_OTHER_FIGURES
        ):
            found.append(ToldSentence(text, article, beside=True))
    return found


def _other_version(article: Article, sentence: ToldSentence) -> str | None:
    """Of an independent report, where neither has the other's number: who knows both means two things."""
    sources = {origin.source for origin in article.origins}
    if not sources.isdisjoint(origin.source for origin in sentence.article.origins):
        return None
    for part in article.summary:
        if tells_another_number(part.text, sentence.text):
            apart = not (_holds(article, sentence.text) or _holds(sentence.article, part.text))
            return part.text if apart else None
    return None


def _holds(article: Article, text: str) -> bool:
    said = " ".join([article.headline, *(part.text for part in article.summary)])
    return all(has_number(said, figure) for figure in figures(text))


def _is_said(text: str, found: Sequence[ToldSentence]) -> bool:
    return any(all(has_number(told.text, figure) for figure in figures(text)) for told in found)


def _texts(told: Sequence[ToldSentence]) -> list[str]:
    return [sentence.text for sentence in told]
