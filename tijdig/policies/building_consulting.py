"""From the checked content of files to what may be asked and consulted about an inwoner (R-BRP-2, R-SHV-3)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tijdig.rules.consulting import Raadpleegbeleid, Raadpleeggrond
from tijdig.rules.residence import Verblijfsbeleid
from tijdig.rules.terms import Bronregistratie

type Waarden = Mapping[str, Any]


def build_raadplegen(landelijk: Waarden, gegevens: Waarden) -> Raadpleegbeleid:
    """The grounds of law, and what the gemeente switched on."""
    gronden = {
        Bronregistratie(code): Raadpleeggrond(
            grondslag=record["grondslag"], geldig_van=record["geldig_van"], aanzetten=record["aanzetten"]
        )
        for code, record in landelijk.items()
    }
    eigen = gegevens["andere_registraties"]
    return Raadpleegbeleid(
        gronden=MappingProxyType(gronden), aangezet=frozenset(map(Bronregistratie, eigen["waarde"])),
        reden=eigen.get("reden", ""), besluit=eigen.get("besluit", ""),
    )  # fmt: skip


def build_verblijfsrecht(landelijk: Waarden, gegevens: Waarden) -> Verblijfsbeleid:
    """Is the residence title asked for, and which codes give a right?"""
    return Verblijfsbeleid(
        vragen=gegevens["verblijfsrecht"]["vragen"], met_recht=frozenset(landelijk["met_recht"]["codes"])
    )
