"""The list that is shown, as a file for a spreadsheet: no names, no addresses (R-BEW-4)."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from tijdig.accounts.context import working_for
from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.accounts.tables import csv_headers, csv_lines
from tijdig.audit.record import record
from tijdig.casework.colleagues import colleagues_of
from tijdig.casework.listing import narrowed
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.visible import visible_zaken
from tijdig.rules.labels import label
from tijdig.rules.terms import Aanpak, Eindresultaat, Zaakstatus

from .bakjes import filter_form

COLUMNS = ("kenmerk", "status", "crisis", "soorten", "partners", "bedrag_euro", "wijk", "ontvangen_op",
           "uiterlijk", "bakje", "team", "aanpak", "volgende_stap", "volgende_op", "eindresultaat",
           "behandelaar")  # fmt: skip
CHUNK = 1_000


@require_GET
@needs(Right.ZAKEN_ZIEN)
def export(request: StaffRequest) -> HttpResponse:
    """Which zaken, and in which order, is settled and recorded first; the lines follow while they are read."""
    form = filter_form(request, colleagues_of(request.gemeente.pk).handlers())
    zaken = narrowed(
        visible_zaken(request), form.chosen(), today=request.today, user_id=request.actor.user_id
    )
    ids = list(zaken.values_list("pk", flat=True))
    record(
        "zaken.geexporteerd", subject=f"gemeente:{request.gemeente.pk}", by=request.actor, ground="wgs.3.1.b",
        aantal=len(ids),
    )  # fmt: skip
    rows = _rows(ids, request.gemeente.pk, request.actor.user_id)
    answer = StreamingHttpResponse(csv_lines(COLUMNS, rows), headers=csv_headers(f"zaken-{request.today}"))
    return cast("HttpResponse", answer)  # the gate passes it on; only the type is narrower


def _rows(ids: Sequence[int], gemeente_code: str, user_id: int | None) -> Iterator[list[object]]:
    """The transaction of the page has ended when these are asked for: each chunk opens its own."""
    for chunk in batched(ids, CHUNK):
        with working_for(gemeente_code, user_id=user_id):
            zaken = Vroegsignaalzaak.objects.select_related("behandelaar").in_bulk(chunk)
        yield from (_row(zaken[pk]) for pk in chunk)


def _row(zaak: Any) -> list[object]:
    return [
        zaak.kenmerk, label(Zaakstatus(zaak.status)), "ja" if zaak.crisis else "nee", ", ".join(zaak.soorten),
        zaak.partners, f"{zaak.bedrag // 100},{zaak.bedrag % 100:02d}", zaak.wijk, zaak.ontvangen_op,
        zaak.uiterlijk or "", zaak.bakje, zaak.team, label(Aanpak(zaak.aanpak)) if zaak.aanpak else "",
        label(Aanpak(zaak.volgende_stap)) if zaak.volgende_stap else "", zaak.volgende_op or "",
        label(Eindresultaat(zaak.eindresultaat)) if zaak.eindresultaat else "", zaak.behandelaar or "",
    ]  # fmt: skip
