"""What was meant by a text that was typed on another keyboard layout: "yjdjcnb" is "новости"."""

from __future__ import annotations

from collections.abc import Iterator

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)
_KAZAKH_KEYS = str.maketrans("2345890-=", "әіңғүұқөһ")  # the row of figures of the Kazakh layout


def other_layouts(said: str) -> Iterator[str]:
    """The same keys on the Russian or Kazakh layout, or on the Latin one."""
    if said.isascii():
        yield said.translate(_TO_RUSSIAN)
        if any(figure in said for figure in "2345890-="):
            yield said.translate(_TO_RUSSIAN).translate(_KAZAKH_KEYS)
    elif not any("a" <= letter <= "z" for letter in said.lower()):
        yield said.translate(_TO_LATIN)
