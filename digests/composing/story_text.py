"""How one story is told: its language, its lead, and sentences that do not repeat each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import timedelta

from digests.models import Article, DigestItem, Language, Story, SummarySentence, ToldSentence
from digests.summaries.conflicting_figures import side_by_side, tells_other_figures
from digests.summaries.novelty import borne_out, is_new, tells_new_figures
from digests.summaries.standalone import refers_back

WHOLE_STORY = 12
SENTENCES_OF_ANOTHER_REPORT = 3  # sentences of another report that a few sentences have room for
NEWS_AGAIN_AFTER = timedelta(hours=12)
_NAME_OR_NUMBER = re.compile(r"\d|[^\W\d_](?:_|[^\w.!?])* [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


def summarise_story(
    story: Story, languages: tuple[Language, ...], *, known: Set[int] = frozenset(), limit: int = 2
) -> DigestItem | None:
    """The story in the reader's language; where some of its articles are `known` by number, only what is new.

    None when the others add nothing, or when the story has no article.
    """
    if not story.articles:
        return None
    language = language_of(story, languages)
    articles = [article for article in story.articles if article.language == language]
    if any(article.id in known for article in story.articles):
        return _update(story, articles, known, limit)
    lead = lead_of(articles)
    return DigestItem(story, lead.headline, language, _told(articles, lead, limit))


def whole_story(story: Story, languages: tuple[Language, ...]) -> DigestItem | None:
    """Everything the story's reports tell in one language: the lead first, then what each other adds."""
    return summarise_story(story, languages, limit=WHOLE_STORY)


def language_of(story: Story, languages: Sequence[Language]) -> Language:
    has = [article.language for article in story.articles]
    return next((language for language in languages if language in has), has[0])


def lead_of(articles: Sequence[Article]) -> Article:
    """The article whose headline the others bear out most, of equals one that opens with its news.

    Where a story developed, only its latest reports are asked.
    """
    asked = _latest(articles) or articles
    return max(asked, key=lambda a: (_support(a, articles), -_opening(a), a.added, a.id))


def _opening(article: Article) -> int:
    """How many sentences stand before the one that tells most."""
    return next((sentence.position for sentence in _by_rank(article)), 0)


def _latest(articles: Sequence[Article]) -> list[Article]:
    """Reports of the last `NEWS_AGAIN_AFTER` with a headline that says what no earlier report said."""
    since = max(article.added for article in articles) - NEWS_AGAIN_AFTER
    earlier = [_part for article in articles if article.added < since for _part in _parts(article)]
    return [a for a in articles if a.added >= since and earlier and is_new(a.headline, earlier)]


def _support(article: Article, articles: Sequence[Article]) -> float:
    others = [other for other in articles if other is not article]
    return round(sum(borne_out(article.headline, _text(other)) for other in others), 1)


def _text(article: Article) -> str:
    return " ".join([article.headline, *(sentence.text for sentence in article.summary)])


def _told(articles: Sequence[Article], lead: Article, limit: int) -> tuple[ToldSentence, ...]:
    """The lead's sentences; where others add names or numbers to them, the last place is theirs."""
    others = sorted((a for a in articles if a is not lead), key=lambda a: a.added, reverse=True)
    heard = WHOLE_STORY
    if limit < WHOLE_STORY:
        others, heard = (
            [a for a in others if a.added >= lead.added - NEWS_AGAIN_AFTER],
            SENTENCES_OF_ANOTHER_REPORT,
        )
    kept = _fresh([lead], [lead.headline], max(1, limit - 1))
    known = [lead.headline, *(sentence.text for sentence in kept)]
    added = _fresh(others, known, limit - len(kept), _is_concrete, heard)
    found = (*kept, *added) if added else _fresh([lead], [lead.headline], limit)
    found = found or tuple(ToldSentence(s.text, lead) for s in _by_rank(lead)[: min(1, limit)])
    return side_by_side(found, lead, others, limit)


def _is_concrete(text: str) -> bool:
    return bool(_NAME_OR_NUMBER.search(text))


def _update(story: Story, articles: Sequence[Article], known: Set[int], limit: int) -> DigestItem | None:
    said = [_part for article in story.articles if article.id in known for _part in _parts(article)]
    newer = [article for article in reversed(articles) if article.id not in known]
    read = any(article.id in known for article in articles)
    sentences = _fresh(newer, said, limit, lambda text: read or tells_new_figures(text, said), adds=_adds)
    if not sentences:
        return None
    lead = sentences[0].article
    return DigestItem(story, lead.headline, lead.language, sentences, update=True)


def _parts(article: Article) -> Iterator[str]:
    yield article.headline
    yield from (sentence.text for sentence in article.summary)


def _by_rank(article: Article) -> list[SummarySentence]:
    return sorted(article.summary, key=lambda sentence: (sentence.rank, sentence.position))


def _anything(_text: str) -> bool:
    return True


def _adds(text: str, said: Sequence[str]) -> bool:
    """Another number of the same is news to who heard the first."""
    return is_new(text, said) or tells_other_figures(text, said)


def _fresh(
    articles: Iterable[Article],
    known: Sequence[str],
    limit: int,
    fits: Callable[[str], bool] = _anything,
    heard: int = WHOLE_STORY,
    *,
    adds: Callable[[str, Sequence[str]], bool] = is_new,
) -> tuple[ToldSentence, ...]:
    """The sentences that tell most and repeat nothing known, an article after another in text order.

    Of each article its `heard` best are asked. None comes without the sentence that it refers to.
    """
    told: list[ToldSentence] = []
    said = list(known)
    for article in articles:
        chosen: dict[int, str] = {}
        for sentence in _by_rank(article)[:heard]:
            if len(told) + len(chosen) >= limit:
                break
            loose = sentence.position - 1 not in chosen and refers_back(sentence.text)
            if not loose and fits(sentence.text) and adds(sentence.text, said):
                chosen[sentence.position] = sentence.text
                said.append(sentence.text)
        told += (ToldSentence(chosen[position], article) for position in sorted(chosen))
    return tuple(told)
