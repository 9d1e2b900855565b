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
