"""Record what comes after a closing, without opening the zaak again (R-UIT-4, R-TRM-4, R-TER-2)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.actions.opening import locked_zaak
from tijdig.casework.models import Afsluiting, Besluit, Vervolguitkomst
from tijdig.casework.news import add_news, add_news_of, after_of, finish
from tijdig.refusals import Refused, require
from tijdig.rules.aftercare import refusal_to_decide, refusal_to_tell_later
from tijdig.rules.terms import Besluitsoort, Vervolg


@transaction.atomic
def record_vervolg(
    zaak_id: int, *, soort: Vervolg, op: date, toelichting: str = "", versie: int, today: date, by: Actor
) -> Vervolguitkomst:
    """What was heard of somebody who was referred. A no-show still counts as accepted (R-UIT-3). Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    after = after_of(zaak)
    require(
        permissions.refusal_after_closing(zaak, by),
        refusal_to_tell_later(
            verwezen=after is not None, gewist=zaak.gewist_op is not None, op=op, afgerond_op=zaak.afgerond_op,
            today=today,
        ),
    )  # fmt: skip
    if after is None:  # refused above
        raise Refused("Dit kan alleen als de inwoner hulp heeft aangenomen.")
    made = add_news(after.afsluiting, soort, op, toelichting, by)
    finish(zaak)
    record("vervolg.vastgelegd", subject=f"zaak:{zaak.pk}", by=by, ground="leidraad.8.8.4", soort=soort.value)
    return made


@transaction.atomic
def record_besluit(
    zaak_id: int, *, soort: Besluitsoort, op: date, versie: int, today: date, by: Actor
) -> Besluit:
    """The decision on schuldhulpverlening; it stops the clock of Wgs 4a. Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    after = after_of(zaak)
    require(
        permissions.refusal_after_closing(zaak, by),
        refusal_to_decide(
            naar_shv=after is not None and after.naar_shv, besloten=after is not None and after.besluit is not None,
            gewist=zaak.gewist_op is not None, op=op, gesprek_op=after.gesprek_op if after else None, today=today,
        ),
    )  # fmt: skip
    if after is None:  # refused above
        raise Refused("Deze inwoner is niet verwezen naar schuldhulpverlening.")
    besluit = Besluit.objects.create(
        gemeente_id=zaak.gemeente_id, afsluiting=after.afsluiting, soort=soort, op=op, door_id=by.user_id
    )
    add_news_of(besluit, by)
    finish(zaak)
    record("besluit.vastgelegd", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4a", soort=soort.value)
    return besluit


@transaction.atomic
def withdraw_toestemming(zaak_id: int, *, versie: int, today: date, by: Actor) -> None:
    """The resident takes back the consent to tell the partner; what was told stays told (R-TER-2). Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    afsluiting = Afsluiting.objects.filter(zaak=zaak, heropend_op__isnull=True).first()
    has = afsluiting is not None and afsluiting.toestemming
    require(
        permissions.refusal_after_closing(zaak, by),
        None if has else "Er is geen toestemming vastgelegd die kan worden ingetrokken.",
    )
    Afsluiting.objects.filter(zaak=zaak, heropend_op__isnull=True).update(
        toestemming=False, toestemming_ingetrokken_op=today, toestemming_ingetrokken_door_id=by.user_id
    )
    finish(zaak)
    record("toestemming.ingetrokken", subject=f"zaak:{zaak.pk}", by=by, ground="avg.7.3")
