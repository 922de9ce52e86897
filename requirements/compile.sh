#!/bin/sh
# Resolves both locks anew for every supported Python. Needs `pip install uv`.
set -eu
cd "$(dirname "$0")/.."
for lock in "run" "dev --extra dev --extra bench"; do
    set -- $lock
    name=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --extra build "$@" pyproject.toml -o "requirements/$name.txt"
done
