"""Which help follows: three rates with their own denominators, and the type of help (R-MON-2)."""

from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import number, out_of, percent
from tijdig.rules.indicators import Dimensie, Reeks

from .counts import counts_by, shares_of
from .model import (
    CHOOSABLE,
    NOTHING,
    Antwoord,
    Figuur,
    Vraag,
    Vraagstelling,
    shares_by,
    with_interval,
)
from .reaching import ATTEMPTS, NAMES

VRAAG = Vraag(
    slug="hulp", titel="Welke hulp volgt?", kort="Hulp",
    naar=(Dimensie.PARTNERTYPE, Dimensie.BEDRAGKLASSE, Dimensie.WIJK, Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN,
          Dimensie.SOORT_MELDING, Dimensie.SOORT, Dimensie.AANPAK, Dimensie.TEAM, *ATTEMPTS),
    alleen=CHOOSABLE,
)  # fmt: skip
RATES = (
    ("H1A", "Van alle meldingen"),
    ("H1G", "Van de geprobeerde meldingen"),
    ("H1C", "Van de bereikte meldingen"),
)
TYPES = (
    ("H2Q", "Quick fix"),
    ("H2F", "Verwijzing naar financiële hulp"),
    ("H2N", "Verwijzing naar andere hulp"),
)
INDICATORS = ("H1A", "H1G", "H1C", "H2Q", "H2F", "H2N", "H3", "H5", "H6", "H7", "E2V", "E2A", "E2P")
FURTHER = (
    ("H2Q", Dimensie.QUICK_FIX, "quickfix", "Wat er bij een quick fix is gedaan"),
    ("H6", Dimensie.ORGANISATIE, "organisaties", "Naar wie we verwijzen voor andere hulp"),
    ("H5", Dimensie.REDEN_GEEN_HULP, "redenen", "Waarom iemand geen hulp wil"),
    ("E2V", Dimensie.VERVOLG, "vervolg", "Wat er na een verwijzing gebeurde"),
)


def answer(asked: Vraagstelling) -> Antwoord:
    """Help by its three denominators, its types, and split."""
    by = asked.naar or Dimensie.PARTNERTYPE
    how = by if by in ATTEMPTS else Dimensie.CONTACTSOORT
    dims = (by, how, *(dimensie for _, dimensie, _, _ in FURTHER))
    found, other = asked.read(*INDICATORS, dims=dims), asked.beside(*INDICATORS, dims=dims)
    all_ = found.deel("H1A")
    if not all_.noemer:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    zin = (
        f"Van {number(all_.noemer)} meldingen is {number(all_.teller)} keer hulp aanvaard: {with_interval(all_)} van "
        f"alle meldingen en {percent(share(found.deel('H1C')))} van wie we bereikten."
    )
    split = shares_by(
        asked, found, other, "H1A", by, naam="verdeling", titel="Hulp aanvaard van alle meldingen, uitgesplitst",
        words=("Hulp aanvaard", "Meldingen"),
    )  # fmt: skip
    attempts = shares_by(
        asked, found, other, "H3", how, naam="pogingen", titel=f"Pogingen die tot hulp leidden, naar {NAMES[how]}",
        words=("Leidde tot hulp", "Pogingen"),
    )  # fmt: skip
    rates = shares_of(
        asked,
        found,
        other,
        RATES,
        "cijfers",
        "Hulp aanvaard, met drie noemers",
        "Deel",
        "Van hoeveel",
        _late(found),
    )
    types = shares_of(asked, found, other, TYPES, "soorten", "Soort hulp", "Soort hulp", "Meldingen met hulp")
    return Antwoord(
        zin=zin, indicatoren=INDICATORS, reeksen=frozenset({Reeks.HULP}),
        figuren=(rates, *([types] if all_.teller else []), *(f for f in (split, attempts) if f.tekening),
                 *_further(asked, found, other)),
        let_op="Noem bij een percentage altijd waarvan het een deel is: deze drie cijfers gaan over dezelfde hulp.",
    )  # fmt: skip


def _late(found: Cijfers) -> str:
    """How much of it came after the term of the offer (H7)."""
    late = found.deel("H7")
    if not late.noemer:
        return ""
    return f"Bij {out_of(late.teller, late.noemer)} meldingen met hulp kwam die na de termijn van het hulpaanbod."


def _further(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> list[Figuur]:
    """What was done, where to, why not, and what came of it: each only when something is known of it."""
    figures = [
        counts_by(
            asked, found, other, indicator, dimensie, naam=naam, titel=titel, kolom="Meldingen", kind="dubbel",
            uitleg=_came_of_it(found) if indicator == "E2V" else "",
        )
        for indicator, dimensie, naam, titel in FURTHER if any(found.waarden(indicator, dimensie))
    ]  # fmt: skip
    return [figure for figure in figures if figure.tekening]


def _came_of_it(found: Cijfers) -> str:
    arrived, plans = found.deel("E2A"), found.deel("E2P")
    return (
        f"Van de {number(arrived.noemer)} verwijzingen waarvan we het vervolg weten, kwamen er {number(arrived.teller)}"
        f" aan; na een verwijzing naar financiële hulp startte {number(plans.teller)} keer een plan."
    )
