"""Are we in time: the terms of the law, kept and missed, with the zaken that are late now (R-MON-7)."""

from django.urls import reverse

from tijdig.monitor.drawing import Laag, standing
from tijdig.monitor.figures import Cijfers, interval, share
from tijdig.monitor.words import between, month_words, number, percent
from tijdig.rules.indicators import Reeks

from .model import NOTHING, Antwoord, Figuur, Kolom, Regel, Tabel, Vraag, Vraagstelling, with_interval

VRAAG = Vraag(slug="termijnen", titel="Zijn we op tijd?", kort="Termijnen", per_partnertype=True)
TERMS = (
    ("T1", "Hulpaanbod binnen vier weken", "hulpaanbod"), ("T2", "Eerste gesprek binnen vier weken", "gesprek"),
    ("T3", "Dreigende situatie: gesprek binnen drie werkdagen", "crisis"),
)  # fmt: skip
INDICATORS = ("T1", "T2", "T3", "T4", "T5", "T6")


def answer(asked: Vraagstelling) -> Antwoord:
    """The first term per month, and all three in a table."""
    found, other = asked.read(*INDICATORS), asked.beside(*INDICATORS)
    place = asked.place()
    offer = found.deel("T1", *place)
    running = found.aantal("T4")
    if not offer.noemer and not running:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    if offer.noemer:
        zin = f"Bij {with_interval(offer)} van de meldingen was het hulpaanbod op tijd."
        if days := share(found.deel("T5", *place)):
            zin += f" De eerste poging kwam na gemiddeld {number(days, 1)} dagen."
    else:
        zin = f"Van {number(running)} meldingen loopt de termijn nog; er is er nog geen gestopt."
    return Antwoord(
        zin=zin, figuren=(_months(asked, found), _all(asked, found, other)), indicatoren=INDICATORS,
        reeksen=frozenset({Reeks.TERMIJN}),
        let_op=f"Van {number(running)} meldingen loopt de termijn nog; die tellen niet mee." if running and offer.noemer
        else "",
    )  # fmt: skip


def _months(asked: Vraagstelling, found: Cijfers) -> Figuur:
    months, place = asked.periode.months(), asked.place()
    parts = {month: found.deel("T1", *place, maand=month) for month in months}
    kept = {month: part.teller for month, part in parts.items()}
    missed = {month: part.noemer - part.teller for month, part in parts.items()}
    titel = "Hulpaanbod per maand"
    worst = max(months, key=lambda month: missed[month])
    alt = f"{titel}: op tijd {number(sum(kept.values()))}, te laat {number(sum(missed.values()))}" + (
        f", de meeste te laat in {month_words(worst)} ({number(missed[worst])})." if missed[worst] else "."
    )
    lines = tuple(
        Regel(label=month_words(m), cellen=(number(kept[m]), number(missed[m]), percent(share(parts[m]))))
        for m in months
    )
    columns = tuple(Kolom(label=name) for name in ("Op tijd", "Te laat", "Aandeel op tijd"))
    layers = [
        Laag(naam="Op tijd", kind="goed", per_maand=kept),
        Laag(naam="Te laat", kind="fout", per_maand=missed),
    ]
    return Figuur(
        naam="maanden", titel=titel, tekening=standing(titel, alt, months, layers),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns, regels=lines),
    )  # fmt: skip


def _all(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> Figuur:
    place, lines = asked.place(), []
    for indicator, name, fault in TERMS:
        deel = found.deel(indicator, *place)
        beside = (percent(share(other.deel(indicator, *place))),) if other else ()
        lines.append(
            Regel(
                label=name, href=reverse("monitor:werklijst", args=[f"te-laat-{fault}"]) if asked.sees_zaken else "",
                cellen=(number(deel.teller), number(deel.noemer - deel.teller), percent(share(deel)),
                        between(interval(deel)) if deel.noemer else "", *beside),
            )
        )  # fmt: skip
    columns = [Kolom(label=name) for name in ("Op tijd", "Te laat", "Aandeel op tijd", "Zeker tussen")]
    if asked.naast:
        columns.append(Kolom(label=asked.naast.naam))
    titel = "Drie termijnen van de wet"
    return Figuur(
        naam="termijnen", titel=titel, tekening=None,
        tabel=Tabel(titel=titel, kop="Termijn", kolommen=tuple(columns), regels=tuple(lines)),
        uitleg="Klik op een termijn voor de open zaken die nu te laat zijn." if asked.sees_zaken else "",
    )  # fmt: skip
