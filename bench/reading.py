"""How a day's digest reads: what is badly told in it, counted, with the ten worst of each as they stand.

    .venv/bin/python bench/reading.py DATA [NAME …] [--worst N] [--json FILE]
    .venv/bin/python bench/reading.py --smoke

DATA is the folder of labelled news beside the project, NAME a day of it (a file without its ending; all three
unless said). Each row comes in at its own time, as the bot takes it in, and a reader of all topics asks for
the digest at nine in Almaty on the next morning. The rules of counting are in reading_counts.py.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reading_counts import ends_inside, furniture, leans, one_event, repeated_lines, said_twice, teases
from reading_day import Day, live_through

from bot.samples.newsroom import load_samples
from digests.composing.compose import SHAPES, summarise_story, whole_story
from digests.models.digest import DigestItem, ToldSentence
from digests.models.stories import Article
from digests.models.texts import NEWS_LANGUAGES, Language

DAYS: dict[str, Language] = {"stream_ru_channels": "ru", "stream_ru_sites": "ru", "stream_en_sites": "en"}
IDEAL = Path(__file__).with_name("data") / "ideal_days.txt"
REPORTS = 3  # a story of fewer is told by one
PLACES = (7, 10, 20)
KINDS = ("repeated", "name", "phrase", "colon", "question")  # of furniture, the worst first
MESSAGE = 7  # stories that a message names


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many, and what they are, the worst first."""

    name: str
    found: list[str]
    of: int


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("names", nargs="*", default=list(DAYS))
    parser.add_argument("--worst", type=int, default=10, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all that was found")
    parser.add_argument("--smoke", action="store_true", help="a day of the sample newsroom")
    given = parser.parse_args()
    if given.smoke:
        with tempfile.TemporaryDirectory() as folder:
            write_sample(Path(folder) / "stream_ru_channels.jsonl")
            measure(Path(folder), ["stream_ru_channels"], given.worst, None)
    elif given.data is None:
        parser.error("say where the labelled news is, or --smoke")
    else:
        measure(given.data, given.names, given.worst, given.json)


def measure(data: Path, names: list[str], worst: int, target: Path | None) -> None:
    shown: dict[str, dict[str, list[str]]] = {}
    for name in names:
        day = live_through(data / f"{name}.jsonl", DAYS.get(name, "ru"))
        counts = list(counted(day))
        print(f"== {name}: {len(day.reports)} articles, {len(day.digest.items)} items")
        for count in counts:
            print(f"{count.name:42} {len(count.found):5} of {count.of:5}{_share(count):>9}")
        for line in standing(day):
            print(line)
        for count in counts:
            print(f"-- {count.name}", *count.found[:worst], sep="\n   ")
        shown[name] = {count.name: count.found for count in counts}
    if target:
        target.write_text(json.dumps(shown, ensure_ascii=False, indent=1), encoding="utf-8")


def _share(count: Count) -> str:
    return f"{100 * len(count.found) / count.of:.1f} %" if count.of else ""


def counted(day: Day) -> Iterator[Count]:
    items = day.digest.items
    told = [_as_main(item) for item in items]
    several = [item for item in told if len(item.story.articles) >= REPORTS]
    yield Count("articles with furniture", sorted(_furnished(day), key=_kind), len(day.reports))
    yield Count("items told with furniture", sorted(_items_furnished(day, told), key=_kind), len(items))
    yield Count("told twice, as in a digest", _twice((i, i.sentences) for i in several), len(several))
    yield Count("told twice, the whole story", _twice((i, _whole(i)) for i in several), len(several))
    yield Count("headlines that end inside a clause", _unfinished(day), len(items))
    yield Count("items whose sentences lean", _leaning(told), len(items))
    yield Count("pairs of items of one event", _one_event(items), len(items))


def _kind(found: str) -> int:
    return KINDS.index(found.partition(":")[0])


def _furnished(day: Day) -> Iterator[str]:
    repeated = repeated_lines(day.texts)
    for report in day.reports:
        own = repeated[report.source]
        for text in (report.article.headline, *(one.text for one in report.article.summary)):
            why = furniture(text, report.source, own)
            if why is None and text != report.article.headline and teases(text):
                why = "question"
            if why:
                yield f"{why}: {text} [{report.row} {report.source}]"
                break


def _as_main(item: DigestItem) -> DigestItem:
    """The item as it is told where a digest begins with it."""
    languages = (item.language, *NEWS_LANGUAGES)
    return summarise_story(item.story, languages, limit=SHAPES["normal"].top) or item


def _items_furnished(day: Day, told: Sequence[DigestItem]) -> Iterator[str]:
    repeated = repeated_lines(day.texts)
    sources = {report.article.id: report.source for report in day.reports}
    for item in told:
        lead = next((a for a in item.story.articles if a.headline == item.headline), item.story.articles[0])
        for text, article in ((item.headline, lead.id), *((s.text, s.article.id) for s in item.sentences)):
            source = sources.get(article, "")
            if why := furniture(text, source, repeated.get(source, frozenset())):
                yield f"{why}: {text} [{source}]"
                break


def _articles(item: DigestItem) -> Iterator[Article]:
    """Of the story and of the steps beneath it."""
    return (article for story in item.stories for article in story.articles)


def _whole(item: DigestItem) -> tuple[ToldSentence, ...]:
    told = whole_story(item.story, (item.language, *NEWS_LANGUAGES))
    return told.sentences[:5] if told else ()


def _twice(told: Iterator[tuple[DigestItem, tuple[ToldSentence, ...]]]) -> list[str]:
    found = (said_twice(item.headline, [one.text for one in sentences]) for item, sentences in told)
    return [f"{alike:.2f} {one}\n     = {other}" for alike, one, other in sorted(filter(None, found))[::-1]]


def _unfinished(day: Day) -> list[str]:
    raw = {report.article.id: report.raw for report in day.reports}
    found: list[str] = []
    for item in (told for each in day.digest.items for told in (each, *each.steps)):
        texts = [raw[article.id] for article in item.story.articles if article.id in raw]
        if why := ends_inside(item.headline, texts):
            found.append(f"{why}: {item.headline}")
    return found


def _leaning(items: Sequence[DigestItem]) -> list[str]:
    """A sentence stands where it stood in its text: after the one before it, or at the text's beginning."""
    found: list[str] = []
    for item in items:
        before: tuple[int, int] | None = None
        for sentence in item.sentences:
            at = (sentence.article.id, _position(sentence))
            led = at[1] == 0 and sentence.article.headline == item.headline
            if leans(sentence.text) and not led and before != (at[0], at[1] - 1):
                found.append(f"{sentence.text} [under: {item.headline}]")
                break
            before = at
    return found


def _position(sentence: ToldSentence) -> int:
    texts = sentence.article.summary
    return next((one.position for one in texts if one.text == sentence.text), -1)


def _one_event(items: tuple[DigestItem, ...]) -> list[str]:
    texts = {place: _said(item) for place, item in enumerate(items, 1)}
    return [
        f"{alike:.2f} {one} {items[one - 1].headline}\n     = {other} {items[other - 1].headline}"
        for alike, one, other in one_event(texts)
    ]


def _said(item: DigestItem) -> str:
    lead = next((a for a in item.story.articles if a.headline == item.headline), item.story.articles[0])
    return " ".join([item.headline, *(one.text for one in lead.summary[:3])])


def standing(day: Day) -> Iterator[str]:
    """Where an editor's own ten stand in the digest, by the rows that their stories hold."""
    kinds: dict[str, list[frozenset[str]]] = {"ideal": [], "also": [], "drop": []}
    text = IDEAL.read_text(encoding="utf-8").partition(f"[{day.name}]\n")[2].partition("[")[0]
    for kind, *rows in filter(None, map(str.split, text.splitlines())):
        kinds[kind].append(frozenset(rows))
    if not kinds["ideal"]:
        return
    held = [{row for a in _articles(item) for row in day.rows.get(a.id, ())} for item in day.digest.items]
    first = [next((n for n, rows in enumerate(held, 1) if rows & of), None) for of in kinds["ideal"]]
    among = (f"{sum(n is not None and n <= place for n in first)} of the first {place}" for place in PLACES)
    yield f"an editor's ten: {', '.join(among)}; they stand at {' '.join(str(n or '-') for n in first)}"
    good = sum(any(rows & of for of in (*kinds["ideal"], *kinds["also"])) for rows in held[:10])
    bad = [n for n, rows in enumerate(held[:MESSAGE], 1) if any(rows & of for of in kinds["drop"])]
    yield f"an editor would take {good} of the first ten, and drop of the first {MESSAGE}: {bad or 'none'}"
    for place, item in enumerate(day.digest.items[:10], 1):
        yield f"  {place:2} {item.headline}"


def write_sample(path: Path) -> None:
    """A day of the sample newsroom, its rows named as those of a day that an editor has read."""
    now = datetime(2026, 1, 15, 9, tzinfo=UTC)
    raws = [sample.raw for sample in load_samples(now) if sample.language == "ru" and sample.raw.source][:20]
    rows = [
        {
            "id": f"p{number:04}",
            "text": raw.text,
            "title": raw.title,
            "source": raw.source,
            "published": raw.published.at.isoformat() if raw.published else None,
        }
        for number, raw in enumerate(raws)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
