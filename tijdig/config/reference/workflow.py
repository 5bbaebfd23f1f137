"""The life of a zaak, drawn from the table that decides it (`rules/workflow.py`)."""

from tijdig.rules.labels import label
from tijdig.rules.terms import Zaakstatus
from tijdig.rules.workflow import NEXT, mermaid

from .markdown import code, page, table


def pages() -> dict[str, str]:
    """`workflow.md`: the diagram and the same as a table."""
    return {
        "workflow.md": page(
            "De loop van een zaak",
            "Getekend uit de tabel in `tijdig/rules/workflow.py`. Een stap die hier niet staat, kan niet. Een "
            "afgeronde zaak kan opnieuw open, met een reden en zolang de gegevens niet zijn gewist (R-UIT-5); dat is "
            "een handeling en geen pijl.",
            f"```mermaid\n{mermaid()}\n```",
            table(("Waarde", "Op het scherm", "Daarna"), map(_row, Zaakstatus)),
        )
    }


def _row(status: Zaakstatus) -> tuple[str, str, str]:
    then = [code(following) for following in Zaakstatus if following in NEXT[status]]
    return code(status), label(status), ", ".join(then) or "–"
