"""Only some meldingen: counted now from few zaken, by the same text as the cells (R-MON-1, R-MON-7)."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.monitor.town import CODE, TODAY, fill
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.figures import Cijfers, count_figures, read_figures, values_of
from tijdig.monitor.periods import Periode
from tijdig.rules.indicators import Dimensie

MONTHS = [date(2026, month, 1) for month in (3, 5, 6)]
PERIODE = Periode(van=MONTHS[0], tot=MONTHS[-1])
FIGURES = ("M1", "M2O", "C4", "C5G", "H1A", "H1C", "T1", "M4")
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> None:
    fill(31, MONTHS, 40)
    Vroegsignaalzaak.objects.filter(pk__in=Vroegsignaalzaak.objects.values("pk")[:15]).update(
        aanpak="brief", team="Oost"
    )
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    enter(CODE)


def now(alleen: Mapping[Dimensie, str], *dims: Dimensie) -> Cijfers:
    return count_figures(FIGURES, dims, PERIODE, definitie="2023", alleen=alleen, gemeente=CODE)


@pytest.mark.parametrize(
    "dimensie", [Dimensie.WIJK, Dimensie.TEAM, Dimensie.AANPAK, Dimensie.SOORT, Dimensie.PARTNERTYPE]
)
def test_one_choice_counts_what_its_cells_count(town: None, dimensie: Dimensie) -> None:
    cells = read_figures(FIGURES, (dimensie,), PERIODE, definitie="2023")
    for value in values_of([dimensie])[dimensie]:
        counted = now({dimensie: value})
        for name in ("M1", "C4", "C5G", "H1A", "H1C"):
            assert counted.deel(name) == cells.deel(name, dimensie, value), (name, value)


def test_choices_combine_and_can_be_split(town: None) -> None:
    chosen = {Dimensie.WIJK: "Krispijn", Dimensie.TEAM: "Oost", Dimensie.SOORT: "energie"}
    zaken = Vroegsignaalzaak.objects.filter(
        wijk="Krispijn", team="Oost", soorten__contains=["energie"], maand__in=MONTHS
    )
    counted = now(chosen, Dimensie.AANPAK)
    assert counted.aantal("M1") == zaken.count() > 0
    assert counted.aantal("M1", Dimensie.AANPAK, "brief") == zaken.count()
    assert counted.deel("M4").teller == sum(zaken.values_list("bedrag", flat=True))
    assert now({Dimensie.WIJK: "'; drop table x; --"}).is_empty


def test_it_is_one_question_to_the_database(town: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        now({Dimensie.WIJK: "Krispijn"}, Dimensie.SOORT)
    assert len(asked) <= 3  # when it was counted, the residents, the count


def test_the_middle_of_months_together_is_that_of_all_meldingen(town: None) -> None:  # R-MON-4
    found = read_figures(("T5", "M4"), (Dimensie.DAGEN_TOT_POGING, Dimensie.BEDRAG), PERIODE)
    days = sorted(
        (min(a.datum for a in attempts) - zaak.ontvangen_op).days
        for zaak in Vroegsignaalzaak.objects.prefetch_related("contactpogingen")
        if (attempts := list(zaak.contactpogingen.all()))
    )
    assert found.midden("T5", Dimensie.DAGEN_TOT_POGING) == days[(len(days) - 1) // 2]
    amounts = sorted(Vroegsignaalzaak.objects.values_list("bedrag", flat=True))
    middle = found.midden("M4", Dimensie.BEDRAG)
    assert middle is not None
    assert abs(middle - amounts[(len(amounts) - 1) // 2]) <= 10_000
    assert read_figures((), (), PERIODE).midden("T5", Dimensie.DAGEN_TOT_POGING) is None
