"""Figures on a map, of the Netherlands or of a gemeente; the table beside it holds every number (R-MON-7)."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from tijdig.monitor.maps import Omtrek, shaded_map
from tijdig.monitor.netherlands import all_gemeenten
from tijdig.monitor.places import country
from tijdig.monitor.words import number

from .model import Figuur, Kolom, Regel, Tabel, together

TILES = "Elk vakje is een gemeente, ongeveer waar zij ligt."
NO_FIGURE = "geen cijfer"


def country_figure(
    naam: str,
    titel: str,
    values: Mapping[str, float],
    *,
    kolom: str,
    words: Callable[[float], str] = number,
    own: str = "",
    uitleg: str = "",
) -> Figuur:
    """A value per code of a gemeente ("0505") as a map with its table.

    `words` writes a value; `kolom` heads it in the table; the gemeente `own` is drawn with a thick line. Values must
    have been protected by whoever reads them. Works without outlines: then every gemeente is a tile. One question.
    """
    places = country()
    provinces = {g.code: g.provincie for g in all_gemeenten()}
    rows = tuple(
        Regel(
            label=place.naam,
            cellen=(provinces.get(place.code, ""), words(values[place.code]) if place.code in values else NO_FIGURE),
        )
        for place in sorted(places, key=lambda place: _as_listed(place.naam))
    )  # fmt: skip
    columns = (Kolom(label="Provincie", numeric=False), Kolom(label=kolom))
    return Figuur(
        naam=naam, titel=titel, uitleg=together(TILES if places and places[0].tegel else "", uitleg),
        tekening=shaded_map(titel, said(titel, places, values, words), places, values, words=words, own=own),
        tabel=Tabel(titel=titel, kop="Gemeente", kolommen=columns, regels=rows),
    )  # fmt: skip


def said(
    titel: str, places: Sequence[Omtrek], values: Mapping[str, float], words: Callable[[float], str]
) -> str:
    """What somebody who does not see the map should know of it."""
    known = sorted((values[place.code], place.naam) for place in places if place.code in values)
    if not known:
        return f"{titel}: nog geen cijfers; 0 van de {number(len(places))} plaatsen hebben er een."
    (low, lowest), (high, highest) = known[0], known[-1]
    return (
        f"{titel}: het hoogst in {highest} ({words(high)}), het laagst in {lowest} ({words(low)}), in het midden "
        f"{words(median(value for value, _ in known))}; {number(len(known))} van de {number(len(places))} plaatsen "
        "hebben een cijfer."
    )


def _as_listed(naam: str) -> str:
    """'s-Gravenhage stands at the G."""
    return naam.removeprefix("'s-").casefold()
