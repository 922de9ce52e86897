# For editors: topics that they define.

own-topics-title = Newsroom topics
own-topics-how = An article belongs to a topic when it has the topic’s words, in any form. Readers choose these topics along with the others.
own-topics-none = There are none yet.
own-topics-typed = You can also type: /topic_new Bridges: bridge, viaduct, ferry
own-topic-title = Topic “{ $name }”
own-topic-in-kk = In Kazakh: { $name }
own-topic-in-ru = In Russian: { $name }
own-topic-in-en = In English: { $name }
own-topic-words = Words: { $words }
own-topic-articles = Articles in the last three days: { $articles }
own-topic-subscribers = Chosen by: { $subscribers }
own-topic-added = The topic is added. Articles of the last three days that have its words will be added to it automatically.
own-topic-saved = Saved.
own-topic-words-saved = Saved. Articles of the last three days will be checked again automatically.
own-topic-ask-name = What is the topic called? At most { $limit } characters.
own-topic-ask-words = By which words are articles about “{ $name }” recognised? Type words and phrases with commas between them, at most { $limit }. The form of a word does not matter; for Kazakh and Russian add words in those languages.
own-topic-called-kk = What is the topic “{ $name }” called in Kazakh?
own-topic-called-ru = What is the topic “{ $name }” called in Russian?
own-topic-called-en = What is the topic “{ $name }” called in English?
own-topic-skip = If you skip this, it stays “{ $name }”.
own-topic-rename = Whoever chose the topic keeps it under its new name.
own-topic-drop-ask = Remove the topic “{ $name }”?
own-topic-drop-unchosen = Nobody has chosen it.
own-topic-drop-chosen = { $subscribers ->
    [one] { $subscribers } chat has chosen it: the topic will disappear from its settings.
   *[other] { $subscribers } chats have chosen it: the topic will disappear from their settings.
}
own-topic-drop-alone = { $alone ->
    [one] { $alone } chat has chosen nothing else and will receive all news.
   *[other] { $alone } chats have chosen nothing else and will receive all news.
}
own-topic-dropped = The topic “{ $name }” is removed.
own-topic-gone = There is no such topic.
own-topic-not-named = “{ $name }” is not one of the newsroom topics. Choose it from the list.
own-topic-problem-name-empty = The name has no word in it. Type for example: Bridges
own-topic-problem-name-long = The name is too long. Type at most { $limit } characters.
own-topic-problem-name-signs = A name cannot have a comma, a colon or a semicolon. Type another one.
own-topic-problem-name-taken = There is a topic with this name already. Type another one.
own-topic-problem-words-none = There is no word here. Type words with commas between them.
own-topic-problem-words-long = “{ $word }” is longer than { $limit } characters. Put commas between the words.
own-topic-problem-words-many = Too many words. Keep at most { $limit }.
own-topic-problem-words-common = “{ $word }” is in nearly every article. Type a more specific word.
own-topic-problem-many = There can be at most { $limit } newsroom topics. Remove one first.
button-own-topics = Newsroom topics
button-new-topic = New topic
button-topic-words = Change the words
button-topic-name-kk = Name in Kazakh
button-topic-name-ru = Name in Russian
button-topic-name-en = Name in English
button-drop-topic = Remove the topic
