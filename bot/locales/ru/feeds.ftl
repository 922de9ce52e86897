# Feeds and pages of the web, for editors.

feeds-title = Ленты
feeds-none = Лент пока нет. Пришлите адрес сайта или ленты, и новости будут приходить сами.
feeds-export-name = ленты
feed-ask = Напишите адрес сайта или ленты, например: tengrinews.kz
feed-added = Лента «{ $title }» добавлена. Первые новости придут через минуту.
feed-known = Эта лента уже есть: «{ $title }».
feed-choose = На этой странице несколько лент. Какую добавить?
feed-offer-gone = Этот выбор устарел. Пришлите адрес ещё раз.
feed-gone = Этой ленты больше нет.
feed-removed = Лента «{ $title }» убрана. Её статьи остались.
feed-ask-remove = Убрать ленту «{ $title }»? Её статьи останутся.
feed-on = Работает
feed-off = Выключена
feed-failing = Не отвечает
feed-new = Ещё не проверялась
feed-last-success = Последний ответ: { $date } в { $time }
feed-next = Следующая проверка: { $date } в { $time }
feed-articles = За неделю: { $articles ->
    [one] { $articles } статья
    [few] { $articles } статьи
   *[many] { $articles } статей
}
feed-daily = В день: около { $count }
feed-skipped = Пропущено за неделю: { $skipped }. Чаще всего это записи без текста.
feed-problem = Что не так: { $problem }
feed-full-pages-on = Текст берётся со страниц сайта
feed-full-pages-off = Текст берётся из ленты
feed-checked = Проверено.
feed-given-up = Лента «{ $title }» давно не отвечает и выключена. { $problem }
feed-ended = Ленты «{ $title }» больше нет, сайт её убрал. Она выключена.
refusal-no-feeds = В этом файле нет лент. Нужен список в формате OPML из другой программы для чтения новостей.
feeds-listed = Лент в файле: { $added } новых, { $known } уже были.
feeds-listed-left = Не поместилось: { $left }. Бот хранит не больше { $most } лент.
button-feeds = Ленты
button-add-feed = Добавить ленту
button-check-now = Проверить сейчас
button-try-again = Попробовать снова
button-full-pages = Текст со страниц
button-from-feed = Текст из ленты
button-switch-off = Выключить
button-remove = Убрать
button-remove-feed = Убрать ленту
button-export-feeds = Список файлом

fetch-bad-address = Такой адрес открыть нельзя. Нужна обычная ссылка, которая начинается с http или https.
fetch-private = Этот адрес ведёт во внутреннюю сеть, бот туда не ходит.
fetch-no-such-host = Такого сайта нет. Проверьте адрес.
fetch-unreachable = Сайт не отвечает. Попробуйте позже.
fetch-timed-out = Сайт отвечает слишком долго. Попробуйте позже.
fetch-redirects = Сайт водит по кругу, до страницы не дойти.
fetch-too-large = Страница слишком большая.
fetch-wrong-type = По этому адресу не страница с текстом.
fetch-not-found = По этому адресу ничего нет. Проверьте ссылку.
fetch-gone = Страницу удалили.
fetch-denied = Сайт не пускает бота. Скопируйте текст и пришлите его сообщением.
fetch-busy = Сайт просит подождать. Попробуйте позже.
fetch-server-error = На сайте ошибка. Попробуйте позже.
fetch-broken = Ответ сайта испорчен. Попробуйте позже.
feed-problem-no-feed = Ленты здесь нет. Попробуйте адрес самой ленты: он часто кончается на rss или feed.
feed-problem-dangerous = В этой ленте есть то, что может навредить боту. Она не будет прочитана.
page-empty = На странице нет текста статьи. Скопируйте его и пришлите сообщением.
page-script-only = Текст этой страницы виден только в браузере. Скопируйте его и пришлите сообщением.
page-paywall = Статья открыта только подписчикам сайта. Пришлите её текст, если он у вас есть.
page-unreadable = Эту страницу не удалось прочитать. Скопируйте текст и пришлите его сообщением.

source-channels-title = Каналы Telegram
source-channels-none = Каналов, посты которых становятся статьями, пока нет.
source-channels-how = Посты этих каналов становятся статьями. Нажмите на канал, чтобы его убрать.
source-channel-how = Нажмите кнопку внизу и выберите канал. Бот станет его администратором и будет брать новые посты как статьи.
source-channel-done = Канал «{ $title }» подключён: его новые посты станут статьями.
source-channel-unseen = Бот не видит этот канал. Добавьте его в администраторы канала и попробуйте снова.
button-source-channels = Каналы Telegram
button-connect-source = Подключить канал
