# An edition that its chat's owner sees before it goes.

proof-goes-unless = Черновик для «{ $title }». Выйдет в { $time }, если вы его не остановите.
proof-goes-if = Черновик для «{ $title }». Выйдет, только если вы его опубликуете.
proof-goes-now = Выпуск для «{ $title }» публикуется.
proof-goes-surely = Выпуск для «{ $title }» выйдет в { $time }.
proof-published = Выпуск для «{ $title }» опубликован.
proof-late = Время этого выпуска для «{ $title }» прошло. Новости войдут в следующий.
proof-left = Выпуск для «{ $title }» на { $time } не выйдет. Новости войдут в следующий.
button-proof-now = Опубликовать сейчас
button-proof-publish = Опубликовать в { $time }
button-proof-skip = Пропустить
button-proof-drop = Убрать новость
button-proof-restore = Вернуть все новости
button-proof = Черновик на { $time }
proof-ask-time = Во сколько выпустить? Напишите время до { $until }, например 10:30.
proof-time-wrong = Это время не подходит: оно прошло, непонятно или выпуск к нему устареет.
button-proof-other-time = В другое время
