"""`python -m bot`, the same as `newsdigest`."""

from __future__ import annotations

import sys


def main() -> None:
    from bot.cli import run_command

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
