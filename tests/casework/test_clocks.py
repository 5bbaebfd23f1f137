"""Clocks: what starts and stops each, and what is written when an act moves one (R-TRM-1 to R-TRM-5, R-ADM-5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.casework.conftest import House
from tests.casework.test_following_up import MONDAY, agree, at_work, attempt
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.actions.attempts import after_attempts
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.models import Afspraak, Contactpoging, Termijn, Vroegsignaalzaak
from tijdig.casework.news import after_of
from tijdig.intake.models import Vroegsignaal
from tijdig.refusals import Refused
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Bericht, Contactsoort, Eindresultaat, Hulptype, Termijnsoort


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
