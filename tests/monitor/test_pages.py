"""The pages of the monitor: an answer with its number, a chart, a table, a file, an address (R-MON-7, R-MON-10)."""

import re
from datetime import date
from typing import Any, ClassVar

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.monitor.town import CODE, TODAY, fill
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.casework.models import Contactpoging, Vroegsignaalzaak
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.answers import VRAGEN, Vraagstelling
from tijdig.monitor.definitions import newest
from tijdig.monitor.drawing import Rij, lying, nice, standing
from tijdig.monitor.figures import Cijfers, read_figures
from tijdig.monitor.periods import Periode, read_periode, read_vergelijking
from tijdig.monitor.quality import FOUTEN, LISTS, counts_of, zaken_with
from tijdig.monitor.templatetags.monitor_tags import in_lines
from tijdig.monitor.words import percent
from tijdig.rules.indicators import Dimensie
from tijdig.rules.terms import Rolsoort
from tijdig.rules.yearly import Deel

ONLY = {"soort": "energie", "aanpak": "brief", "partnertype": "verhuurder"}
MONTHS = [date(2026, month, 1) for month in range(2, 11)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def samira(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A teamleider on a day with figures behind it."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    fill(21, MONTHS, 30)
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    enter(CODE)
    return make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    enter(CODE)
    assert answer.status_code == status, address
    return answer.content.decode().replace("\u00a0", " ")


WITHOUT_CHART = {"afspraken", "herstellen"}  # amounts of different kinds; a list of work


def every_choice(slug: str) -> list[str]:
    """The address of a question in each way it can be asked."""
    vraag = VRAGEN[slug][0]
    base = reverse("monitor:vraag", args=[slug])
    split = [f"{base}?naar={dimensie}&van=2026-07&naast=ervoor" for dimensie in vraag.naar]
    split += [f"{base}?cijfer={cijfer}" for cijfer, _ in vraag.cijfers]
    split += [
        f"{base}?{d}={value}&wijk=Krispijn&van=2026-07&naast=ervoor"
        for d, value in ONLY.items()
        if d in vraag.alleen
    ]
    kinds = [f"{base}?partnertype=zorgverzekeraar&van=2026-07&naast=ervoor"] if vraag.per_partnertype else []
    return [
        base,
        f"{base}?van=2026-02&tot=2026-10&naast=ervoor",
        f"{base}?definitie=2021&naar=soort_melding",
        *split,
        *kinds,
    ]


@pytest.mark.parametrize("slug", VRAGEN)
def test_every_question_can_be_asked_in_every_way(samira: Client, slug: str) -> None:  # R-MON-7
    for address in every_choice(slug):
        page = read(samira, address)
        assert VRAGEN[slug][0].titel in page
        if not VRAGEN[slug][0].zonder_maanden:
            assert "Hoe is dit geteld?" in page
            assert "gepoold" in page  # R-MON-4
        for chart in re.findall(r"<svg class=\"m-(?:chart|map)\".*?</svg>", page, flags=re.DOTALL):
            assert re.search(r"<desc [^>]*>[^<]+\d[^<]*\.</desc>", chart), (
                "a chart tells its numbers in words"
            )
        tables = page.count("<table ")
        assert page.count('class="m-chart"') + page.count('class="m-map"') <= tables
        taken = {
            form: set(re.findall(rf'"/cijfers/{slug}/([a-z]+)\.{form}', page)) for form in ("csv", "svg")
        }
        assert len(taken["csv"]) == page.count('class="t-panel m-figure')
        assert not (taken["csv"] - taken["svg"] - WITHOUT_CHART) or "?" in address, (
            "of a whole year all are drawn"
        )
        assert tables >= 1 or "Dit cijfer is nog niet ingelezen" in page or "geen cijfers" in page


class Reading(Cijfers):
    """Figures that remember which of them a page asked for."""

    asked: ClassVar[set[str]] = set()

    def deel(self, indicator: str, *args: Any, **named: Any) -> Deel:
        self.asked.add(indicator)
        return super().deel(indicator, *args, **named)

    def waarden(self, indicator: str, dimensie: Dimensie) -> list[str]:
        self.asked.add(indicator)
        return super().waarden(indicator, dimensie)


class Listening(Vraagstelling):
    def read(self, *indicators: str, **named: Any) -> Cijfers:
        found = super().read(*indicators, **named)
        return Reading(found.tabel, found._whole, found._monthly)


@pytest.mark.parametrize("slug", VRAGEN)
def test_every_figure_a_page_names_stands_on_it(samira: Client, slug: str) -> None:  # R-MON-2
    vraag, answering = VRAGEN[slug]
    Reading.asked = set()
    for cijfer in [value for value, _ in vraag.cijfers] or [""]:
        antwoord = answering(Listening(
            periode=Periode(van=MONTHS[0], tot=MONTHS[-1]), naar=vraag.naar[0] if vraag.naar else Dimensie.GEEN,
            definitie=newest().versie, cijfer=cijfer, gemeente=CODE,
        ))  # fmt: skip
        assert set(antwoord.indicatoren) - Reading.asked == set()


def test_the_overview_says_what_the_tables_say(samira: Client) -> None:
    page = read(samira, reverse("monitor:cijfers") + "?van=2026-02&tot=2026-10")
    reached = Contactpoging.objects.filter(bereikt="ja").values("zaak").distinct().count()
    assert f"Van 30 meldingen is bij {percent(reached / 30)}" in page
    assert f"{reached} · " in page


def test_months_that_were_never_counted_do_not_stand_beside_as_nought(samira: Client) -> None:
    page = read(samira, reverse("monitor:vraag", args=["partners"]) + "?van=2026-02&tot=2026-10&naast=jaar")
    assert "zijn er geen cijfers. Daarom staat er niets naast." in page
    assert "Een jaar eerder</th>" not in page
    assert "Periode ervoor</th>" in read(
        samira, reverse("monitor:vraag", args=["partners"]) + "?van=2026-07&tot=2026-10&naast=ervoor"
    )


def test_one_question_costs_a_fixed_number_of_questions_to_the_database(samira: Client) -> None:
    address = reverse("monitor:vraag", args=["bereik"])
    read(samira, address)
    with CaptureQueriesContext(connection) as one:
        read(samira, address + "?van=2026-10&tot=2026-10")
    with CaptureQueriesContext(connection) as many:
        read(samira, address + "?van=2026-02&tot=2026-10")
    assert len(one) == len(many)


def test_what_is_not_a_month_or_a_choice_is_not_heard(samira: Client) -> None:
    for asked in (
        "?van=gisteren&tot=9999-99",
        "?naar=huidskleur",
        "?partnertype=x&naast=y",
        "?definitie=1999",
    ):
        read(samira, reverse("monitor:vraag", args=["bereik"]) + asked)
    read(samira, "/cijfers/wat-dan-ook", 404)
    read(samira, "/cijfers/bereik/niets.csv", 404)


@pytest.mark.parametrize(("slug", "count"), [("partners", 8), ("wijken", 2)])
def test_the_table_and_the_chart_can_be_taken_along(samira: Client, slug: str, count: int) -> None:  # R-MON-7
    page = read(samira, reverse("monitor:vraag", args=[slug]) + "?van=2026-02&tot=2026-10")
    files = re.findall(rf'href="(/cijfers/{slug}/[^"]+\.(?:csv|svg)[^"]*)"', page)
    assert len(files) == count
    for address in files:
        address = address.replace("&amp;", "&")
        body = read(samira, address)
        assert "van=2026-02" in address
        if ".csv" in address:
            head, *lines = body.lstrip("\ufeff").splitlines()
            assert head.count(";") == lines[0].count(";")
            assert "Dordrecht, februari 2026 tot en met oktober 2026, gepoold" in body
        else:
            drawn = fromstring(body.encode())
            assert drawn.tag.endswith("svg")
            assert "<style>" in body


def test_a_gemeente_without_figures_is_told_what_happens(client: Client) -> None:
    make.gemeente(CODE)
    samira = make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))
    page = read(samira, reverse("monitor:cijfers"))
    assert "Tijdig telt elke nacht" in page
    assert "Er is nu niets te herstellen" in read(samira, reverse("monitor:vraag", args=["registratie"]))


def test_each_fault_leads_to_its_zaken_and_a_mended_one_is_gone(samira: Client) -> None:  # R-MON-10
    page = read(samira, reverse("monitor:vraag", args=["registratie"]))
    zaak = Vroegsignaalzaak.objects.exclude(hulptype="").first()
    assert zaak is not None
    Contactpoging.objects.filter(zaak=zaak).delete()
    address = reverse("monitor:werklijst", args=["hulp-zonder-contact"])
    assert "Hulp zonder contact" in page
    assert zaak.kenmerk in read(samira, address)
    Contactpoging.objects.create(gemeente_id=CODE, zaak=zaak, soort="telefoon", bereikt="ja", datum=TODAY)
    assert zaak.kenmerk not in read(samira, address)
    for slug in LISTS:
        read(samira, reverse("monitor:werklijst", args=[slug]))
    read(samira, "/cijfers/zaken/iets-anders", 404)


def test_a_work_list_is_what_was_counted(samira: Client) -> None:  # R-MON-10
    """The zaken behind a fault are the numerator of its figure, whatever became of them."""
    fill(22, MONTHS, 40, first=100)
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    enter(CODE)
    found = read_figures([f.indicator for f in FOUTEN.values()], (), Periode(van=MONTHS[0], tot=MONTHS[-1]))
    now = counts_of(Vroegsignaalzaak.objects.all(), TODAY, CODE)
    counted = {slug: found.deel(fout.indicator).teller for slug, fout in FOUTEN.items()}
    assert {slug: now[slug] for slug in FOUTEN} == counted
    assert all(counted.values()), "of each fault there is one"
    listed = {
        slug: zaken_with(Vroegsignaalzaak.objects.all(), f, TODAY, CODE).count() for slug, f in FOUTEN.items()
    }
    assert listed == counted
    page = read(samira, reverse("monitor:vraag", args=["registratie"]) + "?van=2026-02&tot=2026-10&cijfer=K3")
    assert f"Er is nu {sum(counted.values())} keer iets te herstellen." in page
    assert "Lang open, zonder eindresultaat, per maand" in page


def test_who_makes_policy_sees_figures_and_no_zaken(samira: Client) -> None:  # R-ROL-1
    bea = make.login(Client(), make.user("bea", Rolsoort.BELEIDSADVISEUR))
    page = read(bea, reverse("monitor:vraag", args=["termijnen"]))
    assert "/cijfers/zaken/" not in page
    assert "/cijfers/zaken/" in read(samira, reverse("monitor:vraag", args=["termijnen"]))
    assert "/cijfers/zaken/" not in read(bea, reverse("monitor:vraag", args=["registratie"]))
    read(bea, reverse("monitor:werklijst", args=["zonder-eindresultaat"]), 403)
    joost = make.login(Client(), make.user("joost", Rolsoort.VROEGSIGNALEERDER))
    read(joost, reverse("monitor:cijfers"), 403)


@pytest.mark.parametrize(
    ("asked", "van", "tot"),
    [
        ({}, date(2025, 11, 1), date(2026, 10, 1)),
        ({"van": "2026-05"}, date(2026, 5, 1), date(2026, 10, 1)),
        ({"van": "2026-09", "tot": "2026-03"}, date(2026, 3, 1), date(2026, 9, 1)),
        ({"tot": "2031-01"}, date(2025, 12, 1), date(2026, 11, 1)),
        ({"van": "2001-01", "tot": "kwam"}, date(2025, 11, 1), date(2026, 10, 1)),
        ({"van": "2015-01", "tot": "2026-10"}, date(2021, 11, 1), date(2026, 10, 1)),
    ],
)
def test_a_period_is_whole_months(asked: dict[str, str], van: date, tot: date) -> None:
    found = read_periode(asked, today=TODAY)
    assert (found.van, found.tot) == (van, tot)
    assert found.months()[0] == van
    assert found.months()[-1] == tot


def test_beside_a_period_stands_one_as_long() -> None:
    periode = Periode(van=date(2026, 1, 1), tot=date(2026, 6, 1))
    for naast, van in (("ervoor", date(2025, 7, 1)), ("jaar", date(2025, 1, 1))):
        found = read_vergelijking({"naast": naast}, periode)
        assert found is not None
        assert found.periode.van == van
        assert len(found.periode.months()) == 6
    assert read_vergelijking({}, periode) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "geen cijfer"), (0.0, "0%"), (0.0001, "0,1%"), (0.245, "25%"), (0.9963, "99,6%"), (0.99999, "99,9%"),
     (1.0, "100%")],
)  # fmt: skip
def test_a_share_never_says_all_or_nothing_when_it_is_not(share: float | None, words: str) -> None:
    assert percent(share) == words


def test_a_drawing_stays_on_its_sheet() -> None:
    months = Periode(van=date(2024, 1, 1), tot=date(2026, 12, 1)).months()
    assert len(standing("x", "y", months, [], [(months[3], 1)]).maanden) == 12
    assert [nice(n) for n in (0, 1, 3, 9, 226, 1001, 99_999)] == [2, 2, 4, 10, 240, 1200, 100_000]
    bars = lying(
        "x", "y", [Rij(label="a", tekst="1", value=3.0), Rij(label="b", tekst="0", value=0.0)]
    ).staven
    assert [bar.width for bar in bars] == ["100.00%", "0.00%"]


def test_a_long_label_stands_over_two_lines_beside_its_number() -> None:
    """On a phone of 320 px it would run through the number, and below it nothing may be drawn over."""
    long = "Dreigende situatie: gesprek binnen 3 werkdagen"
    drawn = lying("x", "y", [Rij(label=long, tekst="90%", value=0.9), Rij(label="a", tekst="1%", value=0.01)])
    first, second = drawn.staven
    assert (first.regels, second.regels) == (2, 1)
    assert first.y < first.value_y < first.bar_y < second.y
    assert drawn.height > second.bar_y
    assert in_lines(long, 2) == ["Dreigende situatie:", "gesprek binnen 3 werkdagen"]
    assert in_lines("Schuldhulpverlening", 2) == ["Schuldhulpverlening"]


def test_only_a_share_has_a_track_that_tells_the_rest() -> None:
    """A bar of 18% may fill the width among counts; on a track it would seem to be nearly all."""
    rows = [Rij(label="a", tekst="18%", value=0.18)]
    for drawn, tracks in ((lying("x", "y", rows, whole=1.0), 1), (lying("x", "y", rows), 0)):
        assert render_to_string(drawn.template, {"t": drawn, "id": "x"}).count("m-track") == tracks
