"""Autopilot: the owner of a chat sees each edition half an hour before it goes, and may stop it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.i18n import speak
from bot.services.answers import retell, wish_of
from bot.services.composer import Composer, Request
from bot.services.editions import Run, Starts, run_of
from bot.services.posts import edition_rows, frame_of, pins_before, posts_of
from bot.views.digest import Look, edition_message
from bot.views.message import Message, dump_buttons
from bot.views.proofs import ProofLook, proof_message
from bot.worker import Worker
from digests.models import Digest
from storage import destinations, editions, issues, messages, outbox, proofs, stories
from storage.database import Database, Transaction
from storage.destinations import Address, Destination
from storage.editions import NewEdition
from storage.issues import IssueStory
from storage.outbox import NewRow
from storage.proofs import Proof, State

PROOF = "proof"
AHEAD = timedelta(minutes=30)
LEAST_TIME = timedelta(minutes=10)  # to answer, when the draft itself is late


class Autopilot:
    def __init__(self, db: Database, worker: Worker, bot_username: str) -> None:
        self._db = db
        self._worker = worker
        self._bot_username = bot_username

    async def step(self, now: datetime) -> int:
        """Show what goes soon, send or leave what is due: how many messages were made."""
        return await self._show_soon(now) + await self._decide(now)

    async def _show_soon(self, now: datetime) -> int:
        async with self._db.read() as db:
            soon = await proofs.soon(db, now + AHEAD)
            ids = [schedule.destination_id for schedule in soon]
            found = await destinations.load(db, ids)
            starts = Starts(db)
            runs = [await run_of(each, found[each.destination_id], starts, now) for each in soon]
        made = 0
        for run in runs:
            if run.destination.receives(now) and now < run.expires:
                made += await self._show(run, now)
        return made

    async def _show(self, run: Run, now: datetime) -> int:
        """One commit: the proof, and the message to the owner if there is something to see."""
        composer = Composer(self._db, self._worker, now, self._bot_username)
        (made,) = await composer.compose([Request(run.destination, run.schedule.zone, run.after)])
        told = tuple(composer.told_by(made)) if made is not None else ()
        async with self._db.read() as db:
            owner = await destinations.at(db, Address(run.destination.owner_id or 0))
            number = await proofs.next_number(db)
        proof = Proof(
            number,
            run.destination.id,
            run.at,
            run.destination.covered,
            composer.up_to,
            max(run.at, now + LEAST_TIME),
            run.expires,
            told,
            state="waiting" if told else "skipped",
        )
        shown = None
        if owner is not None and told:
            shown = await proof_screen(self._db, proof, run.destination, owner, self._bot_username, now=now)
        async with self._db.transaction() as tx:
            if await proofs.known(tx, number, run.destination.id, run.at):
                return 0
            await proofs.add(tx, proof)
            if owner is None or shown is None:
                return 0
            message_id = await messages.add(tx, shown.text, dump_buttons(shown.buttons))
            await outbox.add_all(tx, [NewRow(PROOF, number, owner.id, message_id, run.expires)], now)
        return 1

    async def _decide(self, now: datetime) -> int:
        async with self._db.read() as db:
            due = await proofs.to_decide(db, now)
            found = await destinations.load(db, [proof.destination_id for proof in due])
        made = 0
        for proof in due:
            made += await self._end(proof, found[proof.destination_id], now)
        return made

    async def _end(self, proof: Proof, destination: Destination, now: datetime) -> int:
        silent = proof.state == "waiting" and destination.preferences.draft == "skip"
        useless = now >= proof.expires or not destination.receives(now)
        if silent or useless:
            async with self._db.transaction() as tx:
                await proofs.move(tx, proof.id, [proof.state], "silent" if silent else "skipped")
            return 0
        digests = [(post, await digest_of(self._db, proof, post)) for post in posts_of(destination)]
        posts = [
            (digest, await asyncio.to_thread(edition_message, digest, _look(post, now, self._bot_username)))
            for post, digest in digests
            if digest.items
        ]
        async with self._db.transaction() as tx:
            to: State = "published" if posts else "skipped"
            if not await proofs.move(tx, proof.id, [proof.state], to) or not posts:
                return 0
            return await _publish(tx, proof, destination, posts, now)


async def approve(db: Database, proof_id: int) -> None:
    """It goes at its time, or at once when that has passed."""
    async with db.transaction() as tx:
        await proofs.move(tx, proof_id, ["waiting", "silent", "skipped"], "approved")


async def skip(db: Database, proof_id: int) -> None:
    async with db.transaction() as tx:
        await proofs.move(tx, proof_id, ["waiting", "approved"], "skipped")


async def drop(db: Database, proof_id: int, story_id: int) -> None:
    """The story does not go, and counts as untold: it comes again if it develops."""
    async with db.transaction() as tx:
        proof = await proofs.get(tx, proof_id)
        if proof is not None:
            await proofs.set_dropped(tx, proof_id, proof.dropped | {story_id})


async def restore(db: Database, proof_id: int) -> None:
    async with db.transaction() as tx:
        await proofs.set_dropped(tx, proof_id, frozenset())


async def digest_of(db: Database, proof: Proof, post: Destination) -> Digest:
    """As it was, without what was dropped or retracted since."""
    ids = [story.story_id for story in proof.left]
    async with db.read() as reader:
        known = await editions.told(reader, post.id, ids)
        loaded = {story.id: story for story in await stories.load(reader, ids)}
    return await asyncio.to_thread(retell, proof.left, loaded, wish_of(post), known)


async def proof_screen(
    db: Database,
    proof: Proof,
    destination: Destination,
    owner: Destination,
    bot_username: str,
    *,
    now: datetime,
    dropping: bool = False,
) -> Message:
    """What the owner sees, in their language."""
    say = speak(owner.language)
    own = _look(destination, now, bot_username)
    look = ProofLook(
        proof.id,
        proof.state,
        destination.title,
        say.time(max(proof.scheduled, proof.decide), destination.zone),
        silence_publishes=destination.preferences.draft != "skip",
        late=now >= proof.expires,
        some_dropped=bool(proof.dropped),
    )
    return proof_message(await digest_of(db, proof, destination), look, own, say, dropping=dropping)


def _look(post: Destination, now: datetime, bot_username: str) -> Look:
    return Look(speak(post.language), now, post.zone, bot_username, post.kind, frame_of(post))


async def _publish(
    tx: Transaction,
    proof: Proof,
    destination: Destination,
    posts: list[tuple[Digest, tuple[Message, int]]],
    now: datetime,
) -> int:
    digest, (_, named) = posts[0]
    new = {number for story in proof.left for number in story.articles}
    told = [
        IssueStory(item.story.id, tuple(a.id for a in item.story.articles if a.id in new), place < named)
        for place, item in enumerate(digest.items)
    ]
    issue_id = await issues.add(tx, told)
    edition = NewEdition(destination.id, issue_id, proof.scheduled, proof.after, proof.up_to)
    (number,) = await editions.add_all(tx, [edition], now)
    if number is None:
        return 0
    message_ids = [
        await messages.add(tx, message.text, dump_buttons(message.buttons)) for _, (message, _) in posts
    ]
    before = await pins_before(tx, [destination])
    rows = edition_rows(number, destination, message_ids, proof.expires, before=before)
    await outbox.add_all(tx, rows, now)
    return 1
