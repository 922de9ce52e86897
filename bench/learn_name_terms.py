"""Learn which terms are names, and which of those places: `bench/learn_name_terms.py DATA`, or `--smoke`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from labelled import data_and_target
from learn_background import SOURCES

from digests.models.texts import Language
from digests.text.stemming import fold_word, looks_kazakh
from digests.text.word_rarity import cut

OTHERS = ["stories_en_ecb", "stream_ru_sites", "stream_ru_channels"]
INSIDE = re.compile(
    r"([^\W\d_]+|\d+|[,;]) ([^\W\d_]{2,})"
)  # a word that begins no sentence, and what is before it
LEAST = 3
MOSTLY, OFTEN = 0.7, 0.5  # of the uses inside a sentence: a name, and a name when the text writes it as one
PLACE_LEAST, PLACE_SHARE = 2, 0.2
BEFORE_PLACES = frozenset({"в", "во", "на", "из", "под", "in", "at", "near", "from"})
# Countries, which often stand without a preposition, and months, which stand after one and are no places.
# Those whose stem is a common word's (дан, кор, катар, болга) are left out.
COUNTRIES = (
    "Afghanistan America Argentina Armenia Australia Austria Azerbaijan Bahrain Belarus Belgium Brazil"
    " Britain Bulgaria Canada Chile China Croatia Cyprus Denmark Egypt England Estonia Finland France"
    " Germany Greece Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Kazakhstan Kenya"
    " Kuwait Kyrgyzstan Latvia Lebanon Libya Lithuania Malaysia Mexico Moldova Mongolia Morocco Nepal"
    " Netherlands Nigeria Norway Oman Pakistan Philippines Poland Portugal Romania Russia Serbia Singapore"
    " Slovakia Slovenia Spain Sudan Sweden Switzerland Syria Tajikistan Thailand Tunisia Turkey Ukraine"
    " Uzbekistan Vietnam Yemen Австралия Австрия Азербайджан Аргентина Афганистан Бахрейн Беларусь Бельгия"
    " Босния Бразилия Британия Венгрия Вьетнам Германия Греция Грузия Египет Израиль Индия Индонезия"
    " Иордания Ирак Иран Ирландия Испания Италия Казахстан Канада Киргизия Китай Колумбия Кувейт Латвия"
    " Ливан Ливия Литва Малайзия Марокко Мексика Молдавия Молдова Монголия Нидерланды Норвегия Оман"
    " Пакистан Польша Португалия Россия Румыния Сербия Сингапур Сирия Словакия США Таджикистан Таиланд"
    " Тунис Туркмения Турция Узбекистан Украина Филиппины Финляндия Франция Хорватия Чехия Чили Швейцария"
    " Швеция Эстония Эфиопия Япония Астана Алматы Шымкент"
)
IN_KAZAKH = "Босния Бразилия Греция Грузия Италия Латвия Ливия Сербия Сирия Чехия Швеция"  # with other stems
MONTHS = "January February March April May June July August September October November December"
TARGET = Path(__file__).parent.parent / "digests" / "data" / "name_terms.txt"


def texts(data: Path) -> Iterator[str]:
    for name in SOURCES + OTHERS:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (row[f"text{side}"] for side in ("", "1", "2") if row.get(f"text{side}"))


def main(data: Path, target: Path) -> None:
    capital, small, placed = Counter[str](), Counter[str](), Counter[str]()
    for text in texts(data):
        language: Language | None = "kk" if looks_kazakh(text) else None
        for before, word in INSIDE.findall(text):
            term = cut(fold_word(word, language))
            if word[0].islower():
                small[term] += 1
            elif not word.isupper():
                capital[term] += 1
                placed[term] += before.lower() in BEFORE_PLACES
    share = {term: times / (times + small[term]) for term, times in capital.items()}
    seen = {term for term in capital if capital[term] + small[term] >= LEAST}
    names = {term for term in seen if share[term] >= MOSTLY}
    countries = {cut(fold_word(country)) for country in COUNTRIES.split()}
    countries |= {cut(fold_word(country, "kk")) for country in IN_KAZAKH.split()}
    sections = {
        "names": names,
        "sometimes names": {term for term in seen if share[term] >= OFTEN}.union(countries) - names,
        "places": {
            term
            for term, times in placed.items()
            if times >= PLACE_LEAST and times >= PLACE_SHARE * capital[term] and share[term] >= OFTEN
        }.union(countries).difference(cut(fold_word(month)) for month in MONTHS),
    }
    lines = [f"# learnt by bench/learn_name_terms.py from {', '.join(SOURCES + OTHERS)}"]
    for section, terms in sections.items():
        lines += ["", f"[{section}]", *sorted(terms)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given)
