# When somebody is too quick; what each person can do here.

too-fast = Слишком быстро, бот не успевает. Подождите полминуты и продолжайте.
help-data = /privacy — что бот хранит о вас
help-owner-title = Для ваших каналов и групп
help-owner =
    /chats — темы, время и вид дайджеста в каждом из них
    /here — в группе или теме форума: присылать дайджест сюда
help-admin-title = Для администратора
help-admin =
    /admin — сообщения, темы, ленты, люди и состояние бота
    /broadcast ТЕКСТ — написать всем читателям
group-help-reader = В группе бот отвечает на /digest, /topic и /search. Всё остальное — в личной переписке.
