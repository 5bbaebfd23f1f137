"""The stop list, and letters that the post brought back (R-OUT-3)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.outreach.attempts import not_delivered
from tijdig.outreach.models import Bericht, Brief, Stopverzoek
from tijdig.outreach.stops import mark_of
from tijdig.refusals import require
from tijdig.rules.messages import email_address, mobile_number
from tijdig.rules.terms import Berichtstand, Stopsoort


@transaction.atomic
def stop_messages(zaak_id: int, *, soort: Stopsoort, adres: str, today: date, by: Actor) -> Stopverzoek:
    """The resident asked for no more messages: about this zaak, or at this number or address, in any zaak.

    What was ready but not sent is stopped. Asking twice changes nothing. Errors: Refused.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    written = {Stopsoort.TELEFOON: mobile_number, Stopsoort.EMAIL: email_address}
    known = written[soort](adres) if soort in written else ""
    require(
        by.refusal_without(Right.BERICHTEN_VERSTUREN),
        None if soort is Stopsoort.ZAAK or known else "Vul het nummer of adres in zoals de inwoner het gaf.",
    )
    return _stop(soort, known, zaak=zaak, gemeente_code=zaak.gemeente_id, today=today, by=by)


@transaction.atomic
def stop_number(
    number: str, *, zaak: Vroegsignaalzaak | None, gemeente_code: str, today: date, by: Actor
) -> Stopverzoek:
    """Somebody sent STOP from this number (as +31…): no SMS goes there any more, from any zaak (AVG art. 21)."""
    return _stop(Stopsoort.TELEFOON, number, zaak=zaak, gemeente_code=gemeente_code, today=today, by=by)


def _stop(
    soort: Stopsoort, known: str, *, zaak: Vroegsignaalzaak | None, gemeente_code: str, today: date, by: Actor
) -> Stopverzoek:
    stop, is_new = Stopverzoek.objects.get_or_create(
        zaak=zaak, soort=soort, adres_kenmerk=mark_of(known) if known else "", einde=None,
        defaults={"gemeente_id": gemeente_code, "op": today, "door_id": by.user_id},
    )  # fmt: skip
    if is_new:
        ready = Bericht.objects.filter(stand=Berichtstand.KLAAR, poging_op__isnull=True)
        ready = ready.filter(zaak=zaak) if soort is Stopsoort.ZAAK else ready.filter(adres=known)
        ready.update(stand=Berichtstand.GESTOPT, reden="de inwoner wil geen berichten")
        subject = f"zaak:{zaak.pk}" if zaak else f"gemeente:{gemeente_code}"
        record("stopverzoek.vastgelegd", subject=subject, by=by, ground="avg.21", soort=soort.value)
    return stop


@transaction.atomic
def end_stop(stop_id: int, *, today: date, by: Actor) -> None:
    """The resident wants to hear from us again. Errors: Refused."""
    require(by.refusal_without(Right.BERICHTEN_VERSTUREN))
    stop = Stopverzoek.objects.select_for_update().get(pk=stop_id)
    if stop.einde is None:
        stop.einde = today
        stop.save(update_fields=["einde"])
        record("stopverzoek.beeindigd", subject=f"zaak:{stop.zaak_id}", by=by, ground="avg.21")


@transaction.atomic
def record_retour(brief_id: int, *, today: date, by: Actor) -> Brief:
    """The post brought a letter back: nobody was reached by it, and somebody must look. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    brief = Brief.objects.select_for_update().get(pk=brief_id)
    if brief.retour_op is None:
        not_delivered([brief], today=today)
        record("brief.retour", subject=f"zaak:{brief.zaak_id}", by=by, ground="wgs.3.1.b")
    return brief


@transaction.atomic
def finish_retour(brief_id: int, *, today: date, by: Actor) -> None:
    """Somebody dealt with a letter that came back. Errors: Refused."""
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN))
    brief = Brief.objects.select_for_update().get(pk=brief_id)
    if brief.retour_klaar_op is None:
        brief.retour_klaar_op = today
        brief.save(update_fields=["retour_klaar_op"])
        record("brief.retour_klaar", subject=f"zaak:{brief.zaak_id}", by=by, ground="wgs.3.1.b")
