"""Free moments, and two residents who want the same one (R-OUT-6)."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.appointments import settle_afspraak
from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.outreach.actions.agreeing import agree_afspraak
from tijdig.outreach.actions.replies import INWONER, Antwoord, record_reply
from tijdig.outreach.models import Beschikbaarheid, Reactiecode, Sluitdag, Tijdslot
from tijdig.outreach.reply.choosing import call_days
from tijdig.outreach.reply.codes import codes_of
from tijdig.outreach.reply.queries import when_of
from tijdig.outreach.reply.slots import free_slots
from tijdig.refusals import Refused
from tijdig.rules.terms import Agendasoort, Reactiesoort

DAY = TODAY + timedelta(days=1)
NINE = datetime.combine(DAY, time(9))


def hours(**more: object) -> Beschikbaarheid:
    values = {
        "weekdag": DAY.weekday(),
        "van": time(9),
        "tot": time(10),
        "minuten": 30,
        "plaats": "Stadskantoor",
        **more,
    }
    return Beschikbaarheid.objects.create(gemeente_id="0505", **values)


def starts(zaak: Vroegsignaalzaak) -> list[datetime]:
    return [slot.start for slot in free_slots(zaak, today=TODAY)]


@pytest.mark.django_db
class TestFree:
    @pytest.fixture
    def zaak(self) -> Vroegsignaalzaak:
        zaken.gemeente()
        return zaken.zaak(1, by=SYSTEM)

    def test_what_the_team_agreed_on_itself_is_taken(self, zaak: Vroegsignaalzaak) -> None:
        hours()
        before = starts(zaak)
        assert before[:2] == [NINE, NINE + timedelta(minutes=30)]
        Afspraak.objects.create(
            gemeente_id="0505", zaak=zaak, moment=timezone.make_aware(NINE + timedelta(minutes=40)), plaats="x",
            gemaakt_op=TODAY,
        )  # fmt: skip
        assert starts(zaak) == [start for start in before if start != NINE + timedelta(minutes=30)]

    def test_a_closed_day_and_hours_of_another_team_give_nothing(self, zaak: Vroegsignaalzaak) -> None:
        hours(team="Elders")
        assert starts(zaak) == []
        hours()
        Sluitdag.objects.create(gemeente_id="0505", team=zaak.team, dag=DAY)
        assert NINE not in starts(zaak)

    def test_the_constraint_keeps_two_apart(self, zaak: Vroegsignaalzaak) -> None:
        row = hours()
        for number in range(2):
            afspraak = Afspraak.objects.create(
                gemeente_id="0505", zaak=zaak, moment=timezone.make_aware(NINE), plaats="x", gemaakt_op=TODAY
            )
            taken = {
                "gemeente_id": "0505",
                "beschikbaarheid": row,
                "moment": timezone.make_aware(NINE),
                "plek": 1,
            }
            if number:
                with pytest.raises(IntegrityError, match="tijdslot_once"), transaction.atomic():
                    Tijdslot.objects.create(**taken, afspraak=afspraak)
            else:
                Tijdslot.objects.create(**taken, afspraak=afspraak)

    def test_a_call_takes_a_place_of_the_agenda_and_gives_it_back(self, zaak: Vroegsignaalzaak) -> None:
        # R-OUT-6: ask to be called, when
        row = hours(soort=Agendasoort.BELLEN, minuten=15, plaats="")
        other = zaken.zaak(2, by=SYSTEM)
        codes_of([zaak.pk, other.pk], gemeente_code="0505", today=TODAY)
        mine, theirs = Reactiecode.objects.order_by("zaak_id")
        call = Antwoord(soort=Reactiesoort.BELLEN, start=NINE)
        reactie = record_reply(mine.pk, antwoord=call, today=TODAY, by=INWONER)
        assert Tijdslot.objects.get().reactie_id == reactie.pk
        assert when_of(reactie) == "dinsdag 24 november, 09.00 uur"
        assert not Afspraak.objects.exists()  # to be called is not yet to accept the offer (R-UIT-3)
        calls = free_slots(zaak, today=TODAY, soort=Agendasoort.BELLEN)
        assert (calls[0].start, calls[0].sleutel) == (NINE + timedelta(minutes=15), row.pk)
        assert starts(zaak) == []  # hours for calls are not for coming by
        with pytest.raises(Refused, match="bezet"):
            record_reply(theirs.pk, antwoord=call, today=TODAY, by=INWONER)
        record_reply(mine.pk, antwoord=Antwoord(soort=Reactiesoort.OPGELOST), today=TODAY, by=INWONER)
        record_reply(theirs.pk, antwoord=call, today=TODAY, by=INWONER)
        assert Tijdslot.objects.get().reactie.zaak_id == other.pk

    def test_without_hours_for_calls_a_part_of_the_day_can_be_asked(self, zaak: Vroegsignaalzaak) -> None:
        days = call_days(zaak, language="nl", today=TODAY)
        assert all("/" in choice.value for day in days for choice in day.choices)
        hours(soort=Agendasoort.BELLEN, plaats="")
        (first, *_) = call_days(zaak, language="nl", today=TODAY)
        assert [choice.label for choice in first.choices] == ["09:00", "09:30"]

    def test_staff_takes_places_of_the_same_agenda(self, zaak: Vroegsignaalzaak) -> None:
        hours()
        by = zaken.team()
        other = zaken.zaak(2, by=SYSTEM)
        agreed = agree(zaak, NINE + timedelta(minutes=10), by)
        assert Tijdslot.objects.get(afspraak=agreed).moment == timezone.make_aware(NINE)
        assert NINE not in starts(other)
        with pytest.raises(Refused, match=r"al bezet .* Vrij zijn: .* 09\.30"):
            agree(other, NINE, by)
        agree(other, NINE + timedelta(hours=5), by)  # outside the hours staff does as it likes
        assert Tijdslot.objects.count() == 1
        settle_afspraak(agreed.pk, stand=Afspraak.Stand.AFGEZEGD, versie=versie(zaak), today=TODAY, by=by)
        assert NINE in starts(other)
        again = agree(other, NINE, by)
        assert Tijdslot.objects.get().afspraak_id == again.pk
        again.delete()  # what is undone gives its place back
        assert not Tijdslot.objects.exists()


def versie(zaak: Vroegsignaalzaak) -> int:
    return Vroegsignaalzaak.objects.get(pk=zaak.pk).versie


def agree(zaak: Vroegsignaalzaak, start: datetime, by: Actor) -> Afspraak:
    return agree_afspraak(zaak.pk, moment=timezone.make_aware(start), plaats="Stadskantoor", versie=versie(zaak),
                          today=TODAY, by=by)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("places", "who"),
    [(1, ("inwoner", "inwoner")), (1, ("inwoner", "team")), (1, ("team", "team")), (2, ("inwoner", "team"))],
)  # fmt: skip
def test_two_at_once_do_not_get_the_same_place(
    real_db: str, places: int, who: tuple[str, str]
) -> None:  # R-OUT-6
    """Two connections, both past the page, both press the button; residents and staff alike."""
    with transaction.atomic():
        zaken.gemeente()
        made = [zaken.zaak(number, by=SYSTEM) for number in (1, 2)]
        hours(tegelijk=places)
        by = zaken.team()
        codes_of([zaak.pk for zaak in made], gemeente_code="0505", today=TODAY)
        codes = dict(Reactiecode.objects.values_list("zaak_id", "pk"))
    together, results = threading.Barrier(2, timeout=30), []

    def take(zaak: Vroegsignaalzaak, as_who: str) -> None:
        try:
            together.wait()
            with working_for("0505"):
                if as_who == "team":
                    agree(zaak, NINE, by)
                else:
                    antwoord = Antwoord(soort=Reactiesoort.LANGSKOMEN, start=NINE)
                    record_reply(codes[zaak.pk], antwoord=antwoord, today=TODAY, by=INWONER)
            results.append("kreeg het")
        except Refused as refused:
            results.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=pair) for pair in zip(made, who, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    with transaction.atomic():
        make.gemeente()
        assert Tijdslot.objects.count() == Afspraak.objects.count() == results.count("kreeg het") == places
    assert len(results) == 2
    assert all("bezet" in result for result in results if result != "kreeg het")
