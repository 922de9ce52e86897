# Warnings that far more than usual is written.

surge-heading = Всплеск: { $about } · { $counted }, { $usual } · { $first }
surge-counted = { $mentions ->
    [one] { $mentions } упоминание
    [few] { $mentions } упоминания
   *[many] { $mentions } упоминаний
} в { $sources ->
    [one] { $sources } источнике
   *[many] { $sources } источниках
} за { $hours ->
    [one] час
    [few] { $hours } часа
   *[many] { $hours } часов
}
surge-usual = обычно { $mentions }
surge-usual-none = обычно ни одного
surge-first = раньше всех — { $source }, { $time }
surge-on = Если за час или три часа об этом напишут намного больше обычного, придёт предупреждение: сколько, против скольких и кто написал первым. О той же новости — не чаще раза в сутки.
surge-on-topics = Если за час или три часа по теме напишут намного больше обычного, придёт предупреждение.
button-surge = Предупреждать о всплеске
