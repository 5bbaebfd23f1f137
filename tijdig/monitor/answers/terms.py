"""Are we in time: the terms of the law, kept and missed, with the zaken that are late now (R-MON-7)."""

from collections.abc import Sequence

from django.urls import reverse

from tijdig.monitor.definitions import few
from tijdig.monitor.drawing import Laag, Rij, Tekening, lying, standing
from tijdig.monitor.figures import Cijfers, interval, share
from tijdig.monitor.words import between, month_words, number, percent
from tijdig.policies import policy_on
from tijdig.rules.indicators import Dimensie, Reeks
from tijdig.rules.yearly import Deel

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
    with_interval,
)

VRAAG = Vraag(
    slug="termijnen", titel="Zijn we op tijd?", kort="Termijnen", per_partnertype=True, alleen=CHOOSABLE
)
REEKSEN = frozenset({Reeks.TERMIJN})
DAYS = (
    ("T5", Dimensie.DAGEN_TOT_POGING, "Eerste poging"),
    ("T6", Dimensie.DAGEN_TOT_CONTACT, "Eerste contact"),
    ("T7", Dimensie.DAGEN_TOT_EINDE, "Zaak afgerond"),
)
INDICATORS = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")


def answer(asked: Vraagstelling) -> Antwoord:
    """The first term per month, and all three in a table."""
    fine = tuple(dimensie for _, dimensie, _ in DAYS)
    found, other = asked.read(*INDICATORS, dims=fine), asked.beside(*INDICATORS, dims=fine)
    place = asked.place()
    offer = found.deel("T1", *place)
    running = found.aantal("T4")
    if not offer.noemer and not running:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=INDICATORS)
    often = ""
    if offer.noemer:
        zin = f"Bij {with_interval(offer)} van de meldingen was het hulpaanbod op tijd."
        if not asked.partnertype and (days := found.midden("T5", Dimensie.DAGEN_TOT_POGING)) is not None:
            often = f"Van de geprobeerde meldingen kwam bij de helft de eerste poging binnen {number(days)} dagen."
    else:
        zin = f"Van {number(running)} meldingen loopt de termijn nog; er is er nog geen gestopt."
    figures = (_months(asked, found), _all(asked, found, other), _days(asked, found, other))
    return Antwoord(
        zin=together(zin, often), figuren=figures, indicatoren=INDICATORS,
        reeksen=REEKSEN,
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
    notes = marks(asked, REEKSEN, REEKSEN)
    layers = [
        Laag(naam="Op tijd", kind="goed", per_maand=kept),
        Laag(naam="Te laat", kind="fout", per_maand=missed),
    ]
    return Figuur(
        naam="maanden", titel=titel, tekening=standing(titel, alt, months, layers, notes),
        tabel=Tabel(titel=titel, kop="Maand", kolommen=columns, regels=lines),
    )  # fmt: skip


def _terms(asked: Vraagstelling) -> tuple[tuple[str, str, str], ...]:
    """Each term with how long it is, by the policy of the last month shown."""
    t = policy_on(asked.periode.tot, asked.gemeente).termijnen
    return (
        ("T1", f"Hulpaanbod binnen {t.hulpaanbod_dagen} dagen", "hulpaanbod"),
        ("T2", f"Eerste gesprek binnen {t.eerste_gesprek_dagen} dagen", "gesprek"),
        ("T3", f"Dreigende situatie: gesprek binnen {t.bedreigende_situatie_werkdagen} werkdagen", "crisis"),
    )


def _all(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> Figuur:
    place, lines, rows = asked.place(), [], []
    for indicator, name, fault in _terms(asked):
        deel = found.deel(indicator, *place)
        rows += [_bar(name, deel)] if deel.noemer else []
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
        naam="termijnen", titel=titel, tekening=_drawn(titel, rows, whole=1.0),
        tabel=Tabel(titel=titel, kop="Termijn", kolommen=tuple(columns), regels=tuple(lines)),
        uitleg="Klik op een termijn voor de open zaken die nu te laat zijn." if asked.sees_zaken else "",
    )  # fmt: skip


def _bar(name: str, deel: Deel) -> Rij:
    """In grey when it rests on few."""
    part = deel.teller / deel.noemer
    kind = "rest" if deel.noemer < few() else "goed"
    return Rij(label=name, tekst=percent(part), value=part, interval=interval(deel), kind=kind)


def _drawn(titel: str, rows: Sequence[Rij], *, whole: float = 0.0) -> Tekening | None:
    if not rows:
        return None
    return lying(
        titel, f"{titel}: {', '.join(f'{row.label} {row.tekst}' for row in rows)}.", rows, whole=whole
    )


def _days(asked: Vraagstelling, found: Cijfers, other: Cijfers | None) -> Figuur:
    """How long it took: the middle, which a few very late ones do not move, beside the mean."""
    lines, rows = [], []
    for indicator, dimensie, label in DAYS:
        deel, half = found.deel(indicator), found.midden(indicator, dimensie)
        rows += [] if half is None else [Rij(label=label, tekst=_in_days(half), value=half)]
        beside = (_in_days(other.midden(indicator, dimensie)),) if other else ()
        lines.append(
            Regel(
                label=label,
                cellen=(_in_days(half), _in_days(share(deel), 1), number(deel.noemer),
                        *beside),
            )
        )  # fmt: skip
    heads = ["Helft binnen", "Gemiddeld", "Van hoeveel", *([asked.naast.naam] if asked.naast else [])]
    titel = "Hoe lang het duurt, vanaf het signaal"
    return Figuur(
        naam="dagen", titel=titel, tekening=_drawn(titel, rows),
        tabel=Tabel(titel=titel, kop="Tot", kolommen=columns(*heads), regels=tuple(lines)),
        uitleg=together(
            "Bij de helft van de meldingen duurde het niet langer dan dit. Enkele heel late wegen niet zwaarder.",
            "Dit zijn alle partners samen." if asked.partnertype else "",
        ),
    )  # fmt: skip


def _in_days(days: float | None, places: int = 0) -> str:
    return "geen cijfer" if days is None else f"{number(days, places)} dagen"
