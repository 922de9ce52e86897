"""How one story is told: its language, its lead, and sentences that do not repeat each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from digests.models import Article, DigestItem, Language, Story, ToldSentence
from digests.novelty import borne_out, is_new
from digests.readability import refers_back

WHOLE_STORY = 12


def tell(
    story: Story, languages: tuple[Language, ...], *, after: int | None = None, limit: int = 2
) -> DigestItem | None:
    """The story in the reader's language; with `after`, the newest article told before, only what is new.

    None when newer articles add nothing, or when the story has no article.
    """
    if not story.articles:
        return None
    language = language_of(story, languages)
    articles = [article for article in story.articles if article.language == language]
    if after is not None:
        return _update(story, articles, after, limit)
    lead = lead_of(articles)
    return DigestItem(story, lead.headline, language, _told(articles, lead, limit))


def whole_story(story: Story, languages: tuple[Language, ...]) -> DigestItem | None:
    """Everything the story's reports tell in one language: the lead first, then what each other adds."""
    return tell(story, languages, limit=WHOLE_STORY)


def language_of(story: Story, languages: Sequence[Language]) -> Language:
    has = [article.language for article in story.articles]
    return next((language for language in languages if language in has), has[0])


def lead_of(articles: Sequence[Article]) -> Article:
    """The article whose headline the others bear out most; of equals the newest."""
    return max(articles, key=lambda article: (_support(article, articles), article.added, article.id))


def _support(article: Article, articles: Sequence[Article]) -> float:
    others = [other for other in articles if other is not article]
    return round(sum(borne_out(article.headline, _text(other)) for other in others), 1)


def _text(article: Article) -> str:
    return " ".join([article.headline, *(sentence.text for sentence in article.summary)])


def _told(articles: Sequence[Article], lead: Article, limit: int) -> tuple[ToldSentence, ...]:
    """The lead's sentences; where others add to them, the last place is theirs."""
    others = [article for article in articles if article is not lead]
    own = _fresh([lead], [lead.headline], limit)
    kept = own[: max(1, limit - 1)]
    added = _fresh(others, [lead.headline, *(sentence.text for sentence in kept)], limit - len(kept))
    found = (*kept, *added) if added else own
    return found or tuple(ToldSentence(s.text, lead) for s in lead.summary[: min(1, limit)])


def _update(story: Story, articles: Sequence[Article], after: int, limit: int) -> DigestItem | None:
    known = [_part for article in story.articles if article.id <= after for _part in _parts(article)]
    newer = [article for article in reversed(articles) if article.id > after]
    sentences = _fresh(newer, known, limit)
    if not sentences:
        return None
    lead = sentences[0].article
    return DigestItem(story, lead.headline, lead.language, sentences, update=True)


def _parts(article: Article) -> Iterator[str]:
    yield article.headline
    yield from (sentence.text for sentence in article.summary)


def _fresh(articles: Iterable[Article], known: Sequence[str], limit: int) -> tuple[ToldSentence, ...]:
    """The first sentences that repeat nothing known and nothing told, none without what it refers to."""
    told: list[ToldSentence] = []
    said = list(known)
    for article in articles:
        last = None
        for sentence in article.summary:
            loose = refers_back(sentence.text) and sentence.position - 1 != last
            if len(told) < limit and not loose and is_new(sentence.text, said):
                told.append(ToldSentence(sentence.text, article))
                said.append(sentence.text)
                last = sentence.position
    return tuple(told)
