"""What is remembered of a melding follows its signals when a zaak is split, and outlives what is erased (R-MON-1)."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests import make
from tests.monitor.town import fill
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.actions.handling import split_zaak
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.intake.models import Vroegsignaal
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.models import Kubuscel, Kubusstand, Meldingfeit
from tijdig.partners.models import Signaalpartner
from tijdig.privacy.actions.erase import erase_expired
from tijdig.rules.terms import Bericht

CODE, TODAY, ADDRESS = "0505", date(2026, 11, 24), "3311AA-5"
pytestmark = pytest.mark.django_db


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente(CODE)
    return make.partner(gemeente_code=CODE)


def rebuild(maanden: Sequence[date] | None = None) -> list[tuple]:
    rebuild_kubus(gemeente_code=CODE, today=TODAY, maanden=maanden, by=SYSTEM)
    enter(CODE)
    columns = ("maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer")
    return sorted(Kubuscel.objects.values_list(*columns))


def signal(partner: Signaalpartner, month: int) -> Vroegsignaal:
    return make.checked(partner, ADDRESS, ontvangen=date(2026, month, 3))


def far_back() -> dict[int, int | None]:
    """Per month of a melding how many months back the nearest signal lies."""
    found = Meldingfeit.objects.order_by("zaak__maand").values_list("zaak__maand", "maanden_terug")
    return {maand.month: back for maand, back in found}


@pytest.mark.parametrize("maanden", [None, [date(2026, 7, 1), date(2026, 8, 1)]])
def test_a_melding_that_was_split_is_not_opeenvolgend_any_more(
    partner: Signaalpartner, maanden: Sequence[date] | None
) -> None:  # R-MON-1, R-MON-3, R-MAT-1
    first, second = signal(partner, 7), signal(partner, 8)
    zaak = make.zaak(first, second)
    rebuild(maanden)
    assert far_back() == {7: 1}
    by = make.actor(make.user())
    split_zaak(
        zaak.pk, signalen=[second.pk], reden="Twee huishoudens", versie=zaak.versie, today=TODAY, by=by
    )
    after = rebuild(maanden)
    assert far_back() == {7: None, 8: 1}
    for kept in (Kubuscel, Kubusstand, Meldingfeit):
        kept.objects.all().delete()
    assert rebuild() == after


def test_what_was_near_stays_near_when_only_something_further_is_left(
    partner: Signaalpartner,
) -> None:  # R-MON-1
    """March stays, July is erased; in November something comes to the address and all is looked at again."""
    for month in (3, 7, 8):
        zaak = make.zaak(signal(partner, month))
        Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(
            status="afgerond", eindresultaat="niet_bereikt", afgerond_op=TODAY
        )
    rebuild()
    assert far_back() == {3: None, 7: 4, 8: 1}
    gone = Vroegsignaalzaak.objects.filter(maand=date(2026, 7, 1))
    gone.update(adres_sleutel="", gewist_op=TODAY)
    Vroegsignaal.objects.filter(maand=date(2026, 7, 1)).update(adres_sleutel="", gewist_op=TODAY)
    make.zaak(signal(partner, 11))
    rebuild()
    assert far_back() == {3: None, 7: 4, 8: 1, 11: 3}


def test_after_erasing_for_real_every_figure_is_the_same() -> None:  # R-MON-1, R-BEW-1
    """Closed zaken are erased by the act itself and open ones stay, on the same addresses."""
    months = [date(2025, month, 1) for month in (3, 5, 6, 9)]
    fill(3, months, 40)
    before = rebuild()
    counts = erase_expired(gemeente_code=CODE, today=date(2026, 6, 1), by=SYSTEM)
    enter(CODE)
    assert counts["zaken"] > 20
    assert Vroegsignaalzaak.objects.filter(gewist_op__isnull=True).exists()
    assert rebuild() == before
    assert rebuild(months) == before


def test_the_end_of_delivery_is_of_energy_alone(partner: Signaalpartner) -> None:  # R-MON-2
    """A share is never more than all, whatever somebody else writes in that column."""
    signal(partner, 7)
    Vroegsignaal.objects.update(bericht=Bericht.EINDELEVERING)
    assert not [cell for cell in rebuild() if cell[1] == "S5" and cell[5]]
