"""What a corrected figure corrects for, and what not: said beside it, for who reads no method (R-MON-5)."""

from collections.abc import Sequence

from tijdig.monitor.words import number
from tijdig.rules.indicators import Dimensie

from .comparison import Uitkomst

AMOUNT, KIND, PARTNER = map(str, (Dimensie.BEDRAGKLASSE, Dimensie.SOORT_MELDING, Dimensie.PARTNERTYPE))
# By what is known of the meldingen; whole sentences, so that they can be translated.
KNOWN = {
    frozenset({AMOUNT, KIND, PARTNER}): "Er is rekening gehouden met de hoogte van de achterstand, de soort melding "
    "en de soort partner van wat er binnenkwam.",
    frozenset({AMOUNT, KIND}): "Er is rekening gehouden met de hoogte van de achterstand en de soort melding van wat "
    "er binnenkwam.",
    frozenset({AMOUNT, PARTNER}): "Er is rekening gehouden met de hoogte van de achterstand en de soort partner van "
    "wat er binnenkwam.",
    frozenset({KIND, PARTNER}): "Er is rekening gehouden met de soort melding en de soort partner van wat er "
    "binnenkwam.",
    frozenset({AMOUNT}): "Er is rekening gehouden met de hoogte van de achterstand van wat er binnenkwam.",
    frozenset({KIND}): "Er is rekening gehouden met de soort melding van wat er binnenkwam.",
    frozenset({PARTNER}): "Er is rekening gehouden met de soort partner van wat er binnenkwam.",
}  # fmt: skip
WHOLE = "Wat het cijfer zou zijn met de meldingen en de inwoners van alle gemeenten samen."
RESIDENTS = (
    "Ook telt mee wie er wonen: schulden, lage inkomens, huurwoningen van corporaties, alleenwonenden en "
    "stedelijkheid. Dat zijn kenmerken van de hele gemeente, niet van wie een signaal kreeg."
)
APART = "Het model neemt aan dat deze kenmerken los van elkaar staan: hoe ze samengaan, wordt niet geleverd."
NEITHER = (
    "Niet telt mee: leeftijd, of er een telefoonnummer bij zat, met welk systeem is geteld, en hoe een gemeente werkt. "
    "Dat laatste is juist wat u vergelijkt."
)
UNKNOWN = (
    "Wat er binnenkwam, zoals de soort partner en de hoogte van de achterstand, telt hier niet mee: zo uitgesplitst is "
    "dit cijfer bij te weinig gemeenten bekend."
)
CHANCE = "“Toeval alleen” laat buiten beschouwing dat gemeenten ook om andere redenen verschillen."


def corrects_for(found: Uitkomst) -> Sequence[str]:
    """The sentences under the corrected chart, each a point by itself."""
    return [*(_mix(found) if found.mixed else [UNKNOWN]), RESIDENTS, NEITHER, CHANCE]


def _mix(found: Uitkomst) -> list[str]:
    told = [KNOWN[frozenset(found.lagen)]]
    if len(found.lagen) > 1:
        told.append(APART)
    if len(found.mixed) < len(found.country_units):
        told.append(
            f"Dat is bekend van {number(len(found.mixed))} van de {number(len(found.country_units))} gemeenten; bij de "
            "andere is aangenomen dat hun meldingen zijn zoals die van iedereen."
        )
    return told
