"""Which help follows: three rates with their own denominators, and the type of help (R-MON-2)."""

from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, interval, share
from tijdig.monitor.words import number, percent
from tijdig.rules.indicators import Dimensie, Reeks

from .counts import counts_by
from .model import (
    CHOOSABLE,
    NOTHING,
    Antwoord,
    Figuur,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    share_cells,
    share_columns,
    share_words,
    shares_by,
    with_interval,
)

VRAAG = Vraag(
    slug="hulp", titel="Welke hulp volgt?", kort="Hulp",
    naar=(Dimensie.PARTNERTYPE, Dimensie.BEDRAGKLASSE, Dimensie.WIJK, Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN,
          Dimensie.SOORT_MELDING, Dimensie.SOORT, Dimensie.AANPAK, Dimensie.TEAM),
    alleen=CHOOSABLE,
)  # fmt: skip
RATES = (
    ("H1A", "van alle meldingen"),
    ("H1G", "van de geprobeerde meldingen"),
    ("H1C", "van de bereikte meldingen"),
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
    dims = (by, *(dimensie for _, dimensie, _, _ in FURTHER))
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
    rates = _shares(
        asked, found, other, RATES, "cijfers", "Hulp aanvaard, met drie noemers", "Deel", "Van hoeveel"
    )
    types = _shares(asked, found, other, TYPES, "soorten", "Soort hulp", "Soort hulp", "Meldingen met hulp")
    return Antwoord(
        zin=zin, indicatoren=INDICATORS, reeksen=frozenset({Reeks.HULP}),
        figuren=(rates, *([types] if all_.teller else []), *([split] if split.tekening else []),
                 *_further(asked, found, other)),
        let_op="Noem bij een percentage altijd waarvan het een deel is: deze drie cijfers gaan over dezelfde hulp.",
    )  # fmt: skip


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


def _shares(
    asked: Vraagstelling, found: Cijfers, other: Cijfers | None, indicators: tuple[tuple[str, str], ...], naam: str,
    titel: str, kop: str, noemer: str,
) -> Figuur:  # fmt: skip
    rows, lines = [], []
    for indicator, label in indicators:
        deel = found.deel(indicator)
        part = share(deel)
        if part is not None:
            rows.append(
                Rij(
                    label=label[:1].upper() + label[1:],
                    tekst=percent(part),
                    value=part,
                    interval=interval(deel),
                )
            )
        beside = (share_words(other, indicator, Dimensie.GEEN, ""),) if asked.naast else ()
        lines.append(Regel(label=label[:1].upper() + label[1:], cellen=(*share_cells(deel), *beside)))
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows),
        tabel=Tabel(titel=titel, kop=kop, kolommen=share_columns(asked, "Aantal", noemer), regels=tuple(lines)),
    )  # fmt: skip
