"""How well things were recorded, and how it was counted: what makes the chapters weak or strong."""

from collections.abc import Sequence

from tijdig.monitor.answers.model import Figuur, Kolom, Regel, Tabel
from tijdig.monitor.definitions import newest
from tijdig.monitor.periods import month_after
from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.charts import of_whole
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Lijst, Onderdeel, Tekening, Uitleg
from tijdig.monitor.report.sentences import METHOD
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.words import month_words, number, percent
from tijdig.rules.catalogue import INDICATOREN
from tijdig.rules.indicators import Reeks
from tijdig.rules.suppression import Profiel
from tijdig.rules.yearly import Deel, Methode

FAULTS = ("C7", "K1", "K2", "K3", "K4")
LOWER_THAN_THE_WORK = Alinea(
    tekst="Wat niet is vastgelegd, telt niet mee. Een cijfer kan dus lager zijn dan wat er is gedaan.",
    kern=True,
)


def registration(bron: Bron) -> Hoofdstuk:
    """Faults of registration: they make figures lower than the work was."""
    names = [name for name in FAULTS if bron.nu.whole(name).noemer and bron.nu.figure(name) is not None]
    lines = tuple(
        Regel(label=INDICATOREN[name].naam, cellen=_fault(bron, name, bron.nu.whole(name))) for name in names
    )
    parts: list[Onderdeel] = [LOWER_THAN_THE_WORK]
    if lines:
        titel = "Wat ontbreekt in de registratie"
        columns = ("Aantal", "Van hoeveel", "Aandeel") if bron.profiel is Profiel.EIGEN else ("Aandeel",)
        kolommen = tuple(Kolom(label=label) for label in columns)
        table = Tabel(titel=titel, kop="Wat ontbreekt", kolommen=kolommen, regels=lines)
        drawing = of_whole(
            titel, [(line.label, bron.nu.figure(name)) for line, name in zip(lines, names, strict=True)]
        )
        parts.append(Tekening(figuur=Figuur(naam="registratie", titel=titel, tekening=drawing, tabel=table)))
    return Hoofdstuk(naam="registratie", titel="Is alles vastgelegd?", onderdelen=tuple(parts))


def method(bron: Bron, changes: Veranderingen, indicators: Sequence[str] = ()) -> Hoofdstuk:
    """The notes on method; with the words of each of these indicators."""
    breuken = bron.breaks(*Reeks) if bron.eerder else []
    parts: list[Onderdeel] = [Lijst(punten=tuple(_notes(bron, changes)))]
    if breuken:
        told = tuple(f"{_capital(month_words(b.maand))}: {b.wat} (Bron: {b.bron}.)" for b in breuken)
        parts += [Alinea(tekst="Dit veranderde van buiten:"), Lijst(punten=told)]
    terms = tuple(
        (INDICATOREN[name].naam, f"{INDICATOREN[name].zin}{_base(name)}")
        for name in indicators
        if bron.nu.whole(name).teller or bron.nu.whole(name).noemer
    )
    parts += [Uitleg(begrippen=terms)] if terms else []
    return Hoofdstuk(naam="verantwoording", titel=METHOD, onderdelen=tuple(parts))


def _notes(bron: Bron, changes: Veranderingen) -> list[str]:
    nu, step = bron.nu, bron.nu.tabel.step
    found = [
        f"De cijfers gaan over {bron.periode} en zijn geteld op {bron.geteld_op.day} "
        f"{month_words(bron.geteld_op)}. Een melding telt in de maand van het eerste signaal, met alles wat er "
        "later mee gebeurde.",
        _year_note(nu.methode),
        f"Soorten meldingen zijn geteld met definitie {newest().versie} van de monitor.",
    ]
    if nu.inwoners:
        found.append(
            "Inwoners op 1 januari volgens het CBS. Ontbreekt een jaar, dan is het aantal geschat uit andere jaren."
        )
    if bron.landelijk:
        found.append(
            "De aantallen zijn opgeteld uit dezelfde afgeronde aantallen als de open data en de bladzijde Vergelijken. "
            "Die tellen alleen hele kwartalen; gemeenten die halverwege een kwartaal begonnen, tellen hier wel mee."
        )
    found.append(_compare_note(bron, changes))
    if bron.profiel is Profiel.OPENBAAR:
        found.append(
            f"Elk aantal is door loting afgerond op een veelvoud van {step}, zodat niemand in een cijfer te vinden is; "
            f"een aantal onder {2 * step} waar een klein aantal in zit, staat er niet. Totalen en aandelen zijn "
            "berekend uit de afgeronde aantallen en kunnen daarom iets afwijken. Soorten meldingen, soorten hulp, "
            "bedragen en termijnen zijn met meer toeval afgerond en staan er als aandeel. Staat er “ongeveer”, dan is "
            "het aandeel maal het afgeronde aantal. In hoe zeker een aandeel is, is het afronden meegeteld."
        )
    if bron.verzonnen:
        found.append(
            "Alle cijfers zijn verzonnen: een programma trok ze, passend bij de gepubliceerde landelijke cijfers."
        )
    return found


def _year_note(methode: Methode) -> str:
    if methode is Methode.MAANDGEMIDDELDE:
        return (
            "Een percentage over het jaar is het gemiddelde van de maanden. Een aantal is de som van de maanden. "
            "Een aandeel dat u zelf uit de aantallen berekent, kan daarom iets anders zijn."
        )
    return (
        "Maanden zijn samengenomen: alle tellers gedeeld door alle noemers. “Zeker tussen” is het interval van "
        "Wilson (95%)."
    )


def _compare_note(bron: Bron, changes: Veranderingen) -> str:
    if bron.eerder is None:
        first = month_after(bron.nu.maanden[0], -12)
        return f"Met {first.year} is niet vergeleken: van dezelfde maanden in dat jaar zijn er niet genoeg cijfers."
    how = (
        "Daarbij telt mee dat gemeenten onderling verschillen."
        if bron.landelijk
        else "Daarbij telt mee dat maanden onderling verschillen."
    )
    return (
        f"Er zijn {len(changes.onderwerpen)} cijfers met {bron.eerder.jaar} vergeleken. “Hoger” of “lager” staat "
        f"er alleen als alle vergelijkingen samen 95% zeker zijn. {how} Een verschil zegt niet waar het van komt."
    )


def _fault(bron: Bron, name: str, found: Deel) -> tuple[str, ...]:
    """To others the share alone."""
    counts = (number(found.teller), number(found.noemer)) if bron.nu.counts(name) else ()
    return (*counts, percent(bron.nu.figure(name)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _base(name: str) -> str:
    return f" Noemer: {INDICATOREN[name].noemer}." if INDICATOREN[name].noemer else ""
