"""A catalog as Weblate writes it."""

# Wrapped at 77, with flags, previous sources, comments of both kinds.
WEBLATE = """# Vietnamese translations.
# A. B. <a@example.org>, 2026.
msgid ""
msgstr ""
"Project-Id-Version: kat-handouts 1\\n"
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Weblate 5.9\\n"

# A question of the translator, 10 % sure.
#. Handout “Side effects”: heading.
#: content/side-effects.yaml
#, fuzzy, max-length:40, unknown-flag
#| msgctxt "side-effects.bladder.heading"
#| msgid "The bladder"
msgctxt "side-effects.bladder.heading"
msgid "Bladder"
msgstr "Bàng quang"

#: content/side-effects.yaml
msgctxt "side-effects.bladder.why"
msgid ""
"Ketamine can harm the bladder. In some studies nobody had bladder "
"problems.\\n"
"A \\"quote\\" and a \\\\ backslash."
msgid_plural "Many"
msgstr[0] ""
"Một"
msgstr[1] "Hai"

# Once needed.
#~ msgctxt "side-effects.old"
#~ msgid "Old"
#~ msgstr "Cũ"
"""
