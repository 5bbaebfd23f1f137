"""The values that the rules of `admission` work with: what policy says, what a line says, a reason.

Source: Wgs art. 8 lid 1 and 10; Leidraad vroegsignalering 2.1, 2.2, 3.4, 4 and 5.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tijdig.rules.terms import Bericht, PartnerType, Reden


class Incassostap(StrEnum):
    """The steps of social collection. The value is the column of the layout. Source: Leidraad 2.2."""

    HERINNERING = "herinnering"
    CONTACT = "contact"
    GEWEZEN_OP_HULP = "gewezen_op_hulp"
    AANBOD_GEGEVENS = "aanbod_gegevens"


STAP_IN_WOORDEN = {
    Incassostap.HERINNERING: "een schriftelijke herinnering sturen",
    Incassostap.CONTACT: "zich inspannen voor persoonlijk contact",
    Incassostap.GEWEZEN_OP_HULP: "de klant wijzen op schuldhulp",
    Incassostap.AANBOD_GEGEVENS: "aanbieden om gegevens aan de gemeente door te geven",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Signaalsoort:
    """One kind of signal with its legal ground. `geldig_tot` is the last day. R-PAR-3."""

    code: str
    omschrijving: str
    grondslag: str
    geldig_van: date
    geldig_tot: date | None
    gemeenten: Mapping[str, date] | None  # experiment: gemeentecode → first day; None = everywhere
    berichten: Mapping[Bericht, frozenset[PartnerType]]
    ddas: str

    @property
    def is_experiment(self) -> bool:
        return self.gemeenten is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ouderdom:
    """How old an arrears must be, in days from the due date, edges included. R-ADM-2."""

    min_dagen: int
    max_dagen: int | None
    min_termijnen: int
    min_bedrag: int  # eurocent; amount in the legal ground itself, 0 = none


@dataclass(frozen=True, kw_only=True, slots=True)
class Achterstand:
    """Age limits per soort, and the messages they hold for. R-ADM-2."""

    per_soort: Mapping[str, Ouderdom]
    berichten: frozenset[Bericht]


@dataclass(frozen=True, kw_only=True, slots=True)
class Incassoplicht:
    """What a partner must have done first, for one soort. R-ADM-1."""

    vereist: tuple[Incassostap, ...]
    bezwaar_sluit_uit: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SocialeIncasso:
    """Required steps per soort, and the messages they hold for. R-ADM-1."""

    per_soort: Mapping[str, Incassoplicht]
    berichten: frozenset[Bericht]


@dataclass(frozen=True, kw_only=True, slots=True)
class Drempelbedrag:
    """Amounts in eurocent below which a signal is not proportional; 0 = none. R-ADM-3.

    `bij_meerdere` replaces the amount when the signal is one of several partners; None = no difference.
    """

    bedrag: int
    per_soort: Mapping[str, int]
    bij_meerdere: int | None
    berichten: frozenset[Bericht]

    def amount_for(self, soort: str, *, een_van_meer: bool) -> int:
        """The amount in eurocent that a signal of this soort must reach."""
        gewoon = self.per_soort.get(soort, self.bedrag)
        if een_van_meer and self.bij_meerdere is not None:
            return min(gewoon, self.bij_meerdere)
        return gewoon


@dataclass(frozen=True, kw_only=True, slots=True)
class Herhaling:
    """How many days a debt that was taken up counts as recent, and for which messages. R-ADM-5."""

    dagen: int
    berichten: frozenset[Bericht]


@dataclass(frozen=True, kw_only=True, slots=True)
class Toelatingsbeleid:
    """All policy that decides about admission."""

    signaalsoorten: Mapping[str, Signaalsoort]
    achterstand: Achterstand
    sociale_incasso: SocialeIncasso
    drempelbedrag: Drempelbedrag
    herhaling: Herhaling


@dataclass(frozen=True, kw_only=True, slots=True)
class Aanlevergegevens:
    """What of a line counts for admission. What is not here cannot influence the verdict."""

    soort: str
    bericht: Bericht
    bedrag: int  # eurocent
    vervaldatum: date
    signaaldatum: date
    termijnen: int | None = None
    bezwaar: bool | None = None
    stappen: frozenset[str] = frozenset()  # steps of social collection stated with yes
    rechtsvorm: str | None = None  # form of a legal person found in the name, e.g. "B.V."
    rechtsvorm_in: str = "bedrijfsnaam"  # the column it was found in


@dataclass(frozen=True, kw_only=True, slots=True)
class EerderSignaal:
    """The last signal on the same debt of the same partner that was taken up."""

    datum: date
    bedrag: int  # eurocent


@dataclass(frozen=True, kw_only=True, slots=True)
class Weigering:
    """One reason to refuse a line: code, column if any, and what would be right."""

    reden: Reden
    kolom: str | None
    uitleg: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Maat:
    """The measure for one soort and message on one day; worked out once per delivery."""

    soort: str
    dag: date
    soortweigeringen: tuple[Weigering, ...]
    ouderdom: Ouderdom | None
    incassoplicht: Incassoplicht | None
    drempel: int
    drempel_bij_meerdere: int
    herhaling: int | None  # days


def dutch_day(dag: date) -> str:
    """A day as 31-03-2026."""
    return f"{dag:%d-%m-%Y}"
