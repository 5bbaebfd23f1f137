"""The life of a zaak. This table is the workflow; the picture in the documentation is drawn from it.

R-UIT-4 (handed over is finished: there is no state in which a zaak runs on elsewhere), R-UIT-5 (reopening is
an act with a reason, not an arrow). Source: DDAS v1.2, Leidraad vroegsignalering 8.8.2.
"""

from collections.abc import Mapping
from types import MappingProxyType

from .labels import label_in_sentence
from .terms import Zaakstatus

NEXT: Mapping[Zaakstatus, frozenset[Zaakstatus]] = MappingProxyType(
    {
        Zaakstatus.NIEUW: frozenset({Zaakstatus.VOORGESTELD}),
        Zaakstatus.VOORGESTELD: frozenset({Zaakstatus.IN_OPVOLGING, Zaakstatus.AFGEROND}),
        Zaakstatus.IN_OPVOLGING: frozenset({Zaakstatus.AFGEROND}),
        Zaakstatus.AFGEROND: frozenset(),
    }
)


def refusal_to_move(current: Zaakstatus, to: Zaakstatus) -> str | None:
    """Why a zaak cannot go from one status to the other, in Dutch; None when it can."""
    if to in NEXT[current]:
        return None
    if current == to:
        return f"Deze zaak is al {label_in_sentence(current)}."
    return f"Een zaak kan niet van '{label_in_sentence(current)}' naar '{label_in_sentence(to)}'."


def refusal_to_reopen(current: Zaakstatus, *, reden: str, gewist: bool) -> str | None:
    """Why a zaak cannot be opened again, in Dutch; None when it can (R-UIT-5).

    `gewist`: the retention term has passed and what is personal is gone.
    """
    if current != Zaakstatus.AFGEROND:
        return "Alleen een afgeronde zaak kan opnieuw open."
    if gewist:
        return "De bewaartermijn is voorbij en de gegevens zijn gewist. Deze zaak kan niet meer open."
    if not reden.strip():
        return "Schrijf op waarom de zaak opnieuw open moet."
    return None


def mermaid() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    arrows = [f"    {a} --> {b}" for a, targets in NEXT.items() for b in sorted(targets)]
    ends = [f"    {a} --> [*]" for a, targets in NEXT.items() if not targets]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Zaakstatus.NIEUW}", *arrows, *ends])
