"""Every rule that a `Finding` may carry: why it is there, what says so, where it may be excepted.

An exception stands beside what it is about, with its reason: in the content under ``allow``, in a
catalog as a comment of the translator, ``# allow catalog-copy: the line has this name everywhere``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

# What an exception stands on: a text, the top of a handout's or a region's file, or a translation.
Place = Literal["text", "handout", "region", "translation", "nowhere"]
# Characters of the reason that an exception gives.
SHORTEST_REASON = 10
# What a rule looks at.
About = Literal["content", "catalog", "sheet", "clinic", "ledger", "output", "machine", "use"]

_NHS = "NHS digital service manual, content style guide"
_PEMAT = "AHRQ, PEMAT-P user's guide"
_CCI = "CDC, Clear Communication Index user guide"
_EASY_READ = "Inclusion Europe, Information for all: standards for easy to read information"
_NUMBERING = "libphonenumber"
_CLDR = "Unicode CLDR"
_BCP_47 = "BCP 47"
_UNICODE = "Unicode Standard, chapters 9 to 18 on scripts"
_UNICODE_SCRIPTS = "Unicode Standard Annex 24, script property"
_UAX_14 = "Unicode Standard Annex 14, line breaking"
_YAML = "YAML 1.2"
_GETTEXT = "GNU gettext manual, The Format of PO Files"
_PDF_UA = "ISO 14289-1 (PDF/UA-1)"
_OURS = "a rule of this project"
_FIELDS = "docs/fields.md"
_AUTHORING = "docs/authoring.md"
_TRANSLATING = "docs/translating.md"
_LANGUAGES = "docs/languages.md"
_CLINICS = "docs/clinics.md"
_DESIGN = "docs/design.md"
_CI = "docs/ci.md"
_DEPLOYING = "docs/deploying.md"


@dataclass(frozen=True)
class Rule:
    """One rule: its id, why it is there, the reference for that, where it may be excepted.

    `about` is the kind of thing that it looks at. A reference is a publication or a page of docs/.
    """

    id: str
    reason: str
    reference: str
    exception: Place = "nowhere"
    about: About = "content"


def _about(kind: About, *rules: Rule) -> dict[str, Rule]:
    return {rule.id: replace(rule, about=kind) for rule in rules}


_CONTENT = _about(
    "content",
    Rule("plain-sentence", "A long sentence loses a tired reader.", _NHS, "text"),
    Rule("plain-paragraph", "A long paragraph hides what matters.", _NHS, "text"),
    Rule("plain-grade", "A hard paragraph is not read.", "Kincaid 1975", "text"),
    Rule("plain-handout-grade", "A tired reader follows grade 6, not more.", _NHS, "handout"),
    Rule("plain-handout-smog", "Long words tire a reader.", "McLaughlin 1969", "handout"),
    Rule("plain-capitals", "Capitals are harder to read.", _NHS, "text"),
    Rule("plain-address", "A reader follows what is said to them.", _PEMAT, "handout"),
    Rule("plain-term", "An unexplained medical term excludes.", _PEMAT, "text"),
    Rule("wording-hype", "Hype raises hopes that no study carries.", _OURS, "text"),
    Rule("wording-promise", "Nobody can promise an effect.", _OURS, "text"),
    Rule("wording-stigma", "Naming a person by an illness keeps them away.", _NHS, "text"),
    Rule("wording-address", "A reader follows what is said to them.", _PEMAT, "text"),
    Rule("hard-to-translate", "What cannot be translated comes out wrong.", _AUTHORING, "text"),
    Rule("note-missing", "Translators must know what a word means.", _TRANSLATING, "text"),
    Rule("route-leftover", "A treatment that is not theirs confuses a reader.", _PEMAT, "text"),
    Rule("two-answers", "Of two rules for one thing a reader follows neither.", _AUTHORING, "text"),
    Rule("question-unanswered", "A patient must find it on paper at night.", _AUTHORING),
    Rule("question-twice", "Of two answers a patient takes the easier.", _AUTHORING),
    Rule("question-far", "Nobody turns many pages in distress.", _AUTHORING),
    Rule("question-unknown", "A misspelt name would never be looked for.", _AUTHORING),
    Rule("balance", "A benefit without its limits misleads.", _CCI, "text"),
    Rule("list-too-long", "More than 7 items are not kept in mind.", _CCI, "handout"),
    Rule("content-picture", "A picture may draw and nothing else.", _CLINICS),
    Rule("handout-kind", "A warning is held to what warnings must prove.", _AUTHORING),
    Rule("practical-text", "A warning must not go unchecked.", _CLINICS, "text"),
    Rule("handout-incomplete", "A summary and a checklist help to act.", _PEMAT, "handout"),
    Rule("source-missing", "A reader must be able to ask where it comes from.", _OURS, "text"),
    Rule("source-decision", "A number needs a reference.", _OURS),
    Rule("source-unknown", "A source must be on record.", _OURS),
    Rule("source-unused", "What nothing cites is not kept up.", _OURS),
    Rule("source-overdue", "Labels change.", _OURS),
    Rule("source-unconfirmed", "What nobody has read is not known.", _OURS),
    Rule("review-overdue", "A text past its review may be wrong.", _CCI),
    Rule("easy-sentence", "Who reads little follows twelve words.", _EASY_READ, "text"),
    Rule("easy-text", "One picture stands for one idea.", _EASY_READ, "text"),
    Rule("easy-grade", "Who reads little follows grade 3.", _EASY_READ),
    Rule("easy-signs", "A sign that is left out is not acted on.", _AUTHORING),
    Rule("card-signs", "A sign that is left out is not acted on.", _AUTHORING),
    Rule("fact-missing", "A missing warning harms.", _OURS),
    Rule("fact-not-safety", "A warning is checked more strictly.", _OURS),
    Rule("fact-unknown", "A fact needs an owner.", _OURS),
    Rule("revision", "A chart must tell what was given.", _OURS),
    Rule("own-safety-text", "Whose words they are must be known.", _OURS),
    Rule("revision-untold", "Clinics must learn what changed.", _OURS),
    Rule("region-emergency", "A wrong number costs time.", _NUMBERING),
    Rule("region-phone", "A line that cannot be dialled is none.", _NUMBERING, "region"),
    Rule("region-serves", "A line of another nation turns callers away.", _OURS, "region"),
    Rule("region-number-format", "A wrong sign changes a dose.", _CLDR, "region"),
    Rule("region-statement", "The law differs, and a gap would print nothing.", _AUTHORING),
    Rule("score-pemat-p", "Below 90 % too much is left to the reader.", _PEMAT, "handout"),
    Rule("score-cci", "90 is the pass mark.", _CCI, "handout"),
    Rule("score-unread", "What nobody has read is not judged.", _PEMAT),
    Rule("score-stale", "A reading must not outlive what was read.", "docs/scores.md"),
    Rule("score-judged", "An item that applies to all cannot be waived.", _CCI),
    Rule("allow-unknown", "An exception from nothing hides a typing error.", _OURS),
    Rule("allow-reason", "An exception without a reason cannot be judged later.", _OURS),
    Rule("fill-file", "What cannot be read cannot be filled in.", _FIELDS),
    Rule("fill-column", "A misspelt column would print nowhere.", _FIELDS),
    Rule("fill-record", "A patient must get the sheets that were meant.", _FIELDS),
    Rule("fill-value", "A wrong time or half a name harms.", _FIELDS),
    Rule("fill-place", "What stands on no sheet reaches nobody.", _FIELDS),
    Rule("fill-output", "Copies of another patient must not be mixed in.", _FIELDS),
    Rule("file-missing", "A build without it would lack what every sheet needs.", _AUTHORING),
    Rule("wrong-charset", "Read in another encoding, letters come out as others.", "RFC 3629"),
    Rule("yaml-syntax", "What cannot be read cannot be printed.", _YAML),
    Rule("yaml-empty", "An empty file is one that was not saved.", _AUTHORING),
    Rule("yaml-anchor", "A text written once and printed twice has one id for two.", _AUTHORING),
    Rule("yaml-key", "A key becomes part of an id.", _AUTHORING),
    Rule("duplicate-id", "Of two things with one id, one is lost.", _AUTHORING),
    Rule("content", "A value that is not understood would print wrong or not at all.", _AUTHORING),
    Rule("missing-field", "What is left out cannot be guessed.", _AUTHORING),
    Rule("unknown-field", "A misspelt field would be passed over in silence.", _AUTHORING),
    Rule("unknown-placeholder", "It would print with its braces.", _AUTHORING),
    Rule("unknown-advice", "A sheet would lack what it has to say.", _AUTHORING),
    Rule("unknown-region", "A region decides the numbers to call.", _AUTHORING),
    Rule("handout-name", "The file of a sheet is named by it, on every system.", _AUTHORING),
    Rule("region-name", "A code that is none has no law and no numbers.", "ISO 3166"),
    Rule("file-overlooked", "A misspelt file would leave the shipped one in its place.", _CLINICS),
    Rule("own-text", "A clinic's words must hold the numbers that ours held.", _CLINICS),
    Rule("pot-stale", "Translators would work from old English.", _TRANSLATING),
)
_CATALOGS = _about(
    "catalog",
    Rule("po-syntax", "What cannot be read cannot be printed.", _GETTEXT),
    Rule("po-header", "Without it no tool knows the encoding.", _GETTEXT),
    Rule("po-domain", "Two domains in one file would be mixed.", _GETTEXT),
    Rule("po-context", "An entry without its id belongs to no text.", _GETTEXT),
    Rule("plural-forms", "A number would have no words.", _GETTEXT),
    Rule("catalog-untranslated", "The patient would read it in English.", _TRANSLATING),
    Rule("catalog-fuzzy", "It translates other words than those that stand now.", _GETTEXT),
    Rule("catalog-unknown", "What no content has is not printed.", _TRANSLATING),
    Rule("catalog-placeholder", "A lost placeholder is a lost number to call.", _TRANSLATING),
    Rule("catalog-number", "A wrong number is a wrong dose.", _TRANSLATING),
    Rule("catalog-number-order", "Two doses must not change places.", _OURS, "translation"),
    Rule("catalog-encoding", "Letters of another encoding print as others.", _UNICODE),
    Rule("catalog-neighbour", "A patient must get their own language.", _OURS, "translation"),
    Rule("catalog-negation", "A lost “not” turns a warning round.", _OURS, "translation"),
    Rule("catalog-character", "An invisible sign can turn a number around.", _TRANSLATING),
    Rule("catalog-markup", "It would print as it stands.", _TRANSLATING),
    Rule("catalog-glyph", "A letter that no font has is not printed.", _LANGUAGES),
    Rule("catalog-language", "A patient must get their own language.", _OURS, "translation"),
    Rule("catalog-script", "A word in other letters is not read.", _UNICODE_SCRIPTS, "translation"),
    Rule("catalog-letters", "Another language's letter is a mistake.", _OURS, "translation"),
    Rule("catalog-copy", "English left standing is not translated.", _OURS, "translation"),
    Rule("catalog-term", "One thing has one name on all sheets.", _TRANSLATING, "translation"),
    Rule("catalog-wrong-word", "Readers took it for something else.", _TRANSLATING, "translation"),
    Rule("catalog-abbreviation", "Letters without words say nothing.", _TRANSLATING, "translation"),
    Rule("catalog-two-translations", "One warning reads as two.", _TRANSLATING, "translation"),
    Rule("catalog-one-for-two", "One text stands in another's place.", _OURS, "translation"),
    Rule("catalog-concept", "A term of nothing is never looked for.", _TRANSLATING),
    Rule("catalog-spelling", "Another country's spelling reads as a mistake.", _TRANSLATING),
    Rule("catalog-length", "A long text pushes others off the page.", _DESIGN, "translation"),
    Rule("catalog-space", "A stray space moves what follows.", _TRANSLATING, "translation"),
    Rule("catalog-punctuation", "A sentence must end as it was meant.", _CLDR, "translation"),
    Rule("catalog-brackets", "An open bracket hides where it ends.", _CLDR, "translation"),
    Rule("catalog-doubled-word", "A word twice is a slip.", _TRANSLATING, "translation"),
    Rule("unknown-locale", "No catalog, no words.", _TRANSLATING),
    Rule("locale-exists", "A new catalog would wipe out the work in the old one.", _TRANSLATING),
    Rule("pseudo-locale", "Words that nobody speaks are never kept or signed.", _TRANSLATING),
    Rule("unknown-segment", "A text is found by its id alone.", _TRANSLATING),
    Rule("unknown-language", "Language tags are what readers' programs speak by.", _BCP_47),
    Rule("unknown-script", "Without a font of the script nothing could be read.", _LANGUAGES),
    Rule("packet", "Only a packet's columns say which text is meant.", _TRANSLATING),
    Rule("packet-unknown", "A correction of no text helps nobody.", _TRANSLATING),
    Rule("packet-stale", "The correction is of words that have changed.", _TRANSLATING),
    Rule("packet-apart", "A correction beside another text would correct that.", _TRANSLATING),
    Rule("packet-cell", "A date or an error of a spreadsheet is not what was typed.", _TRANSLATING),
    Rule("packet-twice", "Of two texts for one place, one would be lost.", _TRANSLATING),
    Rule("packet-unread", "What somebody wrote is not passed over in silence.", _TRANSLATING),
    Rule("proof-failed", "No command may lose what somebody wrote.", _TRANSLATING),
)
_LEDGERS = _about(
    "ledger",
    Rule("sign-off-line", "A signature that cannot be read is none.", _TRANSLATING),
    Rule("sign-off-input", "A line that cannot be read again signs nothing.", _TRANSLATING),
    Rule("revoked-before", "What is taken back twice was meant once.", _TRANSLATING),
    Rule("cannot-sign", "Nobody can vouch for what is not there or is faulty.", _TRANSLATING),
    Rule("nothing-chosen", "A signature is for texts that were named.", _TRANSLATING),
    Rule("unknown-sign-off", "Only a signature that is there can be revoked.", _TRANSLATING),
    Rule("unsigned", "Until a qualified person has signed, it is a draft.", _TRANSLATING),
    Rule("release-unsigned", "A release is what qualified people have signed.", _TRANSLATING),
    Rule("release-fuzzy", "A release has no sentence in English left.", _TRANSLATING),
    Rule("release-untranslated", "A release has no sentence in English left.", _TRANSLATING),
)
_CLINIC = _about(
    "clinic",
    Rule("clinic-file", "A wrong phone number is worse than none.", _CLINICS),
    Rule("toml-syntax", "What cannot be read cannot be printed.", "TOML 1.0"),
    Rule("clinic-review", "A date that cannot be meant hides how old the text is.", _CLINICS),
    Rule("clinic-times", "Two times for one thing leave a patient to guess.", _CLINICS),
    Rule("release-after-hours", "At night a patient must reach somebody.", _CLINICS),
    Rule("entry-removed", "What others rest on must not go in silence.", _CLINICS),
    Rule("unknown-site", "Nothing is made for a place that is not there.", _CLINICS),
    Rule("clinic-site", "Two sites must not share a folder.", _CLINICS),
    Rule("clinic-accent", "Pale letters are not read.", "WCAG 2.2, 1.4.3 Contrast (Minimum)"),
    Rule("clinic-logo", "A picture may draw and nothing else.", _CLINICS),
)
_SHEETS = _about(
    "sheet",
    Rule("template", "Half a page is no page.", _CLINICS),
    Rule("resource", "A lost picture or style is a lost meaning.", _DEPLOYING),
    Rule("font-missing", "Another font has other letters and other widths.", _LANGUAGES),
    Rule("glyph-missing", "An empty box stands where a letter should.", _LANGUAGES),
    Rule("text-overflow", "What leaves the page is not read.", _DESIGN),
    Rule("too-many-pages", "A card is cut from one sheet.", _DESIGN),
    Rule("render-log", "What the renderer complains of is wrong on paper.", _DESIGN),
    Rule("render-timeout", "One sheet that hangs must not stop the others.", _CI),
    Rule("render-memory", "One sheet that grows must not stop the others.", _CI),
    Rule("render-crash", "One sheet that crashes must not stop the others.", _CI),
    Rule("internal", "A mistake of the program's own fails its sheet, not the build.", _CI),
    Rule("pdf-ua", "Readers' programs must be able to read it aloud.", _PDF_UA),
    Rule("pdf-words", "Words that cannot be copied cannot be read aloud.", _PDF_UA),
    Rule("pdf-number", "A number that reads otherwise than it prints harms.", _OURS),
    Rule("pdf-edge", "Printers cannot print to the edge.", _DESIGN),
    Rule("pdf-first-page", "Who needs help at once looks at the first page.", _DESIGN),
    Rule("pdf-heading", "A heading alone at the foot of a page is lost.", _DESIGN),
    Rule("pdf-split", "A step in two halves is followed by half.", _DESIGN),
    Rule("pdf-last-page", "An empty page wastes paper and hides its one line.", _DESIGN),
    Rule("pdf-collision", "Lines over each other cannot be read.", _DESIGN),
    Rule("pdf-line-end", "A line broken in the wrong place reads wrong.", _UAX_14),
    Rule("page-economy", "Blank paper is carried, copied and paid for.", _DESIGN),
    Rule("pdf-pages", "A far longer translation says something else.", _OURS),
)
_OUTPUT = _about(
    "output",
    Rule("output", "A file is whole or not there.", _DEPLOYING),
    Rule("project-file", "A catalog or a ledger half written loses somebody's work.", _TRANSLATING),
    Rule("cache", "Without it all is made anew each time.", _CI),
    Rule("cache-shared", "Whoever writes into a cache can put any file on paper.", _CI),
    Rule("manifest", "Only the manifest says what the files are.", _DEPLOYING),
    Rule("output-folder", "Somebody's own files must not be lost.", _DEPLOYING),
    Rule("output-owner", "A patient must not get another clinic's phones.", _DEPLOYING),
    Rule("output-site", "Sheets that nobody brings up to date are handed out.", _CLINICS),
    Rule("output-unknown", "What no manifest names was not checked.", _DEPLOYING),
    Rule("pdf-missing", "What the manifest names must be there.", _DEPLOYING),
    Rule("pdf-changed", "A file changed by hand is not what was checked.", _DEPLOYING),
    Rule("verify", "The same inputs must give the same bytes.", _CI),
    Rule("verify-file", "A file changed by hand is not what was built.", _CI),
)
_MACHINE = _about(
    "machine",
    Rule("file-kept", "A link, a mode or an owner is part of a person's file.", _TRANSLATING),
    Rule("file-unreadable", "What cannot be read is neither kept nor printed.", _TRANSLATING),
    Rule("file-locked", "Two writers at once would lose what one wrote.", _TRANSLATING),
    Rule("changed-meanwhile", "What somebody saves meanwhile is not overwritten.", _TRANSLATING),
    Rule("temporary-folder", "Without room for it no sheet can be made.", _DEPLOYING),
    Rule("library-missing", "Without it nothing can be laid out.", _DEPLOYING),
)
_USE = _about(
    "use",
    Rule("usage", "What is not understood is not done.", "kat-handouts --help"),
    Rule("unknown-handout", "A wrong name would print another handout.", _AUTHORING),
    Rule("unknown-edition", "A wrong name would print another edition.", _DESIGN),
    Rule("unknown-sheet", "Only a sheet that is planned can be explained.", _CI),
    Rule("path-name", "A name must not lead out of its folder.", "docs/reliability.md"),
    Rule("nothing-selected", "A build of nothing is a slip.", _CLINICS),
    Rule("no-mark", "A code must be copied whole to say what was given.", _DESIGN),
    Rule(
        "source-date-epoch",
        "A wrong date would pass over overdue reviews.",
        "reproducible-builds.org, SOURCE_DATE_EPOCH",
    ),
)

RULES: dict[str, Rule] = (
    _CONTENT | _CATALOGS | _LEDGERS | _CLINIC | _SHEETS | _OUTPUT | _MACHINE | _USE
)
