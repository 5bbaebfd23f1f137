"""What came of a delivery, as the JSON of the public layout and as a table for people."""

from collections import Counter
from typing import Any

from rich.table import Table

from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.intake.report import as_json
from tijdig.process import Processed
from tijdig.rules.labels import label
from tijdig.rules.terms import Aanpak, BrpUitkomst, Reden, Signaalstatus, Zekerheid

# Always there, also when none ended so; what else there is comes beside them.
COUNTED = ("zeker", "onzeker", "niet_gevonden", "overleden", "geen_inwoner", "wacht")
CERTAIN = ("gevonden_exact", "gevonden_naam_wijkt_af", "gevonden_adres_wijkt_af", "briefadres")


def processed_as_json(processed: Processed) -> dict[str, Any]:
    """One object: the answer of the command line, version 1 of the layout. In the gemeente's transaction."""
    aanlevering = processed.aanlevering
    signals = Vroegsignaal.objects.filter(aanlevering=aanlevering)
    zaken = Vroegsignaalzaak.objects.filter(zaaksignalen__vroegsignaal__aanlevering=aanlevering).distinct()
    new = zaken.filter(pk__in=processed.matched.nieuw)
    proposals = Weging.objects.filter(zaak__in=zaken, stand=Weging.Stand.VOORGESTELD)
    return as_json(aanlevering) | {
        "brp": _brp_counts(signals),
        "zaken": {
            "nieuw": new.count(),
            "aangevuld": zaken.exclude(pk__in=processed.matched.nieuw).count(),
            "meervoudig": zaken.filter(meervoudig=True).count(),
            "opeenvolgend": zaken.filter(opeenvolgend=True).count(),
        },
        "voorstellen": dict(sorted(Counter(proposals.values_list("aanpak", flat=True)).items())),
    }


def _brp_counts(signals: Any) -> dict[str, int]:
    """How the checks of these signals ended, in the words of the layout; together as many as were to be checked."""
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    rows = signals.exclude(status=Signaalstatus.APART).values_list("status", "pk")
    outcomes = {
        pk: (uitkomst, zekerheid)
        for pk, uitkomst, zekerheid in Toets.objects.filter(vroegsignaal__in=signals).values_list(
            "vroegsignaal_id", "uitkomst", "zekerheid"
        )
    }
    for status, pk in rows:
        counts[_in_words(status, *outcomes.get(pk, ("", "")))] += 1
    return dict(sorted(counts.items()))


def _in_words(status: str, uitkomst: str, zekerheid: str) -> str:
    if status in (Signaalstatus.TE_CONTROLEREN, Signaalstatus.CONTROLE_MISLUKT) or not uitkomst:
        return "wacht"
    if zekerheid != Zekerheid.ZEKER:
        return "handmatig" if uitkomst == BrpUitkomst.HANDMATIG else zekerheid
    return "zeker" if uitkomst in CERTAIN else uitkomst


def report_table(answer: dict[str, Any]) -> Table:
    """The same answer for people: counts that add up, reasons, and what became of the admitted lines."""
    table = Table(title=f"Aanlevering {answer['oordeel']}", show_header=False, min_width=60)
    table.add_column("wat")
    table.add_column("aantal", justify="right")
    for fault in answer["redenen"]:
        table.add_row(fault["uitleg"], fault["code"])
    for name in ("regels", "toegelaten", "geweigerd", "dubbel"):
        table.add_row(name.capitalize(), str(answer[name]), end_section=name == "dubbel")
    for code, count in sorted(answer["per_reden"].items(), key=lambda item: -item[1]):
        table.add_row(f"  geweigerd: {label(Reden(code)).lower()}", str(count))
    table.add_section()
    for name, count in answer["brp"].items():
        if count:
            table.add_row(f"  BRP: {name.replace('_', ' ')}", str(count))
    table.add_section()
    for name, count in answer["zaken"].items():
        table.add_row(f"  Zaken: {name}", str(count))
    table.add_section()
    for code, count in answer["voorstellen"].items():
        table.add_row(f"  Voorstel: {label(Aanpak(code)).lower()}", str(count))
    return table
