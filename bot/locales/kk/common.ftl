# Words that several screens share.

date-pattern-weekday = EEEE, d MMMM
date-pattern-day = d MMMM
date-pattern-year = y 'ж'. d MMMM

button-back = Артқа
button-done = Дайын
button-skip = Өткізіп жіберу
button-next = Келесі
button-previous = Алдыңғы
button-digest = Дайджест
button-settings = Баптаулар
button-topics = Тақырыптар
button-time = Уақыт
chosen = ✓ { $name }

# News in another language than the reader's first one are labelled so.
label-ru = орысша
label-kk = қазақша
label-en = ағылшынша

language-own = Қазақша
language-ru = орысша
language-kk = қазақша
language-en = ағылшынша
language-unknown = анықталмады

topic-politics = Саясат
topic-economy = Экономика
topic-society = Қоғам
topic-world = Әлем
topic-incidents = Оқиғалар
topic-science = Ғылым
topic-technology = Технология
topic-health = Денсаулық
topic-culture = Мәдениет
topic-sport = Спорт
