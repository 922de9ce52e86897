"""The command line. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

PLAYGROUND_PORT = 8010


def run_command(arguments: Sequence[str]) -> int:
    """Execute one command and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _execute(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `newsdigest analyse | head`
        sys.stderr.close()
        return 0


def _execute(options: argparse.Namespace) -> int:
    match options.command:
        case "digest":
            return _digest(options)
        case "analyse":
            from bot.cli.analyse import run_analyse

            return run_analyse(sys.stdin.buffer, sys.stdout, sys.stderr, options.sentences)
    settings = _settings()
    if settings is None:
        return 2
    if options.command in ("backup", "restore", "check", "migrate"):
        return _on_file(options, settings)
    if options.command in ("import", "export", "feeds"):
        return _on_database(options, settings.database_path)
    if options.command == "run" or (options.command is None and settings.bot_token):
        with _imports_that_stay():
            from bot.app import run_bot

        return run_bot(settings)
    from bot.cli.playground import run_playground

    return run_playground(settings, getattr(options, "port", PLAYGROUND_PORT))


@contextmanager
def _imports_that_stay() -> Iterator[None]:
    """Seeking garbage among their 400,000 objects takes a quarter of the start, and 0.2 s each time later."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def _digest(options: argparse.Namespace) -> int:
    from bot.cli.digest import run_digest
    from bot.cli.digest_inputs import may_need_the_web

    if not may_need_the_web(options.files):
        return run_digest(options.files, html=options.html)
    settings = _settings()
    return 2 if settings is None else run_digest(options.files, html=options.html, web=settings)


def _on_file(options: argparse.Namespace, settings: Settings) -> int:
    from bot.cli import backup

    match options.command:
        case "backup":
            return backup.run_backup(settings.database_path, options.file, settings.backup_dir)
        case "restore":
            return backup.run_restore(settings.database_path, options.file)
        case "check":
            return backup.run_check(settings.database_path, options.file)
    return backup.run_migrate(settings.database_path)


def _on_database(options: argparse.Namespace, database: Path) -> int:
    from bot.fatal_errors import FATAL_ERRORS, sentence_of

    try:
        return _with_database(options, database)
    except BrokenPipeError:  # nobody reads on: no trouble of ours
        raise
    except FATAL_ERRORS as error:
        print(sentence_of(error), file=sys.stderr)
    return 1


def _with_database(options: argparse.Namespace, database: Path) -> int:
    match options.command:
        case "import":
            from bot.cli.import_articles import run_import

            return run_import(database, options.paths)
        case "export":
            from bot.cli.export import run_export

            return run_export(database, options.file)
    from bot.cli.feeds import run_feeds

    return run_feeds(database)


def _settings() -> Settings | None:
    """None when a setting is wrong, which is said by its name."""
    from bot.settings import WrongSettingsError, load_settings

    try:
        return load_settings()
    except WrongSettingsError as error:
        print(error, file=sys.stderr)
        return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsdigest",
        description="A Telegram news-digest bot. Without a command: the bot when BOT_TOKEN is set, "
        "else the playground.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run the bot on Telegram (needs BOT_TOKEN)")
    playground = commands.add_parser("playground", help="a Telegram of its own to try the bot in, no token")
    playground.add_argument(
        "--port", type=_number(0, 65535), default=PLAYGROUND_PORT, help="default: %(default)s"
    )
    digest = commands.add_parser("digest", help="print a digest of files, links and feeds")
    digest.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file, a link to an article or a feed, an .opml list of feeds, or - for standard input",
    )
    digest.add_argument("--html", action="store_true", help="as a page for a browser")
    analyse = commands.add_parser("analyse", help="articles as JSON lines in, analyses as JSON lines out")
    analyse.add_argument(
        "--sentences", type=_number(1, 20), default=3, metavar="K", help="default: %(default)s"
    )
    importing = commands.add_parser("import", help="take articles and lists of feeds from files and folders")
    importing.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=".txt .md .html .docx .pdf .jsonl .csv .opml, or a folder of them",
    )
    exporting = commands.add_parser("export", help="write all articles as JSON lines, for `import` to read")
    exporting.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: standard output")
    commands.add_parser("feeds", help="list the feeds and how each does")
    backing = commands.add_parser("backup", help="copy the database, also while the bot runs")
    backing.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: into BACKUP_DIR")
    restoring = commands.add_parser("restore", help="put a backup in the database's place")
    restoring.add_argument("file", type=Path, metavar="FILE")
    checking = commands.add_parser("check", help="say whether a database is whole")
    checking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: DATABASE_PATH")
    commands.add_parser("migrate", help="bring the database to this version of the program")
    return parser


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text[:9]) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {least} to {most}")
        return int(text)

    return read
