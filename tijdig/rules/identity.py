"""Who is the signal about? Zeker, onzeker or niet gevonden, and why.

Rule: R-BRP-3. Source: Dordrecht, Evaluatie Vroeg Eropaf, 7.3 (the wrong member of a family was
approached); AVG art. 22: what is doubtful is for a person. Nobody is preferred for being an adult,
alive or first in the list: whoever may be meant counts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tijdig.rules.likeness import Gelijkenis, Gemeld, Kandidaat, Past, Vergelijking, compare, read_sex
from tijdig.rules.names import first_name, glue, initial_readings, normalise_surname, split_surname
from tijdig.rules.terms import Zekerheid

__all__ = [
    "Gelijkenis",
    "Gemeld",
    "Identiteitsoordeel",
    "Kandidaat",
    "Past",
    "Vergelijking",
    "compare",
    "judge",
]

_ADULT = 18  # years
_LONGEST_SURNAME = 4  # words of a trade name that together may be a surname


@dataclass(frozen=True, kw_only=True, slots=True)
class Identiteitsoordeel:
    """The answer of R-BRP-3. `kandidaat` only when zeker; `passend` holds the ids of who may be meant."""

    zekerheid: Zekerheid
    kandidaat: str | None = None
    redenen: tuple[str, ...]
    naam_wijkt_af: bool = False
    huisgenoot: bool = False
    passend: tuple[str, ...] = ()


type _Compared = dict[Kandidaat, Vergelijking]


def judge(gemeld: Gemeld, kandidaten: Sequence[Kandidaat]) -> Identiteitsoordeel:
    """Say who is meant, or that a person must look (R-BRP-3).

    Zeker only if exactly one person fits well and nobody else may be meant. The order of the
    candidates does not matter. Without surname the trade name is looked at, and is never enough.
    """
    compared = {kandidaat: compare(gemeld, kandidaat) for kandidaat in kandidaten}
    if not normalise_surname(gemeld.achternaam):
        return _judge_business(gemeld, compared)
    possible = _pick(compared, lambda found: found.past in (Past.GOED, Past.MATIG))
    if possible:
        return _judge_possible(gemeld, _weigh_first_name(gemeld, possible, compared), compared)
    namesakes = _pick(compared, lambda found: found.past is Past.TEGENSTRIJDIG)
    if namesakes:
        return _doubt(namesakes, *_contradictions(namesakes))
    renamed = _pick(compared, _is_same_but_for_surname)
    if renamed:
        return _doubt(renamed, "De achternaam is anders, maar geboortedatum en voorletters komen overeen.")
    return _nobody(compared)


def _judge_possible(gemeld: Gemeld, possible: _Compared, compared: _Compared) -> Identiteitsoordeel:
    ids = _ids(possible)
    if len(ids) > 1:
        return _doubt(possible, *_rivals(gemeld, possible))
    found = min(possible.values(), key=_cautious_first)
    if found.past is Past.GOED:
        return _sure(ids[0], found, _what_fits(found))
    if found.achternaam is Gelijkenis.GELIJK and not initial_readings(gemeld.voorletters):
        namesakes = _pick(compared, lambda other: other.past is not Past.ANDERE_NAAM)
        if len(_ids(namesakes)) > 1:
            return _doubt(
                possible, "Er zijn geen voorletters aangeleverd en er wonen meer mensen met deze naam."
            )
        if found.geboortedatum is Gelijkenis.ONBEKEND:
            reden = "Er zijn geen voorletters aangeleverd, maar er woont één persoon met deze achternaam."
            return _sure(ids[0], found, reden)
    return _doubt(
        possible, "Er is één persoon die op de melding lijkt, maar het is niet zeker.", *found.redenen
    )


def _judge_business(gemeld: Gemeld, compared: _Compared) -> Identiteitsoordeel:
    named = {k: v for k, v in compared.items() if _is_in_business_name(gemeld.bedrijfsnaam, k)}
    if len(_ids(named)) == 1:
        return _doubt(named, "De bedrijfsnaam bevat de achternaam van één bewoner.")
    oordeel = _nobody(compared)
    given = "Er is alleen een bedrijfsnaam aangeleverd." if gemeld.bedrijfsnaam.strip() else ""
    return replace(oordeel, redenen=(given or "Er is geen achternaam aangeleverd.", *oordeel.redenen))


def _weigh_first_name(gemeld: Gemeld, possible: _Compared, compared: _Compared) -> _Compared:
    """A delivered first name that is exactly somebody's: Karin is not Karel, though both are K.

    Rivals of the other sex fall out if everyone who bears it fits well. If nobody who bears it fits
    well, those who do are in doubt too: name and birth date then point at different people.
    """
    name = first_name(gemeld.voorletters)
    bearers = {
        kandidaat: found
        for kandidaat, found in compared.items()
        if name and found.past is not Past.ANDERE_NAAM and first_name(kandidaat.voornamen) == name
    }
    if not bearers:
        return possible
    fitting = _pick(bearers, lambda found: found.past is Past.GOED)
    if not fitting:
        return possible | bearers
    sexes = {read_sex(kandidaat.geslacht) for kandidaat in fitting}
    if len(sexes) > 1 or "" in sexes:
        return possible
    return {k: v for k, v in possible.items() if k in fitting or read_sex(k.geslacht) in sexes | {""}}


def _is_same_but_for_surname(found: Vergelijking) -> bool:
    equal = found.geboortedatum is found.voorletters is Gelijkenis.GELIJK
    return equal and found.geslacht is not Gelijkenis.VERSCHILT


def _is_in_business_name(bedrijfsnaam: str, kandidaat: Kandidaat) -> bool:
    names = set(split_surname(kandidaat.geslachtsnaam) + split_surname(kandidaat.partner_geslachtsnaam))
    words = [glue("", word) for word in bedrijfsnaam.replace("'s ", " ").replace("-", " ").split()]
    return any(
        "".join(words[start : start + count]) in names
        for start in range(len(words))
        for count in range(1, _LONGEST_SURNAME + 1)
    )


def _sure(kandidaat: str, found: Vergelijking, reden: str) -> Identiteitsoordeel:
    return Identiteitsoordeel(
        zekerheid=Zekerheid.ZEKER,
        kandidaat=kandidaat,
        redenen=(reden, *found.redenen),
        naam_wijkt_af=found.naam_wijkt_af,
        passend=(kandidaat,),
    )


def _doubt(compared: _Compared, *redenen: str) -> Identiteitsoordeel:
    return Identiteitsoordeel(
        zekerheid=Zekerheid.ONZEKER,
        redenen=redenen,
        naam_wijkt_af=any(found.naam_wijkt_af for found in compared.values()),
        passend=_ids(compared),
    )


def _nobody(compared: _Compared) -> Identiteitsoordeel:
    reden = "Op dit adres wonen alleen mensen met een andere naam." if compared else "Er is niemand gevonden."
    return Identiteitsoordeel(zekerheid=Zekerheid.NIET_GEVONDEN, redenen=(reden,), huisgenoot=bool(compared))


def _cautious_first(found: Vergelijking) -> tuple[bool, tuple[str, ...]]:
    return found.past is Past.GOED, found.redenen


def _what_fits(found: Vergelijking) -> str:
    parts = {"achternaam": found.achternaam, "voorletters": found.voorletters}
    parts |= {"geboortedatum": found.geboortedatum, "geslacht": found.geslacht}
    equal = [name for name, grade in parts.items() if grade is Gelijkenis.GELIJK]
    *first, last = equal
    listed = f"{', '.join(first)} en {last}" if first else last
    return f"Dit komt overeen: {listed}."


def _rivals(gemeld: Gemeld, possible: _Compared) -> tuple[str, ...]:
    redenen = [f"Er passen {len(_ids(possible))} personen bij deze melding."]
    if not initial_readings(gemeld.voorletters):
        redenen.append("Er zijn geen voorletters aangeleverd.")
    if not gemeld.geboortedatum.strip():
        redenen.append("Er is geen geboortedatum aangeleverd om hen uit elkaar te houden.")
    if any(k.leeftijd is not None and k.leeftijd < _ADULT for k in possible):
        redenen.append("Van deze personen is er minstens één minderjarig.")
    if any(k.overleden for k in possible):
        redenen.append("Van deze personen is er minstens één overleden.")
    return tuple(redenen)


def _contradictions(namesakes: _Compared) -> tuple[str, ...]:
    count = len(_ids(namesakes))
    first = f"Er zijn {count} personen met deze achternaam, maar bij geen van hen klopt alles."
    if count == 1:
        first = "Er is één persoon met deze achternaam, maar niet alles klopt."
    return (first, *sorted({reden for found in namesakes.values() for reden in found.redenen}))


def _pick(compared: _Compared, wanted: Callable[[Vergelijking], bool]) -> _Compared:
    return {kandidaat: found for kandidaat, found in compared.items() if wanted(found)}


def _ids(kandidaten: Iterable[Kandidaat]) -> tuple[str, ...]:
    return tuple(sorted({kandidaat.id for kandidaat in kandidaten}))
