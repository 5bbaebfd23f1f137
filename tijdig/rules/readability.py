"""A light check whether a text is plain: length of sentences and hard words.

It warns and never says that a text *is* B1: that takes readers. Source: R-OUT-3; the usual advice for
plain Dutch (about ten words a sentence, none above fifteen, everyday words).
"""

import re
from dataclasses import dataclass

LONG_SENTENCE = 15
"""A sentence with more words than this is named."""

AVERAGE_SENTENCE = 12
"""A text with more words a sentence than this, on average, gets a warning."""

PLAINER = {
    "aangaande": "over",
    "aangelegenheid": "zaak",
    "aanmaning": "brief dat u nog moet betalen",
    "aanvangen": "beginnen",
    "aanzienlijk": "groot",
    "aanzienlijke": "grote",
    "abusievelijk": "per ongeluk",
    "achterstallig": "nog niet betaald",
    "adequaat": "goed",
    "alhoewel": "hoewel",
    "alsmede": "en ook",
    "alvorens": "voordat",
    "annuleren": "afzeggen",
    "attenderen": "laten weten",
    "beschikking": "besluit",
    "betalingsachterstand": "rekening die nog open staat",
    "betalingsregeling": "afspraak om in delen te betalen",
    "betalingsverplichting": "wat u moet betalen",
    "betreffende": "over",
    "bewerkstelligen": "zorgen voor",
    "binnen afzienbare tijd": "snel",
    "cliënt": "u",
    "conform": "volgens",
    "consequentie": "gevolg",
    "consequenties": "gevolgen",
    "contacteren": "bellen of mailen",
    "continueren": "doorgaan met",
    "crediteur": "bedrijf dat geld van u krijgt",
    "dagvaarding": "brief dat u voor de rechter moet komen",
    "derhalve": "daarom",
    "desbetreffende": "deze",
    "desgewenst": "als u dat wilt",
    "desondanks": "toch",
    "dienen te": "moeten",
    "dient te": "moet",
    "echter": "maar",
    "evenals": "net als",
    "eveneens": "ook",
    "faciliteren": "helpen",
    "gaarne": "graag",
    "gelieve": "wilt u",
    "geïnformeerd": "verteld",
    "hieromtrent": "hierover",
    "hulpverleningstraject": "hulp",
    "in het kader van": "voor",
    "in overleg treden": "praten",
    "in verband met": "door",
    "incasso": "geld van uw rekening halen",
    "indien": "als",
    "ingebrekestelling": "laatste brief voor u extra kosten betaalt",
    "inventariseren": "bekijken",
    "inzake": "over",
    "jegens": "tegen",
    "kwijtschelding": "niet hoeven betalen",
    "met betrekking tot": "over",
    "met ingang van": "vanaf",
    "middels": "met",
    "minnelijk": "zonder rechter",
    "mits": "als",
    "naar aanleiding van": "na",
    "nadere": "meer",
    "navolgende": "deze",
    "omtrent": "over",
    "ondergetekende": "ik",
    "onderhavige": "deze",
    "onverwijld": "direct",
    "openstaande": "nog niet betaalde",
    "opteren": "kiezen",
    "participeren": "meedoen",
    "per abuis": "per ongeluk",
    "problematiek": "problemen",
    "recentelijk": "kort geleden",
    "reeds": "al",
    "retourneren": "terugsturen",
    "schuldeiser": "bedrijf dat geld van u krijgt",
    "schuldenaar": "iemand die moet betalen",
    "schuldenproblematiek": "problemen met geld",
    "te allen tijde": "altijd",
    "ten behoeve van": "voor",
    "teneinde": "om",
    "termijnbedrag": "bedrag per maand",
    "terzake": "hierover",
    "tevens": "ook",
    "vernemen": "horen",
    "verrekenen": "aftrekken",
    "verschuldigd": "nog te betalen",
    "verstrekken": "geven",
    "verzocht": "gevraagd",
    "verzoeken": "vragen",
    "vigerende": "geldende",
    "voornemens": "van plan",
    "voorts": "verder",
    "vordering": "rekening",
    "wanbetaler": "iemand die niet heeft betaald",
    "woonachtig": "wonend",
    "zodoende": "zo",
    "zorg dragen voor": "zorgen voor",
    "zulks": "dit",
}
"""Hard word or phrase → a plainer way to say it. Our own list, grown from letters seen in this field."""

_ABBREVIATIONS = ("art.", "bijv.", "bv.", "d.w.z.", "dhr.", "enz.", "mevr.", "mw.", "nr.", "o.a.", "t.a.v.")
_FIELD = re.compile(r"\{\{\s*\w+\s*\}\}")
_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
_PASSIVE = re.compile(
    r"\b(?:word|wordt|worden|werd|werden)\b.*?\b(?:ge|be|ver|ont)\w+(?:d|t|en)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.@/][^\W_]+)*")


@dataclass(frozen=True, kw_only=True)
class Leesbaarheid:
    """What was noticed. `hard_words` holds pairs (word as found, plainer alternative)."""

    words_per_sentence: float
    long_sentences: tuple[str, ...]
    hard_words: tuple[tuple[str, str], ...]
    passive: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The same as sentences for the writer, in Dutch; empty when nothing was noticed."""
        average = f"Gemiddeld {self.words_per_sentence:.0f} woorden per zin. Probeer korter."
        return (
            *((average,) if self.words_per_sentence > AVERAGE_SENTENCE else ()),
            *(f"Lange zin: “{sentence}”" for sentence in self.long_sentences),
            *(f"Moeilijk woord: “{word}”. Misschien: “{plain}”." for word, plain in self.hard_words),
            *(f"Lijdende zin: “{sentence}” Schrijf wie het doet." for sentence in self.passive),
        )


def readability(text: str) -> Leesbaarheid:
    """Look at `text` (plain text; a merge field counts as one word). Never raises."""
    sentences = _sentences(_FIELD.sub("veld", text))
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    return Leesbaarheid(
        words_per_sentence=sum(lengths) / len(lengths) if lengths else 0.0,
        long_sentences=tuple(s for s, n in zip(sentences, lengths, strict=True) if n > LONG_SENTENCE),
        hard_words=_hard_words(text),
        passive=tuple(s for s in sentences if _PASSIVE.search(s)),
    )


def _sentences(text: str) -> list[str]:
    """Split at the end of a sentence or line, not after an abbreviation."""
    found: list[str] = []
    for part in _END.split(text):
        if found and found[-1].lower().endswith(_ABBREVIATIONS):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [sentence.strip() for sentence in found if _WORD.search(sentence)]


def _hard_words(text: str) -> tuple[tuple[str, str], ...]:
    """In order of the text, each word once."""
    pattern = r"\b(" + "|".join(map(re.escape, sorted(PLAINER, key=len, reverse=True))) + r")\b"
    found = dict.fromkeys(match.lower() for match in re.findall(pattern, text, flags=re.IGNORECASE))
    return tuple((word, PLAINER[word]) for word in found if word in PLAINER)
