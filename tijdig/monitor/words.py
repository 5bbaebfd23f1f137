"""How a value of the cube reads on a page, and numbers in a sentence."""

from collections.abc import Callable, Mapping
from datetime import date

from tijdig.rules.indicators import Dimensie
from tijdig.rules.labels import label
from tijdig.rules.proportions import Interval
from tijdig.rules.terms import (
    Aanpak,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    PartnerType,
    QuickFix,
    RedenGeenHulp,
    Vervolg,
)

from .definitions import newest

UNKNOWN = "onbekend"
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS_IN_FULL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag", "Zondag")
NUMBERS = {"1": "Eerste poging", "2": "Tweede poging", "3": "Derde poging", "4": "Vierde poging"}
KINDS = {
    "enkelvoudig": "Enkelvoudig", "meervoudig": "Meervoudig", "opeenvolgend": "Opeenvolgend",
    "beide": "Meervoudig en opeenvolgend",
}  # fmt: skip
CHILDREN = {"ja": "Met kinderen", "nee": "Zonder kinderen"}
NAMES = {
    Dimensie.PARTNERTYPE: "Type partner", Dimensie.PARTNER: "Partner", Dimensie.SOORT: "Soort achterstand",
    Dimensie.REDEN: "Reden", Dimensie.WIJK: "Wijk", Dimensie.BEDRAGKLASSE: "Achterstand",
    Dimensie.LEEFTIJDSKLASSE: "Leeftijd", Dimensie.KINDEREN: "Kinderen", Dimensie.SOORT_MELDING: "Soort melding",
    Dimensie.CONTACTSOORT: "Soort poging", Dimensie.WEEKDAG: "Dag van de week", Dimensie.DAGDEEL: "Deel van de dag",
    Dimensie.NUMMER: "Welke poging", Dimensie.TEAM: "Team", Dimensie.AANPAK: "Aanpak",
    Dimensie.QUICK_FIX: "Soort quick fix", Dimensie.ORGANISATIE: "Organisatie",
    Dimensie.REDEN_GEEN_HULP: "Reden", Dimensie.VERVOLG: "Vervolg", Dimensie.POGINGEN: "Aantal pogingen",
}  # fmt: skip
IN_ORDER = {
    Dimensie.WEEKDAG,
    Dimensie.DAGDEEL,
    Dimensie.NUMMER,
    Dimensie.BEDRAGKLASSE,
    Dimensie.LEEFTIJDSKLASSE,
}
ORDER_OF_DAY = {str(deel): n for n, deel in enumerate(Dagdeel)}


def value_words(dimensie: Dimensie, waarde: str) -> str:
    """A value in plain Dutch."""
    if waarde in (UNKNOWN, ""):
        return "Niet bekend"
    made = _WORDS.get(dimensie)
    return made(waarde) if made else waarde[:1].upper() + waarde[1:].replace("_", " ")


def in_order(dimensie: Dimensie, values: list[str]) -> list[str]:
    """As people expect them; what has no order of its own stays largest first, and the unknown comes last."""
    if dimensie is Dimensie.DAGDEEL:
        values = sorted(values, key=lambda value: ORDER_OF_DAY.get(value, len(ORDER_OF_DAY)))
    elif dimensie is Dimensie.POGINGEN:
        values = sorted(values, key=int)
    elif dimensie in IN_ORDER:
        values = sorted(values)
    return [v for v in values if v not in (UNKNOWN, "")] + [v for v in values if v in (UNKNOWN, "")]


def _amount(low: str) -> str:
    """The class that begins at this number of eurocent."""
    bounds = sorted(newest().bedragklassen)
    above = next((bound for bound in bounds if bound > int(low)), None)
    first, last = (f"€\u00a0{number(cents // 100)}" for cents in (int(low), above or 0))
    if above is None:
        return f"{first} en meer"
    return f"{first} tot {last}" if int(low) else f"Minder dan {last}"


_WORDS: Mapping[Dimensie, Callable[[str], str]] = {
    Dimensie.PARTNERTYPE: lambda v: label(PartnerType(v)),
    Dimensie.CONTACTSOORT: lambda v: label(Contactsoort(v)),
    Dimensie.DAGDEEL: lambda v: label(Dagdeel(v)),
    Dimensie.REDEN: lambda v: "Apart gehouden" if v == "apart" else label(Eindresultaat(v)),
    Dimensie.AANPAK: lambda v: label(Aanpak(v)),
    Dimensie.QUICK_FIX: lambda v: label(QuickFix(v)),
    Dimensie.REDEN_GEEN_HULP: lambda v: label(RedenGeenHulp(v)),
    Dimensie.VERVOLG: lambda v: label(Vervolg(v)),
    Dimensie.POGINGEN: lambda v: "Tien of meer" if v == "10" else v,
    Dimensie.WEEKDAG: lambda v: WEEKDAYS[int(v) - 1],
    Dimensie.NUMMER: lambda v: NUMBERS.get(v, "Vijfde of latere poging"),
    Dimensie.BEDRAGKLASSE: _amount,
    Dimensie.LEEFTIJDSKLASSE: lambda v: f"{v.replace('-', ' tot en met ')} jaar",
    Dimensie.KINDEREN: lambda v: CHILDREN[v],
    Dimensie.SOORT_MELDING: lambda v: KINDS[v],
}


def number(value: float, places: int = 0) -> str:
    """1234 → "1.234"; 12.5 → "12,5"."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float | None) -> str:
    """0.245 → "25%" (half goes up); no base → "geen cijfer". Never "100%" or "0%" for what is not all or nothing."""
    if share is None:
        return "geen cijfer"
    near_an_end = 0 < share < 0.005 or 0.995 <= share < 1
    shown = min(max(100 * share, 0.1), 99.9) if near_an_end else 100 * share
    return f"{number(shown + 1e-9, 1 if near_an_end else 0)}%"


def between(found: Interval) -> str:
    """The interval in words."""
    return f"{percent(found.low)} tot {percent(found.high)}"


def month_words(month: date, *, short: bool = False) -> str:
    """ "maart 2026", or "mrt 2026" where there is little room."""
    names = MONTHS if short else MONTHS_IN_FULL
    return f"{names[month.month - 1]}\u00a0{month.year}"


def out_of(teller: int, noemer: int) -> str:
    """ "12 van de 48"."""
    return f"{number(teller)} van de {number(noemer)}"
