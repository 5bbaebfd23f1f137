"""A number is the same wherever it is published; partners, help and terms are compared; the report is made once."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import make
from tests.monitor.town import CODE, TODAY
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.demo.comparing import load_country
from tijdig.demo.country import invent_country
from tijdig.monitor.actions.deliver import withdraw_cijfers
from tijdig.monitor.comparing.cells import read_land
from tijdig.monitor.comparing.comparison import Gevraagd, Uitkomst, compare
from tijdig.monitor.comparing.open_data import lines_of
from tijdig.monitor.comparing.store import quarters_known
from tijdig.monitor.models import Cijferlevering
from tijdig.monitor.reference import residents
from tijdig.monitor.report.country import counted_in_store
from tijdig.monitor.report.national import make_reports, stored_report
from tijdig.monitor.report.sources import country_of
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.indicators import Dimensie
from tijdig.rules.suppression import Profiel
from tijdig.rules.terms import Rolsoort, Vergelijkgroep
from tijdig.rules.vergelijkcijfers import CIJFERS, Cijfersoort, Snede

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/vergelijken/"


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eighty gemeenten that delivered all of 2024, with every cut."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)
    whole = Counter(t.code for t in invent_country(seed=1, years=(2024,)))
    codes = sorted(code for code, months in whole.items() if months == 12 and code != CODE)
    load_country(CODE, years=(2024,), whole=True, only={CODE, *codes[:79]})
    enter(CODE)


def compared(name: str) -> Uitkomst:
    cijfer, quarters = CIJFERS[name], tuple(quarters_known())
    asked = Gevraagd(
        cijfer=cijfer, kwartalen=quarters, groep=Vergelijkgroep.NEDERLAND, code=CODE, naam="Dordrecht"
    )
    land = read_land(quarters, CODE, sneden=(cijfer.snede,))
    return compare(asked, land, policy_on(TODAY, CODE).vergelijking)


def test_one_number_is_drawn_once_whoever_publishes_it(many: None) -> None:  # R-MON-6
    """Open data, the national report and the page that compares: nothing to average."""
    land = read_land(quarters_known(), "", Profiel.OPENBAAR, sneden=Snede)
    rows = list(lines_of(land, policy_on(TODAY, "standaard").vergelijking))
    everybody = {(row.cijfer.id, row.kwartaal): row for row in rows if row.code == "NL"}
    years, kinds = counted_in_store([2024, 2023])
    bron = country_of(years[2024], years[2023], kinds=kinds, geteld_op=TODAY, inwoners=residents())
    assert bron is not None
    for name, indicator, by, value in (
        ("S2", "S1", "", ""), ("M1I", "M1", "", ""), ("C5A", "C5A", "", ""), ("H1C", "H1C", "", ""),
        ("H2Q", "H2Q", "", ""), ("T1", "T1", "", ""), ("S2-verhuurder", "S1", "partnertype", "verhuurder"),
        ("S6-zorgverzekeraar", "S6", "partnertype", "zorgverzekeraar"),
    ):  # fmt: skip
        found = compared(name).everybody
        assert found is not None
        open_data = [everybody[name, quarter] for quarter in land.kwartalen]
        assert found.teller == sum(row.teller.value or 0 for row in open_data), name
        whole = bron.nu.whole(indicator, Dimensie(by), value)
        assert whole.teller == found.teller, f"the year of the report: {name}"
        for quarter, row in zip(land.kwartalen, open_data, strict=True):
            months = [
                part.teller for month, part in zip(bron.nu.perioden, bron.nu.months(indicator, Dimensie(by), value),
                                                   strict=True)
                if quarter <= month <= date(2024, quarter.month + 2, 1)
            ]  # fmt: skip
            assert sum(months) == row.teller.value, f"the months of a quarter: {name}"
            assert all(month % 10 == 0 for month in months)


def test_partners_help_and_terms_are_compared_like_the_rest(
    many: None, client: Client
) -> None:  # R-MON-5, R-MON-7
    samira = make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))
    chosen = ("S2-energieleverancier", "C5A-verhuurder", "H2Q", "T1", "C5A")
    assert {CIJFERS[name].soort for name in chosen} == set(Cijfersoort)
    pages, questions = {}, set()
    for name in chosen:
        with CaptureQueriesContext(connection) as asked:
            pages[name] = samira.get(f"{PAGE}?cijfer={name}&groep=nederland").content.decode()
        enter(CODE)
        questions.add(len(asked))
    assert max(questions) - min(questions) <= 1, "signals are read for every figure, other cuts once more"
    for name, page in pages.items():
        corrected = name != "H2Q"  # of so few gemeenten there is too little help for a model
        assert page.count('class="m-chart m-funnel"') == 1 + corrected, name
        assert f"{CIJFERS[name].zin}: Dordrecht" in page
        assert "Alle gemeenten die leveren, zoals in de open data" in page
    assert "<optgroup" in pages["T1"]
    by_what = "Er is rekening gehouden met de hoogte van de achterstand en de soort partner"
    assert by_what in pages["C5A"]
    assert "van wat er binnenkwam." in pages["C5A"]
    assert "Het model neemt aan dat deze kenmerken los van elkaar staan" in pages["C5A"]
    assert by_what not in pages["T1"]
    assert "telt hier niet mee" in pages["T1"]
    of_own = compared("C5A-verhuurder")
    assert of_own.land.geleverd[Snede.BEREIK_PER_PARTNER] >= {(CODE, q) for q in of_own.gevraagd.kwartalen}


def test_the_national_report_is_made_once_per_state_of_the_deliveries(
    many: None, client: Client
) -> None:  # R-MON-8
    """When figures come in a job makes it ahead; a page then asks the store for none of the cells."""
    assert ProcrastinateJob.objects.filter(task_name="make_landverslagen", status="todo").count() == 1
    with CaptureQueriesContext(connection) as first:
        assert make_reports(today=TODAY) == 1
    assert sum('"monitor_vergelijkcel"' in query["sql"] for query in first) <= 10, (
        "sums, never a cell at a time"
    )
    bea = make.login(client, make.user("bea", Rolsoort.BELEIDSADVISEUR))
    with CaptureQueriesContext(connection) as page:
        said = bea.get(reverse("monitor:verslag") + "?jaar=2024&soort=landelijk").content.decode()
    enter(CODE)
    assert "80 gemeenten" in said
    assert not any("monitor_vergelijkcel" in q["sql"] and "SUM(" in q["sql"] for q in page)
    last = Cijferlevering.objects.exclude(bron="gepubliceerd").latest("pk")
    withdraw_cijfers(levering_id=last.pk, by=SYSTEM)
    with pytest.raises(Refused, match="leverde geen gemeente"):
        stored_report(jaar=2024, today=TODAY)
