"""Close a zaak with an end result, and open it again (R-UIT-1..5)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.accepted import pause_at_closing
from tijdig.casework.actions.opening import locked_zaak
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.models import Afsluiting, Afspraak, Overdracht, Vroegsignaalzaak, Weging, ZaakSignaal
from tijdig.casework.proposing import write_proposals
from tijdig.casework.steps import refresh_steps
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused, require
from tijdig.rules import workflow
from tijdig.rules.outcome import Afsluitgegevens, accepted
from tijdig.rules.terms import Zaakstatus


@transaction.atomic
def close_zaak(zaak_id: int, *, gegevens: Afsluitgegevens, versie: int, today: date, by: Actor) -> Afsluiting:
    """Close a zaak. Handed over is finished (R-UIT-4). Errors: Refused with the first thing that is missing."""
    zaak = locked_zaak(zaak_id, versie=versie)
    found = permissions.faults_of_closing(zaak, gegevens, today)
    require(
        permissions.refusal_to_handle(zaak, by),
        workflow.refusal_to_move(Zaakstatus(zaak.status), Zaakstatus.AFGEROND),
        found[0].uitleg if found else None,
    )
    afsluiting = _write_closing(zaak, gegevens, today, by)
    if gegevens.warme_overdracht:
        _write_handover(afsluiting, gegevens, by)
    Weging.objects.filter(zaak=zaak, stand=Weging.Stand.VOORGESTELD).update(stand=Weging.Stand.VERVALLEN)
    zaak.status, zaak.eindresultaat = Zaakstatus.AFGEROND, gegevens.eindresultaat
    zaak.hulptype, zaak.afgerond_op, zaak.versie = gegevens.hulptype or "", today, zaak.versie + 1
    zaak.save(update_fields=["status", "eindresultaat", "hulptype", "afgerond_op", "versie"])
    _signals_of(zaak).update(afgedaan_als=gegevens.eindresultaat, afgedaan_op=today)
    _after([zaak.pk], zaak.gemeente_id, today)
    record(
        "zaak.afgerond", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b",
        resultaat=gegevens.eindresultaat.value, toestemming=gegevens.toestemming,
    )  # fmt: skip
    return afsluiting


def _write_closing(zaak: Vroegsignaalzaak, gegevens: Afsluitgegevens, today: date, by: Actor) -> Afsluiting:
    pause = pause_at_closing(zaak, today) if accepted(gegevens.eindresultaat) else None
    return Afsluiting.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, eindresultaat=gegevens.eindresultaat,
        hulptype=gegevens.hulptype or "", quick_fix=gegevens.quick_fix or "",
        organisatie_id=gegevens.organisatie, verwezen_naar=gegevens.verwezen_naar.strip(),
        reden_vrije_naam=gegevens.reden_vrije_naam.strip(), reden_geen_hulp=gegevens.reden_geen_hulp or "",
        houding=gegevens.houding or "", gesprek_op=gegevens.gesprek_op,
        toelichting=gegevens.toelichting.strip(), toestemming=gegevens.toestemming,
        toestemming_document=gegevens.toestemming_document.strip(), warme_overdracht=gegevens.warme_overdracht,
        pauze_tot=pause, op=today, door_id=by.user_id,
    )  # fmt: skip


def _write_handover(afsluiting: Afsluiting, gegevens: Afsluitgegevens, by: Actor) -> None:
    """With the consent of the resident: when, how, and where that stands (R-UIT-4)."""
    op, hoe = gegevens.overdracht_op, gegevens.overdracht_hoe
    if op is None or hoe is None:
        raise Refused("Leg vast wanneer en hoe de inwoner toestemming gaf.")
    Overdracht.objects.create(
        gemeente_id=afsluiting.gemeente_id, afsluiting=afsluiting, toestemming_op=op, toestemming_hoe=hoe,
        document=gegevens.overdracht_document.strip(),
        aan=gegevens.overdracht_aan.strip(), moment=gegevens.overdracht_moment, door_id=by.user_id,
    )  # fmt: skip
    if gegevens.overdracht_moment:  # so that somebody looks whether it took place (R-UIT-6)
        Afspraak.objects.create(
            gemeente_id=afsluiting.gemeente_id, zaak_id=afsluiting.zaak_id, moment=gegevens.overdracht_moment,
            plaats=afsluiting.naar[:80], gemaakt_op=afsluiting.op, door_id=by.user_id,
        )  # fmt: skip


@transaction.atomic
def reopen_zaak(zaak_id: int, *, reden: str, versie: int, today: date, by: Actor) -> None:
    """Open a closed zaak again, with a reason; the earlier closing stays on record (R-UIT-5). Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    require(
        permissions.refusal_to_reopen(zaak, by),
        workflow.refusal_to_reopen(Zaakstatus(zaak.status), reden=reden, gewist=zaak.gewist_op is not None),
    )
    Afsluiting.objects.filter(zaak=zaak, heropend_op__isnull=True).update(
        heropend_op=today, heropend_reden=reden.strip(), heropend_door_id=by.user_id
    )
    zaak.status = Zaakstatus.IN_OPVOLGING if zaak.aanpak else Zaakstatus.NIEUW
    zaak.eindresultaat, zaak.hulptype, zaak.afgerond_op, zaak.versie = "", "", None, zaak.versie + 1
    zaak.save(update_fields=["status", "eindresultaat", "hulptype", "afgerond_op", "versie"])
    if not zaak.aanpak:  # closed before anybody decided: it needs a proposal again
        write_proposals([zaak.pk], gemeente_code=zaak.gemeente_id, today=today)
    _signals_of(zaak).update(afgedaan_als="", afgedaan_op=None)
    _after([zaak.pk], zaak.gemeente_id, today)
    record("zaak.heropend", subject=f"zaak:{zaak.pk}", by=by, ground="leidraad.8.8.2")


def _signals_of(zaak: Vroegsignaalzaak) -> QuerySet[Vroegsignaal]:
    """By their ids: an update over a join is planned very wrong as long as nobody counted the tables."""
    ids = ZaakSignaal.objects.filter(zaak=zaak).values_list("vroegsignaal_id", flat=True)
    return Vroegsignaal.objects.filter(pk__among=list(ids))


def _after(zaken: list[int], gemeente_code: str, today: date) -> None:
    refresh_clocks(zaken, gemeente_code=gemeente_code)
    refresh_steps(zaken, today=today)
