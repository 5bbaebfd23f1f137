"""What a corrected figure corrects for, and what not: said beside it, for who reads no method (R-MON-5)."""

from collections.abc import Sequence

from tijdig.monitor.report.sentences import in_a_row
from tijdig.monitor.words import number
from tijdig.rules.indicators import Dimensie

from .comparison import Uitkomst

TRAITS = {
    Dimensie.BEDRAGKLASSE: "de hoogte van de achterstand", Dimensie.SOORT_MELDING: "de soort melding",
    Dimensie.PARTNERTYPE: "de soort partner",
}  # fmt: skip
WHOLE = "Wat het cijfer zou zijn met de meldingen en de inwoners van alle gemeenten samen."
RESIDENTS = (
    "Ook telt mee wie er wonen: schulden, lage inkomens, huurwoningen van corporaties, alleenwonenden en "
    "stedelijkheid. Dat zijn kenmerken van de hele gemeente, niet van wie een signaal kreeg."
)
APART = "Het model neemt aan dat deze kenmerken los van elkaar staan: hoe ze samengaan, wordt niet geleverd."
NEITHER = (
    "Niet telt mee: leeftijd, of er een telefoonnummer bij zat, met welk systeem is geteld, en hoe een gemeente werkt. "
    "Dat laatste is juist wat u vergelijkt. “Toeval alleen” laat buiten beschouwing dat gemeenten ook om andere "
    "redenen verschillen."
)
UNKNOWN = (
    "Wat er binnenkwam, zoals de soort partner en de hoogte van de achterstand, telt hier niet mee: daarvan is dit "
    "cijfer bij te weinig gemeenten bekend."
)


def corrects_for(found: Uitkomst) -> Sequence[str]:
    """The sentences under the corrected chart."""
    return [WHOLE, *(_mix(found) if found.mixed else [UNKNOWN]), RESIDENTS, NEITHER]


def _mix(found: Uitkomst) -> list[str]:
    traits = in_a_row([words for trait, words in TRAITS.items() if str(trait) in found.lagen])
    told = [f"Er is rekening gehouden met {traits} van de meldingen die binnenkwamen."]
    if len(found.lagen) > 1:
        told.append(APART)
    if len(found.mixed) < len(found.country_units):
        told.append(
            f"Dat is bekend van {number(len(found.mixed))} van de {number(len(found.country_units))} gemeenten; bij de "
            "andere is aangenomen dat hun meldingen zijn zoals die van iedereen."
        )
    return told
