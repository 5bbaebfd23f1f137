"""The card for who is not at home: printed with the round, left at the door, recorded on the zaak (R-OUT-5)."""

from datetime import date, datetime

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.outreach.models import Bezoek, Bezoekronde
from tijdig.outreach.reply.codes import ReplyCode, codes_of
from tijdig.outreach.visits.choosing import forbidden_now
from tijdig.outreach.visits.taps import locked_ronde, sign_of_life
from tijdig.refusals import require
from tijdig.rules.terms import Bereikt, Contactsoort, Deuruitkomst, Kaartstand, Rondestand

NOTE = "Kaart in de bus na een huisbezoek waarbij niemand opendeed."
LIVE = (Rondestand.GEPLAND, Rondestand.ONDERWEG)


@transaction.atomic
def print_cards(ronde_id: int, *, today: date, by: Actor) -> dict[int, ReplyCode]:
    """The code on the card of each door (id) of the round; printing again gives the same. Errors: Refused.

    A door that must not be visited has no card (R-ADM-6).
    """
    ronde = Bezoekronde.objects.select_for_update(of=("self",)).select_related("plan").get(pk=ronde_id)
    require(
        by.refusal_without(Right.RONDES_PLANNEN),
        None if ronde.stand in LIVE else "Deze ronde is voorbij. Kaarten zijn niet meer nodig.",
        None if ronde.plan.klaar_op else "De routes worden nog uitgerekend. Wacht even.",
    )
    doors = dict(Bezoek.objects.filter(ronde=ronde, open=True).values_list("pk", "zaak_id"))
    off = forbidden_now(list(doors.values()), today)
    wanted = {bezoek: zaak for bezoek, zaak in doors.items() if zaak not in off}
    require(None if wanted else "Deze ronde heeft geen deuren om een kaart voor te maken.")
    codes = codes_of(list(wanted.values()), gemeente_code=ronde.gemeente_id, today=today)
    Bezoek.objects.filter(pk__in=wanted, kaart="").update(kaart=Kaartstand.AFGEDRUKT)
    record("kaarten.afgedrukt", subject=f"ronde:{ronde.pk}", by=by, ground="wgs.3.1.b", aantal=len(wanted))
    return {bezoek: codes[zaak] for bezoek, zaak in wanted.items()}


@transaction.atomic
def record_kaart(bezoek_id: int, *, achtergelaten: bool, now: datetime, today: date, by: Actor) -> Bezoek:
    """Was the card left? If so it is a written attempt, on which an answer with its code lands (R-OUT-2).

    Twice changes nothing; saying otherwise takes the attempt back, until the resident answers. Errors: Refused.
    """
    found = Bezoek.objects.get(pk=bezoek_id)
    ronde = locked_ronde(found.ronde_id or 0, today=today, by=by)
    Vroegsignaalzaak.objects.select_for_update().get(pk=found.zaak_id)
    bezoek = Bezoek.objects.select_for_update().get(pk=bezoek_id)
    stand = Kaartstand.ACHTERGELATEN if achtergelaten else Kaartstand.NIET_ACHTERGELATEN
    if bezoek.kaart == stand:
        return bezoek
    require(
        None if ronde.stand == Rondestand.ONDERWEG else "Deze ronde is niet onderweg.",
        None if bezoek.uitkomst == Deuruitkomst.NIET_THUIS else "Een kaart is voor wie niet thuis was.",
        None if bezoek.kaart else "Voor deze deur is geen kaart afgedrukt.",
        "De inwoner reageerde al op de kaart." if _answered(bezoek) else None,
    )
    taken_back, bezoek.kaart, bezoek.kaartpoging = bezoek.kaartpoging_id, stand, None
    if achtergelaten:
        bezoek.kaartpoging = Contactpoging.objects.create(
            gemeente_id=bezoek.gemeente_id, zaak_id=bezoek.zaak_id, soort=Contactsoort.KAART, datum=today,
            dagdeel=ronde.plan.dagdeel, bereikt=Bereikt.ONBEKEND, minuten=0, door_id=by.user_id, notitie=NOTE,
        )  # fmt: skip
    bezoek.save(update_fields=["kaart", "kaartpoging"])
    if taken_back is not None:
        Contactpoging.objects.filter(pk=taken_back).delete()
    after_attempts([bezoek.zaak_id], gemeente_code=bezoek.gemeente_id, today=today)
    sign_of_life(ronde, now)
    record("kaart.vastgelegd", subject=f"zaak:{bezoek.zaak_id}", by=by, ground="wgs.3.1.b", stand=stand.value)
    return bezoek


def _answered(bezoek: Bezoek) -> bool:
    return bezoek.kaartpoging is not None and bezoek.kaartpoging.reactie_op is not None
