"""Who took part in the national report, and for how much of the country it speaks (R-MON-5, R-MON-8)."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date

from tijdig.monitor.answers.model import Figuur, Kolom, Regel, Tabel
from tijdig.monitor.definitions import newest, of_merging
from tijdig.monitor.netherlands import LandGemeente, gemeenten_on
from tijdig.monitor.report.charts import of_whole
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Onderdeel, Tekening
from tijdig.monitor.report.sentences import in_a_row
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.words import month_words, number, percent
from tijdig.policies import policy_on
from tijdig.policies.folder import STANDAARD
from tijdig.rules.groups import coverage, size_class

MOST = 0.9  # from here the others would hardly change a figure of all
COLUMNS = ("Deden mee", "Gemeenten", "Deel van de inwoners")
SUBJECTS = (
    ("Signalen en meldingen", "M1"), ("Hulpaanbod, bereik en hulp", "H1C"), ("Soort melding", "M2O"),
    ("Pogingen naar soort", "C6"), ("Soort hulp", "H2Q"), ("Termijnen", "T1"),
)  # fmt: skip
MONTHS_DIFFER = Alinea(
    tekst="Niet elke gemeente deed het hele jaar mee. Daarom is een cijfer over het jaar het gemiddelde van de "
    "maanden: anders tellen de latere, vollere maanden zwaarder. Bij inwoners tellen alleen die van de gemeenten die "
    "in die maand meededen."
)


def taking_part(bron: Bron) -> Hoofdstuk:
    """How many gemeenten and which part of the residents: all, by size and by province."""
    nu, first, last = bron.nu, bron.nu.maanden[0], bron.nu.maanden[-1]
    there = gemeenten_on(last)
    here = nu.codes_in(last)
    share = _residents(bron, there, last, here) / (_residents(bron, there, last) or 1)
    parts: list[Onderdeel] = [
        Alinea(
            tekst=f"In {month_words(first)} deden {number(nu.gemeenten_in(first))} gemeenten mee en in "
            f"{month_words(last)} {number(nu.gemeenten_in(last))}. Daar woonde toen {percent(share)} van alle inwoners "
            "van Nederland.",
            kern=True,
        ),
        *_bearing(bron, share),
        MONTHS_DIFFER,
        *_merged(bron),
        _by_size(bron, there, last, here),
        _by_province(bron, there, here),
        *_by_subject(bron, last, here),
    ]
    return Hoofdstuk(naam="deelname", titel="Wie deden er mee?", onderdelen=tuple(parts))


def _merged(bron: Bron) -> list[Onderdeel]:
    """Who was made of others since the year before is not set beside it: it is another area (R-MON-3)."""
    if bron.eerder is None:
        return []
    first, last = bron.eerder.maanden[0], bron.nu.maanden[-1]
    here = [g for g in gemeenten_on(last) if any(first < b.maand <= last for b in of_merging(g.code))]
    if not here:
        return []
    return [
        Alinea(
            tekst=f"Tussen {month_words(first)} en {month_words(last)} veranderde het gebied van "
            f"{in_a_row([g.naam for g in here])}. Cijfers van daarvoor gaan over een ander gebied."
        )
    ]


def _bearing(bron: Bron, share: float) -> list[Onderdeel]:
    """What may not be read into it. Who takes part chose to: they are no sample of the others."""
    if share >= MOST:
        return []
    return [
        Alinea(
            kop="Dit is niet heel Nederland",
            tekst="De cijfers gaan over de gemeenten die meededen. Zij zijn geen steekproef: over de andere gemeenten "
            "zeggen de cijfers niets, en ophogen naar heel Nederland kan niet.",
        )
    ]


def _by_size(bron: Bron, there: Sequence[LandGemeente], day: date, here: frozenset[str]) -> Tekening:
    bounds = policy_on(day, STANDAARD).vergelijking.inwonersklassen
    names = {
        place: f"{number(low)} tot {number(bounds[place + 1])}"
        if place + 1 < len(bounds)
        else f"{number(low)} en meer"
        for place, low in enumerate(bounds)
    }
    class_of = {g.code: size_class(bron.inwoners.of(g.code, day.year), bounds) for g in there}
    return _table(bron, "grootte", "Deelname naar aantal inwoners", "Inwoners", names, class_of, here)


def _by_province(bron: Bron, there: Sequence[LandGemeente], here: frozenset[str]) -> Tekening:
    class_of = {g.code: g.provincie for g in there}
    names = {name: name for name in sorted(set(class_of.values()))}
    return _table(bron, "provincies", "Deelname naar provincie", "Provincie", names, class_of, here)


def _table[K: Hashable](
    bron: Bron, naam: str, titel: str, kop: str, names: Mapping[K, str], class_of: Mapping[str, K],
    here: frozenset[str],
) -> Tekening:  # fmt: skip
    day = bron.nu.maanden[-1]
    found = coverage({code: bron.inwoners.of(code, day.year) for code in class_of}, here, class_of)
    there = [(label, of, of.inwoners.teller / (of.inwoners.noemer or 1))
             for place, label in names.items() if (of := found.get(place))]  # fmt: skip
    lines = tuple(
        Regel(label=label, cellen=(number(of.gemeenten.teller), number(of.gemeenten.noemer), percent(part)))
        for label, of, part in there
    )
    drawing = of_whole(f"{titel}: deel van de inwoners", [(label, part) for label, _, part in there])
    kolommen = tuple(Kolom(label=label) for label in COLUMNS)
    tabel = Tabel(titel=titel, kop=kop, kolommen=kolommen, regels=lines)
    return Tekening(
        figuur=Figuur(
            naam=naam,
            titel=titel,
            tekening=drawing,
            tabel=tabel,
            uitleg=f"De balken tonen het deel van de inwoners. Stand {month_words(day)}.",
        )
    )


def _by_subject(bron: Bron, day: date, here: frozenset[str]) -> list[Onderdeel]:
    """Not every file has every figure: which part of who took part each rests on. Nothing, when it is all of them."""
    whole = sum(bron.nu.inwoners[code, day] for code in here)
    found = [(label, bron.nu.with_figure(indicator, day)) for label, indicator in SUBJECTS]
    if not whole or all(codes >= here for _, codes in found):
        return []
    titel = "Niet elke gemeente leverde elk cijfer"
    lines = tuple(
        Regel(label=label, cellen=(
            number(len(codes & here)), percent(sum(bron.nu.inwoners[code, day] for code in codes & here) / whole),
        ))
        for label, codes in found
    )  # fmt: skip
    kolommen = (Kolom(label="Gemeenten"), Kolom(label="Deel van de inwoners"))
    tabel = Tabel(titel=titel, kop="Onderwerp", kolommen=kolommen, regels=lines)
    uitleg = (
        f"Stand {month_words(day)}, van de inwoners van de gemeenten die meededen. Soorten melding tellen alleen mee "
        f"met definitie {newest().versie}."
    )
    return [
        Tekening(figuur=Figuur(naam="onderwerpen", titel=titel, tekening=None, tabel=tabel, uitleg=uitleg))
    ]


def _residents(
    bron: Bron, group: Sequence[LandGemeente], day: date, here: frozenset[str] | None = None
) -> int:
    return sum(bron.inwoners.of(g.code, day.year) for g in group if here is None or g.code in here)
