"""The charts and tables of a report: the same drawings as the pages have, over the figures of one year."""

from collections.abc import Sequence
from dataclasses import dataclass

from tijdig.monitor.answers.breaks import breaks_in
from tijdig.monitor.answers.model import Figuur, Kolom, Regel, Tabel, head_of
from tijdig.monitor.comparing.words import quarter_words
from tijdig.monitor.definitions import few
from tijdig.monitor.drawing import Laag, Rij, Staven, lying, standing
from tijdig.monitor.periods import Periode
from tijdig.monitor.words import between, in_order, month_words, number, percent, value_words
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Dimensie, Reeks
from tijdig.rules.proportions import Interval
from tijdig.rules.suppression import Profiel
from tijdig.rules.yearly import Deel

from .document import Tekening
from .sentences import apart_words, one_break, per_thousand
from .sources import Bron
from .year import Jaarcijfers

PER_HUNDRED_THOUSAND = 100_000
SENT_IN = frozenset({Reeks.SIGNALEN, Reeks.MELDINGEN})


def _sure() -> str:
    """What the thin line and the grey of a bar say."""
    return (
        "De dunne lijn in een balk geeft aan hoe zeker het cijfer is (95%). Een grijze balk rust op minder dan "
        f"{few()} gevallen. "
    )


@dataclass(frozen=True, kw_only=True)
class Streep:
    """One bar: a figure, or one value of a dimension of it."""

    label: str
    indicator: str
    dimensie: Dimensie = Dimensie.GEEN
    waarde: str = ""

    def deel(self, of: Jaarcijfers) -> Deel:
        return of.whole(self.indicator, self.dimensie, self.waarde)

    def counts(self, bron: Bron) -> bool:
        return bron.nu.counts(self.indicator, self.dimensie)

    def share(self, of: Jaarcijfers | None) -> float | None:
        return of.figure(self.indicator, self.dimensie, self.waarde) if of else None


def months_chart(bron: Bron) -> Tekening:
    """Signals of every month. Of the country per resident: who delivers changes from month to month."""
    if bron.nu.stap > 1:
        return _quarters_chart(bron)
    months, signals = list(bron.nu.maanden), bron.nu.rates("S1")
    titel, told = "Signalen per maand", [part.teller for part in signals]
    if bron.landelijk:
        titel = "Signalen per 100.000 inwoners, per maand"
        told = [round(PER_HUNDRED_THOUSAND * p.teller / p.noemer) if p.noemer else 0 for p in signals]
    count = dict(zip(months, told, strict=True))
    most, least = max(months, key=count.__getitem__), min(months, key=count.__getitem__)
    alt = (
        f"{titel}: de meeste in {month_words(most)} ({number(count[most])}), de minste in {month_words(least)} "
        f"({number(count[least])})."
    )
    notes = breaks_in(Periode(van=months[0], tot=months[-1]), SENT_IN, bron.code)
    layer = Laag(naam="Signalen", kind="goed", per_maand=count)
    marks = [(m, n) for n, b in enumerate(notes, 1) for m in b.moments(months[0], months[-1])]
    drawing = standing(titel, alt, months, [layer], marks)
    return Tekening(
        figuur=Figuur(
            naam="maanden", titel=titel, tekening=drawing, tabel=_months_table(bron),
            uitleg=" ".join(f"({n}) {one_break(b)}" for n, b in enumerate(notes, 1)),
        )
    )  # fmt: skip


def _quarters_chart(bron: Bron) -> Tekening:
    """What goes out of one gemeente is by quarter: months would follow from each other (R-MON-6)."""
    nu, titel = bron.nu, "Signalen per kwartaal"
    rows, lines = [], []
    for period, s, m in zip(nu.perioden, nu.rates("S1"), nu.months("M1"), strict=True):
        label, rate = quarter_words(period), (per_thousand(s.teller / s.noemer),) if s.noemer else ()
        rows.append(Rij(label=label, tekst=number(s.teller), value=s.teller))
        lines.append(Regel(label=label, cellen=(number(s.teller), number(m.teller), *rate)))
    told = ", ".join(f"{row.label} {row.tekst}" for row in rows)
    notes = breaks_in(Periode(van=nu.maanden[0], tot=nu.maanden[-1]), SENT_IN, bron.code)
    columns = ["Signalen", "Meldingen", *(["Signalen per 1.000 inwoners per maand"] if nu.inwoners else [])]
    tabel = Tabel(
        titel="Signalen en meldingen per kwartaal", kop="Kwartaal", regels=tuple(lines),
        kolommen=tuple(Kolom(label=name) for name in columns),
    )  # fmt: skip
    drawing = lying(titel, f"{titel}: {told}.", rows)
    uitleg = " ".join(map(one_break, notes))
    return Tekening(
        figuur=Figuur(naam="kwartalen", titel=titel, tekening=drawing, tabel=tabel, uitleg=uitleg)
    )


def _months_table(bron: Bron) -> Tabel:
    nu, lines = bron.nu, []
    for month, s, m in zip(nu.maanden, nu.rates("S1"), nu.months("M1"), strict=True):
        rate = (per_thousand(s.teller / s.noemer),) if s.noemer else ()
        who = (number(nu.gemeenten_in(month)),) if bron.landelijk else ()
        lines.append(
            Regel(label=month_words(month), cellen=(number(s.teller), number(m.teller), *rate, *who))
        )
    columns = ["Signalen", "Meldingen", *(["Signalen per 1.000 inwoners"] if nu.inwoners else [])]
    columns += ["Gemeenten"] if bron.landelijk else []
    return Tabel(
        titel="Signalen en meldingen per maand", kop="Maand", regels=tuple(lines),
        kolommen=tuple(Kolom(label=name) for name in columns),
    )  # fmt: skip


def shares_chart(
    bron: Bron, strepen: Sequence[Streep], *, naam: str, titel: str, kop: str, words: tuple[str, str],
    uitleg: str = "", about: str = "",
) -> Tekening | None:  # fmt: skip
    """Shares under each other, each with its counts, how sure it is, and the year before. None: nothing to show.

    `about`: the count these are shares of. Where they have no counts of their own, about how many follows from both.
    """
    rows, lines = [], []
    also = any(streep.share(bron.eerder) is not None for streep in strepen)
    for streep in strepen:
        deel, part = streep.deel(bron.nu), streep.share(bron.nu)
        if part is None or deel.noemer < (few() if bron.profiel is Profiel.OPENBAAR else 1):
            continue  # rounded to tens, a share of a few would say nothing
        sure = bron.sure(deel)
        kind = "rest" if deel.noemer < few() else "goed"
        rows.append(Rij(label=streep.label, tekst=percent(part), value=part, interval=sure, kind=kind))
        lines.append(
            Regel(
                label=streep.label,
                cellen=(*_about(bron, streep, part, about), *_cells(bron, streep, part, sure, also=also)),
            )
        )
    if not rows:
        return None
    counted = all(streep.counts(bron) for streep in strepen)
    columns = [*(words if counted else [f"{words[0]}, ongeveer"] if about else ()), str(bron.nu.jaar)]
    columns += [] if bron.landelijk else ["Zeker tussen"]
    columns += [str(bron.eerder.jaar)] if bron.eerder and also else []
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    apart = _apart(bron, {s.indicator for s in strepen}) if also else ""
    return Tekening(
        figuur=Figuur(
            naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows, whole=1.0),
            uitleg=_notes("" if bron.landelijk else _sure(), uitleg, apart),
            tabel=Tabel(titel=titel, kop=kop, kolommen=tuple(Kolom(label=c) for c in columns), regels=tuple(lines)),
        )
    )  # fmt: skip


def split_chart(
    bron: Bron, indicator: str, dimensie: Dimensie, *, naam: str, titel: str, words: tuple[str, str],
    uitleg: str = "",
) -> Tekening | None:  # fmt: skip
    """One share, split by the values of a dimension."""
    strepen = [
        Streep(label=value_words(dimensie, value), indicator=indicator, dimensie=dimensie, waarde=value)
        for value in in_order(dimensie, bron.nu.values(indicator, dimensie))
    ]
    return shares_chart(
        bron, strepen, naam=naam, titel=titel, kop=head_of(dimensie), words=words, uitleg=uitleg
    )


def parts_chart(
    bron: Bron, indicator: str, dimensie: Dimensie, *, naam: str, titel: str, word: str, uitleg: str = ""
) -> Tekening | None:
    """Which part of a count has which value."""
    rows, lines, values = [], [], in_order(dimensie, [v for v in bron.nu.values(indicator, dimensie) if v])
    # A column of the year before without any figure would say nothing.
    also = bron.eerder and any(bron.eerder.part_of(indicator, dimensie, v) is not None for v in values)
    for value in values:
        count, part = (
            bron.nu.whole(indicator, dimensie, value).teller,
            bron.nu.part_of(indicator, dimensie, value),
        )
        if part is None or not count:
            continue
        label = value_words(dimensie, value)
        rows.append(Rij(label=label, tekst=percent(part), value=part))
        before = (percent(bron.eerder.part_of(indicator, dimensie, value)),) if bron.eerder and also else ()
        counts = (
            (bron.nu.count_words(indicator, dimensie, value),) if bron.nu.counts(indicator, dimensie) else ()
        )
        lines.append(Regel(label=label, cellen=(*counts, percent(part), *before)))
    if not rows:
        return None
    columns = [
        *([word] if bron.nu.counts(indicator, dimensie) else []),
        str(bron.nu.jaar),
        *([str(bron.eerder.jaar)] if bron.eerder and also else []),
    ]
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Tekening(
        figuur=Figuur(
            naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows, whole=1.0),
            uitleg=_notes(uitleg, _apart(bron, {indicator}) if also else ""),
            tabel=Tabel(titel=titel, kop=head_of(dimensie), kolommen=tuple(Kolom(label=c) for c in columns),
                        regels=tuple(lines)),
        )
    )  # fmt: skip


def of_whole(titel: str, parts: Sequence[tuple[str, float | None]]) -> Staven | None:
    """Shares that stand in a table of their own, drawn: (label, share)."""
    rows = [
        Rij(label=label, tekst=percent(part), value=part, kind="dubbel")
        for label, part in parts if part is not None
    ]  # fmt: skip
    told = ", ".join(f"{row.label} {row.tekst}" for row in rows)
    return lying(titel, f"{titel}: {told}.", rows, whole=1.0) if rows else None


def _apart(bron: Bron, indicators: set[str]) -> str:
    """When both years stand in a table and something changed between them."""
    if bron.eerder is None:
        return ""
    return apart_words(bron.breaks(*(INDICATOREN[name].reeks for name in indicators)), jaar=bron.nu.jaar)


def _notes(*told: str) -> str:
    return " ".join(text.strip() for text in told if text)


def _about(bron: Bron, streep: Streep, part: float, about: str) -> tuple[str, ...]:
    """About how many, of the share and the count as they are written: it tells nothing that those do not (R-MON-6)."""
    if not about or streep.counts(bron):
        return ()
    if bron.nu.hidden(about):
        return ("",)
    step = bron.nu.tabel.step
    return (number(step * round(round(part, 2) * bron.nu.whole(about).teller / step)),)


def _cells(bron: Bron, streep: Streep, part: float, sure: Interval | None, *, also: bool) -> tuple[str, ...]:
    what = (streep.indicator, streep.dimensie, streep.waarde)
    cells = [bron.nu.count_words(*what), bron.nu.base_words(*what)] if streep.counts(bron) else []
    cells.append(percent(part))
    cells += [between(sure)] if sure else []
    cells += [percent(streep.share(bron.eerder))] if bron.eerder and also else []
    return tuple(cells)
