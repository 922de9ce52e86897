# Words that several screens share.

date-pattern-weekday = EEEE, d MMMM
date-pattern-day = d MMMM
date-pattern-year = d MMMM y

button-back = Назад
button-done = Готово
button-skip = Пропустить
button-next = Дальше
button-previous = Раньше
button-digest = Дайджест
button-settings = Настройки
button-topics = Темы
button-time = Время
chosen = ✓ { $name }

# News in another language than the reader's first one are labelled so.
label-ru = на русском
label-kk = на казахском
label-en = на английском

language-own = Русский
language-ru = русский
language-kk = казахский
language-en = английский
language-unknown = не определён

topic-politics = Политика
topic-economy = Экономика
topic-society = Общество
topic-world = Мир
topic-incidents = Происшествия
topic-science = Наука
topic-technology = Технологии
topic-health = Здоровье
topic-culture = Культура
topic-sport = Спорт
