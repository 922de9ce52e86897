"""A digest made again from what was chosen for it, by its articles as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from digests.composing.picked import checksum
from digests.composing.story_text import summarise_story
from digests.models.digest import ChosenDigest, ChosenSentence, ChosenStory, Digest, DigestItem, ToldSentence
from digests.models.stories import Article, Story
from digests.models.wishes import ToldStories
from digests.summaries.cuts import without
from digests.summaries.figures import tells_another_number
from digests.summaries.shortening import shorten
from digests.summaries.summarise import SENTENCES_READ
from digests.text.sentences import split_sentences

SAME_SENTENCE = 0.5  # the share of its words that a corrected sentence keeps at least


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it is now. Where it was revised, with its `body` and those that it had `earlier`.

    `summary_chosen`: an editor said which sentences are told, so that others which the text has are not.
    """

    article: Article
    body: str = ""
    earlier: tuple[str, ...] = ()
    summary_chosen: bool = False


_Made = tuple[DigestItem, ChosenStory]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A digest made again, and what was chosen for it in the end."""

    digest: Digest
    chosen: ChosenDigest


def choices(digest: Digest, told: ToldStories, most: int) -> ChosenDigest:
    """What was chosen for a digest; at most so many of its stories are listed.

    `told` is what its reader knew before.
    """
    named = len(digest.main) + len(digest.brief)
    rest = digest.rest[: max(0, most - named)]
    listed = (*digest.main, *digest.brief, *rest)
    return ChosenDigest(
        tuple(_choice(item, told) for item in digest.main),
        tuple(_choice(item, told, sentences=False) for item in digest.brief),
        tuple(_choice(item, told, sentences=False) for item in rest),
        digest.story_count - len(listed),
        digest.article_count - Digest(listed).article_count,
        digest.days,
        digest.kept_back[:most],
    )


def rebuild(chosen: ChosenDigest, texts: Mapping[int, ArticleText], *, read: bool) -> Rebuilt:
    """The digest with what `texts` say now; an article that is not among them was withdrawn.

    In one that was `read` each withdrawn story leaves its place, and its last line counts as it did. From
    one that nobody has read it goes.
    """
    main, brief, rest = (
        _kept([_item(each, texts, read=read) for each in part], read=read)
        for part in (chosen.main, chosen.brief, chosen.rest)
    )
    stories, articles = chosen.unlisted_stories, chosen.unlisted_articles
    digest = Digest(
        _items(main), _items(brief), _items(rest), stories, articles, chosen.days, chosen.kept_back
    )
    if read:
        digest = replace(digest, unlisted_articles=articles + chosen.article_count - digest.article_count)
    told = replace(chosen, main=_told(main), brief=_told(brief), rest=_told(rest))
    return Rebuilt(digest, told)


def name_withdrawn(digest: Digest, chosen: ChosenDigest, headlines: Mapping[int, str]) -> Digest:
    """With the headlines of withdrawn main stories, where the digest, made again as it was read, has them.

    `headlines` are by the articles that had them.
    """
    main = (
        replace(item, headline=headlines.get(then.headline, "")) if item.withdrawn else item
        for item, then in zip(digest.main, chosen.main, strict=True)
    )
    return replace(digest, main=tuple(main))


def _kept(part: Sequence[_Made], *, read: bool) -> list[_Made]:
    return [made for made in part if read or not made[0].withdrawn]


def _items(part: Sequence[_Made]) -> tuple[DigestItem, ...]:
    return tuple(item for item, _ in part)


def _told(part: Sequence[_Made]) -> tuple[ChosenStory, ...]:
    return tuple(told for _, told in part)


def _choice(item: DigestItem, told: ToldStories, *, sentences: bool = True) -> ChosenStory:
    """What was seen and is a headline now is not known by that headline."""
    kinds = (told.articles,) if item.seen else (told.articles, told.seen)
    numbers = [article.id for article in item.story.articles]
    return ChosenStory(
        item.story.id,
        _under_headline(item),
        item.language,
        tuple((article.id, len(article.origins)) for article in item.story.articles),
        tuple(number for number in numbers if any(number in known for known in kinds)),
        tuple(_chosen(sentence) for sentence in (item.sentences if sentences else ())),
        item.update,
        tuple(_choice(step, told, sentences=False) for step in item.steps),
        item.seen,
        item.followed,
    )


def _under_headline(item: DigestItem) -> int:
    first = [sentence.article for sentence in item.sentences[:1]]
    asked = (*first, *item.story.articles)
    named = (a for a in asked if a.headline == item.headline and a.language == item.language)
    return next(named, asked[0]).id


def _chosen(sentence: ToldSentence) -> ChosenSentence:
    summary = sentence.article.summary
    whole = sentence.whole or sentence.text
    position = next((each.position for each in summary if each.text == whole), 0)
    return ChosenSentence(sentence.article.id, position, checksum(whole), sentence.beside, sentence.cuts)


def _item(chosen: ChosenStory, texts: Mapping[int, ArticleText], *, read: bool) -> _Made:
    """With its steps. Where its own story is withdrawn, the first step that is left takes its place."""
    made = [_story(replace(each, steps=()), texts) for each in chosen.stories]
    live = [place for place, (item, _) in enumerate(made) if not item.withdrawn]
    if not live:
        return made[0]
    if live[0]:
        step = made.pop(live[0])[1]
        made.insert(0, _story(replace(step, sentences=chosen.sentences), texts))
    (item, told), *steps = made
    steps = _kept(steps, read=read)
    return replace(item, steps=_items(steps)), replace(told, steps=_told(steps))


def _story(chosen: ChosenStory, texts: Mapping[int, ArticleText]) -> _Made:
    """As it was told, or by what is left of it; withdrawn when nothing is left but what was known before."""
    live = {
        number: _then(texts[number].article, origins)
        for number, origins in chosen.articles
        if number in texts
    }
    if live.keys() <= set(chosen.known):
        return _withdrawn(chosen), chosen
    story = Story(chosen.story_id, tuple(live.values()))
    sentences = _sentences(chosen, live, texts)
    if sentences and any(texts[number].summary_chosen for number in live):
        sentences = _with_others(sentences, chosen, story)
    if chosen.headline in live and (sentences or not chosen.sentences):
        lead = live[chosen.headline]
        item = DigestItem(story, lead.headline, lead.language, sentences, chosen.update)
        return _as_chosen(item, chosen), _left(chosen, live)
    return _told_anew(chosen, story)


def _with_others(
    told: tuple[ToldSentence, ...], chosen: ChosenStory, story: Story
) -> tuple[ToldSentence, ...]:
    """Where an editor took sentences out, others of the summary that they chose come in their place."""
    if len(told) >= len(chosen.sentences):
        return told
    anew, _ = _told_anew(chosen, story)
    said = {text for sentence in told for text in (sentence.text, sentence.whole)}
    others = [each for each in anew.sentences if each.text not in said and not each.beside]
    return (*told, *others)[: len(chosen.sentences)]


def _then(article: Article, origins: int) -> Article:
    return replace(article, origins=article.origins[:origins])


def _told_anew(chosen: ChosenStory, story: Story) -> _Made:
    """By the articles that are left, where what it was told by is gone: of an update what is new, if any."""
    known, limit = set(chosen.known), max(1, len(chosen.sentences))
    item = summarise_story(story, (chosen.language,), known=known, limit=limit)
    item = item or summarise_story(story, (chosen.language,), limit=limit)
    if item is None:
        return _withdrawn(chosen), chosen
    item = _as_chosen(replace(item, sentences=item.sentences if chosen.sentences else ()), chosen)
    return item, _choice(item, ToldStories(frozenset(known)))


def _withdrawn(chosen: ChosenStory) -> DigestItem:
    return _as_chosen(DigestItem(Story(chosen.story_id, ()), "", chosen.language, ()), chosen)


def _as_chosen(item: DigestItem, chosen: ChosenStory) -> DigestItem:
    return replace(item, seen=chosen.seen, followed=chosen.followed)


def _left(chosen: ChosenStory, live: Mapping[int, Article]) -> ChosenStory:
    return replace(
        chosen,
        articles=tuple(each for each in chosen.articles if each[0] in live),
        known=tuple(number for number in chosen.known if number in live),
        sentences=tuple(sentence for sentence in chosen.sentences if sentence.article in live),
    )


def _sentences(
    chosen: ChosenStory, live: Mapping[int, Article], texts: Mapping[int, ArticleText]
) -> tuple[ToldSentence, ...]:
    found: list[ToldSentence] = []
    for sentence in chosen.sentences:
        text = _now(sentence, texts[sentence.article]) if sentence.article in live else None
        if text is None or any(text in (other.text, other.whole) for other in found):
            continue
        beside = sentence.beside and bool(found)
        if beside and checksum(text) != sentence.checksum and not tells_another_number(text, found[-1].text):
            continue  # the correction has settled which number is right
        found.append(_with_cuts(ToldSentence(text, live[sentence.article], beside), sentence))
    return tuple(found)


def _with_cuts(told: ToldSentence, chosen: ChosenSentence) -> ToldSentence:
    """Without what was cut then, where the sentence is what it was."""
    if not chosen.cuts or checksum(told.text) != chosen.checksum:
        return told
    left = without(told.text, chosen.cuts, told.article.language)
    return told if left is None else replace(told, text=left, whole=told.text, cuts=chosen.cuts)


def _now(chosen: ChosenSentence, text: ArticleText) -> str | None:
    """The sentence as it was, wherever it stands now, or as it was corrected; None when it is gone."""
    for told in text.article.summary:
        if told.position == chosen.position and checksum(told.text) == chosen.checksum:
            return told.text
    bodies = map(_cut, (text.body, *text.earlier))
    now = next(bodies)
    for sentence in now:
        if checksum(sentence) == chosen.checksum:
            return None if text.summary_chosen else sentence
    before = (body for body in bodies if _stood_in(chosen, body))
    return _corrected(chosen.position, next(before, ()), now)


@lru_cache(maxsize=64)  # many editions tell of the same corrected article
def _cut(body: str) -> tuple[str, ...]:
    return tuple(map(shorten, split_sentences(body)[:SENTENCES_READ]))


def _stood_in(chosen: ChosenSentence, body: Sequence[str]) -> bool:
    return chosen.position < len(body) and checksum(body[chosen.position]) == chosen.checksum


def _corrected(position: int, before: Sequence[str], now: Sequence[str]) -> str | None:
    """What stands in the place of a sentence, if it is the same one corrected."""
    if not before:
        return None
    old = before[position].split()
    alike = (
        (SequenceMatcher(None, old, now[at].split()).ratio(), -at) for at in _places(position, before, now)
    )
    share, at = max(alike, default=(0.0, 0))
    return now[-at] if share >= SAME_SENTENCE else None


def _places(position: int, before: Sequence[str], now: Sequence[str]) -> Iterator[int]:
    """Where in `now` stands what has taken the place of this sentence and its changed neighbours."""
    for _, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if start <= position < end:
            yield from range(first, last)
