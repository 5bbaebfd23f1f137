"""The page of one zaak: what casework knows, with the letters and the feedback of the later rooms.

Casework may not know those rooms (ADR: dependencies point down), so the page is put together here.
"""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.audit.record import record
from tijdig.casework import urls as casework
from tijdig.casework.actions.handling import read_vermeldingen
from tijdig.casework.dossier import Dossier, read_dossier
from tijdig.casework.moments import Moment
from tijdig.casework.next_action import next_action
from tijdig.casework.page import page_of
from tijdig.casework.timeline import timeline
from tijdig.casework.visible import zaak_or_404
from tijdig.feedback.models import Terugkoppeling
from tijdig.outreach.languages import languages_of, name_of
from tijdig.outreach.models import Deurnotitie
from tijdig.rules.labels import label_in_sentence
from tijdig.rules.notation import day_in_full
from tijdig.rules.terms import Terugkoppelcode

from .appointments import afspraak
from .frame import link
from .onward import samen_naar
from .reaching import reaching_of
from .replies import afronden, moments_of_replies, moments_of_sms, next_of_replies, replies_of, sms_of
from .undo_page import ongedaan, ongedaan_samen, undoable

WRONG = " Dit bericht klopte niet. De partner hoort dat ook."


@require_GET
@needs(Right.ZAKEN_ZIEN)
def zaak(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """One zaak; beside the list when htmx asks for it there. Every look is recorded (R-ROL-3)."""
    found = zaak_or_404(request, zaak_id)
    dossier = read_dossier(found, actor=request.actor, today=request.today)
    record("zaak.bekeken", subject=f"zaak:{found.pk}", by=request.actor, ground="wgs.3.1.b")
    letters = link("outreach:printronde_nieuw") if Right.BRIEVEN_AFDRUKKEN in request.actor.rights else ""
    may_send = Right.BERICHTEN_VERSTUREN in request.actor.rights
    if dossier.notities:
        read_vermeldingen(found.pk, by=request.actor)
    replies, sms = list(replies_of(found)), list(sms_of(found))
    shown = page_of(dossier) | {
        "undo": undoable(found.pk, request.actor),
        "next": next_of_replies(replies, sms, dossier)
        or next_action(
            dossier, letters_href=letters, messages_href=link("berichten:nieuw") if may_send else ""
        ),
        "deur_href": link("visits:deurnotitie", found.pk)
        if Right.RONDES_PLANNEN in request.actor.rights
        else "",
        "deurnotitie": Deurnotitie.objects.filter(zaak=found).first(),
        "stop_href": link("berichten:stopverzoek", found.pk) if may_send else "",
        "taal_href": link("berichten:taal", found.pk) if may_send else "",
        "taal": name_of(chosen) if (chosen := languages_of([found.pk]).get(found.pk)) else "",
    }
    if letters and shown["after"] and shown["after"].besluit:
        shown["besluit_href"] = link("outreach:besluitbrief", found.pk)
    if request.htmx and "naast" in request.GET:
        return render(request, "casework/naast.html", shown)
    told = list(_told(dossier))
    out = reaching_of(found)
    more = [*told, *moments_of_replies(replies), *moments_of_sms(sms), *out.moments]
    moments = timeline(dossier, more=more, on_attempts=out.on_attempts)
    return render(request, "casework/zaak.html", shown | {"moments": moments, "told": bool(told)})


def _told(dossier: Dossier) -> Iterator[Moment]:
    """What each partner was told, or will be told with its next file (R-TER-3)."""
    rows = Terugkoppeling.objects.filter(vroegsignaal__zaaksignaal__zaak=dossier.zaak).select_related(
        "partner", "bestand"
    )
    for row in rows:
        pause = (
            f" De partner wacht met innen tot en met {day_in_full(row.pauze_tot)}." if row.pauze_tot else ""
        )
        yield Moment(
            op=row.bestand.dag if row.bestand else row.feit_op,
            rank=7,
            icon="terugkoppeling",
            title=f"Terugkoppeling: {label_in_sentence(Terugkoppelcode(row.code))}",
            text=(_delivered(row) + pause + (WRONG if row.herroepen_op else "")).strip(),
            who=row.partner.naam,
        )


def _delivered(row: Terugkoppeling) -> str:
    if row.bestand is None:
        return "Staat klaar voor het volgende bestand."
    return "De partner haalde het op." if row.bestand.opgehaald_op else "Staat klaar, nog niet opgehaald."


app_name = casework.app_name
urlpatterns = [
    path("<int:zaak_id>/", zaak, name="zaak"),
    path("<int:zaak_id>/afronden", afronden, name="afronden"),
    path("<int:zaak_id>/afspraak", afspraak, name="afspraak"),
    path("samen/naar", samen_naar, name="samen_naar"),
    path("ongedaan/<int:handeling_id>", ongedaan, name="ongedaan"),
    path("ongedaan/samen/<uuid:samen>", ongedaan_samen, name="ongedaan_samen"),
    *casework.urlpatterns,
]
