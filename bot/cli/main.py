"""The command line. Each command imports its own heavy modules."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

PLAYGROUND_PORT = 8010
GARBAGE_SOUGHT_AFTER = 10_000  # new objects: after Python's 700 it took a tenth of taking in articles


class _WrongSettingError(Exception):
    """One sentence on each line, with the name of the setting."""


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; the exit status is 0, 1 when it failed, 2 when a setting is wrong."""
    options = _parser().parse_args(arguments)
    gc.set_threshold(GARBAGE_SOUGHT_AFTER)
    try:
        return int(options.run(options))
    except _WrongSettingError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `newsdigest analyse | head`
        sys.stderr.close()
        return 0


def _bot_or_playground(options: argparse.Namespace) -> int:
    return _bot(options) if _settings().bot_token else _playground(options)


def _bot(_: argparse.Namespace) -> int:
    settings = _settings()
    with _imports_that_stay():
        from bot.telegram.lazy_models import import_aiogram

        import_aiogram()
        from bot.run import run_bot

    return run_bot(settings)


def _playground(options: argparse.Namespace) -> int:
    from bot.cli.playground import run_playground

    return run_playground(_settings(), options.port)


@contextmanager
def _imports_that_stay() -> Iterator[None]:
    """Keeps what is imported in the block out of garbage collection.

    Collecting among these 400,000 objects takes a quarter of the start, and 0.2 s each time later.
    """
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def _digest(options: argparse.Namespace) -> int:
    from bot.cli.digest import run_digest
    from bot.cli.digest_inputs import may_need_the_web

    web = _settings() if may_need_the_web(options.files) else None
    return run_digest(options.files, html=options.html, web=web, at=options.at)


def _analyse(options: argparse.Namespace) -> int:
    from bot.cli.analyse import run_analyse

    return run_analyse(sys.stdin.buffer, sys.stdout, sys.stderr, options.sentences)


def _backup(options: argparse.Namespace) -> int:
    from bot.cli.backup import run_backup

    settings = _settings()
    return run_backup(settings.database_path, options.file, settings.backup_dir)


def _restore(options: argparse.Namespace) -> int:
    from bot.cli.backup import run_restore

    return run_restore(_settings().database_path, options.file)


def _check(options: argparse.Namespace) -> int:
    from bot.cli.backup import run_check

    return run_check(_settings().database_path, options.file)


def _migrate(_: argparse.Namespace) -> int:
    from bot.cli.backup import run_migrate

    return run_migrate(_settings().database_path)


def _upgrade(_: argparse.Namespace) -> int:
    from bot.cli.backup import run_upgrade

    settings = _settings()
    return run_upgrade(settings.database_path, settings.backup_dir)


def _import(options: argparse.Namespace) -> int:
    from bot.cli.import_articles import run_import

    return _with_database(partial(run_import, zone=_settings().default_timezone), options.paths)


def _export(options: argparse.Namespace) -> int:
    from bot.cli.export import run_export

    return _with_database(run_export, options.file)


def _feeds(_: argparse.Namespace) -> int:
    from bot.cli.feeds import run_feeds

    return _with_database(run_feeds)


def _check_feeds(options: argparse.Namespace) -> int:
    from bot.cli.feeds import check_list

    return check_list(options.file, _settings())


def _clip(options: argparse.Namespace) -> int:
    from bot.cli.clip import run_clip

    settings = _settings()
    return _with_database(
        partial(
            run_clip,
            zone=settings.default_timezone,
            language=options.language or settings.default_language,
            by_source=options.by_source,
            texts=options.texts,
            html=options.html,
            target=options.output,
        ),
        " ".join(options.words),
    )


def _mcp(_: argparse.Namespace) -> int:
    from bot.cli.mcp import run_mcp

    settings = _settings()
    return _with_database(run_mcp, settings.default_timezone, settings.default_language)


def _with_database(run: Callable[..., int], *arguments: object) -> int:
    """The status of `run`, or 1 and a sentence when the database or the disk fails."""
    from bot.fatal_errors import FATAL_ERRORS, sentence_of

    path = _settings().database_path
    try:
        return run(path, *arguments)
    except BrokenPipeError:  # nobody reads on: no trouble of ours
        raise
    except FATAL_ERRORS as error:
        print(sentence_of(error), file=sys.stderr)
    return 1


def _settings() -> Settings:
    """Loaded only when a command needs them, so that `--help` and `digest FILE` do without pydantic."""
    from bot.settings import WrongSettingsError, load_settings

    try:
        return load_settings()
    except WrongSettingsError as error:
        raise _WrongSettingError(error) from error


class _Version(argparse.Action):
    """Prints the program's version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        parser.exit(message=f"newsdigest {version('newsdigest')}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsdigest",
        description="A Telegram news-digest bot. Without a command: the bot when BOT_TOKEN is set, "
        "else the playground.",
    )
    parser.set_defaults(run=_bot_or_playground, port=PLAYGROUND_PORT)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says)
        added.set_defaults(run=run)
        return added

    command("run", _bot, "run the bot on Telegram (needs BOT_TOKEN)")
    playground = command("playground", _playground, "a Telegram of its own to try the bot in, no token")
    playground.add_argument(
        "--port", type=_number(0, 65535), default=PLAYGROUND_PORT, help="default: %(default)s"
    )
    digest = command("digest", _digest, "print a digest of files, links and feeds")
    digest.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file, a link to an article or a feed, a .jsonl or .csv table of articles, an .opml list of "
        "feeds, or - for standard input",
    )
    digest.add_argument(
        "--at",
        type=_time,
        metavar="TIME",
        help="as at that time, such as 2026-01-15T21:00 (UTC unless it names a zone); "
        "default: the newest row's of a table, else now",
    )
    digest.add_argument("--html", action="store_true", help="as a page for a browser")
    analyse = command("analyse", _analyse, "articles as JSON lines in, analyses as JSON lines out")
    analyse.add_argument(
        "--sentences", type=_number(1, 20), default=3, metavar="K", help="default: %(default)s"
    )
    importing = command("import", _import, "take articles and lists of feeds from files and folders")
    importing.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=".txt .md .html .docx .pdf .jsonl .csv .opml, or a folder of them",
    )
    exporting = command("export", _export, "write all articles as JSON lines, for `import` to read")
    exporting.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: standard output")
    clipping = command("clip", _clip, "a media review as a .docx: who wrote what, when and how much")
    clipping.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="a topic, or words as for a search, at last a period such as 7d; default: all news of 7d",
    )
    clipping.add_argument("--language", choices=("ru", "kk", "en"), help="default: DEFAULT_LANGUAGE")
    clipping.add_argument("--by-source", action="store_true", help="by source instead of by story")
    clipping.add_argument("--texts", action="store_true", help="with full texts")
    clipping.add_argument("--html", action="store_true", help="as a page to print instead of a .docx")
    clipping.add_argument(
        "--output", type=Path, metavar="FILE", help="default: a name of its own in this folder"
    )
    command("mcp", _mcp, "answer somebody's own assistant over standard input and output, read-only")
    feeds = command("feeds", _feeds, "list the feeds and how each does; `feeds check` tries those of a list")
    trying = feeds.add_subparsers(metavar="COMMAND").add_parser(
        "check", help="say which feeds of an OPML file answer, and store nothing"
    )
    trying.set_defaults(run=_check_feeds)
    trying.add_argument("file", type=Path, metavar="FILE.opml")
    backing = command("backup", _backup, "copy the database, also while the bot runs")
    backing.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: into BACKUP_DIR")
    restoring = command("restore", _restore, "put a backup in the database's place")
    restoring.add_argument("file", type=Path, metavar="FILE")
    checking = command("check", _check, "say whether a database is whole")
    checking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: DATABASE_PATH")
    command("migrate", _migrate, "bring the database to this version of the program")
    command("upgrade", _upgrade, "copy the database, bring it to this version, check it; stop the bot first")
    return parser


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text[:9]) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {least} to {most}")
        return int(text)

    return read


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-01-15T21:00") from None
