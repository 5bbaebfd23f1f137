"""Free moments, and two residents who want the same one (R-OUT-6)."""

import threading
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests import make
from tests.outreach import zaken
from tests.outreach.zaken import TODAY
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.outreach.actions.replies import INWONER, Antwoord, record_reply
from tijdig.outreach.models import Beschikbaarheid, Reactiecode, Sluitdag, Tijdslot
from tijdig.outreach.reply.codes import codes_of
from tijdig.outreach.reply.slots import free_slots
from tijdig.refusals import Refused
from tijdig.rules.terms import Reactiesoort

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


@pytest.mark.slow
@pytest.mark.parametrize("places", [1, 2])
def test_two_residents_at_once_do_not_get_the_same_place(real_db: str, places: int) -> None:  # R-OUT-6
    """Two connections, both past the page, both press the button."""
    with transaction.atomic():
        zaken.gemeente()
        made = [zaken.zaak(number, by=SYSTEM) for number in (1, 2)]
        hours(tegelijk=places)
        codes_of([zaak.pk for zaak in made], gemeente_code="0505", today=TODAY)
        codes = list(Reactiecode.objects.values_list("pk", flat=True))
    together, results = threading.Barrier(2, timeout=30), []

    def answer(code: int) -> None:
        together.wait()
        try:
            with working_for("0505"):
                antwoord = Antwoord(soort=Reactiesoort.LANGSKOMEN, start=NINE)
                record_reply(code, antwoord=antwoord, today=TODAY, by=INWONER)
            results.append("kreeg het")
        except Refused as refused:
            results.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=(code,)) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with transaction.atomic():
        make.gemeente()
        assert Tijdslot.objects.count() == Afspraak.objects.count() == results.count("kreeg het") == places
    assert len(results) == 2
    assert all("bezet" in result for result in results if result != "kreeg het")
