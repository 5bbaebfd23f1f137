"""What kind of meldingen there are, counted by the definitions of three years beside each other (R-MON-3)."""

from dataclasses import replace

from tijdig.monitor.definitions import definities
from tijdig.monitor.drawing import Rij, lying
from tijdig.monitor.figures import Cijfers, interval, share
from tijdig.monitor.words import number, percent
from tijdig.rules.indicators import Definitie, Dimensie, Meervoudig, Reeks

from .counts import counts_by, shares_of
from .model import CHOOSABLE, NOTHING, Antwoord, Figuur, Kolom, Regel, Tabel, Vraag, Vraagstelling, head_of

VRAAG = Vraag(
    slug="meldingen", titel="Wat voor meldingen zijn het?", kort="Meldingen", per_definitie=True,
    naar=(Dimensie.BEDRAGKLASSE, Dimensie.PARTNERTYPE, Dimensie.SOORT, Dimensie.WIJK, Dimensie.TEAM, Dimensie.AANPAK,
          Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN),
    alleen=CHOOSABLE,
)  # fmt: skip
SEVERAL = (Dimensie.PARTNERTYPE, Dimensie.SOORT)
KINDS = (("M2E", "Enkelvoudig"), ("M2M", "Meervoudig"), ("M2O", "Opeenvolgend"))
KNOWN = (("M8", "Bekend bij schuldhulpverlening"), ("M9", "Terug binnen de termijn van recidive"))
INDICATORS = ("M1", "M2E", "M2M", "M2O", "M3", "M4", "M8", "M9")


def answer(asked: Vraagstelling) -> Antwoord:
    """Kinds of melding by the chosen definition, then the meldingen split."""
    by = asked.naar or Dimensie.BEDRAGKLASSE
    found, other = (
        asked.read(*INDICATORS, dims=(by, Dimensie.BEDRAG)),
        asked.beside(*INDICATORS, dims=(by, Dimensie.BEDRAG)),
    )
    total = found.aantal("M1")
    if not total:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    amount, middle = share(found.deel("M4")) or 0.0, found.midden("M4", Dimensie.BEDRAG) or 0.0
    again = found.deel("M2O")
    zin = (
        f"Er zijn {number(total)} meldingen, met gemiddeld {number(share(found.deel('M3')) or 0, 1)} signaal en "
        f"€\u00a0{number(amount / 100)} achterstand (de helft tot ongeveer €\u00a0{number(middle / 100)}); "
        f"{percent(share(again))} is opeenvolgend (definitie {asked.definitie})."
    )
    known = shares_of(
        asked, found, other, KNOWN, "bekend", "Wie we al kenden", "Wat", "Meldingen",
        "Hoe ver recidive terugkijkt, staat in het beleid; de gekozen definitie doet daar niets aan.",
    )  # fmt: skip
    return Antwoord(
        zin=zin, figuren=(_kinds(asked, found), _by(asked, found, other, by), known), indicatoren=INDICATORS,
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
        d.versie: found
        if d.versie == asked.definitie
        else replace(asked, definitie=d.versie).read(*(kind for kind, _ in KINDS))
        for d in definities()
    }
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
    several = "meer partners" if d.meervoudig is Meervoudig.PARTNERS else "meer dan één signaal"
    return f"{d.versie}: kijkt {back} terug, {kinds}, meervoudig is in een maand {several}."


def _by(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, by: Dimensie) -> Figuur:
    return counts_by(
        asked, found, other, "M1", by, naam="verdeling", titel=f"Meldingen naar {head_of(by).lower()}",
        kolom="Meldingen", uitleg="Een melding kan bij meer dan een waarde meetellen." if by in SEVERAL else "",
    )  # fmt: skip
