"""What news mean to a model: `python bench/embed.py DATA http://127.0.0.1:8000/v1 MODEL`, or `--smoke`.

Writes MODEL.jsonl here, for `bench/learn_sameness.py DATA --vectors=MODEL.jsonl`. MODEL, which the server is
told, is a part of the names by which its weights are known. `EMBEDDING_PASSAGE_PREFIX` stands before texts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

from digests.models.vectors import described, quantised

AT_ONCE = 16
FILES = (
    *("pairs_ru_sites", "pairs_ru_channels", "pairs_en_sites", "pairs_ru_tg", "pairs_kkru", "stories_en_ecb"),
    *("stream_ru_sites", "stream_ru_channels", "stream_en_sites"),
)


def texts(data: Path) -> Iterator[str]:
    for name in FILES:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for side in ("", "1", "2"):
                if f"text{side}" in row:
                    yield described(row.get(f"title{side}") or "", row[f"text{side}"])


def embed(address: str, model: str, batch: list[str]) -> list[list[float]]:
    prefix = os.environ.get("EMBEDDING_PASSAGE_PREFIX", "")
    body = json.dumps(
        {"model": model, "input": [prefix + text for text in batch], "encoding_format": "float"}
    )
    head = {"Content-Type": "application/json"}
    request = Request(f"{address}/embeddings", body.encode(), head)  # noqa: S310  # typed by who starts this
    with urlopen(request) as answer:  # noqa: S310
        found = json.load(answer)["data"]
    return [each["embedding"] for each in sorted(found, key=lambda each: int(each["index"]))]


def main(data: Path, address: str, model: str) -> None:
    wanted = list(dict.fromkeys(texts(data)))
    with Path(f"{model}.jsonl").open("w", encoding="utf-8") as file:
        for first in range(0, len(wanted), AT_ONCE):
            batch = wanted[first : first + AT_ONCE]
            for text, numbers in zip(batch, embed(address, model, batch), strict=True):
                file.write(json.dumps({"text": text, "vector": quantised(numbers).hex()}) + "\n")


if __name__ == "__main__" and "--smoke" not in sys.argv:  # there is no server then
    main(Path(sys.argv[1]), *sys.argv[2:4])
