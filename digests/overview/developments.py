"""How a thread is told: as a development where there is one, else by what its leading report says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from digests.composing.lead import lead_of
from digests.models.stories import Article
from digests.models.texts import SummarySentence
from digests.overview.threads import Report, Thread, when
from digests.search.search_text import Stems, mentions
from digests.summaries.novelty import is_new, repeated
from digests.summaries.references import refers_back

DEVELOPS_AFTER = timedelta(hours=6)
SAME_SENTENCE_SHARE = 0.85  # of the words; reports of the same weather in two cities share less
_CONCRETE = re.compile(r"\d|(?<=[^\W\d_] )[«\"“]?[^\W\d_a-zа-яәғқңөұүһі]")

Saying = tuple[str, Report]


def tell_thread(thread: Thread, stems: Stems, said: Sequence[str], share: int) -> list[Saying]:
    """A development by its beginning and its latest steps; otherwise what its reports say, the lead first."""
    steps = steps_of(thread, said)
    if len(steps) > 1 and share > 1:
        chosen = [steps[0], *steps[1:][-(share - 1) :]]
        return list(_development(chosen, stems, said, share // len(chosen)))
    return list(_facts(thread, stems, said, share))


def _development(steps: Sequence[Saying], stems: Stems, said: Sequence[str], share: int) -> Iterator[Saying]:
    """Each step with what else its report says, as long as there is room."""
    own = [text for text, _ in steps]
    for text, report in steps:
        yield text, report
        for sentence in _chosen(report.article, stems, own, said, share - 1):
            own.append(sentence.text)
            yield sentence.text, report


def steps_of(thread: Thread, said: Sequence[str]) -> list[Saying]:
    """Something new and concrete from each report whose headline is news after those before it."""
    steps: list[Saying] = []
    known: list[str] = []
    for report in thread.reports:
        if any(_is_soon(report, step) for _, step in steps) or not is_new(report.article.headline, known):
            continue
        texts = [sentence.text for sentence in _sayings(report.article)]
        own = [text for text, _ in steps]
        new = (t for t in texts if _CONCRETE.search(t) and not refers_back(t) and is_fresh(t, own, said))
        steps += [(text, report) for text in new][:1]
        known += [report.article.headline, *texts]
    return steps


def _is_soon(report: Report, step: Report) -> bool:
    apart = when(report.article)[0] - when(step.article)[0]
    return report.story is step.story and apart < DEVELOPS_AFTER


def _facts(thread: Thread, stems: Stems, said: Sequence[str], share: int) -> Iterator[Saying]:
    lead = lead_of([a for a in thread.articles if _opens_with_news(a)] or thread.articles)
    own: list[str] = []
    for report in sorted(thread.reports, key=lambda report: report.article is not lead):
        for sentence in _chosen(report.article, stems, own, said, share - len(own)):
            own.append(sentence.text)
            yield sentence.text, report


def _chosen(
    report: Article, stems: Stems, own: Sequence[str], said: Sequence[str], limit: int
) -> list[SummarySentence]:
    """The most interesting new sentences, in text order."""
    new: list[SummarySentence] = []
    for sentence in _by_interest(report, stems):
        stands = not refers_back(sentence.text) or sentence.position - 1 in {s.position for s in new}
        if len(new) < limit and stands and is_fresh(sentence.text, [*own, *(s.text for s in new)], said):
            new.append(sentence)
    return sorted(new, key=lambda sentence: sentence.position)


def _by_interest(report: Article, stems: Stems) -> list[SummarySentence]:
    """First what tells the headline, then what has the words that were asked for, then what is concrete."""

    def rank(saying: SummarySentence) -> tuple[bool, bool, bool]:
        asked = bool(stems) and mentions(saying.text, stems, report.language)
        return is_new(report.headline, [saying.text]), not asked, not _CONCRETE.search(saying.text)

    return sorted(_sayings(report), key=rank)


def _sayings(article: Article) -> tuple[SummarySentence, ...]:
    """The summary, with the headline before it where no sentence says how the text begins."""
    texts = [sentence.text for sentence in article.summary]
    if _opens_with_news(article) or not is_new(article.headline, texts):
        return article.summary
    return (SummarySentence(article.headline, -1), *article.summary)


def _opens_with_news(article: Article) -> bool:
    return bool(article.summary) and article.summary[0].position == 0


def is_fresh(text: str, own: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a sentence is new to its own thread and repeats no other thread."""
    return is_new(text, own) and all(repeated(text, other) < SAME_SENTENCE_SHARE for other in others)
