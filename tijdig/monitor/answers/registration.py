"""How well things are recorded, how that went from month to month, and which zaken to mend (R-MON-7, R-MON-10)."""

from collections.abc import Mapping

from django.urls import reverse

from tijdig.monitor.drawing import Laag, standing
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.quality import FOUTEN
from tijdig.monitor.words import month_words, number, percent
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Dimensie, Reeks

from .breaks import marks
from .counts import shares_of
from .model import (
    CHOOSABLE,
    Antwoord,
    Figuur,
    Kolom,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    columns,
    shares_by,
    together,
)

FAULTS = (
    *((fout.indicator, fout.titel) for fout in FOUTEN.values()),
    ("C7", "Zonder uitslag, van alle pogingen"),
)
VRAAG = Vraag(
    slug="registratie", titel="Klopt de registratie?", kort="Registratie", cijfers=FAULTS, alleen=CHOOSABLE
)
INDICATORS = tuple(indicator for indicator, _ in FAULTS)
REEKSEN = frozenset({Reeks.KWALITEIT})
CANNOT_BE = (
    "Een brief is in Tijdig altijd een poging, een poging heeft altijd een soort, en een soort, een uitslag en een "
    "eindresultaat staan elk in een eigen lijst. Een brief zonder poging of een waarde in de verkeerde lijst komt "
    "daarom niet voor."
)


def answer(asked: Vraagstelling) -> Antwoord:
    """What is wrong now, how often it was in these months, and one fault from month to month."""
    now = asked.faults_now()
    total = sum(now.get(slug, 0) for slug in FOUTEN)
    zin = f"Er is nu {number(total)} keer iets te herstellen." if total else "Er is nu niets te herstellen."
    dims = (Dimensie.CONTACTSOORT,)
    found, other = asked.read(*INDICATORS, dims=dims), asked.beside(*INDICATORS, dims=dims)
    if not any(found.deel(indicator).noemer for indicator in INDICATORS):
        return Antwoord(zin=zin, figuren=(), indicatoren=INDICATORS)
    faults = shares_of(
        asked, found, other, FAULTS, "fouten", "Wat er in deze maanden ontbreekt", "Wat ontbreekt", "Van hoeveel",
        "De dunne lijn in een balk geeft aan hoe zeker het cijfer is (95%).",
    )  # fmt: skip
    by_kind = shares_by(
        asked, found, other, "C7", Dimensie.CONTACTSOORT, naam="pogingen",
        titel="Pogingen zonder uitslag, naar soort poging", words=("Zonder uitslag", "Pogingen"),
    )  # fmt: skip
    figures = (_to_mend(asked, now), faults, _months(asked, found), *([by_kind] if by_kind.tekening else []))
    worst = max(INDICATORS, key=lambda indicator: share(found.deel(indicator)) or 0)
    return Antwoord(
        zin=together(zin, _most(found, worst)), figuren=figures, indicatoren=INDICATORS, reeksen=REEKSEN,
        let_op=CANNOT_BE,
    )  # fmt: skip


def _most(found: Cijfers, indicator: str) -> str:
    deel = found.deel(indicator)
    if not deel.teller:
        return ""
    return f"Het meest komt voor: “{dict(FAULTS)[indicator]}” ({percent(share(deel))})."


def _to_mend(asked: Vraagstelling, now: Mapping[str, int]) -> Figuur:
    """The work lists: every zaak that has the fault at this moment, of whatever month."""
    lines = tuple(
        Regel(
            label=fout.titel, cellen=(number(now.get(slug, 0)), fout.waarom, fout.doen),
            href=reverse("monitor:werklijst", args=[slug]) if asked.sees_zaken and now.get(slug) else "",
        )
        for slug, fout in FOUTEN.items()
    )  # fmt: skip
    titel = "Wat u nu kunt herstellen"
    heads = (
        Kolom(label="Zaken"),
        Kolom(label="Waarom", numeric=False),
        Kolom(label="Wat u doet", numeric=False),
    )
    return Figuur(
        naam="herstellen", titel=titel, tekening=None,
        tabel=Tabel(titel=titel, kop="Wat ontbreekt", kolommen=heads, regels=lines, in_cards=True),
        uitleg="Dit zijn alle zaken van dit moment, ook van andere maanden. Gewiste zaken staan er niet bij.",
    )  # fmt: skip


def _months(asked: Vraagstelling, found: Cijfers) -> Figuur:
    indicator = asked.cijfer if asked.cijfer in INDICATORS else INDICATORS[0]
    months = asked.periode.months()
    parts = {month: found.deel(indicator, maand=month) for month in months}
    wrong = {month: part.teller for month, part in parts.items()}
    right = {month: part.noemer - part.teller for month, part in parts.items()}
    titel = f"{dict(FAULTS)[indicator]}, per maand"
    worst = max(months, key=lambda month: wrong[month])
    alt = (
        f"{titel}: ontbreekt {number(sum(wrong.values()))} keer, in orde {number(sum(right.values()))} keer"
        + (f"; het vaakst in {month_words(worst)} ({number(wrong[worst])})." if wrong[worst] else ".")
    )
    lines = tuple(
        Regel(
            label=month_words(m), cellen=(number(wrong[m]), number(parts[m].noemer), percent(share(parts[m])))
        )
        for m in months
    )
    layers = [
        Laag(naam="In orde", kind="goed", per_maand=right),
        Laag(naam="Ontbreekt", kind="fout", per_maand=wrong),
    ]
    return Figuur(
        naam="maanden", titel=titel, tekening=standing(titel, alt, months, layers, marks(asked, REEKSEN, REEKSEN)),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns("Ontbreekt", "Van hoeveel", "Aandeel"), regels=lines),
        uitleg=f"Van hoeveel: {INDICATOREN[indicator].noemer}.",
    )  # fmt: skip
