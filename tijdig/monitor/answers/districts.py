"""Where the meldingen are: one figure per wijk, on a map (R-MON-7)."""

from tijdig.monitor.definitions import few
from tijdig.monitor.figures import Cijfers, share
from tijdig.monitor.maps import shaded_map
from tijdig.monitor.places import wijken
from tijdig.monitor.words import number, percent, value_words
from tijdig.rules.indicators import Dimensie, Reeks

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
    share_cells,
    share_columns,
    share_words,
    together,
)
from .on_a_map import said

WIJK = Dimensie.WIJK
FIGURES = (
    ("M1", "Meldingen"),
    ("C5G", "Bereikt, van de geprobeerde"),
    ("H1A", "Hulp aanvaard, van alle meldingen"),
    ("T1", "Hulpaanbod op tijd"),
)
COUNTED = {
    "C5G": ("Bereikt", "Geprobeerd"),
    "H1A": ("Hulp aanvaard", "Meldingen"),
    "T1": ("Op tijd", "Met een termijn"),
}
VRAAG = Vraag(
    slug="wijken", titel="Waar zijn de meldingen?", kort="Wijken", cijfers=FIGURES,
    alleen=tuple(d for d in CHOOSABLE if d is not WIJK),
)  # fmt: skip


def answer(asked: Vraagstelling) -> Antwoord:
    """The wijk with most and with fewest; shares of few cases are left white on the map and stand in the table."""
    chosen = asked.cijfer or FIGURES[0][0]
    found, other = asked.read(chosen, dims=(WIJK,)), asked.beside(chosen, dims=(WIJK,))
    names = [name for name in sorted(found.waarden(chosen, WIJK)) if name]
    if not names:
        return Antwoord(zin=NOTHING, figuren=(), indicatoren=(chosen,))
    figure = (
        _counts(asked, found, other, names) if chosen == "M1" else _shares(asked, found, other, chosen, names)
    )
    return Antwoord(
        zin=_sentence(found, chosen, names), figuren=(figure,), indicatoren=(chosen,),
        reeksen=frozenset({Reeks.MELDINGEN, Reeks.BEREIK, Reeks.HULP}),
        let_op="Wijken verschillen in grootte en in wie er woont. Een verschil is een begin van een gesprek.",
    )  # fmt: skip


def _sentence(found: Cijfers, chosen: str, names: list[str]) -> str:
    known = [name for name in names if name != "onbekend"] or names
    if chosen == "M1":
        most = max(known, key=lambda name: found.aantal("M1", WIJK, name))
        part = percent(found.aantal("M1", WIJK, most) / found.aantal("M1"))
        return f"De meeste meldingen komen uit {value_words(WIJK, most)}: {part} van alle meldingen."
    enough = [name for name in known if found.deel(chosen, WIJK, name).noemer >= few()]
    if not enough:
        return (
            f"In geen enkele wijk zijn er genoeg gevallen voor een aandeel; het zijn er minder dan {few()}."
        )
    low, high = (
        pick(enough, key=lambda name: share(found.deel(chosen, WIJK, name)) or 0.0) for pick in (min, max)
    )
    return (
        f"Het hoogst in {value_words(WIJK, high)} ({percent(share(found.deel(chosen, WIJK, high)))}), het laagst in "
        f"{value_words(WIJK, low)} ({percent(share(found.deel(chosen, WIJK, low)))})."
    )


def _counts(asked: Vraagstelling, found: Cijfers, other: Cijfers | None, names: list[str]) -> Figuur:
    counts = {name: found.aantal("M1", WIJK, name) for name in names}
    lines = tuple(
        Regel(
            label=_numbered(name, names),
            cellen=(number(counts[name]), percent(counts[name] / found.aantal("M1")),
                    *((number(other.aantal("M1", WIJK, name)),) if other else ())),
        )
        for name in _unknown_last(names)
    )  # fmt: skip
    beside = (Kolom(label=asked.naast.naam),) if asked.naast else ()
    columns = (Kolom(label="Meldingen"), Kolom(label="Aandeel"), *beside)
    values = {name: float(count) for name, count in counts.items() if name != "onbekend"}
    return _drawn(asked, "Meldingen per wijk", values, names, Tabel(
        titel="Meldingen per wijk", kop="Wijk", kolommen=columns, regels=lines,
    ), as_count=True)  # fmt: skip


def _shares(
    asked: Vraagstelling, found: Cijfers, other: Cijfers | None, chosen: str, names: list[str]
) -> Figuur:
    titel = f"{dict(FIGURES)[chosen]}, per wijk"
    parts = {name: found.deel(chosen, WIJK, name) for name in names}
    lines = tuple(
        Regel(
            label=_numbered(name, names),
            cellen=(*share_cells(parts[name]), *((share_words(other, chosen, WIJK, name),) if asked.naast else ())),
        )
        for name in _unknown_last(names)
    )  # fmt: skip
    values = {
        name: deel.teller / deel.noemer
        for name, deel in parts.items() if name != "onbekend" and deel.noemer >= few()
    }  # fmt: skip
    return _drawn(asked, titel, values, names, Tabel(
        titel=titel, kop="Wijk", kolommen=share_columns(asked, *COUNTED[chosen]), regels=lines,
    ), as_count=False)  # fmt: skip


def _drawn(
    asked: Vraagstelling,
    titel: str,
    values: dict[str, float],
    names: list[str],
    tabel: Tabel,
    *,
    as_count: bool,
) -> Figuur:
    places = wijken(asked.gemeente, [name for name in names if name != "onbekend"])
    words = number if as_count else percent
    missing = sorted(values.keys() - {place.code for place in places})
    told = [] if as_count else [f"Wit is een wijk met minder dan {few()} gevallen."]
    told += (
        ["Elk vakje is een wijk, op alfabet: het zegt niet waar de wijk ligt."]
        if places and places[0].tegel
        else []
    )
    told += [f"Niet op de kaart: {', '.join(missing)}."] if missing else []
    return Figuur(
        naam="kaart", titel=titel, tabel=tabel, uitleg=together(*told),
        tekening=shaded_map(titel, said(titel, places, values, words), places, values, words=words) if places else None,
    )  # fmt: skip


def _numbered(name: str, names: list[str]) -> str:
    """With the number that stands on the map."""
    known = sorted(other for other in names if other != "onbekend")
    return f"{known.index(name) + 1}. {name}" if name in known else value_words(WIJK, name)


def _unknown_last(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: (name == "onbekend", name))
