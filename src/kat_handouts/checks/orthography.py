"""What the languages write and what they do not: ends of sentences, letters, scripts, doubling."""

from __future__ import annotations

# What ends a sentence, a question, a call and a lead-in, in the scripts that do not write . ? ! :
ENDS = {".": ".。।។።။۔։", "?": "?？؟՞;፧", "!": "!！", ":": ":：៖՝፦"}
# Thai and Lao end a sentence with nothing.
NO_FULL_STOP = {"Thai", "Laoo"}
OPENING, CLOSING = "([{（［「『《〈", ")]}）］」』》〉"

# Letters that one of the languages of a script has and another has not.
FOREIGN_LETTERS = {
    "ar": "یکگچپژٹڈڑںےہھ",
    "fa": "يكةىٹڈڑںےہھ",
    "ur": "يكةى",
}

# Words that only the other kind of a language writes.
FOREIGN_WORDS = {
    "pt-BR": (
        "utente",
        "telemóvel",
        "facto",
        "contacto",
        "equipa",
        "ecrã",
        "autocarro",
        "casa de banho",
    ),
    "pt-PT": ("usuário", "celular", "fato", "contato", "equipe", "tela", "ônibus", "banheiro"),
}

# Words that stand twice in a row because the language says so: “vous vous reposez”, “từ từ”.
DOUBLED = {
    "am": ("አልፎ",),
    "bn": ("আস্তে", "কারও", "ঘন", "ধাপে", "সঙ্গে"),
    "el": ("βήμα",),
    "fr": ("vous", "nous"),
    "gu": ("જુદી", "ધીમે"),
    "hi": ("ले",),
    "so": ("tallaabo",),
    "ta": ("மேலும்",),
    "te": ("ఇంకా",),
    "tr": ("adım", "sık"),
    "ur": ("بار",),
    "vi": ("từ",),
}

# Scripts that a language mixes; Han, for one, stands beside kana in Japanese.
SCRIPTS = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hani", "Hira", "Kana"}}
SCRIPTS |= {"Kore": {"Hang", "Hani"}, "Aran": {"Arab"}}

# How a language negates: words that stand in the catalogs where English has “not” or “no”, and in
# safety text nowhere else; and words that negate as well, but mean something else too (Hebrew אל is
# “to”, Haitian san “blood”, French ne stands after “plus”, Punjabi ਬੰਦ is “stopped”). A hyphen says
# that a form is a part of words. Languages that negate within their verbs have few words that do
# nothing else.
NEGATORS = {
    "am": (
        "አይደለም የለም የለበትም የለብዎትም አይችሉም አይቻልም",
        "አይ- አት- አል- አያ- ሳይ- ሳያ- ያለ- የሌለ- የለ- ካል- ባል- ላል- እንዳይ- እንዳት- ማንም ምንም ያል- የማ- በማ- "
        "-ቃት- -ቃታ- -ያቅት- -አላረ- ባዶ እምቢ",
    ),
    "ar": ("لا لم لن ليس ليست دون بدون ألا ولا فلا ولم ولن وليس بلا", "غير"),
    "bn": ("নেই নয় নন", "না নি কেউই ছাড়া বিনা কখনও -নি"),
    "el": ("δεν δε μη μην όχι χωρίς κανείς κανένα καμία ούτε ποτέ", ""),
    "es": ("no nunca sin nadie ningún ninguna ninguno ni", ""),
    "fa": ("نه نیست نیستند ندارد ندارند نباید نکنید نخورید نروید ندهید نگیرید بدون هیچ", "ن-"),
    "fr": ("pas jamais sans aucun aucune ni non", "ne n'-"),
    "gu": ("ન નથી ના નહીં વગર વિના", ""),
    "he": ("לא אין בלי אסור שלא אינם שאינם שאינה שאינו ולא ללא", "אל ואל אי- שאי- שאסור"),
    "hi": ("नहीं बिना मत", "न"),
    "ht": ("pa p pap pèsonn okenn poko", "san ni non"),
    "hy": ("ոչ չի չեն չէ չեք չեմ առանց ոչինչ", "մի չ- ան- -չ- հրաժարվ- բացի"),
    "it": ("non no senza nessun nessuno nessuna né mai", ""),
    "ja": ("-ないで- -ません。 -なかっ-", "-ない- -ません- -ず- -なく- -なし-"),
    "ka": ("არ ვერ არც არავის გარეშე არავინ ვერავინ შეუძლებელია", "არა უ-"),
    "km": ("-កុំ- -គ្មាន-", "-មិន-"),
    "ko": ("-마세요- -마십시오-", "-않- -없- -못- -아니- -아닙- -말고- 안"),
    "lo": ("-ຫ້າມ- -ບໍ່ໄດ້- -ບໍ່ມີ-", "-ບໍ່-"),
    "my": ("-ပါနှင့်- -ပါနဲ့- -မရှိ- -မသိ-", "-မ-"),
    "pa": ("ਨਾ ਨਹੀਂ ਬਿਨਾਂ", "ਬੰਦ"),
    "pl": ("nie bez nikt żaden ani nigdy", "nie-"),
    "pt-BR": ("não ninguém nenhum nenhuma nem nunca", "sem"),
    "ro": ("nu fără nimeni nimic niciun nici niciodată", ""),
    "ru": ("не нет ни без нельзя никто никогда", "неизвестно не-"),
    "so": (
        "maaha mana lama looma laguma kuma uma kama hana inuusan uusan inaysan aysan inaadan "
        "inaanan",
        "ha ma aan aadan maya maayo waxba cidna qofna midna waay- weyd- la'aan- diid-",
    ),
    "ta": (
        "வேண்டாம் இல்லை கூடாது இல்லாமல் முடியாது",
        "-ாமல்- -ாது- -ாத- -ில்லை- -ாதீர்- -லாகாது- -மாட்ட- -ாவிட்ட- -ில்லாவி- -ாமலே- அல்ல",
    ),
    "te": (
        "-వద్దు- -కాదు- -కూడదు- -రాదు-",
        "-లేదు- -లేక- -లేని- -లేరు- -కుండా- -లేము- -ని -",
    ),
    "th": ("-ห้าม- -ไม่ได้- -ไม่มี-", "-ไม่- -งด-"),
    "tl": ("hindi huwag wala walang", ""),
    "tr": (
        "değil yok olmadan hiçbir -mamalı- -memeli- -maz- -mez-",
        "-mayın- -meyin- -mıyor- -miyor- -muyor- -müyor- -madan- -meden- -mayan- -meyen- -madı- "
        "-medi- -mama- -meme- -mayaca- -meyece- -masa- -mese- -mem- -mam- asla hayır kimse -sız- "
        "-siz- -suz- -süz- -mayı- -meyi- değildir",
    ),
    "uk": ("не ні без немає жодних ніхто ніколи", "невідомо не-"),
    "ur": ("نہ نہیں بغیر مت", "بند"),
    "vi": ("không chưa đừng", ""),
    "zh-Hans": ("-不要- -不能- -没有- -无法- -勿-", "-不- -没- -无- -未- -非-"),
    "zh-Hant": ("-不要- -不能- -沒有- -無法- -勿-", "-不- -沒- -無- -未- -非-"),
}
