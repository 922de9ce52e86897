# Several files at once, for editors.

uploads-title = Файл саны: { $count }
uploads-draft = Қосуға болады: { $count }
uploads-added = Қосылды: { $count }
uploads-known = Бұрыннан бар: { $count }
uploads-dropped = Қосылмады: { $count }
uploads-more = тағы { $count } файл
uploads-reading = Қалғандары оқылып жатыр…
uploads-gone = Бұл тізім ескірген. Файлдарды қайта жіберіңіз.
button-add-all = { $count } мақаланы қосу
