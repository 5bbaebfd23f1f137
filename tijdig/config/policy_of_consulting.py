"""What policy says about the data that are asked and consulted, as sentences (R-BRP-2, R-SHV-3)."""

from collections.abc import Iterator

from tijdig.policies import Beleid
from tijdig.rules.labels import label

from .policy_of_figures import Said, day_in_words


def asking(beleid: Beleid) -> Iterator[Said]:
    """What the gemeente decided itself."""
    asked = (
        "Tijdig vraagt ernaar in de BRP. Het bewaart alleen of er later iets moet worden nagegaan."
        if beleid.verblijfsrecht.vragen
        else "Tijdig vraagt hier niet naar."
    )
    yield "verblijfsrecht", "Verblijfstitel", asked
    extra = ", ".join(label(registratie) for registratie in beleid.raadplegen.extra)
    text = (
        f"{extra}. Reden: {_ended(beleid.raadplegen.reden)} Besluit: {_ended(beleid.raadplegen.besluit)}"
        if extra
        else "Geen. Niemand kijkt ergens anders voordat de inwoner hulp aanneemt."
    )
    yield "andere_registraties", "Andere administraties", text


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def grounds(beleid: Beleid) -> Iterator[Said]:
    """What law says of each record."""
    for registratie, grond in beleid.raadplegen.gronden.items():
        who = "alleen als de gemeente daartoe besluit" if grond.aanzetten else "in elke gemeente"
        since = day_in_words(grond.geldig_van)
        yield registratie.value, label(registratie), f"Mag vanaf {since}, {who}. Grond: {grond.grondslag}."


def titles(beleid: Beleid) -> Iterator[Said]:
    """The residence titles with a right to schuldhulpverlening."""
    codes = ", ".join(sorted(beleid.verblijfsrecht.met_recht))
    yield "met_recht", "Verblijfstitels met recht op schuldhulp", f"De codes {codes} van de BRP."
