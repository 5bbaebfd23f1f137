"""Attempts, replies, steps, appointments: what is done, and what it sets off (R-OUT)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.casework.conftest import House
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.appointments import make_afspraak
from tijdig.casework.actions.attempts import (
    lapse_written_attempts,
    record_contactpoging,
    record_reaction,
)
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Afspraak, Contactpoging, Vroegsignaalzaak
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Contactsoort,
    Dagdeel,
)

MONDAY = date(2026, 11, 2)


def at_work(house: House, **more: object) -> Vroegsignaalzaak:
    """A zaak with a confirmed letter, received on Monday 2 November."""
    zaak = make.zaak(
        make.checked(house.zorg, soort="zorgverzekering", ontvangen=MONDAY, **more), today=MONDAY
    )
    confirm_voorstellen([zaak.pk], today=MONDAY, by=house.by)
    zaak.refresh_from_db()
    return zaak


def attempt(
    house: House, zaak: Vroegsignaalzaak, soort: Contactsoort, day: date, **more: object
) -> Contactpoging:
    zaak.refresh_from_db()
    values = {"bereikt": Bereikt.NEE, "datum": day, "today": day, **more}
    poging = record_contactpoging(zaak.pk, soort=soort, versie=zaak.versie, by=house.by, **values)
    zaak.refresh_from_db()
    return poging


def test_of_an_attempt_everything_is_kept(house: House) -> None:  # R-OUT-1, R-OUT-2
    zaak = at_work(house)
    poging = attempt(
        house, zaak, Contactsoort.TELEFOON, MONDAY, dagdeel=Dagdeel.AVOND, minuten=12, notitie=" Voicemail "
    )
    poging.refresh_from_db()
    assert (poging.soort, poging.bereikt, poging.dagdeel, poging.minuten, poging.notitie, poging.door) == (
        "telefoon", "nee", "avond", 12, "Voicemail", house.anna,
    )  # fmt: skip
    assert not Vroegsignaal.objects.filter(opgepakt_op__isnull=False).exists()  # nobody answered: R-ADM-5


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"datum": MONDAY + timedelta(days=1)}, "in de toekomst"),
        ({"datum": MONDAY - timedelta(days=1)}, "voor de ontvangst"),
        ({"minuten": 1441}, "tussen 0 en 1440"),
        ({"minuten": -1}, "tussen 0 en 1440"),
    ],
)
def test_an_attempt_that_cannot_be_is_refused(house: House, more: dict, sentence: str) -> None:  # R-OUT-2
    zaak = at_work(house)
    with pytest.raises(Refused, match=sentence):
        attempt(house, zaak, Contactsoort.TELEFOON, MONDAY, **more)
    assert not Contactpoging.objects.exists()


def test_a_reply_stands_on_the_letter_it_answers(house: House) -> None:  # R-OUT-2
    zaak = at_work(house)
    letter = attempt(house, zaak, Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.ONBEKEND, notitie="Verstuurd")
    later = MONDAY + timedelta(days=20)
    record_reaction(letter.pk, op=later, versie=zaak.versie, today=later, by=house.by, notitie="Belde terug")
    letter.refresh_from_db()
    zaak.refresh_from_db()
    assert (letter.bereikt, letter.reactie_op, letter.notitie) == ("ja", later, "Verstuurd\nBelde terug")
    assert zaak.volgende_stap == ""
    assert Contactpoging.objects.count() == 1


@pytest.mark.parametrize(("days", "bereikt"), [(13, Bereikt.ONBEKEND), (14, Bereikt.NEE), (90, Bereikt.NEE)])
def test_a_letter_without_reply_lapses_after_fourteen_days(
    house: House, days: int, bereikt: Bereikt
) -> None:  # R-OUT-2
    letter = attempt(house, at_work(house), Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.ONBEKEND)
    for _ in range(2):  # safe to repeat
        lapse_written_attempts(gemeente_code=house.code, today=MONDAY + timedelta(days=days), by=SYSTEM)
        letter.refresh_from_db()
        assert letter.bereikt == bereikt


def test_a_call_never_lapses_by_itself(house: House) -> None:  # R-OUT-2
    call = attempt(house, at_work(house), Contactsoort.TELEFOON, MONDAY, bereikt=Bereikt.ONBEKEND)
    lapse_written_attempts(gemeente_code=house.code, today=MONDAY + timedelta(days=90), by=SYSTEM)
    call.refresh_from_db()
    assert call.bereikt == Bereikt.ONBEKEND


def test_the_next_step_follows_the_sequence_on_its_day(house: House) -> None:  # R-OUT-4
    zaak = at_work(house, telefoon="0612345678")
    assert (zaak.volgende_stap, zaak.volgende_op) == (Aanpak.BRIEF, MONDAY)
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.ONBEKEND)
    first_call = zaak.volgende_op
    assert zaak.volgende_stap == Aanpak.BELLEN
    assert first_call is not None
    assert first_call > MONDAY
    attempt(house, zaak, Contactsoort.TELEFOON, first_call)
    assert zaak.volgende_op is None or zaak.volgende_op > first_call


def test_without_a_number_nobody_is_called(house: House) -> None:  # R-OUT-4
    zaak = at_work(house)
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.ONBEKEND)
    assert zaak.volgende_stap != Aanpak.BELLEN


def test_the_sequence_stops_when_the_resident_is_reached(house: House) -> None:  # R-OUT-4
    zaak = at_work(house)
    attempt(house, zaak, Contactsoort.TELEFOON, MONDAY, bereikt=Bereikt.JA)
    assert (zaak.volgende_stap, zaak.volgende_op) == ("", None)


def test_the_sequence_stops_when_there_is_an_appointment(house: House) -> None:  # R-OUT-4
    zaak = at_work(house)
    agree(house, zaak, MONDAY)
    zaak.refresh_from_db()
    assert zaak.volgende_stap == ""


def agree(house: House, zaak: Vroegsignaalzaak, day: date, after: int = 3) -> Afspraak:
    moment = timezone.make_aware(
        datetime.combine(day + timedelta(days=after), datetime.min.time()).replace(hour=10)
    )
    zaak.refresh_from_db()
    return make_afspraak(
        zaak.pk, moment=moment, plaats="Stadskantoor", versie=zaak.versie, today=day, by=house.by
    )
