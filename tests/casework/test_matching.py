"""One address, one zaak: joined, in any order, none lost and none twice (R-MAT-1, R-MAT-3, R-MAT-4)."""

from datetime import date, timedelta
from itertools import permutations
from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.casework.conftest import House, build
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter, working_for
from tijdig.casework.actions.closing import close_zaak
from tijdig.casework.actions.matching import CHUNK, Matched, match_again, open_zaken
from tijdig.casework.models import Vroegsignaalzaak, Weging, ZaakInwoner, ZaakSignaal
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Eindresultaat, Signaalstatus, Zaakstatus

TODAY = make.TODAY


def match(today: date = TODAY, code: str = "0505") -> Matched:
    return open_zaken(gemeente_code=code, today=today, by=SYSTEM)


def test_signals_on_one_address_become_one_zaak(house: House) -> None:  # R-MAT-1
    make.checked(house.huur, "3311AA-1", bedrag=80_000)
    make.checked(house.zorg, "3311AA-1", bedrag=20_000, soort="zorgverzekering")
    make.checked(house.water, "3311AA-2", soort="drinkwater")
    matched = match()
    assert len(matched.nieuw) == 2
    zaak = Vroegsignaalzaak.objects.get(adres_sleutel="3311AA-1")
    assert (zaak.signalen, zaak.partners, zaak.bedrag, zaak.meervoudig) == (2, 2, 100_000, True)
    assert zaak.soorten == ["huur", "zorgverzekering"]
    assert (zaak.straat, zaak.huisnummer, zaak.postcode) == ("Merelhof", "1", "3311AA")


def test_persons_stay_apart_inside_a_zaak(house: House) -> None:  # R-MAT-1
    anders, bakker = make.inwoner("Anders"), make.inwoner("Bakker")
    make.checked(house.huur, inwoner=anders)
    make.checked(house.zorg, inwoner=bakker, soort="zorgverzekering")
    make.checked(house.water, inwoner=bakker, soort="drinkwater")
    match()
    assert set(ZaakInwoner.objects.values_list("inwoner_id", flat=True)) == {anders.pk, bakker.pk}


def test_a_signal_joins_the_zaak_that_is_open(house: House) -> None:  # R-MAT-3
    first = make.zaak(make.checked(house.huur, ontvangen=date(2026, 10, 1)))
    make.checked(house.zorg, soort="zorgverzekering", ontvangen=TODAY)
    matched = match()
    assert (matched.nieuw, matched.aangevuld) == ((), (first.pk,))
    first.refresh_from_db()
    assert (first.signalen, first.ontvangen_op) == (2, date(2026, 10, 1))


def test_after_closing_a_signal_opens_a_new_zaak(house: House) -> None:  # R-MAT-3
    first = make.zaak(make.checked(house.huur))
    gegevens = Afsluitgegevens(eindresultaat=Eindresultaat.GEEN_INWONER)
    close_zaak(first.pk, gegevens=gegevens, versie=first.versie, today=TODAY, by=house.by)
    second = make.zaak(make.checked(house.zorg, soort="zorgverzekering"))
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.signalen == 1


def test_the_order_of_delivery_does_not_matter(house: House) -> None:  # R-MAT-3
    wanted = None
    for place, order in enumerate(permutations([("huur", 9), ("zorg", 10), ("water", 11)])):
        sleutel = f"3311AA-{place + 1}"
        for name, month in order:
            make.checked(getattr(house, name), sleutel, ontvangen=date(2026, month, 3), bedrag=month)
            match(date(2026, 11, 5))
        zaak = Vroegsignaalzaak.objects.get(adres_sleutel=sleutel)
        counted = (zaak.signalen, zaak.partners, zaak.bedrag, zaak.maand, zaak.ontvangen_op, zaak.soorten,
                   zaak.meervoudig, zaak.opeenvolgend, zaak.recidive)  # fmt: skip
        wanted = wanted or counted
        assert counted == wanted


def test_matching_again_changes_nothing(house: House) -> None:  # R-MAT-3
    for number in range(5):
        make.checked(house.huur, f"3311AA-{number % 3 + 1}")
    match()
    before = list(Vroegsignaalzaak.objects.order_by("pk").values())
    assert match() == Matched()
    assert list(Vroegsignaalzaak.objects.order_by("pk").values()) == before


def test_no_signal_is_lost_or_twice(house: House) -> None:  # R-MAT-4
    made = [make.checked(house.huur, f"3311AA-{number % 4 + 1}").pk for number in range(12)]
    match()
    assert sorted(ZaakSignaal.objects.values_list("vroegsignaal_id", flat=True)) == made
    assert sum(Vroegsignaalzaak.objects.values_list("signalen", flat=True)) == len(made)
    assert set(Vroegsignaal.objects.values_list("status", flat=True)) == {Signaalstatus.IN_ZAAK}


def test_one_debt_reported_each_month_counts_once(house: House) -> None:  # R-MAT-4
    for month, amount in ((9, 30_000), (10, 45_000), (11, 60_000)):
        make.checked(house.huur, referentie="H-1", ontvangen=date(2026, month, 1), bedrag=amount)
    match()
    zaak = Vroegsignaalzaak.objects.get()
    assert (zaak.signalen, zaak.bedrag) == (3, 60_000)


@pytest.mark.parametrize(
    ("status", "joined"),
    [(s, s is Signaalstatus.GECONTROLEERD) for s in Signaalstatus if s is not Signaalstatus.IN_ZAAK],
)
def test_only_a_checked_signal_goes_into_a_zaak(
    house: House, status: Signaalstatus, joined: bool
) -> None:  # R-BRP-1
    made = make.checked(house.huur)
    Vroegsignaal.objects.filter(pk=made.pk).update(status=status)
    assert bool(match().zaken) is joined


def test_another_gemeente_has_its_own_zaken(house: House) -> None:  # R-ROL-2
    make.checked(house.huur)
    make.gemeente("0599", "Rotterdam")
    other = make.checked(make.partner("44444444", gemeente_code="0599"), gemeente_code="0599")
    assert len(match(code="0505").nieuw) == len(match(code="0599").nieuw) == 1
    enter("0599")
    assert Vroegsignaalzaak.objects.get().zaaksignalen.get().vroegsignaal_id == other.pk


def _many_checked(house: House, count: int) -> None:
    """Signals on an address each, without asking the database for each."""
    delivery = make.signaal(house.huur).aanlevering
    made = Vroegsignaal.objects.bulk_create(
        Vroegsignaal(
            gemeente_id=house.code, partner=house.huur, aanlevering=delivery, regelnummer=-n, soort="huur",
            referentie=f"m-{count}-{n}", postcode="3311AA", huisnummer=n, adres_sleutel=f"{count}AA-{n}", bedrag=50_000,
            vervaldatum=TODAY - timedelta(days=50), signaaldatum=TODAY, maand=TODAY.replace(day=1),
            ontvangen_op=TODAY, status=Signaalstatus.GECONTROLEERD,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    Toets.objects.bulk_create(
        Toets(gemeente_id=house.code, vroegsignaal=v, uitkomst="gevonden_exact", adres_sleutel=v.adres_sleutel,
              op="2026-11-22T10:00Z")
        for v in made
    )  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_the_delivery(house: House) -> None:
    counts = []
    for size in (10, 1_000):
        _many_checked(house, size)
        with CaptureQueriesContext(connection) as queries:
            match()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_two_workers_open_one_zaak_on_one_address(real_db: str) -> None:  # R-MAT-1
    with working_for("0505"):
        house = build()
        for number in range(6):
            make.checked(house.huur, f"3311AA-{number % 2 + 1}")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            match()
        except BaseException as error:  # what went wrong in the thread must fail the test
            failures.append(error)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert not failures
    with working_for("0505"):
        assert Vroegsignaalzaak.objects.count() == 2
        assert ZaakSignaal.objects.count() == 6


def test_many_are_joined_in_two_halves(real_db: str) -> None:  # R-MAT-1, R-MAT-4
    """The halves are of addresses: what belongs together stays together, and each zaak has its proposal."""
    with working_for("0505"):
        house = build()
        _many_checked(house, CHUNK + 100)
        for number in range(1, 9):
            make.checked(house.zorg, f"{CHUNK + 100}AA-{number}", soort="zorgverzekering")
    matched = match()
    with working_for("0505"):
        zaken = Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD)
        assert sorted(zaken.values_list("pk", flat=True)) == sorted(matched.zaken)
        assert zaken.values("adres_sleutel").distinct().count() == len(matched.zaken) == CHUNK + 100
        assert zaken.filter(signalen=2).count() == 8
        assert Weging.objects.filter(stand=Weging.Stand.VOORGESTELD).count() == CHUNK + 100


def test_matching_everything_again_changes_nothing_but_what_is_off(house: House) -> None:  # R-MAT-2, R-MAT-3
    zaak = make.zaak(make.checked(house.huur), make.checked(house.zorg, soort="zorgverzekering"))
    assert match_again(gemeente_code="0505", today=TODAY, by=SYSTEM) == 0
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(signalen=9, meervoudig=False)
    assert match_again(gemeente_code="0505", today=TODAY, by=SYSTEM) == 1
    zaak.refresh_from_db()
    assert (zaak.signalen, zaak.meervoudig) == (2, True)
