"""A comparison as a page: one sentence, the funnel, the same after correction, everybody by name (R-MON-5, R-MON-7)."""

from collections.abc import Sequence

from tijdig.monitor.answers.model import Antwoord, Figuur, Kolom, Regel, Tabel
from tijdig.monitor.answers.on_a_map import country_figure
from tijdig.monitor.models import GepubliceerdCijfer
from tijdig.monitor.words import number
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.funnel import Eenheid, Ligging, Spreiding, limits, spread_of
from tijdig.rules.labels import label
from tijdig.rules.proportions import Interval
from tijdig.rules.terms import Vergelijkgroep

from .comparison import Gezien, Uitkomst
from .correcting import WHOLE, corrects_for
from .picture import Opdracht, Plaatsing, Trechter, draw_funnel
from .published import published_beside
from .words import (
    NO_JUDGEMENT,
    PLACES,
    axis_words,
    base_words,
    between_words,
    count_words,
    unit_cells,
    value_words,
)

IN_WORDS = ("Ligging", "Vergeleken")  # columns without a number
BY_MIX = "Verwacht door wat er binnenkwam"


def answer(found: Uitkomst) -> Antwoord:
    """Empty `figuren` when there is nobody to be compared with."""
    asked = found.gevraagd
    how = tuple(name for name in (asked.cijfer.van,) if name in INDICATOREN)
    if not found.is_enough:
        zin = "In deze groep zijn te weinig gemeenten met volledige cijfers om mee te vergelijken."
        return Antwoord(zin=zin, figuren=(), indicatoren=how)
    figures = [_raw(found)]
    if found.model is not None:
        figures.append(_corrected(found))
    figures.append(on_a_map(found))
    return Antwoord(
        zin=sentence(found), figuren=(*figures, everybody(found)), indicatoren=how, let_op=NO_JUDGEMENT
    )


def on_a_map(found: Uitkomst) -> Figuur:
    """The figure of every gemeente that is compared; who is not, is grey (R-MON-7)."""
    cijfer = found.gevraagd.cijfer
    return country_figure(
        "kaart", f"{cijfer.naam}, op de kaart",
        {unit.code: unit.share for unit in found.country_units}, kolom="Cijfer",
        words=lambda value: value_words(cijfer, value), own=found.gevraagd.code,
        uitleg="Zoals geteld, van alle gemeenten die zijn vergeleken. Grijs is een gemeente zonder cijfers, of met te "
        "weinig cijfers of een te matige registratie.",
    )  # fmt: skip


def sentence(found: Uitkomst) -> str:
    """What it is here, what it is in the group, and whether that says anything."""
    asked, own = found.gevraagd, found.eigen
    group = value_words(asked.cijfer, found.target)
    if own is None or own.unit is None:
        return f"{asked.cijfer.zin}: in de groep {group}. Van {asked.naam} is er over deze tijd geen cijfer."
    value = value_words(asked.cijfer, own.unit.share)
    if own.redenen:
        return (
            f"{asked.cijfer.zin}: {asked.naam} {value}, de groep {group}. Niet vergeleken: {own.redenen[0]}."
        )
    told = {
        Ligging.BINNEN: "Dat verschil valt binnen de gewone spreiding tussen gemeenten.",
        Ligging.HOGER: "Dat ligt aan de hoge kant van de gewone spreiding.",
        Ligging.LAGER: "Dat ligt aan de lage kant van de gewone spreiding.",
        Ligging.DUIDELIJK_HOGER: "Dat ligt duidelijk hoger dan de gewone spreiding.",
        Ligging.DUIDELIJK_LAGER: "Dat ligt duidelijk lager dan de gewone spreiding.",
    }[found.ligging or Ligging.BINNEN]
    return f"{asked.cijfer.zin}: {asked.naam} {value}, de groep {group}. {told}"


def _raw(found: Uitkomst) -> Figuur:
    asked = found.gevraagd
    titel = f"{asked.cijfer.naam}, zoals geteld"
    drawing = _funnel(found, titel, [(seen, seen.unit) for seen in _shown(found)], found.target, found.spread)
    return Figuur(
        naam="trechter", titel=titel, tekening=drawing, tabel=_summary(found, titel),
        uitleg="Elke stip is een gemeente. Hoe verder naar rechts, hoe meer er is geteld en hoe minder het toeval "
        "doet. In het gekleurde vlak liggen gemeenten die niet meer verschillen dan gewoon is. Kwartalen zijn "
        "samengenomen: alle aantallen opgeteld, en dan gedeeld.",
    )  # fmt: skip


def _summary(found: Uitkomst, titel: str) -> Tabel:
    asked = found.gevraagd
    rows = []
    if found.eigen is not None:
        rows.append(_row(asked.naam, found, found.eigen.unit, place=_place_words(found, found.eigen)))
    group = _total(found.units)
    rows.append(_together(label(asked.groep), found, group))
    if asked.groep is not Vergelijkgroep.NEDERLAND:
        rows.append(_together("Alle gemeenten die zijn vergeleken", found, _total(found.country_units)))
    rows += (
        [_together("Alle gemeenten die leveren, zoals in de open data", found, all_)]
        if (all_ := found.everybody)
        else []
    )
    rows += [
        Regel(
            label=f"Gepubliceerd over {told.periode}, gemiddelde van de maanden ({told.herkomst})",
            cellen=("", "", told.waarde, "", ""),
        )
        for told in published_beside(asked.cijfer, asked.kwartalen, GepubliceerdCijfer.objects.all())
    ]
    columns = ("Aantal", "Van", "Cijfer", "Zeker tussen", "Ligging")
    return _table(titel, "Wie", columns, rows, in_cards=True)


def _table(
    titel: str, kop: str, columns: Sequence[str], rows: Sequence[Regel], *, in_cards: bool = False
) -> Tabel:
    kolommen = tuple(Kolom(label=c, numeric=c not in IN_WORDS) for c in columns)
    return Tabel(titel=titel, kop=kop, kolommen=kolommen, regels=tuple(rows), in_cards=in_cards)


def _row(naam: str, found: Uitkomst, unit: Eenheid | None, *, place: str = "") -> Regel:
    cijfer = found.gevraagd.cijfer
    if unit is None:
        return Regel(label=naam, cellen=("", "", "geen cijfer", "", place))
    return Regel(label=naam, cellen=(
        *unit_cells(cijfer, unit, found.months), place,
    ))  # fmt: skip


def _together(naam: str, found: Uitkomst, group: Eenheid) -> Regel:
    """Of many gemeenten no interval: counts added up are far less sure than chance says, since gemeenten differ."""
    cells = unit_cells(found.gevraagd.cijfer, group, found.months)
    return Regel(label=naam, cellen=(*cells[:3], "", ""))


def _total(units: Sequence[Eenheid]) -> Eenheid:
    return Eenheid(code="", teller=sum(u.teller for u in units), noemer=sum(u.noemer for u in units))


def _place_words(found: Uitkomst, seen: Gezien) -> str:
    if not seen.compared:
        return "niet vergeleken"
    return PLACES[found.ligging] if found.ligging else ""


def _corrected(found: Uitkomst) -> Figuur:
    """Observed / expected times the figure of all: as it would be with the meldingen and residents of all together."""
    asked, target = found.gevraagd, found.country_target
    corrected = [(seen, _adjusted(found, seen)) for seen in _shown(found)]
    everywhere = [unit for seen, unit in corrected if unit is not None and seen.compared]
    spread = spread_of(everywhere, target, asked.cijfer.schaal)
    titel = f"{asked.cijfer.naam}, gecorrigeerd"
    row = _corrected_row(found, found.eigen) if found.eigen is not None else None
    tabel = _table(titel, "Gemeente", _columns(found), [row] if row else [], in_cards=True)
    return Figuur(
        naam="gecorrigeerd", titel=titel, tekening=_funnel(found, titel, corrected, target, spread), tabel=tabel,
        uitleg=WHOLE, punten=tuple(corrects_for(found)),
    )  # fmt: skip


def _columns(found: Uitkomst) -> tuple[str, ...]:
    """What was expected in two steps, when both are known."""
    expected = (BY_MIX, "Verwacht, ook door wie er woont") if found.mixed else ("Verwacht",)
    return ("Geteld", *expected, "Geteld / verwacht", "Toeval alleen", "Gecorrigeerd")


def _adjusted(found: Uitkomst, seen: Gezien) -> Eenheid | None:
    corrected = found.correction(seen)
    if corrected is None or seen.unit is None:
        return None
    return Eenheid(code=seen.code, teller=corrected.adjusted * seen.unit.noemer, noemer=seen.unit.noemer)


def _corrected_row(found: Uitkomst, seen: Gezien) -> Regel | None:
    corrected, cijfer = found.correction(seen), found.gevraagd.cijfer
    if corrected is None or seen.unit is None:
        return None
    return Regel(label=seen.naam, cellen=(
        value_words(cijfer, seen.unit.share), *([_of_mix(found, seen)] if found.mixed else []),
        value_words(cijfer, corrected.expected / seen.unit.noemer),
        number(corrected.ratio, 2), f"{number(corrected.interval.low, 2)} tot {number(corrected.interval.high, 2)}",
        value_words(cijfer, corrected.adjusted),
    ))  # fmt: skip


def _of_mix(found: Uitkomst, seen: Gezien) -> str:
    """By what came in alone, when that is known of this gemeente."""
    one = found.observation(seen)
    if found.model is None or one is None or seen.code not in found.mixed:
        return "niet bekend"
    return value_words(found.gevraagd.cijfer, found.model.expected_of_mix(one) / one.noemer)


def _funnel(
    found: Uitkomst, titel: str, placed: Sequence[tuple[Gezien, Eenheid | None]], target: float, spread: Spreiding
) -> Trechter:  # fmt: skip
    asked = found.gevraagd
    points = [
        Plaatsing(
            eenheid=unit, kind=_kind(found, seen), tip=f"{seen.naam}: {value_words(asked.cijfer, unit.share)}"
        )
        for seen, unit in placed
        if unit is not None
    ]
    compared = sum(point.kind in ("eigen", "groep") for point in points)
    own = next((point for point in points if point.kind == "eigen"), None)
    middle = value_words(asked.cijfer, target)
    alt = f"{titel}: {compared} gemeenten rond {middle}."
    if own is not None:
        here, usual = value_words(asked.cijfer, own.eenheid.share), _usual(found, own, target, spread)
        alt = f"{titel}: {compared} gemeenten rond {middle}; {asked.naam} {here}, gewoon is {usual}."
    return draw_funnel(Opdracht(
        titel=titel, alt=alt, onderschrift=asked.cijfer.basis, schaal=asked.cijfer.schaal, target=target,
        spread=spread, plaatsingen=points, eigen_naam=asked.naam, maat=lambda value: axis_words(asked.cijfer, value),
        groep_naam=label(asked.groep), more=len(found.groep) < len(found.gemeenten),
        per=found.months if asked.cijfer.noemer is None else 1,
    ))  # fmt: skip


def _usual(found: Uitkomst, own: Plaatsing, target: float, spread: Spreiding) -> str:
    cijfer = found.gevraagd.cijfer
    grens = limits(own.eenheid.noemer, target, spread, schaal=cijfer.schaal)
    return between_words(cijfer, Interval(low=grens.wide_low, high=grens.wide_high))


def _kind(found: Uitkomst, seen: Gezien) -> str:
    if seen.code == found.gevraagd.code:
        return "eigen"
    if not seen.in_groep:
        return "ander"
    return "groep" if seen.compared else "buiten"


def _shown(found: Uitkomst) -> list[Gezien]:
    """The group, and behind it whoever else is compared: so the funnel has its shape, and a group its place in it."""
    others = [seen for seen in found.gemeenten if seen.compared and not seen.in_groep]
    return [*others, *found.groep]


def everybody(found: Uitkomst) -> Figuur:
    """The group by name, in the order of the alphabet: never a ranking."""
    step, cijfer = found.land.anderen.step, found.gevraagd.cijfer
    rows = []
    for seen in found.groep:
        corrected, unit = found.correction(seen), seen.unit
        rows.append(Regel(label=seen.naam, cellen=(
            count_words(seen.teller, step), base_words(cijfer, seen.noemer, step, found.months),
            value_words(cijfer, unit.share if unit else None),
            value_words(cijfer, corrected.adjusted) if corrected else "",
            seen.redenen[0] if seen.redenen else "ja",
        )))  # fmt: skip
    titel = "Alle gemeenten in deze groep, op alfabet"
    columns = ("Aantal", "Van", "Cijfer", "Gecorrigeerd", "Vergeleken")
    return Figuur(
        naam="gemeenten", titel=titel, tekening=None,
        tabel=_table(titel, "Gemeente", columns, rows),
        uitleg=f"Aantallen van andere gemeenten zijn per kwartaal afgerond op een veelvoud van {step}; kleine staan er "
        "niet.",
    )  # fmt: skip
