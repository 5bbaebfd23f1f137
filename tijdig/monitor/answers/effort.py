"""What does it take: hours and cost per reached resident, per way of reaching, who does it, what was agreed (P1-P4)."""

from collections.abc import Sequence
from datetime import date

from tijdig.monitor.drawing import Laag, Rij, Tekening, lying, standing
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.reference import residents
from tijdig.monitor.words import in_order, month_words, number, percent, value_words
from tijdig.policies import policy_on
from tijdig.rules.indicators import Dimensie, Reeks
from tijdig.rules.labels import euro

from .breaks import marks
from .model import (
    CHOOSABLE,
    NOTHING,
    Antwoord,
    Figuur,
    Kolom,
    Regel,
    Tabel,
    Vraag,
    Vraagstelling,
    columns,
    together,
)

VRAAG = Vraag(slug="inzet", titel="Wat kost het?", kort="Inzet", alleen=CHOOSABLE)
INDICATORS = ("C1", "C6", "C5A", "H1A", "M1", "P1", "P4", "P5", "P6", "P7")
KIND = Dimensie.CONTACTSOORT
REEKSEN = frozenset({Reeks.BEREIK})
FOLLOWED = (Dimensie.AANPAK, Dimensie.TEAM)  # research P3: how meldingen are followed up, and who does it
RECORDED, BY_POLICY = ("P4", "P6"), ("P5", "P7")  # of a melding, of an attempt
HOW = (
    (RECORDED, "Vastgelegd", "vastgelegd"),
    (BY_POLICY, "Volgens de tijden in het beleid", "volgens beleid"),
)
PER_RESIDENTS = 10_000
FOLLOWED_WORDS = {
    Dimensie.AANPAK: ("aanpak", "Hoe meldingen worden opgevolgd", "Aanpak"),
    Dimensie.TEAM: ("uitvoering", "Wie meldingen opvolgt", "Team"),
}


def answer(asked: Vraagstelling) -> Antwoord:
    """Both ways of telling time stand beside each other: what was written down, and what policy reckons with."""
    found = asked.read(*INDICATORS, dims=(KIND, *FOLLOWED))
    reached = found.deel("C5A").teller
    if not found.aantal("C1"):
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    own = found.deel("P4").teller > 0
    minutes = share(found.deel("P4" if own else "P5")) or 0.0
    cents = _cost(asked, found, "P4" if own else "P5") / max(reached, 1)
    zin = (
        f"De pogingen kosten per bereikte melding gemiddeld {number(minutes)} minuten en {_euros(cents)}."
        if reached
        else "Er is over deze maanden nog niemand bereikt."
    )
    by_policy = "" if own else "Er is geen tijd vastgelegd; dit zijn de tijden uit het beleid."
    figures = (
        _months(asked, found, own), _ways(found, own), _costs(asked, found),
        *(_followed(found, by) for by in FOLLOWED), _agreed(asked, found),
    )  # fmt: skip
    return Antwoord(
        zin=together(zin, by_policy), figuren=figures, indicatoren=INDICATORS,
        reeksen=REEKSEN,
        let_op="Tijd voor andere dingen dan pogingen telt niet mee: opzoeken, overleggen, afronden.",
    )  # fmt: skip


def _ways(found: Cijfers, own: bool) -> Figuur:
    """Minutes for one talk: all attempts of a kind, over those that led to contact."""
    measure = "P6" if own else "P7"
    rows, lines = [], []
    for value in in_order(KIND, found.waarden("C1", KIND)):
        label, tried = value_words(KIND, value), found.aantal("C1", KIND, value)
        contact = found.deel("C6", KIND, value).teller
        spent = found.deel(measure, KIND, value).teller
        minutes = spent / contact if contact and spent else None  # no time written down is not no time
        if minutes is not None:
            rows.append(Rij(label=label, tekst=f"{number(minutes)} minuten", value=minutes))
        each = (_minutes(share(found.deel(name, KIND, value))) for name in ("P6", "P7"))
        lines.append(Regel(label=label, cellen=(number(tried), number(contact), *each, _minutes(minutes))))
    titel = "Minuten per gesprek, naar soort poging"
    heads = ("Pogingen", "Met contact", "Per poging", "Per poging volgens beleid", "Per gesprek")
    return Figuur(
        naam="soorten", titel=titel, tekening=_drawn(titel, rows),
        tabel=Tabel(titel=titel, kop="Soort poging", kolommen=columns(*heads),
                    regels=tuple(lines)),
        uitleg="In minuten. Per gesprek: alle pogingen van een soort, gedeeld over de gesprekken die ze opleverden. "
        "Een soort waarvan geen tijd is vastgelegd, heeft geen getal per gesprek.",
    )  # fmt: skip


def _months(asked: Vraagstelling, found: Cijfers, own: bool) -> Figuur:
    """Hours of every month, and what one reached melding took in it."""
    of_melding, months = "P4" if own else "P5", asked.periode.months()
    minutes = {month: found.deel(of_melding, maand=month).teller for month in months}
    hours = {month: round(spent / 60) for month, spent in minutes.items()}
    titel, most = "Uren voor pogingen, per maand", max(months, key=lambda month: minutes[month])
    lines = []
    for month in months:
        reached = found.deel("C5A", maand=month).teller
        cents = minutes[month] / 60 * _rate(month, asked.gemeente)
        each = (_minutes(minutes[month] / reached), _euros(cents / reached)) if reached else ("", "")
        cells = (number(minutes[month] / 60), _euros(cents), number(reached), *each)
        lines.append(Regel(label=month_words(month), cellen=cells))
    heads = ("Uren", "Kosten", "Bereikte meldingen", "Minuten per bereikte", "Kosten per bereikte")
    layer = Laag(naam="Uren", kind="goed", per_maand=hours)
    alt = f"{titel}: de meeste in {month_words(most)} ({number(hours[most])})."
    return Figuur(
        naam="maanden", titel=titel, tekening=standing(titel, alt, months, [layer], marks(asked, REEKSEN, REEKSEN)),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns(*heads), regels=tuple(lines)),
        uitleg="De uren staan bij de maand van het eerste signaal. Loopt een melding nog, dan kunnen er uren bijkomen.",
    )  # fmt: skip


def _costs(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """What was written down beside what policy reckons: cents for each reached melding and each accepted help."""
    reached, helped = found.deel("C5A").teller, found.deel("H1A").teller
    lines, rows = [], []
    for (of_melding, _), label, short in HOW:
        minutes, cents = found.deel(of_melding).teller, _cost(asked, found, of_melding)
        rows += [
            Rij(label=f"{word}, {short}", tekst=_euros(cents / count), value=cents / count,
                kind="goed" if of_melding == RECORDED[0] else "dubbel")
            for word, count in (("Per bereikte", reached), ("Per aanvaarde hulp", helped)) if count and minutes
        ]  # fmt: skip
        lines.append(
            Regel(
                label=label,
                cellen=(number(minutes / 60), _minutes(minutes / reached if reached else None), _euros(cents),
                        _euros(cents / reached) if reached else "", _euros(cents / helped) if helped else ""),
            )
        )  # fmt: skip
    heads = ("Uren", "Minuten per bereikte", "Kosten", "Kosten per bereikte", "Kosten per aanvaarde hulp")
    rate = policy_on(asked.periode.tot, asked.gemeente).inzet.uurtarief
    titel, rows = "Tijd en kosten van de pogingen", sorted(rows, key=lambda row: "hulp," in row.label)
    return Figuur(
        naam="kosten", titel=titel, tekening=_drawn(titel, rows),
        tabel=Tabel(titel=titel, kop="Hoe gerekend", kolommen=columns(*heads),
                    regels=tuple(lines)),
        uitleg=f"Een uur kost {euro(rate)} volgens het beleid van de laatste maand. Elke maand rekent met haar eigen "
        "tarief. De standaardtijden in het beleid tellen ook reizen, voorbereiden en vastleggen. Elk bezoek telt "
        "daarin met de volle tijd: na meer bezoeken aan één inwoner valt dat te hoog uit.",
    )  # fmt: skip


def _followed(found: Cijfers, by: Dimensie) -> Figuur:
    """Of all meldingen, how many go this way or to this team (P3)."""
    whole = found.aantal("M1")
    lines, rows = [], []
    for value in in_order(by, found.waarden("M1", by)):
        count, tried = found.aantal("M1", by, value), found.deel("C5A", by, value)
        part, reached = (percent(count / whole), percent(share(tried))) if whole else ("", "")
        label = value_words(by, value)
        rows.append(
            Rij(label=label, tekst=f"{number(count)} · {part}" if part else number(count), value=float(count))
        )
        lines.append(Regel(label=label, cellen=(number(count), part, reached)))
    naam, titel, kop = FOLLOWED_WORDS[by]
    heads = ("Meldingen", "Aandeel", "Bereikt")
    return Figuur(
        naam=naam, titel=titel, tekening=_drawn(titel, rows),
        tabel=Tabel(titel=titel, kop=kop, kolommen=columns(*heads), regels=tuple(lines)),
        uitleg="Geen effect van de aanpak: bezoeken gaan naar zware meldingen."
        if by is Dimensie.AANPAK else "Zoals toegewezen. Een melding zonder team is nog niet verdeeld.",
    )  # fmt: skip


def _agreed(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """Staff per residents, and from which amount a signal is taken up (P1, P2)."""
    beleid = policy_on(asked.periode.tot, asked.gemeente)
    hours, drempel = found.deel("P1"), beleid.drempelbedrag
    lines = []
    if hours.noemer and hours.teller:
        fte = hours.teller / hours.noemer * PER_RESIDENTS / beleid.inzet.werkweek
        lines.append(Regel(label="Voltijdbanen per 10.000 inwoners", cellen=(number(fte, 2),)))
    people = residents().of(asked.gemeente, asked.periode.tot.year)
    if beleid.inzet.budget is not None and people:
        each = beleid.inzet.budget / people
        lines.append(Regel(label="Budget per inwoner per jaar", cellen=(euro(round(each)),)))
    lines.append(Regel(label="Uurtarief", cellen=(euro(beleid.inzet.uurtarief),)))
    lines.append(Regel(label="Drempelbedrag", cellen=(_threshold(drempel.bedrag),)))
    if drempel.bij_meerdere is not None:
        lines.append(
            Regel(label="Drempelbedrag bij meer partners", cellen=(_threshold(drempel.bij_meerdere),))
        )
    titel = "Waarmee we rekenen"
    return Figuur(
        naam="afspraken", titel=titel, tekening=None,
        tabel=Tabel(titel=titel, kop="Uitgangspunt", kolommen=(Kolom(label="Waarde"),), regels=tuple(lines)),
        uitleg="De uren van de teams staan bij Capaciteit, bedragen en tijden bij Beleid.",
    )  # fmt: skip


def _drawn(titel: str, rows: Sequence[Rij]) -> Tekening | None:
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return lying(titel, f"{titel}: {told}.", rows) if rows else None


def _cost(asked: Vraagstelling, found: Cijfers, indicator: str) -> float:
    """Eurocent, each month at its own rate."""
    months = asked.periode.months()
    return sum(found.deel(indicator, maand=m).teller / 60 * _rate(m, asked.gemeente) for m in months)


def _rate(month: date, gemeente: str) -> int:
    return policy_on(month, gemeente).inzet.uurtarief


def _threshold(cents: int) -> str:
    return euro(cents) if cents else "geen"


def _minutes(found: float | None) -> str:
    return "" if found is None else number(found)


def _euros(cents: float) -> str:
    return f"€\u00a0{number(cents / 100)}"
