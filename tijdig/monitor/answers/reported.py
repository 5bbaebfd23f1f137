"""What kind of meldingen there are, counted by the definitions of three years beside each other (R-MON-3)."""

from tijdig.monitor.definitions import definities
from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, interval, read_figures, share
from tijdig.monitor.words import in_order, number, percent, value_words
from tijdig.rules.indicators import Definitie, Dimensie, Reeks

from .model import NOTHING, Antwoord, Figuur, Kolom, Regel, Tabel, Vraag, Vraagstelling, head_of

VRAAG = Vraag(
    slug="meldingen", titel="Wat voor meldingen zijn het?", kort="Meldingen", per_definitie=True,
    naar=(Dimensie.BEDRAGKLASSE, Dimensie.PARTNERTYPE, Dimensie.WIJK, Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN),
)  # fmt: skip
KINDS = (("M2E", "Enkelvoudig"), ("M2M", "Meervoudig"), ("M2O", "Opeenvolgend"))
INDICATORS = ("M1", "M2E", "M2M", "M2O", "M3", "M4", "M8", "M9")


def answer(asked: Vraagstelling) -> Antwoord:
    """Kinds of melding by the chosen definition, then the meldingen split."""
    by = asked.naar or Dimensie.BEDRAGKLASSE
    found, other = asked.read(*INDICATORS, dims=(by,)), asked.beside(*INDICATORS, dims=(by,))
    total = found.aantal("M1")
    if not total:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    amount = share(found.deel("M4")) or 0.0
    again = found.deel("M2O")
    zin = (
        f"Er zijn {number(total)} meldingen, met gemiddeld {number(share(found.deel('M3')) or 0, 1)} signaal en "
        f"€\u00a0{number(amount / 100)} achterstand; {percent(share(again))} is opeenvolgend "
        f"(definitie {asked.definitie})."
    )
    return Antwoord(
        zin=zin, figuren=(_kinds(asked, found), _by(asked, found, other, by)), indicatoren=INDICATORS,
        reeksen=frozenset({Reeks.MELDINGEN, Reeks.SOORT}),
        let_op="Vergelijk de soorten alleen met cijfers die op dezelfde manier zijn geteld: kies dezelfde definitie.",
    )  # fmt: skip


def _kinds(asked: Vraagstelling, found: Cijfers) -> Figuur:
    """The chart by one definition; the table by all, so that the difference is seen and not guessed."""
    titel = f"Soort melding, definitie {asked.definitie}"
    rows = [
        Rij(label=name, tekst=percent(part), value=part, interval=interval(deel))
        for kind, name in KINDS
        if (part := share(deel := found.deel(kind))) is not None
    ]
    versions = {
        d.versie: found if d.versie == asked.definitie
        else read_figures([kind for kind, _ in KINDS], (), asked.periode, definitie=d.versie)
        for d in definities()
    }  # fmt: skip
    lines = tuple(
        Regel(label=name, cellen=tuple(percent(share(versions[d.versie].deel(kind))) for d in definities()))
        for kind, name in KINDS
    )
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam="soorten", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows, whole=1.0),
        tabel=Tabel(titel="Soort melding, per definitie", kop="Soort",
                    kolommen=tuple(Kolom(label=f"Definitie {d.versie}") for d in definities()), regels=lines),
        uitleg=" ".join(_words(d) for d in definities()),
    )  # fmt: skip


def _words(d: Definitie) -> str:
    back = "een maand" if d.maanden_terug == 1 else f"{d.maanden_terug} maanden"
    kinds = "elke melding is van één soort" if d.uitsluitend else "een melding kan van twee soorten zijn"
    return f"{d.versie}: kijkt {back} terug, {kinds}."


def _by(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, by: Dimensie) -> Figuur:
    titel, total = f"Meldingen naar {head_of(by).lower()}", found.aantal("M1")
    rows, lines = [], []
    for value in in_order(by, found.waarden("M1", by)):
        count, label = found.aantal("M1", by, value), value_words(by, value)
        rows.append(
            Rij(label=label, tekst=f"{number(count)} · {percent(count / total)}", value=float(count),
                kind="rest" if label == "Niet bekend" else "goed")
        )  # fmt: skip
        beside = (number(other.aantal("M1", by, value)),) if other else ()
        lines.append(Regel(label=label, cellen=(number(count), percent(count / total), *beside)))
    columns = [Kolom(label="Meldingen"), Kolom(label="Aandeel")]
    if asked.naast:
        columns.append(Kolom(label=asked.naast.naam))
    told = ", ".join(f"{row.label} {row.tekst}" for row in rows)
    return Figuur(
        naam="verdeling", titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows),
        tabel=Tabel(titel=titel, kop=head_of(by), kolommen=tuple(columns), regels=tuple(lines)),
        uitleg="Een melding met meer types partner telt bij elk type mee." if by is Dimensie.PARTNERTYPE else "",
    )  # fmt: skip
