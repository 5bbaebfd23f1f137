"""What a decision about a doubtful signal does to its check, shared by the acts of `actions/decide.py`."""

from datetime import date

from django.db import connection

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.connectors.brp.errors import BrpError
from tijdig.connectors.brp.persons import Persoon
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.refusals import Refused, require
from tijdig.rules import brp_outcome
from tijdig.rules.address import Adres
from tijdig.rules.terms import BrpUitkomst, Signaalstatus, Verblijfsrecht

from .connections import VERWERKING, brp_client
from .models import BagAdres, Toets
from .picture import picture_of
from .shv import apply_shv_list
from .writing import age_class, bag_keys, home_of_person, save_persons, written_number


def locked_doubt(toets_id: int, by: Actor) -> Toets:
    """Lock the check of a doubtful signal. Errors: Refused when `by` may not, or somebody decided meanwhile."""
    require(by.refusal_without(Right.TWIJFEL_BESLISSEN))
    toets = (
        Toets.objects.select_for_update(of=("self", "vroegsignaal"))
        .select_related("vroegsignaal")
        .filter(pk=toets_id, vroegsignaal__status=Signaalstatus.TWIJFEL)
        .first()
    )
    if toets is None:
        raise Refused("Een collega heeft hier intussen over besloten. Ververs de lijst.")
    return toets


def refusal_of_code(code: str, *, own: str) -> str | None:
    """Why a signal cannot go to the gemeente with this code, or None. Source: CBS, four digits; 1999 is the RNI."""
    if len(code) != 4 or not code.isascii() or not code.isdigit() or code in ("0000", "1999"):
        return "Vul de gemeentecode in: vier cijfers, bijvoorbeeld 0505."
    return "Dat is onze eigen gemeente." if code == own else None


def read_again(toets: Toets, bsn: str, today: date, by: Actor) -> Persoon:
    """The choice is of a moment; the data that are kept are those of now. Errors: Refused."""
    gemeente = Gemeente.objects.get(pk=toets.gemeente_id)
    brp = brp_client(gemeente)
    if brp is None:
        raise Refused("Er is geen koppeling met de BRP. Vul de gegevens met de hand in.")
    try:
        with brp:
            persons = brp.read(
                [bsn], gemeente=None if gemeente.brp_buiten_gemeente else gemeente.code,
                gebruiker=str(by).replace(":", "-"), verwerking=VERWERKING,
                verblijfstitel=policy_on(today, gemeente.code).verblijfsrecht.vragen,
            )  # fmt: skip
    except BrpError as error:
        raise Refused(
            "De BRP geeft nu geen antwoord. Er is niets gewijzigd. Probeer het straks opnieuw."
        ) from error
    if not persons:
        raise Refused("De BRP geeft deze persoon niet meer. Kies iets anders.")
    return persons[0]


def outcome_of_choice(toets: Toets, person: Persoon, today: date) -> tuple[BrpUitkomst, tuple[str, ...]]:
    """What the BRP says about the person somebody chose. A person may say that a half date is no minor (R-BRP-6)."""
    found = brp_outcome.find_outcome(
        picture_of(person),
        gemeente=toets.gemeente_id,
        adres_sleutel=key_as_delivered(toets.vroegsignaal),
        today=today,
    )
    if found.uitkomst is BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE:
        raise Refused(
            "De BRP zegt niet waar deze persoon is ingeschreven. Kies 'Woont in een andere gemeente' of leg terzijde."
        )
    maybe_minor = found.uitkomst is BrpUitkomst.MINDERJARIG and not brp_outcome.may_be_minor(
        person.geboortedatum, person.leeftijd, today
    )
    return (BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF if maybe_minor else found.uitkomst), found.redenen


def fill_in(
    toets: Toets, person: Persoon, today: date, *, by_hand: bool = False, kinderen: bool | None = None,
    verblijfsrecht: Verblijfsrecht = Verblijfsrecht.NIET_GEVRAAGD,
) -> None:  # fmt: skip
    """Tie this person to the check, with where they live now.

    `kinderen`, `verblijfsrecht`: as looked up by hand. What was found at the address of the signal counts
    only for who lives there (R-BRP-2).
    """
    toets.inwoner_id = save_persons(
        [person], {person.bsn: sealed.fingerprint(person.bsn)}, gemeente_code=toets.gemeente_id, today=today,
        by_hand=by_hand, verblijfsrecht=verblijfsrecht,
    )[person.bsn]  # fmt: skip
    home = home_of_person(person, bag_keys([person.nummeraanduiding]))
    if home:
        for name, value in home.items():
            setattr(toets, name, value)
        _complete_from_bag(toets)
    lives_there = toets.adres_sleutel == key_as_delivered(toets.vroegsignaal)
    toets.kinderen = kinderen if by_hand else toets.kinderen if lives_there else None
    toets.leeftijdsklasse = age_class(person, today)
    toets.briefadres = person.functie_adres == "B"


def address_as_delivered(toets: Toets) -> None:
    """The address of the partner's line; nobody is tied to the check."""
    signaal = toets.vroegsignaal
    toets.adres_sleutel = key_as_delivered(signaal)
    toets.straat, toets.postcode, toets.woonplaats = signaal.straat, signaal.postcode, signaal.woonplaats
    toets.huisnummer = written_number(signaal.huisnummer, signaal.huisletter, signaal.toevoeging)
    _complete_from_bag(toets)
    toets.inwoner, toets.leeftijdsklasse, toets.briefadres = None, "", False


def key_as_delivered(signaal: Vroegsignaal) -> str:
    """The address key of the line itself, also when the signal was moved to where the person lives."""
    delivered = Adres(
        postcode=signaal.postcode, huisnummer=signaal.huisnummer, huisletter=signaal.huisletter,
        toevoeging=signaal.toevoeging,
    ).sleutel  # fmt: skip
    # "to" and "by" (opposite, beside) are kept in the key only.
    bare = signaal.adres_sleutel.replace(" to ", " ").replace(" by ", " ")
    return signaal.adres_sleutel if bare == delivered else delivered


def go_on(toets: Toets, today: date) -> None:
    """Out of the list and on to a zaak, with what the SHV list says about the person (R-SHV-1)."""
    signaal = toets.vroegsignaal
    signaal.status = Signaalstatus.GECONTROLEERD
    signaal.adres_sleutel = toets.adres_sleutel or signaal.adres_sleutel
    signaal.save(update_fields=["status", "adres_sleutel"])
    with connection.cursor() as cursor:
        apply_shv_list(cursor, [signaal.pk], today=today, gemeente_code=toets.gemeente_id)


def _complete_from_bag(toets: Toets) -> None:
    known = BagAdres.objects.filter(sleutel=toets.adres_sleutel).first()
    toets.wijk = known.wijk if known else ""
    if known:
        toets.straat, toets.woonplaats = toets.straat or known.straat, toets.woonplaats or known.woonplaats
