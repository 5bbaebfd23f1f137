"""Whom do we reach, and how: by kind, day, part of the day and number of the attempt (R-MON-7)."""

from tijdig.monitor.figures import share
from tijdig.monitor.words import number
from tijdig.rules.indicators import Dimensie, Reeks

from .model import NOTHING, Antwoord, Vraag, Vraagstelling, shares_by, with_interval

ATTEMPTS = (Dimensie.CONTACTSOORT, Dimensie.WEEKDAG, Dimensie.DAGDEEL, Dimensie.NUMMER)
PEOPLE = (
    Dimensie.PARTNERTYPE, Dimensie.BEDRAGKLASSE, Dimensie.WIJK, Dimensie.LEEFTIJDSKLASSE, Dimensie.KINDEREN,
    Dimensie.SOORT_MELDING,
)  # fmt: skip
VRAAG = Vraag(slug="bereik", titel="Wie bereiken we?", kort="Bereik", naar=(*ATTEMPTS, *PEOPLE))
INDICATORS = ("C1", "C3", "C4", "C5A", "C5G", "C6", "P4")
NAMES = {
    Dimensie.CONTACTSOORT: "soort poging", Dimensie.WEEKDAG: "dag van de week", Dimensie.DAGDEEL: "deel van de dag",
    Dimensie.NUMMER: "nummer van de poging", Dimensie.PARTNERTYPE: "type partner", Dimensie.BEDRAGKLASSE: "achterstand",
    Dimensie.WIJK: "wijk", Dimensie.LEEFTIJDSKLASSE: "leeftijd", Dimensie.KINDEREN: "kinderen",
    Dimensie.SOORT_MELDING: "soort melding",
}  # fmt: skip


def answer(asked: Vraagstelling) -> Antwoord:
    """Attempts split by how they were done, or meldingen split by what they are."""
    by = asked.naar or Dimensie.CONTACTSOORT
    found, other = asked.read(*INDICATORS, dims=(by,)), asked.beside(*INDICATORS, dims=(by,))
    all_, tried = found.deel("C5A"), found.deel("C5G")
    if not all_.noemer:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    minutes = share(found.deel("P4"))
    zin = (
        f"We bereiken {with_interval(all_)} van alle meldingen en {with_interval(tried)} van de meldingen waarbij we "
        f"het probeerden, met gemiddeld {number(share(found.deel('C3')) or 0, 1)} pogingen per melding"
        + (f" en {number(minutes)} minuten per bereikte melding." if minutes else ".")
    )
    if by in ATTEMPTS:
        indicator, words = "C6", ("Met contact", "Pogingen")
        titel = f"Contact per poging, naar {NAMES[by]}"
    else:
        indicator, words = "C5G", ("Bereikt", "Geprobeerd")
        titel = f"Bereikt van de geprobeerde meldingen, naar {NAMES[by]}"
    figure = shares_by(asked, found, other, indicator, by, naam="bereik", titel=titel, words=words)
    return Antwoord(
        zin=zin, figuren=(figure,) if figure.tekening else (), indicatoren=INDICATORS,
        reeksen=frozenset({Reeks.BEREIK}),
        let_op="Dit zegt niet wat werkt: bezoeken gaan naar zware meldingen en brieven naar lichte. Een verschil is "
        "een begin van een gesprek.",
    )  # fmt: skip
