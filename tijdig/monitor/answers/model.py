"""What a page of the monitor is made of, whatever it is about. The same answer is drawn, printed and downloaded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tijdig.monitor.definitions import few
from tijdig.monitor.drawing import Rij, Tekening, lying
from tijdig.monitor.figures import Cijfers, count_figures, interval, read_figures, share
from tijdig.monitor.periods import Periode, Vergelijking
from tijdig.monitor.words import between, in_order, number, percent, value_words
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Dimensie, Indicator, Reeks
from tijdig.rules.yearly import Deel


@dataclass(frozen=True, kw_only=True)
class Vraag:
    """A question: where it stands, and by what it can be split."""

    slug: str
    titel: str
    kort: str
    naar: tuple[Dimensie, ...] = ()
    per_partnertype: bool = False
    per_definitie: bool = False
    cijfers: tuple[tuple[str, str], ...] = ()
    zonder_maanden: bool = False
    alleen: tuple[Dimensie, ...] = ()
    eerst: str = ""

    @property
    def usual(self) -> str:
        """Of which figure the page is when nothing was chosen."""
        return self.eerst or next((value for value, _ in self.cijfers), "")


@dataclass(frozen=True, kw_only=True)
class Vraagstelling:
    """A question as it is asked: of which months, beside which others, split by what, of which zaken only."""

    periode: Periode
    naast: Vergelijking | None = None
    naar: Dimensie = Dimensie.GEEN
    partnertype: str = ""
    definitie: str = ""
    cijfer: str = ""
    alleen: Mapping[Dimensie, str] = field(default_factory=dict)
    gemeente: str = ""
    sees_zaken: bool = False
    faults_now: Callable[[], Mapping[str, int]] = dict  # how many zaken have each fault at this moment

    def chosen(self) -> Mapping[Dimensie, str]:
        """Of which zaken only."""
        return {Dimensie.PARTNERTYPE: self.partnertype} if self.partnertype else self.alleen

    def place(self) -> tuple[Dimensie, str]:
        """Where the figures stand: of all, or of one type of partner."""
        return (Dimensie.PARTNERTYPE, self.partnertype) if self.partnertype else (Dimensie.GEEN, "")

    def read(self, *indicators: str, dims: Sequence[Dimensie] = ()) -> Cijfers:
        return self._of(self.periode, indicators, dims)

    def beside(self, *indicators: str, dims: Sequence[Dimensie] = ()) -> Cijfers | None:
        """The same figures of the other period, when there is one."""
        if self.naast is None:
            return None
        return self._of(self.naast.periode, indicators, dims)

    def _of(self, periode: Periode, indicators: Sequence[str], dims: Sequence[Dimensie]) -> Cijfers:
        """From the cells, or counted now when only some zaken were asked for."""
        wanted = [*dims, self.place()[0]]
        if not self.alleen:
            return read_figures(indicators, wanted, periode, definitie=self.definitie)
        return count_figures(
            indicators, wanted, periode, definitie=self.definitie, alleen=self.alleen, gemeente=self.gemeente
        )


@dataclass(frozen=True, kw_only=True)
class Kolom:
    label: str
    numeric: bool = True


def columns(*heads: str) -> tuple[Kolom, ...]:
    """Columns of numbers under these heads."""
    return tuple(Kolom(label=head) for head in heads)


@dataclass(frozen=True, kw_only=True)
class Regel:
    """A row of a table: its head and its cells as text; `href` leads to the zaken behind it."""

    label: str
    cellen: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Tabel:
    titel: str
    kop: str
    kolommen: tuple[Kolom, ...]
    regels: tuple[Regel, ...]
    in_cards: bool = False  # sentences in its cells: on a narrow screen each row stands by itself

    def labelled(self) -> list[tuple[Regel, list[tuple[Kolom, str]]]]:
        return [(row, list(zip(self.kolommen, row.cellen, strict=True))) for row in self.regels]


@dataclass(frozen=True, kw_only=True)
class Figuur:
    """One chart with its table; `naam` is its place in an address."""

    naam: str
    titel: str
    tekening: Tekening | None
    tabel: Tabel
    uitleg: str = ""
    punten: tuple[str, ...] = ()  # what else must be known to read it, each by itself


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """`zin`: the answer with its number and how sure it is. Empty `figuren`: there is nothing to show yet."""

    zin: str
    figuren: tuple[Figuur, ...]
    indicatoren: tuple[str, ...]
    let_op: str = ""
    reeksen: frozenset[Reeks] = field(default_factory=frozenset)

    def how(self) -> list[Indicator]:
        """How it was counted, one sentence per figure (R-MON-2)."""
        return [INDICATOREN[name] for name in self.indicatoren]


def together(*sentences: str) -> str:
    """Whole sentences after each other; an empty one is left out."""
    return " ".join(sentence for sentence in sentences if sentence)


CHOOSABLE = (Dimensie.PARTNERTYPE, Dimensie.SOORT, Dimensie.AANPAK, Dimensie.TEAM, Dimensie.WIJK)
NOTHING = "Er zijn over deze maanden nog geen cijfers."


def shares_by(
    asked: Vraagstelling, found: Cijfers, other: Cijfers | None, indicator: str, dimensie: Dimensie, *, naam: str,
    titel: str, words: tuple[str, str],
) -> Figuur:  # fmt: skip
    """A share, split: a lying bar per value with its interval, and the counts in the table."""
    values = in_order(dimensie, found.waarden(indicator, dimensie))
    rows, lines = [], []
    for value in values:
        deel = found.deel(indicator, dimensie, value)
        if not deel.noemer:
            continue
        label, part = value_words(dimensie, value), deel.teller / deel.noemer
        rows.append(
            Rij(label=label, tekst=percent(part), value=part, interval=interval(deel),
                kind="rest" if deel.noemer < few() else "goed")
        )  # fmt: skip
        beside = (share_words(other, indicator, dimensie, value),) if asked.naast else ()
        lines.append(Regel(label=label, cellen=(*share_cells(deel), *beside)))
    told = ", ".join(f"{row.label.lower()} {row.tekst}" for row in rows)
    return Figuur(
        naam=naam, titel=titel, tekening=lying(titel, f"{titel}: {told}.", rows, whole=1.0) if rows else None,
        tabel=Tabel(titel=titel, kop=head_of(dimensie), kolommen=share_columns(asked, *words), regels=tuple(lines)),
        uitleg="De dunne lijn in een balk geeft aan hoe zeker het cijfer is (95%). Een grijze balk rust op minder dan "
        f"{few()} gevallen.",
    )  # fmt: skip


def share_columns(asked: Vraagstelling, teller: str, noemer: str) -> tuple[Kolom, ...]:
    beside = (Kolom(label=asked.naast.naam),) if asked.naast else ()
    return (
        Kolom(label=teller), Kolom(label=noemer), Kolom(label="Aandeel"), Kolom(label="Zeker tussen"), *beside,
    )  # fmt: skip


def share_cells(deel: Deel) -> tuple[str, str, str, str]:
    return (
        number(deel.teller), number(deel.noemer), percent(share(deel)),
        between(interval(deel)) if deel.noemer else "",
    )  # fmt: skip


def share_words(other: Cijfers | None, indicator: str, dimensie: Dimensie, value: str) -> str:
    return percent(share(other.deel(indicator, dimensie, value))) if other else ""


def head_of(dimensie: Dimensie) -> str:
    from tijdig.monitor.words import NAMES

    return NAMES[dimensie]


def with_interval(deel: Deel) -> str:
    """ "25% (21% tot 29%)"."""
    return f"{percent(share(deel))} ({between(interval(deel))})"
