"""How one story is told: its language, its lead, and sentences that do not repeat each other."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import timedelta

from digests.composing.choice import Candidate, candidates, choose
from digests.composing.lead import lead_of
from digests.composing.picked import choice_for, chosen_lead, picked, with_cuts
from digests.models.digest import DigestItem, ToldSentence
from digests.models.stories import Article, ModelChoice, Story
from digests.models.texts import Language
from digests.summaries.conflicting_figures import side_by_side, tells_other_figures
from digests.summaries.novelty import keys_of, repeated, same_names, tells_new, tells_new_figures
from digests.summaries.states import overtaken, parts, told_at

WHOLE_STORY = 12
ABOUT_AS_NEW = timedelta(hours=6)  # of the headline
# The share of a headline; more where two headlines have nothing in common.
SAME_NEWS, SAME_NEWS_BY_TEXT = 0.3, 0.6
REPORTS_HEARD = 24  # those nearest to the headline in time
SENTENCES_HEARD = 4  # of each of several reports, the best; of the lead and for the whole story all


def summarise_story(
    story: Story, languages: tuple[Language, ...], *, known: Set[int] = frozenset(), limit: int = 2
) -> DigestItem | None:
    """The story in the reader's language; where the numbers in `known` are of its articles, only what is new.

    None when the other articles add nothing, or when the story has no article.
    """
    if not story.articles:
        return None
    language = language_of(story, languages)
    articles = [article for article in story.articles if article.language == language]
    choice = choice_for(story, language, articles) if story.choices else None
    if any(article.id in known for article in story.articles):
        return _update(story, articles, known, limit, choice)
    lead = chosen_lead(choice, articles) or lead_of(articles)
    return DigestItem(story, lead.headline, language, _told(articles, lead, limit, choice) if limit else ())


def whole_story(story: Story, languages: tuple[Language, ...]) -> DigestItem | None:
    """All that the story's reports tell in one language; what several confirm stands first."""
    return summarise_story(story, languages, limit=WHOLE_STORY)


def language_of(story: Story, languages: Sequence[Language]) -> Language:
    has = [article.language for article in story.articles]
    return next((language for language in languages if language in has), has[0])


def _told(
    articles: Sequence[Article], lead: Article, limit: int, choice: ModelChoice | None
) -> tuple[ToldSentence, ...]:
    """Sentences that add to the headline, from reports about as new; two numbers for one thing stand side by
    side.

    What a model chose comes first, and nothing else is added unless the whole story is wanted.
    """
    stale = overtaken(articles)
    others = reports_beside(articles, lead, limit)
    heard = heard_of(lead, others, limit, stale)
    found = picked(choice, heard, [lead.headline], limit)
    if not found or limit == WHOLE_STORY:
        said = [lead.headline, *(sentence.text for sentence in found)]
        found += choose(heard, [lead, *others], said, limit - len(found))
    return with_cuts(side_by_side(found, lead, others, limit, stale), choice)


def reports_beside(articles: Sequence[Article], lead: Article, limit: int) -> list[Article]:
    """The other reports that are considered, those nearest in time to the lead first."""
    others = sorted((a for a in articles if a is not lead), key=lambda a: abs(told_at(a) - told_at(lead)))
    if limit < WHOLE_STORY:
        others = [a for a in others if _is_about_as_new(a, lead) and _tells_of(a, lead.headline)]
    return others[:REPORTS_HEARD]


def _is_about_as_new(article: Article, lead: Article) -> bool:
    return abs(told_at(article) - told_at(lead)) <= ABOUT_AS_NEW


def _tells_of(article: Article, headline: str) -> bool:
    """Whether a report has so much of the headline that its other sentences are probably about the same."""
    aside = keys_of(headline).isdisjoint(keys_of(article.headline))
    return repeated(headline, " ".join(parts(article))) >= (SAME_NEWS_BY_TEXT if aside else SAME_NEWS)


def heard_of(lead: Article, others: Sequence[Article], limit: int, stale: Set[str]) -> list[Candidate]:
    """The sentences that may be told."""
    of_others = SENTENCES_HEARD if limit < WHOLE_STORY else WHOLE_STORY
    return [*candidates([lead], stale, WHOLE_STORY), *candidates(others, stale, of_others)]


def _update(
    story: Story, articles: Sequence[Article], known: Set[int], limit: int, choice: ModelChoice | None
) -> DigestItem | None:
    """What newer reports, in any language, add to all that was told."""
    newer = [article for article in articles if article.id not in known]
    if not newer:
        return None
    told = [article for article in story.articles if article.id in known]
    said = [part for article in told for part in parts(article)]
    foreign = [
        part for article in told if article.language != articles[0].language for part in parts(article)
    ]
    read = len(foreign) < len(said)

    def adds(text: str, told: Sequence[str]) -> bool:
        """Another number of the same is news to who heard the first."""
        new = tells_new(text, told) or tells_other_figures(text, told)
        fresh = read or tells_new_figures(text, said)
        return new and fresh and not any(same_names(text, other) for other in foreign)

    lead = lead_of(newer)
    asked = [lead, *sorted((a for a in newer if a is not lead), key=told_at, reverse=True)][:REPORTS_HEARD]
    heard = candidates(asked, overtaken(articles), WHOLE_STORY)
    sentences = with_cuts(picked(choice, heard, [*said, lead.headline], limit, adds), choice)
    sentences = sentences or choose(heard, asked, [*said, lead.headline], limit, adds)
    sentences = sentences or choose(heard, asked, said, limit, adds)
    if not sentences:
        return None
    tellers = [sentence.article for sentence in sentences]
    lead = lead if lead in tellers or adds(lead.headline, said) else tellers[0]
    return DigestItem(story, lead.headline, lead.language, sentences, update=True)
