"""The figures that are compared between gemeenten, as sums of parts (R-MON-5, R-MON-7).

Beside the way from signaal to help there are other cuts of the same signals and meldingen (`Snede`): types of partner,
kinds of help, terms. Two cuts would bound each other, so those are drawn wide (`suppression.py`). Every figure is a sum
of parts over a sum of parts, or over residents. Source: Divosa Monitor (yearly report over 2021), three rates of
contact and three of help, share by type of partner; Leidraad 8.8.3 (kinds of help); Wgs and its besluit (terms).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .compared import BEREIKT, GEHOLPEN, GEPROBEERD, MELDING, Ketendeel
from .funnel import Schaal
from .indicators import Dimensie
from .terms import PartnerType


class Snede(StrEnum):
    """A way to cut the same signals or meldingen, beside the way from signaal to help."""

    KETEN = "keten"
    SIGNALEN = "signalen"
    HULP = "hulp"
    AANBOD = "T1"
    GESPREK = "T2"
    BEREIK_PER_PARTNER = "C5A"
    HULP_PER_PARTNER = "H1C"


# What of the cube a cut is made of (indicator, by what it is split), and of which of the chain there must be something
# in a month before it can be missed.
GEMAAKT_VAN: Mapping[str, tuple[tuple[str, Dimensie], ...]] = {
    Snede.SIGNALEN: (
        ("S1", Dimensie.GEEN), ("S6", Dimensie.GEEN), ("S1", Dimensie.PARTNERTYPE), ("S6", Dimensie.PARTNERTYPE)
    ),
    Snede.HULP: (("H2Q", Dimensie.GEEN), ("H2F", Dimensie.GEEN), ("H2N", Dimensie.GEEN)),
    Snede.AANBOD: (("T1", Dimensie.GEEN),),
    Snede.GESPREK: (("T2", Dimensie.GEEN),),
    Snede.BEREIK_PER_PARTNER: (("C5A", Dimensie.PARTNERTYPE),),
    Snede.HULP_PER_PARTNER: (("H1C", Dimensie.PARTNERTYPE),),
}  # fmt: skip
RUST_OP: Mapping[str, str] = {
    Snede.HULP: "H1A", Snede.AANBOD: "M1", Snede.GESPREK: "H1A", Snede.BEREIK_PER_PARTNER: "M1",
    Snede.HULP_PER_PARTNER: "C5A",
}  # fmt: skip


# By which traits of a melding a figure of the chain is split, to tell what is to be expected of those that came in.
# Source: research on the Divosa Monitor; never what a gemeente does. By age or telephone no cube splits a figure.
KENMERKEN = (Dimensie.BEDRAGKLASSE, Dimensie.SOORT_MELDING, Dimensie.PARTNERTYPE)
BASIS_IN_KETEN = {"C4": "M1", "C5A": "M1", "C5G": "C4", "H1A": "M1", "H1G": "C4", "H1C": "C5A"}


class Snededeel(NamedTuple):
    """A part of such a cut: by what it is split, which value, which cell (named as in `report/partition.py`)."""

    snede: Snede
    dimensie: str
    waarde: str
    cel: str


type Deel = Ketendeel | Snededeel


class Cijfersoort(StrEnum):
    """Under which head a figure stands in the list to choose from."""

    KETEN = "keten"
    PARTNERS = "partners"
    HULP = "hulp"
    TERMIJN = "termijn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Vergelijkcijfer:
    """One figure that is compared. `noemer` None: residents, and then the figure is per 1,000 a month."""

    id: str
    naam: str
    zin: str  # what it says of a gemeente: "bereikt … van de meldingen"
    delen: frozenset[Deel]
    noemer: frozenset[Deel] | None
    basis: str = "meldingen"  # what the noemer counts
    soort: Cijfersoort = Cijfersoort.KETEN
    indicator: str = ""  # of the catalogue, when it is not its id

    @property
    def schaal(self) -> Schaal:
        return Schaal.AANDEEL if self.noemer is not None else Schaal.VERHOUDING

    @property
    def snede(self) -> Snede:
        """Where its parts come from."""
        return next((deel.snede for deel in self.delen if isinstance(deel, Snededeel)), Snede.KETEN)

    @property
    def van(self) -> str:
        """The figure of the catalogue that it is."""
        return self.indicator or self.id


CHAIN = (
    Vergelijkcijfer(
        id="C5A", naam="Bereikt, van alle meldingen", zin="Bereikt van alle meldingen",
        delen=BEREIKT, noemer=MELDING,
    ),
    Vergelijkcijfer(
        id="C5G", naam="Bereikt, van de geprobeerde", zin="Bereikt van de meldingen met een poging",
        delen=BEREIKT, noemer=GEPROBEERD, basis="meldingen met een poging",
    ),
    Vergelijkcijfer(
        id="C4", naam="Hulpaanbod gedaan", zin="Een poging bij de meldingen", delen=GEPROBEERD, noemer=MELDING
    ),
    Vergelijkcijfer(
        id="H1A", naam="Hulp aanvaard, van alle meldingen", zin="Hulp aanvaard van alle meldingen",
        delen=GEHOLPEN, noemer=MELDING,
    ),
    Vergelijkcijfer(
        id="H1G", naam="Hulp aanvaard, van de geprobeerde", zin="Hulp aanvaard van de meldingen met een poging",
        delen=frozenset({Ketendeel.HULP, Ketendeel.HULP_ZONDER_CONTACT}), noemer=GEPROBEERD,
        basis="meldingen met een poging",
    ),
    Vergelijkcijfer(
        id="H1C", naam="Hulp aanvaard, van de bereikte", zin="Hulp aanvaard van de bereikte meldingen",
        delen=frozenset({Ketendeel.HULP}), noemer=BEREIKT, basis="bereikte meldingen",
    ),
    Vergelijkcijfer(
        id="S2", naam="Signalen per 1.000 inwoners", zin="Signalen per 1.000 inwoners per maand",
        delen=frozenset(Ketendeel), noemer=None, basis="inwoners",
    ),
    Vergelijkcijfer(
        id="M1I", naam="Meldingen per 1.000 inwoners", zin="Meldingen per 1.000 inwoners per maand",
        delen=MELDING, noemer=None, basis="inwoners",
    ),
)  # fmt: skip

PARTNERS = {
    PartnerType.ZORGVERZEKERAAR: "zorgverzekeraars", PartnerType.VERHUURDER: "verhuurders",
    PartnerType.ENERGIELEVERANCIER: "energieleveranciers", PartnerType.DRINKWATERBEDRIJF: "drinkwaterbedrijven",
}  # fmt: skip
HELP = {
    "quick_fix": ("H2Q", "Quick fix, van de hulp", "Een quick fix bij de meldingen met hulp"),
    "financieel": (
        "H2F", "Naar financiële hulp, van de hulp", "Verwezen naar financiële hulp bij de meldingen met hulp"
    ),
    "niet_financieel": (
        "H2N", "Naar andere hulp, van de hulp", "Verwezen naar andere hulp bij de meldingen met hulp"
    ),
}  # fmt: skip
PARTNERTYPE = str(Dimensie.PARTNERTYPE)
NOT_YET = "nog_niet"
IN_MELDING, ASIDE, UNTOLD = "in_melding", "geen_melding", "niet_bekend"
YES, NO = "deel", "rest"


def cells_of(snede: Snede, dimensie: str, waarde: str, *cellen: str) -> frozenset[Deel]:
    """These cells of one cut."""
    return frozenset(Snededeel(snede, dimensie, waarde, cel) for cel in cellen)


def _of_partners() -> Iterator[Vergelijkcijfer]:
    for made in (_sent, _joined, _reached, _helped):
        yield from (made(str(soort), wie) for soort, wie in PARTNERS.items())


def _sent(soort: str, wie: str) -> Vergelijkcijfer:
    return Vergelijkcijfer(
        id=f"S2-{soort}", naam=f"Signalen van {wie} per 1.000 inwoners",
        zin=f"Signalen van {wie} per 1.000 inwoners per maand",
        delen=cells_of(Snede.SIGNALEN, PARTNERTYPE, soort, IN_MELDING, ASIDE, UNTOLD), noemer=None, basis="inwoners",
        soort=Cijfersoort.PARTNERS, indicator="S1",
    )  # fmt: skip


def _joined(soort: str, wie: str) -> Vergelijkcijfer:
    return Vergelijkcijfer(
        id=f"S6-{soort}", naam=f"Signalen van {wie} in een melding", zin=f"In een melding van de signalen van {wie}",
        delen=cells_of(Snede.SIGNALEN, PARTNERTYPE, soort, IN_MELDING),
        noemer=cells_of(Snede.SIGNALEN, PARTNERTYPE, soort, IN_MELDING, ASIDE), basis="signalen",
        soort=Cijfersoort.PARTNERS, indicator="S6",
    )  # fmt: skip


def _reached(soort: str, wie: str) -> Vergelijkcijfer:
    return Vergelijkcijfer(
        id=f"C5A-{soort}", naam=f"Bereikt, van meldingen met een signaal van {wie}",
        zin=f"Bereikt van de meldingen met een signaal van {wie}",
        delen=cells_of(Snede.BEREIK_PER_PARTNER, PARTNERTYPE, soort, YES),
        noemer=cells_of(Snede.BEREIK_PER_PARTNER, PARTNERTYPE, soort, YES, NO), soort=Cijfersoort.PARTNERS,
        indicator="C5A",
    )  # fmt: skip


def _helped(soort: str, wie: str) -> Vergelijkcijfer:
    return Vergelijkcijfer(
        id=f"H1C-{soort}", naam=f"Hulp aanvaard, van bereikte met een signaal van {wie}",
        zin=f"Hulp aanvaard van de bereikte meldingen met een signaal van {wie}",
        delen=cells_of(Snede.HULP_PER_PARTNER, PARTNERTYPE, soort, YES),
        noemer=cells_of(Snede.HULP_PER_PARTNER, PARTNERTYPE, soort, YES, NO), basis="bereikte meldingen",
        soort=Cijfersoort.PARTNERS, indicator="H1C",
    )  # fmt: skip


def _of_help() -> Iterator[Vergelijkcijfer]:
    for cel, (name, naam, zin) in HELP.items():
        yield Vergelijkcijfer(
            id=name, naam=naam, zin=zin, delen=cells_of(Snede.HULP, "", "", cel),
            noemer=cells_of(Snede.HULP, "", "", *HELP, NOT_YET), basis="meldingen met hulp", soort=Cijfersoort.HULP,
        )  # fmt: skip


def _of_terms() -> Iterator[Vergelijkcijfer]:
    for snede, naam, zin in (
        (Snede.AANBOD, "Hulpaanbod op tijd", "Het hulpaanbod op tijd"),
        (Snede.GESPREK, "Eerste gesprek op tijd", "Het eerste gesprek op tijd"),
    ):
        both = cells_of(snede, "", "", YES, NO)
        yield Vergelijkcijfer(
            id=str(snede), naam=naam, zin=zin, delen=cells_of(snede, "", "", YES), noemer=both,
            basis="meldingen waarvan de termijn is gestopt of verstreken", soort=Cijfersoort.TERMIJN,
        )  # fmt: skip


CIJFERS: Mapping[str, Vergelijkcijfer] = {
    cijfer.id: cijfer for cijfer in (*CHAIN, *_of_partners(), *_of_help(), *_of_terms())
}
