"""Attempts, replies, steps, appointments and clocks: what is done, and what it sets off (R-OUT, R-TRM)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.casework.conftest import House
from tijdig.accounts.actors import SYSTEM
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.actions.attempts import (
    after_attempts,
    lapse_written_attempts,
    record_contactpoging,
    record_reaction,
)
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Afspraak, Contactpoging, Termijn, Vroegsignaalzaak
from tijdig.casework.news import after_of
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Bericht,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    Hulptype,
    Termijnsoort,
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


def clocks(zaak: Vroegsignaalzaak) -> dict[str, tuple[date, date, date | None, bool | None]]:
    return {
        t.soort: (t.start, t.uiterlijk, t.gestopt_op, t.gehaald) for t in Termijn.objects.filter(zaak=zaak)
    }


def test_the_offer_is_made_within_four_weeks_of_receipt(house: House) -> None:  # R-TRM-1
    zaak = at_work(house)
    end = MONDAY + timedelta(days=28)
    assert clocks(zaak) == {Termijnsoort.HULPAANBOD: (MONDAY, end, None, None)}
    assert zaak.uiterlijk == end
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY + timedelta(days=3), bereikt=Bereikt.ONBEKEND)
    assert clocks(zaak)[Termijnsoort.HULPAANBOD] == (MONDAY, end, MONDAY + timedelta(days=3), True)
    assert zaak.uiterlijk is None


def test_a_term_that_passed_stays_visible(house: House) -> None:  # R-TRM-5
    zaak = at_work(house)
    late = MONDAY + timedelta(days=29)
    attempt(house, zaak, Contactsoort.BRIEF, late, bereikt=Bereikt.ONBEKEND)
    assert clocks(zaak)[Termijnsoort.HULPAANBOD][2:] == (late, False)


def test_accepting_starts_the_clock_of_the_conversation_and_the_pause(
    house: House,
) -> None:  # R-TRM-1, R-TRM-3
    zaak = at_work(house)
    day = MONDAY + timedelta(days=2)
    afspraak = agree(house, zaak, day)
    zaak.refresh_from_db()
    found = clocks(zaak)
    assert found[Termijnsoort.EERSTE_GESPREK] == (MONDAY, MONDAY + timedelta(days=28), None, None)
    assert found[Termijnsoort.INCASSOPAUZE][:2] == (day, day + timedelta(days=30))
    assert zaak.uiterlijk == MONDAY + timedelta(days=28)
    spoken = day + timedelta(days=3)
    settle_afspraak(afspraak.pk, stand=Afspraak.Stand.GEWEEST, versie=zaak.versie, today=spoken, by=house.by)
    assert clocks(zaak)[Termijnsoort.EERSTE_GESPREK][2:] == (spoken, True)


def test_an_appointment_nobody_came_to_is_no_conversation(house: House) -> None:  # R-TRM-1
    zaak = at_work(house)
    afspraak = agree(house, zaak, MONDAY)
    zaak.refresh_from_db()
    settle_afspraak(
        afspraak.pk,
        stand=Afspraak.Stand.NIET_GEKOMEN,
        versie=zaak.versie,
        today=MONDAY + timedelta(days=4),
        by=house.by,
    )
    assert clocks(zaak)[Termijnsoort.EERSTE_GESPREK][2] is None


def test_an_appointment_needs_a_place(house: House) -> None:
    zaak = at_work(house)
    with pytest.raises(Refused, match="waar de afspraak is"):
        make_afspraak(
            zaak.pk, moment=timezone.now(), plaats=" ", versie=zaak.versie, today=MONDAY, by=house.by
        )


def test_a_threatening_situation_has_three_working_days(house: House) -> None:  # R-TRM-2
    zaak = make.zaak(
        make.checked(house.huur, ontvangen=date(2026, 10, 30), bericht=Bericht.ONTRUIMING),
        today=date(2026, 10, 30),
    )
    assert clocks(zaak)[Termijnsoort.BEDREIGENDE_SITUATIE][:2] == (date(2026, 10, 30), date(2026, 11, 4))
    assert zaak.uiterlijk == date(2026, 11, 4)
    assert zaak.crisis


def test_the_first_due_clock_stands_on_the_zaak(house: House) -> None:  # R-TRM-5
    zaak = at_work(house)
    make.zaak(make.checked(house.huur, ontvangen=MONDAY, bericht=Bericht.ONTRUIMING), today=MONDAY)
    zaak.refresh_from_db()
    assert zaak.uiterlijk == min(t.uiterlijk for t in Termijn.objects.filter(zaak=zaak, gestopt_op=None))


def test_somebody_who_enters_shv_gets_a_decision_in_time(house: House) -> None:  # R-TRM-4, R-UIT-6
    zaak = at_work(house)
    afspraak = agree(house, zaak, MONDAY)
    zaak.refresh_from_db()
    spoken = MONDAY + timedelta(days=3)
    settle_afspraak(afspraak.pk, stand=Afspraak.Stand.GEWEEST, versie=zaak.versie, today=spoken, by=house.by)
    zaak.refresh_from_db()
    gegevens = Afsluitgegevens(
        eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
        verwezen_naar="Sociale Dienst",
    )  # fmt: skip
    close_zaak(zaak.pk, gegevens=gegevens, versie=zaak.versie, today=spoken, by=house.by)
    assert clocks(zaak)[Termijnsoort.BESCHIKKING] == (spoken, spoken + timedelta(days=56), None, None)


@pytest.mark.parametrize(
    ("soort", "bereikt", "offered"),
    [
        (Contactsoort.TELEFOON, Bereikt.NEE, False),
        (Contactsoort.HUISBEZOEK, Bereikt.NEE, False),
        (Contactsoort.TELEFOON, Bereikt.JA, True),
        (Contactsoort.KAART, Bereikt.ONBEKEND, True),
        (Contactsoort.BRIEF, Bereikt.NEE, True),
        (Contactsoort.ANDERS, Bereikt.ONBEKEND, False),
    ],
)
def test_only_what_reached_the_door_is_an_offer(
    house: House, soort: Contactsoort, bereikt: Bereikt, offered: bool
) -> None:  # R-TRM-1, R-ADM-5
    zaak, day = at_work(house), MONDAY + timedelta(days=2)
    poging = attempt(house, zaak, soort, day, bereikt=bereikt)
    signal = Vroegsignaal.objects.get()
    assert (clocks(zaak)[Termijnsoort.HULPAANBOD][2], signal.opgepakt_op) == (
        (day, day) if offered else (None, None)
    )
    # What came back offered nothing; who answered it all the same was reached.
    Contactpoging.objects.filter(pk=poging.pk).update(retour_op=day)
    after_attempts([zaak.pk], gemeente_code=house.code, today=day)
    signal.refresh_from_db()
    still = bereikt is Bereikt.JA
    assert (clocks(zaak)[Termijnsoort.HULPAANBOD][2], signal.opgepakt_op) == (
        (day, day) if still else (None, None)
    )
    poging.delete()
    after_attempts([zaak.pk], gemeente_code=house.code, today=day)
    assert not Vroegsignaal.objects.filter(opgepakt_op__isnull=False).exists()


def test_a_signal_that_joins_later_waits_for_an_offer_of_its_own(house: House) -> None:  # R-ADM-5
    zaak = at_work(house)
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.ONBEKEND)
    joined = make.checked(house.huur, ontvangen=MONDAY + timedelta(days=5))
    make.zaak(joined, today=MONDAY + timedelta(days=5))
    attempt(house, zaak, Contactsoort.TELEFOON, MONDAY + timedelta(days=6))
    joined.refresh_from_db()
    assert joined.opgepakt_op is None
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY + timedelta(days=7), bereikt=Bereikt.ONBEKEND)
    days = Vroegsignaal.objects.order_by("ontvangen_op").values_list("opgepakt_op", flat=True)
    assert list(days) == [MONDAY, MONDAY + timedelta(days=7)]


@pytest.mark.parametrize(
    "soort", [Contactsoort.TELEFOON, Contactsoort.HUISBEZOEK, Contactsoort.AFSPRAAK_OP_LOCATIE]
)
def test_speaking_to_the_resident_answers_a_threatening_situation(
    house: House, soort: Contactsoort
) -> None:  # R-TRM-2
    zaak = at_work(house, bericht=Bericht.EINDE_ZORGVERZEKERING)
    attempt(house, zaak, soort, MONDAY + timedelta(days=1))
    assert clocks(zaak)[Termijnsoort.BEDREIGENDE_SITUATIE][2:] == (None, None)
    attempt(house, zaak, soort, MONDAY + timedelta(days=3), bereikt=Bereikt.JA)
    assert clocks(zaak)[Termijnsoort.BEDREIGENDE_SITUATIE][2:] == (MONDAY + timedelta(days=3), True)


@pytest.mark.parametrize(("days", "met"), [(3, None), (4, False)])
def test_closing_without_a_conversation_does_not_meet_its_term(
    house: House, days: int, met: bool | None
) -> None:  # R-TRM-2, R-TRM-5
    zaak, day = at_work(house, bericht=Bericht.EINDE_ZORGVERZEKERING), MONDAY + timedelta(days=days)
    attempt(house, zaak, Contactsoort.HUISBEZOEK, day)
    close_zaak(
        zaak.pk, gegevens=Afsluitgegevens(eindresultaat=Eindresultaat.NIET_BEREIKT), versie=zaak.versie, today=day,
        by=house.by,
    )  # fmt: skip
    assert clocks(zaak)[Termijnsoort.BEDREIGENDE_SITUATIE][2:] == (day, met)
    assert clocks(zaak)[Termijnsoort.HULPAANBOD][2:] == (day, None)


REFERRED = Afsluitgegevens(
    eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
    verwezen_naar="Sociale Dienst",
)  # fmt: skip


@pytest.mark.parametrize(
    ("soort", "gesprek", "start"),
    [  # R-TRM-4: at the door, or said on closing; a letter that was answered is no conversation yet
        (Contactsoort.HUISBEZOEK, None, 2),
        (Contactsoort.BRIEF, None, None),
        (Contactsoort.BRIEF, 4, 4),
        (Contactsoort.HUISBEZOEK, 4, 2),
    ],
)
def test_the_decision_is_due_from_the_first_conversation(
    house: House, soort: Contactsoort, gesprek: int | None, start: int | None
) -> None:
    zaak, day = at_work(house), MONDAY + timedelta(days=5)
    attempt(house, zaak, soort, MONDAY + timedelta(days=2), bereikt=Bereikt.JA)
    said = replace(REFERRED, gesprek_op=MONDAY + timedelta(days=gesprek) if gesprek else None)
    close_zaak(zaak.pk, gegevens=said, versie=zaak.versie, today=day, by=house.by)
    zaak.refresh_from_db()
    found = clocks(zaak).get(Termijnsoort.BESCHIKKING)
    assert (found[0] if found else None) == (MONDAY + timedelta(days=start) if start else None)
    after = after_of(zaak)
    assert after is not None
    assert after.gesprek_op == (MONDAY + timedelta(days=start) if start else None)


@pytest.mark.parametrize(
    ("days", "result", "sentence"),
    [
        (-1, REFERRED, "voor de ontvangst"),
        (6, REFERRED, "nog niet geweest"),
        (1, Afsluitgegevens(eindresultaat=Eindresultaat.GEEN_INWONER), "geen gesprek geweest"),
    ],
)
def test_a_conversation_that_cannot_be_is_refused(
    house: House, days: int, result: Afsluitgegevens, sentence: str
) -> None:  # R-TRM-1
    zaak = at_work(house)
    attempt(house, zaak, Contactsoort.BRIEF, MONDAY, bereikt=Bereikt.JA)
    said = replace(result, gesprek_op=MONDAY + timedelta(days=days))
    with pytest.raises(Refused, match=sentence):
        close_zaak(zaak.pk, gegevens=said, versie=zaak.versie, today=MONDAY + timedelta(days=5), by=house.by)


@pytest.mark.parametrize("stand", [Afspraak.Stand.GEWEEST, Afspraak.Stand.NIET_GEKOMEN])
def test_what_is_still_to_come_cannot_be_settled(house: House, stand: Afspraak.Stand) -> None:  # R-TRM-1
    zaak = at_work(house)
    afspraak = agree(house, zaak, MONDAY)
    zaak.refresh_from_db()
    with pytest.raises(Refused, match="nog niet geweest"):
        settle_afspraak(
            afspraak.pk, stand=stand, versie=zaak.versie, today=MONDAY + timedelta(days=2), by=house.by
        )


def test_an_appointment_that_was_called_off_is_no_acceptance(house: House) -> None:  # R-TRM-1, R-TRM-3
    zaak = at_work(house)
    first = agree(house, zaak, MONDAY)
    zaak.refresh_from_db()
    off = MONDAY + timedelta(days=1)
    settle_afspraak(first.pk, stand=Afspraak.Stand.AFGEZEGD, versie=zaak.versie, today=off, by=house.by)
    assert set(clocks(zaak)) == {Termijnsoort.HULPAANBOD}
    assert clocks(zaak)[Termijnsoort.HULPAANBOD][2] == MONDAY  # the offer was made all the same
    agree(house, zaak, off)
    assert clocks(zaak)[Termijnsoort.INCASSOPAUZE][0] == off


def test_a_zaak_has_one_end_of_the_pause(house: House) -> None:  # R-TRM-3, R-TER-4
    zaak = at_work(house)
    agree(house, zaak, MONDAY)
    later = MONDAY + timedelta(days=20)
    attempt(house, zaak, Contactsoort.HUISBEZOEK, later, bereikt=Bereikt.JA)
    afsluiting = close_zaak(zaak.pk, gegevens=REFERRED, versie=zaak.versie, today=later, by=house.by)
    assert clocks(zaak)[Termijnsoort.INCASSOPAUZE][1] == afsluiting.pauze_tot == MONDAY + timedelta(days=30)
    zaak.refresh_from_db()
    again = MONDAY + timedelta(days=25)
    reopen_zaak(zaak.pk, reden="Toch anders", versie=zaak.versie, today=again, by=house.by)
    assert Termijnsoort.INCASSOPAUZE not in clocks(zaak)
    zaak.refresh_from_db()
    second = close_zaak(zaak.pk, gegevens=REFERRED, versie=zaak.versie, today=again, by=house.by)
    assert clocks(zaak)[Termijnsoort.INCASSOPAUZE][1] == second.pauze_tot == again + timedelta(days=30)
