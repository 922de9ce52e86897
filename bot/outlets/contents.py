"""What the posts of editions tell as things stand now, made again from what was chosen for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.digest import texts_of
from bot.views.common.kept_digest import KeptDigest, load_kept
from digests.composing.rebuild import ArticleText, rebuild
from digests.models.digest import ChosenDigest, ChosenStory, DigestItem
from digests.models.texts import Language
from storage import articles, message_texts, revisions
from storage.database import Database, Reader
from storage.edition_posts import EditionPost
from storage.revisions import LastRevision


@dataclass(frozen=True, slots=True)
class ArticleStates:
    """The articles of a post that are not retracted, and the last revision of any.

    As long as the states are equal, the post is made again with the same words.
    """

    live: frozenset[int]
    last: LastRevision


@dataclass(frozen=True, slots=True)
class ToldPost:
    """A post with what is left of it, empty where all was retracted; `main` with sentences, `brief` in lines.

    `gone` are the numbers of stories that it told and no longer tells, `articles` the numbers of all articles
    that it was made from, `state` their states at that time.
    """

    post: EditionPost
    language: Language
    main: tuple[DigestItem, ...]
    brief: tuple[DigestItem, ...]
    gone: tuple[int, ...]
    articles: frozenset[int]
    state: ArticleStates

    @property
    def items(self) -> tuple[DigestItem, ...]:
        return self.main + self.brief


async def read_post(db: Database, post: EditionPost) -> ToldPost | None:
    """None where it is not known what was chosen for the post, as in very old versions."""
    async with db.read() as reader:
        contents = (await message_texts.contents_of(reader, [post.message_id])).get(post.message_id)
        if contents is None:
            return None
        kept = load_kept(contents)
        texts = await texts_of(reader, [_named(kept)])
        numbers = articles_of(kept)
        (state,) = await read_states(reader, [numbers])
    return await asyncio.to_thread(_told, post, kept, texts, numbers, state)


async def read_states(db: Reader, many: Sequence[frozenset[int]]) -> list[ArticleStates]:
    """The states of many posts, by the numbers of their articles, in the same order."""
    numbers = sorted(frozenset().union(*many))
    live = await articles.live(db, numbers)
    last = await revisions.last_told(db, numbers)
    return [
        ArticleStates(
            each & live,
            max((last[number] for number in each & last.keys()), key=_number, default=LastRevision()),
        )
        for each in many
    ]


def _told(
    post: EditionPost,
    kept: KeptDigest,
    texts: Mapping[int, ArticleText],
    numbers: frozenset[int],
    state: ArticleStates,
) -> ToldPost:
    chosen = _named(kept)
    digest = rebuild(chosen, texts, read=False).digest
    left = {story.id for item in digest.items for story in item.stories}
    told = list(_stories(chosen))
    gone = dict.fromkeys(story.story_id for story in told if story.story_id not in left)
    return ToldPost(post, kept.language, digest.main, digest.brief, tuple(gone), numbers, state)


def _number(revision: LastRevision) -> int:
    return revision.number


def articles_of(kept: KeptDigest) -> frozenset[int]:
    """The numbers of all articles of what a post names, retracted ones too."""
    return frozenset(number for story in _stories(_named(kept)) for number, _ in story.articles)


def _named(kept: KeptDigest) -> ChosenDigest:
    """The choice without the stories that the post had no line for."""
    return ChosenDigest(kept.chosen.main, kept.chosen.brief)


def _stories(chosen: ChosenDigest) -> Iterator[ChosenStory]:
    for item in chosen.items:
        yield from item.stories
