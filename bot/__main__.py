"""Lets `python -m bot` do the same as `newsdigest`."""

# Nothing is imported before `_leave_the_current_folder` but what Python itself has loaded by now.
import os
import sys


def main() -> None:
    _leave_the_current_folder()
    from bot.cli.main import run_command

    sys.exit(run_command(sys.argv[1:]))


def _leave_the_current_folder() -> None:
    """Keep modules in the working directory, whatever their names, from being imported by the program.

    Python looks there first with `python -m`, and for an empty part of PYTHONPATH.
    """
    standard = os.path.dirname(os.__file__)  # noqa: PTH120
    first = sys.path.index(standard) if standard in sys.path else len(sys.path)
    sys.path[:first] = [folder for folder in sys.path[:first] if folder and folder != _current_folder()]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if root not in sys.path:  # run where it lies, without having been installed
        sys.path.append(root)


def _current_folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109
    except FileNotFoundError:  # it has been removed
        return ""


if __name__ == "__main__":
    main()
