"""A person decides about a doubtful signal. Nothing leaves that list by itself (R-BRP-4; AVG art. 22)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.checks import deciding
from tijdig.checks.models import Doorzending, Toets
from tijdig.checks.persons import children_by_hand, person_by_hand, residence_by_hand
from tijdig.refusals import require
from tijdig.rules.brp_outcome import FOLLOW_UP, HOUSEHOLD
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Signaalstatus, Twijfelbesluit, Zekerheid

PUT_ASIDE_AS = (Eindresultaat.ANDERE_REDEN, Eindresultaat.ONTERECHT_SIGNAAL, Eindresultaat.OVERLEDEN)
ABROAD = (BrpUitkomst.VERTROKKEN_BUITENLAND, BrpUitkomst.VERTROKKEN_ONBEKEND)


@transaction.atomic
def choose_person(toets_id: int, *, keuze: int, reden: str, today: date, by: Actor) -> Toets:
    """This candidate it is. `keuze`: place in the list shown. The BRP is read again for that one person.

    Who died or is a minor stays on the list: then the question is the household (R-BRP-5, R-BRP-6). Who lives
    elsewhere or left the country ends the signal (R-BRP-7). Errors: Refused when the BRP gives no answer now.
    """
    toets = deciding.locked_doubt(toets_id, by)
    require("Kies een persoon." if not 0 <= keuze < len(toets.kandidaten) else None)
    person = deciding.read_again(toets, sealed.unseal(toets.kandidaten[keuze]["zegel"]), today, by)
    uitkomst, redenen = deciding.outcome_of_choice(toets, person, today)
    toets.uitkomst, toets.zekerheid = uitkomst, Zekerheid.ZEKER
    if not _leave(toets, uitkomst, person.gemeente, reden, today, by):
        deciding.fill_in(toets, person, today)
        if uitkomst in HOUSEHOLD:
            toets.kandidaten, toets.redenen = [toets.kandidaten[keuze]], list(redenen)
        _stay(toets, uitkomst, reden, today, by)
    record("twijfel.persoon_gekozen", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="wgs.8b",
           uitkomst=uitkomst.value, vragen="RaadpleegMetBurgerservicenummer")  # fmt: skip
    return toets


@transaction.atomic
def enter_person(toets_id: int, *, gegevens: Mapping[str, str], reden: str, today: date, by: Actor) -> Toets:
    """The check by hand: what somebody looked up in the BRP, written down (R-BRP-1). Errors: Refused."""
    toets = deciding.locked_doubt(toets_id, by)
    require(None if reden.strip() else "Schrijf op wat u in de BRP hebt opgezocht.")
    person = person_by_hand(gegevens, gemeente=toets.gemeente_id)
    uitkomst, redenen = deciding.outcome_of_choice(toets, person, today)
    toets.uitkomst, toets.zekerheid, toets.redenen = uitkomst, Zekerheid.ZEKER, list(redenen)
    if not _leave(toets, uitkomst, person.gemeente, reden, today, by):
        deciding.fill_in(toets, person, today, by_hand=True, kinderen=children_by_hand(gegevens),
                         verblijfsrecht=residence_by_hand(gegevens))  # fmt: skip
        _stay(toets, uitkomst, reden, today, by)
    record("twijfel.met_de_hand_gecontroleerd", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="wgs.8b",
           uitkomst=uitkomst.value)  # fmt: skip
    return toets


@transaction.atomic
def keep_as_delivered(toets_id: int, *, reden: str, today: date, by: Actor) -> Toets:
    """Follow up with the partner's data; nobody in the BRP is tied to it. Errors: Refused."""
    toets = deciding.locked_doubt(toets_id, by)
    require(
        None if reden.strip() else "Schrijf op waarom u de gegevens van de partner gebruikt.",
        "Deze persoon is overleden of minderjarig. Kies of het huishouden een aanbod krijgt, of leg terzijde."
        if toets.uitkomst in HOUSEHOLD
        else None,
    )
    deciding.address_as_delivered(toets)
    _close(toets, Twijfelbesluit.GEGEVENS_BEHOUDEN, reden, by)
    deciding.go_on(toets, today)
    record(
        "twijfel.gegevens_behouden",
        subject=f"signaal:{toets.vroegsignaal_id}",
        by=by,
        ground="leidraad.3.2.2",
    )
    return toets


@transaction.atomic
def offer_to_household(toets_id: int, *, reden: str, today: date, by: Actor) -> Toets:
    """The person died or is a minor: the household, heirs or parents get the offer, with a note (R-BRP-5, R-BRP-6)."""
    toets = deciding.locked_doubt(toets_id, by)
    require(
        None if reden.strip() else "Schrijf uw afweging op: waarom dit huishouden een aanbod krijgt.",
        None
        if toets.uitkomst in HOUSEHOLD
        else "Dit kan alleen als de persoon is overleden of minderjarig is.",
    )
    toets.huishouden_aanbod, toets.inwoner, toets.leeftijdsklasse = True, None, ""
    _close(toets, Twijfelbesluit.GEGEVENS_BEHOUDEN, reden, by)
    deciding.go_on(toets, today)
    ground = "leidraad.3.2.3" if toets.uitkomst == BrpUitkomst.OVERLEDEN else "leidraad.3.2.4"
    record("twijfel.aanbod_aan_huishouden", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground=ground)
    return toets


@transaction.atomic
def set_aside(toets_id: int, *, als: Eindresultaat, reden: str, today: date, by: Actor) -> Toets:
    """Put the signal aside with a reason; the partner is told at most the fact (R-TER-2). Errors: Refused."""
    toets = deciding.locked_doubt(toets_id, by)
    require(
        None if reden.strip() else "Schrijf op waarom u dit signaal terzijde legt.",
        None if als in PUT_ASIDE_AS else "Dit eindresultaat past hier niet.",
    )
    _settle(toets, als, today)
    died = als is Eindresultaat.OVERLEDEN
    toets.huishouden_aanbod = False if died or toets.uitkomst == BrpUitkomst.OVERLEDEN else None
    _close(toets, Twijfelbesluit.OVERLEDEN if died else Twijfelbesluit.TERZIJDE, reden, by)
    record("twijfel.terzijde", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="leidraad.3.2.2",
           als=als.value)  # fmt: skip
    return toets


@transaction.atomic
def mark_elsewhere(toets_id: int, *, naar: str, reden: str, today: date, by: Actor) -> Toets:
    """The person lives in another gemeente: `naar` is its code, or empty when nobody knows (R-BRP-7).

    Errors: Refused.
    """
    toets = deciding.locked_doubt(toets_id, by)
    require(deciding.refusal_of_code(naar, own=toets.gemeente_id) if naar else None)
    toets.uitkomst = BrpUitkomst.GEEN_INWONER
    _settle_elsewhere(toets, naar, reden, today, by)
    record("twijfel.geen_inwoner", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="awb.2.3")
    return toets


def _leave(
    toets: Toets, uitkomst: BrpUitkomst, gemeente: str, reden: str, today: date, by: Actor
) -> bool:  # fmt: skip
    """Who lives elsewhere or left the country ends the signal; nothing of the person is kept (R-BRP-7)."""
    if uitkomst is BrpUitkomst.GEEN_INWONER:
        _settle_elsewhere(toets, gemeente, reden, today, by)
    elif uitkomst in ABROAD:
        _settle(toets, FOLLOW_UP[uitkomst].resultaat or Eindresultaat.ANDERE_REDEN, today)
        _close(toets, Twijfelbesluit.TERZIJDE, reden, by)
    else:
        return False
    return True


def _stay(toets: Toets, uitkomst: BrpUitkomst, reden: str, today: date, by: Actor) -> None:
    """On to a zaak; who died or is a minor stays on the list: now the question is the household."""
    if uitkomst in HOUSEHOLD:
        toets.save()
        return
    _close(toets, Twijfelbesluit.PERSOON_GEKOZEN, reden, by)
    deciding.go_on(toets, today)


def _close(toets: Toets, besluit: Twijfelbesluit, reden: str, by: Actor) -> None:
    """The decision stays; the people who were shown with it go (AVG art. 5 lid 1 c)."""
    toets.kandidaten = []
    toets.besluit, toets.besluit_reden = besluit, reden.strip()
    toets.besluit_door_id, toets.besluit_op, toets.antwoord_op = by.user_id, timezone.now(), None
    toets.save()


def _settle(toets: Toets, als: Eindresultaat, today: date) -> None:
    signaal = toets.vroegsignaal
    signaal.status, signaal.afgedaan_als, signaal.afgedaan_op = Signaalstatus.TERZIJDE, als, today
    signaal.save(update_fields=["status", "afgedaan_als", "afgedaan_op"])


def _settle_elsewhere(toets: Toets, naar: str, reden: str, today: date, by: Actor) -> None:
    _settle(toets, Eindresultaat.GEEN_INWONER, today)
    toets.andere_gemeente, toets.inwoner = naar, None
    _close(toets, Twijfelbesluit.GEEN_INWONER, reden, by)
    Doorzending.objects.get_or_create(
        vroegsignaal_id=toets.vroegsignaal_id, defaults={"gemeente_id": toets.gemeente_id, "naar": naar}
    )
