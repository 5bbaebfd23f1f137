"""The closed lists of the domain, each with its source and its members in plain Dutch."""

from enum import StrEnum

from tijdig.rules import terms
from tijdig.rules.labels import label

from .markdown import code, page, table


def closed_lists() -> list[type[StrEnum]]:
    """Every closed list that `rules/terms.py` has or takes in, in the order of the file."""
    return [
        value
        for value in vars(terms).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    ]


def pages() -> dict[str, str]:
    """`lijsten.md`: every member of every closed list."""
    return {
        "lijsten.md": page(
            "Gesloten lijsten",
            "De waarde staat in de database en in bestanden; het woord staat op het scherm. De lijsten zelf worden "
            "uitgelegd in [begrippen](../begrippen.md).",
            *(_section(soort) for soort in closed_lists()),
        )
    }


def _section(soort: type[StrEnum]) -> str:
    about = " ".join((soort.__doc__ or "").split())
    return "\n\n".join(
        [
            f"## {soort.__name__}",
            f"*{about}*",
            table(("Waarde", "Op het scherm"), ((code(member.value), label(member)) for member in soort)),
        ]
    )
