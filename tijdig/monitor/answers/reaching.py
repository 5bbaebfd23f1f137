"""Whom do we reach, and how: by kind, day, part of the day and number of the attempt (R-MON-7)."""

from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.words import in_order, number, percent, value_words
from tijdig.rules.indicators import Dimensie, Reeks

from .model import (
    CHOOSABLE,
    NOTHING,
    Antwoord,
    Figuur,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    columns,
    shares_by,
    together,
    with_interval,
)

ATTEMPTS = (Dimensie.CONTACTSOORT, Dimensie.WEEKDAG, Dimensie.DAGDEEL, Dimensie.NUMMER)
PEOPLE = (
    Dimensie.PARTNERTYPE, Dimensie.SOORT, Dimensie.AANPAK, Dimensie.TEAM, Dimensie.BEDRAGKLASSE, Dimensie.WIJK,
    Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN, Dimensie.SOORT_MELDING,
)  # fmt: skip
VRAAG = Vraag(
    slug="bereik", titel="Wie bereiken we?", kort="Bereik", naar=(*ATTEMPTS, *PEOPLE), alleen=CHOOSABLE
)
INDICATORS = ("C1", "C3", "C4", "C5A", "C5G", "C6", "P4")
TURNS = ("eerste", "later")
NAMES = {
    Dimensie.CONTACTSOORT: "soort poging", Dimensie.WEEKDAG: "dag van de week", Dimensie.DAGDEEL: "deel van de dag",
    Dimensie.NUMMER: "nummer van de poging", Dimensie.PARTNERTYPE: "type partner", Dimensie.BEDRAGKLASSE: "achterstand",
    Dimensie.WIJK: "wijk", Dimensie.LEEFTIJDSKLASSE: "leeftijd", Dimensie.KINDEREN: "kinderen",
    Dimensie.SOORT_MELDING: "soort melding", Dimensie.SOORT: "soort achterstand", Dimensie.AANPAK: "aanpak",
    Dimensie.TEAM: "team",
}  # fmt: skip


def answer(asked: Vraagstelling) -> Antwoord:
    """Attempts split by how they were done, or meldingen split by what they are."""
    by = asked.naar or Dimensie.CONTACTSOORT
    dims = (by, Dimensie.POGINGEN, Dimensie.SOORT_EN_BEURT)
    found, other = asked.read(*INDICATORS, dims=dims), asked.beside(*INDICATORS, dims=dims)
    all_, tried = found.deel("C5A"), found.deel("C5G")
    if not all_.noemer:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    minutes = share(found.deel("P4"))
    zin = together(
        f"Bij {percent(share(found.deel('C4')))} van de meldingen deden we een poging.",
        f"We bereiken {with_interval(all_)} van alle meldingen en {with_interval(tried)} van de meldingen waarbij we "
        f"het probeerden.",
        f"Gemiddeld waren er {number(share(found.deel('C3')) or 0, 1)} pogingen per melding.",
        f"Per bereikte melding kostten die {number(minutes)} minuten." if minutes else "",
    )
    if by in ATTEMPTS:
        indicator, words = "C6", ("Met contact", "Pogingen")
        titel = f"Contact per poging, naar {NAMES[by]}"
    else:
        indicator, words = "C5G", ("Bereikt", "Geprobeerd")
        titel = f"Bereikt van de geprobeerde meldingen, naar {NAMES[by]}"
    figure = shares_by(asked, found, other, indicator, by, naam="bereik", titel=titel, words=words)
    figures = (figure, _how_often(asked, found, other), _turns(found))
    return Antwoord(
        zin=zin, figuren=tuple(figure for figure in figures if figure.tekening), indicatoren=INDICATORS,
        reeksen=frozenset({Reeks.BEREIK}),
        let_op="Dit zegt niet wat werkt: bezoeken gaan naar zware meldingen en brieven naar lichte. Een verschil is "
        "een begin van een gesprek.",
    )  # fmt: skip


def _turns(found: Cijfers) -> Figuur:
    """How a melding is begun, and how one goes on: attempts by kind, the first beside the later ones (C2)."""
    by, titel = Dimensie.SOORT_EN_BEURT, "Soorten pogingen: de eerste en de latere"
    values = found.waarden("C1", by)
    kinds = list(dict.fromkeys(value.partition(":")[0] for value in values))
    counts = {value: found.aantal("C1", by, value) for value in values}
    whole = {turn: sum(n for value, n in counts.items() if value.endswith(turn)) for turn in TURNS}
    lines = tuple(
        Regel(
            label=value_words(Dimensie.CONTACTSOORT, kind),
            cellen=tuple(
                cell for turn in TURNS
                for count in [counts.get(f"{kind}:{turn}", 0)]
                for cell in (number(count), percent(count / whole[turn] if whole[turn] else None))
            ),
        )
        for kind in kinds
    )  # fmt: skip
    firsts = [(kind, counts.get(f"{kind}:{TURNS[0]}", 0)) for kind in kinds]
    rows = [
        Rij(
            label=value_words(Dimensie.CONTACTSOORT, kind), value=float(count),
            tekst=f"{number(count)} · {percent(count / whole[TURNS[0]])}",
        )
        for kind, count in firsts if count
    ]  # fmt: skip
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    heads = ("Eerste pogingen", "Aandeel", "Latere pogingen", "Aandeel van de latere")
    return Figuur(
        naam="beurten", titel=titel, tekening=lying(titel, f"Eerste pogingen: {told}.", rows) if rows else None,
        tabel=Tabel(titel=titel, kop="Soort poging", kolommen=columns(*heads), regels=lines),
        uitleg="De grafiek toont de eerste poging bij een melding; de tabel ook de latere.",
    )  # fmt: skip


def _how_often(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> Figuur:
    """Meldingen by how many attempts were made (C3)."""
    by, titel, rows, lines = Dimensie.POGINGEN, "Hoe vaak we het per melding proberen", [], []
    total = found.deel("C3").noemer or 1
    for value in in_order(by, [v for v in found.waarden("C3", by) if v]):
        count, label = found.deel("C3", by, value).noemer, value_words(by, value)
        rows.append(
            Rij(
                label=f"{label} keer", tekst=f"{number(count)} · {percent(count / total)}", value=float(count)
            )
        )
        beside = (number(other.deel("C3", by, value).noemer),) if other else ()
        lines.append(Regel(label=label, cellen=(number(count), percent(count / total), *beside)))
    heads = ["Meldingen", "Aandeel", *([asked.naast.naam] if asked.naast else [])]
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam="pogingen", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows) if rows else None,
        tabel=Tabel(titel=titel, kop="Pogingen", kolommen=columns(*heads),
                    regels=tuple(lines)),
    )  # fmt: skip
