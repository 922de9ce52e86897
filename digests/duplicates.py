"""Exact duplicates: the same words, whatever the spacing, the case and the signs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SIGNS = re.compile(r"[\W_]+")


def text_hash(body: str) -> str:
    """Equal for bodies (as `read_text` gives them) that differ only in spacing, case, signs and ё/е."""
    letters = _SIGNS.sub("", unicodedata.normalize("NFKC", body).casefold()).replace("ё", "е")
    return hashlib.blake2b(letters.encode(), digest_size=16).hexdigest()
