"""One form for names, so that a partner's spelling and that of the BRP can be compared.

Rule: R-BRP-3. Source: Divosa, Onder de loep 2025, paragraph 2.3 (what mismatches come from: ss and s,
voorvoegsels, diacritics, maiden names); Logisch Ontwerp BRP, tabel 36 (voorvoegsels).
"""

import re
import unicodedata

from rapidfuzz.distance import OSA

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th",
        "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "ẞ": "SS", "ß": "ss", "Ħ": "H", "ħ": "h", "ı": "i",
        "ĸ": "k", "Ŋ": "N", "ŋ": "n", "·": "",
        "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "ʹ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip

_DUTCH = "V D T S VD VDR VDN VH VT VANT VAN VANDE VANDEN VANDER DE DEN DER DES HET IN OP AAN BIJ OVER ONDER"
_DUTCH += " UIT UIJT VOOR TE TEN TER TOT THOE"
_FOREIGN = (
    "L VON VOM ZU ZUM ZUR AF DU LA LE LES LO LOS LAS DA DAS DI DEL DELLA DELLO DELLE DO DOS AL EL BEN BIN"
)
DUTCH_PREFIXES = frozenset(_DUTCH.split())
PREFIXES = DUTCH_PREFIXES | frozenset(_FOREIGN.split())
_LEADING_HALVES = frozenset({"AL", "EL", "BEN", "BIN", "AIT", "S", "T"})  # "al-Hout", "'s-Gravesande"
_BEHIND = frozenset({"VAN", "DE", "DEN", "DER", "TEN", "TER", "VD"})  # "Berg van den"
_TITLES = frozenset({"DHR", "HR", "MEVR", "MEVROUW", "MW", "FAM", "FAMILIE", "HEER"})

_ELISION = re.compile(r"\b([DL])'(?=\s*[A-Z])")
_SLASHED_PREFIX = re.compile(r"\bV\s*/\s*(?=[DH]\b)")
_LOOSE_INITIALS = re.compile(r"^(?:[A-Z]\.\s*)+(?=[A-Z]{2})")
_BETWEEN_HALVES = re.compile(r"\s+(?:E/O|EN/OF|C\.?Q\.?)\s+|[-/]")
_NO_LETTER_OR_DIGIT = re.compile(r"[^A-Z0-9]+")
_FIRST_WORD = re.compile(r"\s*(?:([dl])'|'?([a-z]+(?:/[a-z]+)?)(?:'?[\s.]+))\s*(?=\S)", re.IGNORECASE)
_REFUSED_BY_BRP = re.compile(r"[^A-Za-z0-9 .'-]+")
_BRP_MAXIMUM = 200  # characters of geslachtsnaam in a question

_BETWEEN_INITIALS = re.compile(r"[\s.,;/&+0-9]+")
_POINTED = re.compile(r"(?:[A-Za-z]\. ?)+")
_PARENTHESES = re.compile(r"\([^)]*\)?")
_TWO_LETTER_SIGNS = frozenset({"TH", "PH", "CH", "CHR"})  # one initial: Th. is Theo, Chr. is Christiaan
_VOWEL = re.compile(r"[AEIOUYaeiouy]")
# What the official name of somebody begins with who is called so. Only where the first two letters differ.
_CALL_NAMES = {
    "HANS": ("JOH",), "JAAP": ("JAC", "JAK"), "JAN": ("JOH",), "JOOP": ("JOH", "JOS"), "KEES": ("COR",),
    "PIET": ("PET",), "SJAAK": ("JAC", "JAK"), "SJON": ("JOH",), "TON": ("ANT",), "TOON": ("ANT",),
    "TRUUS": ("GEERTR",), "RIA": ("MAR",), "RIET": ("MAR",), "LEEN": ("MAG",), "NEL": ("PET", "COR"),
}  # fmt: skip


def strip_diacritics(text: str) -> str:
    """Take the marks off: "Gündoğan" becomes "Gundogan", "Straßer" "Strasser". Case stays."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def split_surname(achternaam: str) -> tuple[str, ...]:
    """Return the halves of a surname in normal form, in order; one for a single name, none for no name.

    Upper case, without diacritics, voorvoegsels, titles, loose initials, spaces and signs; IJ is Y.
    A prefix that is the whole name is the name: somebody may be called Los (R-BRP-3).
    """
    if achternaam.isascii() and achternaam.isalpha():
        return (achternaam.upper().replace("IJ", "Y"),)  # the plain name that most people have
    folded = strip_diacritics(achternaam).upper().partition(",")[0]
    folded = _SLASHED_PREFIX.sub("V ", _ELISION.sub(r"\1 ", folded).replace("'", ""))
    parts = [_words(part) for part in _BETWEEN_HALVES.split(_LOOSE_INITIALS.sub("", folded.strip()))]
    parts = [words for words in parts if words]
    while len(parts) > 1 and len(parts[0]) == 1 and parts[0][0] in _LEADING_HALVES:
        parts = parts[1:]
    return tuple("".join(_without_prefix(words)).replace("IJ", "Y") for words in parts)


def normalise_surname(achternaam: str) -> str:
    """Return a whole surname in normal form: "van der Meij-de Vrïes" gives "MEYVRIES"; "." gives ""."""
    return "".join(split_surname(achternaam))


def surname_forms(geslachtsnaam: str, partner: str = "") -> frozenset[str]:
    """All whole names a person may bear: own, partner's, partner-own and own-partner (R-BRP-3)."""
    own, theirs = normalise_surname(geslachtsnaam), normalise_surname(partner)
    return frozenset((own, theirs, theirs + own, own + theirs)) - {""}


def glue(voorvoegsel: str, achternaam: str) -> str:
    """Normal form with the voorvoegsel written to the name: "van den" and "Berg" give "VANDENBERG"."""
    folded = strip_diacritics(f"{voorvoegsel}{achternaam}").upper()
    return _NO_LETTER_OR_DIGIT.sub("", folded).replace("IJ", "Y")


def search_surname(achternaam: str, voorvoegsel: str = "") -> str:
    """Return the surname as the BRP wants it asked, without voorvoegsel and diacritics; "" if none is left.

    Without a delivered voorvoegsel every prefix in front is taken off; with one only Dutch prefixes, since
    what foreign prefix then still stands there belongs to the name. A prefix before a hyphen stays.
    Source: BRP Personen bevragen 2.7.0, geslachtsnaam.
    """
    prefixes = DUTCH_PREFIXES if voorvoegsel.strip() else PREFIXES
    text = " ".join(strip_diacritics(achternaam).partition(",")[0].split())
    while (found := _FIRST_WORD.match(text)) and _squeeze(found[1] or found[2]) in prefixes:
        text = text[found.end() :]
    return _REFUSED_BY_BRP.sub("", text).strip()[:_BRP_MAXIMUM]


def is_typing_slip(left: str, right: str) -> bool:
    """One letter added, lost, changed or swapped, in normal forms of five letters or more (R-BRP-3)."""
    if left == right or min(len(left), len(right)) < 5 or abs(len(left) - len(right)) > 1:
        return False
    return OSA.distance(left, right, score_cutoff=1) <= 1


def read_initials(text: str) -> str:
    """Initials out of "J.W.", "JW", "Th. J." or first names, in the likeliest reading: "JW", "JW", "TJ"."""
    return next(iter(initial_readings(text)), "")


def initial_readings(text: str) -> tuple[str, ...]:
    """All ways to read the field as initials, the likeliest first; empty if there are none.

    "JAN" in capitals is J.A.N. or a first name; "Jean-Marie" is J. in the BRP and J.M. to a partner.
    """
    if text.isascii() and text.istitle() and text.isalpha() and _VOWEL.search(text, 1):
        return ("Y" if text.startswith("Ij") else text[0],)
    if _POINTED.fullmatch(text):
        return (_squeeze(text),)
    words = _initial_words(text)
    read = [_read_word(word) for word in words]
    likeliest = "".join(letters[0] for letters in read)
    otherwise = "".join(letters[-1] for letters in read)
    if "-" not in text:
        return tuple(filter(None, dict.fromkeys((likeliest, otherwise))))
    hyphens = "".join(_read_word(part)[0] for word in words for part in word.split("-") if _squeeze(part))
    return tuple(filter(None, dict.fromkeys((likeliest, otherwise, hyphens))))


def first_name(text: str) -> str:
    """The first first name in normal form if the field can hold one, else "": "Jan Willem" gives "JAN"."""
    if "." in text or not text:
        return ""
    word = next(iter(_initial_words(text)), "")
    squeezed = _squeeze(word)
    return squeezed if len(squeezed) > 2 and _VOWEL.search(squeezed) else ""


def may_be_same_first_name(called: str, official: str) -> bool:
    """Can somebody with this official first name be called so? Both in the form of `first_name`."""
    if called[:2] == official[:2]:
        return True
    return official.startswith(_CALL_NAMES.get(called, ("\0",)))


def _squeeze(text: str) -> str:
    return text.upper() if text.isascii() and text.isalpha() else _NO_LETTER_OR_DIGIT.sub("", text.upper())


def _words(part: str) -> list[str]:
    return [word for word in _NO_LETTER_OR_DIGIT.split(part) if word]


def _without_prefix(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end - 1 and (words[start] in PREFIXES or words[start] in _TITLES):
        start += 1
    while end - 1 > start and words[end - 1] in _BEHIND:
        end -= 1
    return words[start:end]


def _initial_words(text: str) -> list[str]:
    """The words of an initials field, without the voorvoegsel that some partners leave in it."""
    plain = _PARENTHESES.sub(" ", strip_diacritics(text)).replace("'", "")
    words = (word.strip("-") for word in _BETWEEN_INITIALS.split(plain))
    return [w for w in words if _squeeze(w) and not (w.islower() and len(w) > 1 and w.upper() in PREFIXES)]


def _read_word(word: str) -> tuple[str, ...]:
    """The letters one word stands for: first the likeliest reading, last the other one."""
    letters = _squeeze(word)
    if letters.startswith("IJ"):
        return ("Y",)
    if len(letters) == 1 or (word[1:].islower() and _VOWEL.search(letters)):
        return (letters[0],)
    if letters in _TWO_LETTER_SIGNS:
        return (letters[0], letters) if word.isupper() else (letters[0],)
    if not word.isupper() and not word.islower():
        return (letters[0],)
    if not _VOWEL.search(letters) or len(letters) == 2:
        return (letters,)
    return (letters, letters[0]) if len(letters) < 5 else (letters[0],)
