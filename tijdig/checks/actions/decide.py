"""A person decides about a doubtful signal. Nothing leaves that list by itself (R-BRP-4; AVG art. 22)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.checks.asking import picture_of
from tijdig.checks.connections import VERWERKING, brp_client
from tijdig.checks.models import Doorzending, Toets
from tijdig.checks.persons import person_by_hand
from tijdig.checks.writing import age_class, home_of_person, save_persons, written_number
from tijdig.connectors.brp.errors import BrpError
from tijdig.connectors.brp.persons import Persoon
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused, require
from tijdig.rules import brp_outcome
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Signaalstatus, Twijfelbesluit


@transaction.atomic
def choose_person(toets_id: int, *, keuze: int, reden: str, today: date, by: Actor) -> Toets:
    """This candidate it is. `keuze`: place in the list shown. The BRP is read again for that one person.

    Errors: Refused when the BRP gives no answer now, or when the person turns out not to be a resident here.
    """
    toets = _doubtful(toets_id, by)
    require("Kies een persoon." if not 0 <= keuze < len(toets.kandidaten) else None)
    person = _read_again(toets, sealed.unseal(toets.kandidaten[keuze]["zegel"]), by)
    found = brp_outcome.find_outcome(
        picture_of(person),
        gemeente=toets.gemeente_id,
        adres_sleutel=toets.vroegsignaal.adres_sleutel,
        today=today,
    )
    if found.uitkomst is BrpUitkomst.GEEN_INWONER:
        return _settle_elsewhere(toets, person.gemeente, reden, today, by)
    _fill_in(toets, person, today)
    _close(toets, Twijfelbesluit.PERSOON_GEKOZEN, reden, by)
    _go_on(toets)
    record("twijfel.persoon_gekozen", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="wgs.8b",
           uitkomst=found.uitkomst.value)  # fmt: skip
    return toets


@transaction.atomic
def enter_person(toets_id: int, *, gegevens: dict[str, str], reden: str, today: date, by: Actor) -> Toets:
    """The check by hand: what somebody looked up in the BRP, written down (R-BRP-1). Errors: Refused."""
    toets = _doubtful(toets_id, by)
    require(None if reden.strip() else "Schrijf op wat u in de BRP hebt opgezocht.")
    person = person_by_hand(gegevens, gemeente=toets.gemeente_id)
    _fill_in(toets, person, today)
    _close(toets, Twijfelbesluit.PERSOON_GEKOZEN, reden, by)
    _go_on(toets)
    record(
        "twijfel.met_de_hand_gecontroleerd",
        subject=f"signaal:{toets.vroegsignaal_id}",
        by=by,
        ground="wgs.8b",
    )
    return toets


@transaction.atomic
def keep_as_delivered(toets_id: int, *, reden: str, by: Actor) -> Toets:
    """Follow up with the partner's data; nobody in the BRP is tied to it. Errors: Refused."""
    toets = _doubtful(toets_id, by)
    require(None if reden.strip() else "Schrijf op waarom u de gegevens van de partner gebruikt.")
    _address_as_delivered(toets)
    _close(toets, Twijfelbesluit.GEGEVENS_BEHOUDEN, reden, by)
    _go_on(toets)
    record(
        "twijfel.gegevens_behouden",
        subject=f"signaal:{toets.vroegsignaal_id}",
        by=by,
        ground="leidraad.3.2.2",
    )
    return toets


@transaction.atomic
def offer_to_household(toets_id: int, *, reden: str, by: Actor) -> Toets:
    """The person died or is a minor: the household, heirs or parents get the offer, with a note (R-BRP-5, R-BRP-6)."""
    toets = _doubtful(toets_id, by)
    require(
        None if reden.strip() else "Schrijf uw afweging op: waarom dit huishouden een aanbod krijgt.",
        None
        if toets.uitkomst in (BrpUitkomst.OVERLEDEN, BrpUitkomst.MINDERJARIG)
        else "Dit kan alleen als de persoon is overleden of minderjarig is.",
    )
    toets.huishouden_aanbod, toets.inwoner = True, None
    _close(toets, Twijfelbesluit.GEGEVENS_BEHOUDEN, reden, by)
    _go_on(toets)
    record(
        "twijfel.aanbod_aan_huishouden",
        subject=f"signaal:{toets.vroegsignaal_id}",
        by=by,
        ground="leidraad.3.2.3",
    )
    return toets


@transaction.atomic
def ask_partner(toets_id: int, *, reden: str, by: Actor) -> Toets:
    """The partner must look again; the signal stays on the list until somebody decides. Errors: Refused."""
    toets = _doubtful(toets_id, by)
    require(None if reden.strip() else "Schrijf op wat u de partner vraagt.")
    toets.besluit_reden, toets.besluit_door_id = reden.strip(), by.user_id
    toets.besluit, toets.besluit_op = Twijfelbesluit.VRAAG_AAN_PARTNER, timezone.now()
    toets.save(update_fields=["besluit", "besluit_reden", "besluit_door", "besluit_op"])
    record(
        "twijfel.vraag_aan_partner",
        subject=f"signaal:{toets.vroegsignaal_id}",
        by=by,
        ground="leidraad.3.2.2",
    )
    return toets


@transaction.atomic
def set_aside(toets_id: int, *, als: Eindresultaat, reden: str, today: date, by: Actor) -> Toets:
    """Put the signal aside with a reason; the partner is told at most the fact (R-TER-2). Errors: Refused."""
    toets = _doubtful(toets_id, by)
    allowed = (Eindresultaat.ANDERE_REDEN, Eindresultaat.ONTERECHT_SIGNAAL, Eindresultaat.OVERLEDEN)
    require(
        None if reden.strip() else "Schrijf op waarom u dit signaal terzijde legt.",
        None if als in allowed else "Dit eindresultaat past hier niet.",
    )
    _settle(toets, als, today)
    toets.huishouden_aanbod = False if als is Eindresultaat.OVERLEDEN else None
    _close(toets, Twijfelbesluit.TERZIJDE, reden, by)
    record("twijfel.terzijde", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="leidraad.3.2.2",
           als=als.value)  # fmt: skip
    return toets


@transaction.atomic
def mark_elsewhere(toets_id: int, *, naar: str, reden: str, today: date, by: Actor) -> Toets:
    """The person lives in another gemeente: `naar` is its code, or empty when nobody knows (R-BRP-7). Errors: Refused."""
    toets = _doubtful(toets_id, by)
    require(
        "Vul een gemeentecode van vier cijfers in, of laat het veld leeg."
        if naar and not (len(naar) == 4 and naar.isdigit())
        else None,
        "Dat is onze eigen gemeente." if naar == toets.gemeente_id else None,
    )
    toets = _settle_elsewhere(toets, naar, reden, today, by)
    record("twijfel.geen_inwoner", subject=f"signaal:{toets.vroegsignaal_id}", by=by, ground="awb.2.3")
    return toets


def _doubtful(toets_id: int, by: Actor) -> Toets:
    toets = Toets.objects.select_for_update(of=("self",)).select_related("vroegsignaal").get(pk=toets_id)
    require(
        by.refusal_without(Right.TWIJFEL_BESLISSEN),
        None
        if toets.vroegsignaal.status == Signaalstatus.TWIJFEL
        else "Een collega heeft hier intussen over besloten. Ververs de lijst.",
    )
    return toets


def _read_again(toets: Toets, bsn: str, by: Actor) -> Persoon:
    """The choice is of a moment; the data that are kept are those of now."""
    gemeente = Gemeente.objects.get(pk=toets.gemeente_id)
    brp = brp_client(gemeente)
    if brp is None:
        raise Refused("Er is geen koppeling met de BRP. Vul de gegevens met de hand in.")
    try:
        with brp:
            persons = brp.read(
                [bsn], gemeente=None if gemeente.brp_buiten_gemeente else gemeente.code,
                gebruiker=str(by).replace(":", "-"), verwerking=VERWERKING,
            )  # fmt: skip
    except BrpError as error:
        raise Refused(
            "De BRP geeft nu geen antwoord. Er is niets gewijzigd. Probeer het straks opnieuw."
        ) from error
    if not persons:
        raise Refused("De BRP geeft deze persoon niet meer. Kies iets anders.")
    return persons[0]


def _fill_in(toets: Toets, person: Persoon, today: date) -> None:
    ids = save_persons([person], gemeente_code=toets.gemeente_id, today=today)
    toets.inwoner_id = ids[person.bsn]
    for name, value in home_of_person(person).items():
        setattr(toets, name, value)
    toets.leeftijdsklasse = age_class(person, today)
    toets.briefadres = person.functie_adres == "B"


def _address_as_delivered(toets: Toets) -> None:
    signaal = toets.vroegsignaal
    toets.adres_sleutel, toets.straat, toets.postcode = (
        signaal.adres_sleutel,
        signaal.straat,
        signaal.postcode,
    )
    toets.huisnummer = written_number(signaal.huisnummer, signaal.huisletter, signaal.toevoeging)
    toets.woonplaats, toets.inwoner = signaal.woonplaats, None


def _close(toets: Toets, besluit: Twijfelbesluit, reden: str, by: Actor) -> None:
    toets.besluit, toets.besluit_reden = besluit, reden.strip()
    toets.besluit_door_id, toets.besluit_op = by.user_id, timezone.now()
    toets.save()


def _go_on(toets: Toets) -> None:
    Vroegsignaal.objects.filter(pk=toets.vroegsignaal_id).update(
        status=Signaalstatus.GECONTROLEERD,
        adres_sleutel=toets.adres_sleutel or toets.vroegsignaal.adres_sleutel,
    )


def _settle(toets: Toets, als: Eindresultaat, today: date) -> None:
    Vroegsignaal.objects.filter(pk=toets.vroegsignaal_id).update(
        status=Signaalstatus.TERZIJDE, afgedaan_als=als, afgedaan_op=today
    )


def _settle_elsewhere(toets: Toets, naar: str, reden: str, today: date, by: Actor) -> Toets:
    _settle(toets, Eindresultaat.GEEN_INWONER, today)
    toets.andere_gemeente = naar
    _close(toets, Twijfelbesluit.GEEN_INWONER, reden, by)
    Doorzending.objects.get_or_create(
        vroegsignaal_id=toets.vroegsignaal_id, defaults={"gemeente_id": toets.gemeente_id, "naar": naar}
    )
    return toets
