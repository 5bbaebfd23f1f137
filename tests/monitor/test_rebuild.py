"""The cube counted whole, by month, in any order, and again after the data of persons are gone (R-MON-1)."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.monitor.town import CODE, HELP, TODAY, fill
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Contactpoging,
    Termijn,
    Vroegsignaalzaak,
    ZaakSignaal,
)
from tijdig.intake.models import Vroegsignaal
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.models import Aanleverfeit, Kubuscel, Kubusstand, Meldingfeit
from tijdig.monitor.parquet import count_rows, write_rows
from tijdig.rules.catalogue import AVERAGES, CATALOGUS, INDICATOREN
from tijdig.rules.terms import Eindresultaat

MONTHS = [date(2026, month, 1) for month in (3, 5, 6, 9)]
STAYS = ("partner", "wijk", "team", "organisatie")
COLUMNS = ("maand", "indicator", "dimensie", "waarde", "definitie", "teller", "noemer")
pytestmark = pytest.mark.django_db


def cells() -> list[tuple]:
    return sorted(Kubuscel.objects.values_list(*COLUMNS))


def rebuild(maanden: list[date] | None = None) -> None:
    rebuild_kubus(gemeente_code=CODE, today=TODAY, maanden=maanden, by=SYSTEM)
    enter(CODE)


def one(indicator: str, dimensie: str = "", waarde: str = "", definitie: str = "alle") -> tuple[int, int]:
    """Teller and noemer over all months."""
    found = Kubuscel.objects.filter(
        indicator=indicator, dimensie=dimensie, waarde=waarde, definitie=definitie
    )
    return sum(c.teller for c in found), sum(c.noemer or 0 for c in found)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10_000), order=st.permutations(MONTHS * 2), again=st.permutations(MONTHS),
    size=st.integers(1, 12), later=st.integers(0, 6),
)  # fmt: skip
def test_month_by_month_in_any_order_is_the_whole(
    seed: int, order: list[date], again: list[date], size: int, later: int
) -> None:  # R-MON-1
    """From nothing, with zaken that come in between; then whole, with nothing remembered."""
    with transaction.atomic():
        fill(seed, MONTHS, size)
        for month in order:
            rebuild([month])
        fill(seed + 1, MONTHS, later, first=size)
        for month in again:
            rebuild([month])
        by_month = cells()
        for kept in (Kubuscel, Kubusstand, Meldingfeit, Aanleverfeit):
            kept.objects.all().delete()
        rebuild()
        assert cells() == by_month
        rebuild()
        assert cells() == by_month
        transaction.set_rollback(True)


def test_some_months_again_leave_the_day_of_the_rest() -> None:  # R-MON-1
    fill(1, MONTHS, 3)
    rebuild()
    rebuild_kubus(gemeente_code=CODE, today=TODAY + timedelta(days=9), maanden=MONTHS[:1], by=SYSTEM)
    enter(CODE)
    assert Kubusstand.objects.get().dag == TODAY, "the other months were judged on that day"
    rebuild_kubus(gemeente_code=CODE, today=TODAY + timedelta(days=9), by=SYSTEM)
    enter(CODE)
    assert Kubusstand.objects.get().dag == TODAY + timedelta(days=9)


def test_two_signals_of_one_partner_are_meervoudig_since_2023() -> None:  # R-MON-3
    fill(6, [date(2026, 1, 1)], 1)
    zaak, signaal = Vroegsignaalzaak.objects.get(), Vroegsignaal.objects.exclude(status="terzijde").first()
    assert signaal is not None
    ZaakSignaal.objects.exclude(vroegsignaal=signaal).delete()
    other = make.checked(
        signaal.partner, zaak.adres_sleutel, ontvangen=signaal.ontvangen_op, maand=signaal.maand
    )
    ZaakSignaal.objects.create(gemeente_id=CODE, zaak=zaak, vroegsignaal=other)
    Vroegsignaalzaak.objects.update(meervoudig=False, signalen=2)
    rebuild()
    assert [one("M2M", definitie=version)[0] for version in ("2021", "2022", "2023")] == [0, 0, 1]


def test_another_engine_counts_the_same_over_the_rows_that_leave(tmp_path: Path) -> None:  # R-MON-1
    """All but what stays behind: the name of a partner and the wijk."""
    fill(4, MONTHS, 25)
    rebuild()
    written = write_rows(tmp_path, gemeente_code=CODE, today=TODAY)
    enter(CODE)
    own = [cell for cell in cells() if cell[2] not in STAYS]
    assert sorted(c for c in count_rows(tmp_path) if c[2] not in STAYS) == own
    assert written["feit_melding"] == 25
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Kade" not in left
    assert b"Krispijn" not in left


def test_what_is_counted_is_what_the_tables_say() -> None:  # R-MON-2
    fill(5, MONTHS, 40)
    rebuild()
    zaken = Vroegsignaalzaak.objects.all()
    attempts = Contactpoging.objects.all()
    tried = {a.zaak_id for a in attempts}
    reached = {a.zaak_id for a in attempts if a.bereikt == "ja"}
    met = {a.zaak_id for a in Afspraak.objects.exclude(stand="afgezegd")}
    helped = {
        z.pk for z in zaken if (z.eindresultaat in set(HELP) if z.status == "afgerond" else z.pk in met)
    }
    assert one("M1") == (40, 0)
    assert one("S1")[0] == Vroegsignaal.objects.count()
    assert one("S6") == (ZaakSignaal.objects.count(), Vroegsignaal.objects.count())
    assert one("S7", "reden", "overleden") == (len(MONTHS), 0)
    assert one("C4") == (len(tried), 40)
    assert one("C5A") == (len(reached), 40)
    assert one("C5G") == (len(reached), len(tried))
    assert one("H1A") == (len(helped), 40)
    assert one("H1C") == (len(helped & reached), len(reached))
    assert one("K1") == (len(helped - reached), len(helped))
    kinds = Counter(a.soort for a in attempts)
    assert {kind: one("C1", "contactsoort", kind)[0] for kind in kinds} == dict(kinds)
    late = [
        z
        for z in zaken
        for t in z.termijnen.all()
        if t.gehaald is False or not (t.gehaald or t.uiterlijk >= TODAY)
    ]
    assert one("T1")[1] - one("T1")[0] == len(late)


@pytest.mark.parametrize(
    ("first", "then", "helped", "declined"),
    [  # R-UIT-5: both moments count
        (Eindresultaat.QUICK_FIX, None, 1, 0),  # opened again: how it ended stands until it ends anew
        (Eindresultaat.WIL_GEEN_HULP, None, 0, 1),
        (Eindresultaat.WIL_GEEN_HULP, Eindresultaat.QUICK_FIX, 1, 0),  # a later change of mind
        (Eindresultaat.QUICK_FIX, Eindresultaat.WIL_GEEN_HULP, 1, 1),  # accepted, and yet it came to nothing
        (Eindresultaat.NIET_BEREIKT, Eindresultaat.WIL_GEEN_HULP, 0, 1),
    ],
)
def test_of_a_zaak_that_was_opened_again_both_moments_count(
    first: Eindresultaat, then: Eindresultaat | None, helped: int, declined: int
) -> None:
    zaak = make.zaak(make.checked(make.partner(gemeente_code=make.gemeente(CODE).pk), ontvangen=MONTHS[0]))
    ends = [(first, MONTHS[0])] + ([(then, None)] if then else [])
    for als, opened in ends:
        Afsluiting.objects.create(
            gemeente_id=CODE, zaak=zaak, eindresultaat=als, op=MONTHS[0], heropend_op=opened,
            hulptype="quick_fix" if als is Eindresultaat.QUICK_FIX else "",
            reden_geen_hulp="nu_niet" if als is Eindresultaat.WIL_GEEN_HULP else "",
        )  # fmt: skip
    if then:
        hulptype = "quick_fix" if then is Eindresultaat.QUICK_FIX else ""
        Vroegsignaalzaak.objects.update(
            status="afgerond", eindresultaat=then, afgerond_op=MONTHS[0], hulptype=hulptype
        )
    rebuild()
    assert (one("H1A"), one("H2Q")) == ((helped, 1), (helped, helped))
    assert one("H5")[0] == declined


def test_a_term_that_was_not_needed_any_more_is_neither_met_nor_missed() -> None:  # R-TRM-2, R-MON-2
    make.gemeente(CODE)
    fill(13, MONTHS[:1], 1)
    Termijn.objects.all().delete()
    zaak, due = Vroegsignaalzaak.objects.get(), MONTHS[0] + timedelta(days=28)
    clock = Termijn.objects.create(
        gemeente_id=CODE, zaak=zaak, soort="hulpaanbod", start=MONTHS[0], uiterlijk=due, gestopt_op=MONTHS[0]
    )
    for met, counted in ((None, (0, 0)), (True, (1, 1)), (False, (0, 1))):
        Termijn.objects.filter(pk=clock.pk).update(gehaald=met)
        rebuild()
        assert one("T1") == counted


def test_three_definitions_stand_side_by_side() -> None:  # R-MON-3
    make.gemeente(CODE)
    fill(6, [date(2026, 1, 1)], 1)
    zaak = Vroegsignaalzaak.objects.get()
    rebuild()
    Meldingfeit.objects.filter(zaak=zaak).update(maanden_terug=2)
    Vroegsignaalzaak.objects.update(meervoudig=True)
    rebuild()
    told = {
        version: (one("M2M", definitie=version)[0], one("M2O", definitie=version)[0])
        for version in ("2021", "2022", "2023")
    }
    assert told == {"2021": (1, 0), "2022": (1, 0), "2023": (1, 1)}  # exclusive, one month back, overlapping
    Vroegsignaalzaak.objects.update(meervoudig=False)
    rebuild()
    told = {
        version: (one("M2M", definitie=version)[0], one("M2O", definitie=version)[0])
        for version in ("2021", "2022", "2023")
    }
    assert told == {"2021": (0, 1), "2022": (0, 0), "2023": (0, 1)}


def test_figures_outlive_the_data_of_persons() -> None:  # R-MON-1, R-BEW-1
    fill(7, MONTHS, 25)
    rebuild()
    before = cells()
    Vroegsignaalzaak.objects.update(adres_sleutel="", gewist_op=TODAY)
    Vroegsignaal.objects.update(adres_sleutel="", referentie="", gewist_op=TODAY)
    rebuild()
    assert cells() == before


def test_a_share_is_never_more_than_all() -> None:
    fill(8, MONTHS, 30)
    rebuild()
    wrong = [c for c in cells() if c[1] not in AVERAGES and c[6] is not None and c[5] > c[6]]
    assert not wrong
    assert {c[1] for c in cells()} <= INDICATOREN.keys()


def test_every_indicator_has_its_sentence_and_its_denominator_in_words() -> None:  # R-MON-2
    assert all(i.zin.endswith(".") for i in CATALOGUS)
    assert len({i.id for i in CATALOGUS}) == len(CATALOGUS)


def test_counting_costs_the_same_number_of_questions_for_any_size() -> None:
    fill(9, MONTHS[:1], 3)
    with CaptureQueriesContext(connection) as few:
        rebuild()
    fill(10, MONTHS, 20, first=3)
    rebuild()
    with CaptureQueriesContext(connection) as more:
        rebuild()
    with CaptureQueriesContext(connection) as again:
        rebuild(MONTHS)
    assert len(more) == len(again) <= len(few)


def test_the_command_counts_and_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(11, MONTHS[:1], 4)
    call_command(
        "tel", "--gemeente", CODE, "--maand", "2026-03", "--rijen", str(tmp_path), "--ontvanger", "CBS"
    )
    enter(CODE)
    told = capsys.readouterr().out
    assert f"{Kubuscel.objects.count()} cijfers geteld" in told
    assert "DuckDB telt er" in told
    assert Kubusstand.objects.get().cellen == Kubuscel.objects.count()
    event = AuditEvent.objects.get(what="kubus.geteld")
    assert event.detail == {"cellen": Kubuscel.objects.count(), "maanden": 1}


def test_another_gemeente_sees_none_of_it() -> None:  # R-ROL-2
    fill(12, MONTHS[:1], 3)
    rebuild()
    make.gemeente("0518", "Den Haag")
    assert not Kubuscel.objects.exists()
    assert not Meldingfeit.objects.exists()
