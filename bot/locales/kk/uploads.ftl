# Several files at once, for editors.

uploads-title = Файл саны: { $count }
uploads-draft = Қосуға болады: { $count }
uploads-added = Қосылды: { $count }
uploads-known = Бұрыннан бар: { $count }
uploads-retracted = Бұрын болған, алып тасталған: { $count }. Қайтару үшін: /article және нөмірі.
uploads-dropped = Қосылмады: { $count }
uploads-more = тағы { $count } файл
uploads-reading = Қалғандары оқылып жатыр…
uploads-gone = Бұл тізім ескірген. Қосылғандары /articles тізімінде, қалғанын қайта жіберіңіз.
button-add-all = { $count } мақаланы қосу
