"""Each program in bench/ still runs: `--smoke` lets it do a little of all it does."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"
PROGRAMS = [path for path in sorted(BENCH.glob("*.py")) if "__main__" in path.read_text(encoding="utf-8")]
PARTS = {"moved"}  # of other programs, which start them
WITHIN = 300


def imported(path: Path) -> set[str]:
    """The first names of what a file imports at once."""
    found = ast.parse(path.read_text(encoding="utf-8")).body
    names = {alias.name for node in found if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in found if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


@pytest.mark.bench
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_bench_runs(program: Path) -> None:
    if program.stem in PARTS:
        assert any(f'"{program.name}"' in path.read_text(encoding="utf-8") for path in BENCH.glob("*.py"))
        return
    for name in ("numpy", "scipy", "sklearn"):
        if name in imported(program) and not find_spec(name):
            pytest.skip(f"needs {name}: pip install -r requirements/dev.txt")
    command = [sys.executable, "-W", "error", str(program), "--smoke"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_module_without_a_program_is_a_part_of_one() -> None:
    parts = {path.stem for path in BENCH.glob("*.py")} - {path.stem for path in PROGRAMS}
    assert parts <= set().union(*(imported(path) for path in PROGRAMS))
