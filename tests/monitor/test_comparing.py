"""Gemeenten beside each other: what comes in, who is compared, what a page says of it (R-MON-5, R-MON-6, R-MON-7)."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.monitor.town import CODE, TODAY, fill
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.demo.comparing import load_country
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.comparing.cells import read_land
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.reading import Bestandsinhoud
from tijdig.monitor.comparing.store import quarters_known
from tijdig.monitor.comparing.words import quarter_code
from tijdig.monitor.models import Cijferlevering, GepubliceerdCijfer, Kubuscel, Vergelijkcel
from tijdig.refusals import Refused
from tijdig.rules.compared import KETEN, Ketendeel
from tijdig.rules.indicators import ALLE
from tijdig.rules.suppression import Profiel
from tijdig.rules.terms import Cijferbron, Rolsoort, Vergelijkgroep
from tijdig.rules.vergelijkcijfers import CIJFERS

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/vergelijken/"
HEAD = "gemeente;maand;indicator;dimensie;waarde;definitie;teller;noemer;bron\n"
COUNTS = {"S1": 130, "M1": 100, "C4": 80, "C5A": 20, "H1A": 8, "H1G": 8, "H1C": 8}
BASES = {"C4": 100, "C5A": 100, "H1A": 100, "H1G": 80, "H1C": 20}


@pytest.fixture
def samira(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A teamleider in Dordrecht, with an invented year of all others."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)
    load_country(CODE, years=(2024,))
    enter(CODE)
    return make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    enter(CODE)
    assert answer.status_code == status, address
    return answer.content.decode().replace("\u00a0", " ")


def of_month(code: str, maand: str, factor: int = 1, **changed: int) -> str:
    bases = {name: factor * base for name, base in BASES.items()}
    lines = [
        f"{code};{maand};{name};;;alle;{factor * changed.get(name, count)};{bases.get(name, '')};gemeente"
        for name, count in COUNTS.items()
    ]
    extra = [
        f"{code};{maand};C7;;;alle;{factor * 5};{factor * 150};gemeente",
        f"{code};{maand};K3;;;alle;{factor * 2};{factor * 100};gemeente",
    ]
    return "\n".join([*lines, *extra]) + "\n"


def test_figures_are_compared_with_every_group(samira: Client) -> None:  # R-MON-5, R-MON-7
    for cijfer in ("H1C", "S2"):
        page = read(samira, f"{PAGE}?cijfer={cijfer}&groep=inwoners")
        assert page.count('class="m-chart m-funnel"') == 2, "as counted, and corrected for the population"
    assert "Verzonnen cijfers" in page
    assert "Er is daarom geen ranglijst" in page
    for groep, cijfer in zip(Vergelijkgroep, CIJFERS, strict=False):
        page = read(
            samira,
            f"{PAGE}?cijfer={cijfer}&groep={groep}&met=0363&met=0599,0344&met=0518&van=2024K2&tot=2024K4",
        )
        assert re.search(r'class="m-answer">[^<]*Dordrecht', page), groep
    rows = re.findall(
        r'<th scope="row">([^<]+)</th>', read(samira, f"{PAGE}?groep=nederland").split("op alfabet", 1)[1]
    )
    assert rows == sorted(rows, key=str.lower), "never a ranking"
    assert len(rows) > 280
    for asked in ("?groep=x&cijfer=y&van=gisteren&tot=2031K9", "?groep=keuze&met=9999" + ",0363" * 99):
        read(samira, PAGE + asked)


def test_a_comparison_costs_a_fixed_number_of_questions_and_can_be_taken_along(
    samira: Client,
) -> None:  # R-MON-7
    with CaptureQueriesContext(connection) as few:
        read(samira, f"{PAGE}?groep=inwoners&van=2024K4")
    with CaptureQueriesContext(connection) as many:
        page = read(samira, f"{PAGE}?groep=nederland&van=2024K1")
    assert len(few) == len(many)
    files = sorted(set(re.findall(r'href="(/cijfers/vergelijken/[^"]+\.(?:csv|svg)[^"]*)"', page)))
    assert len(files) == 7
    for address in files:
        body = read(samira, address.replace("&amp;", "&"))
        assert "groep=nederland" in address
        if ".csv" in address:
            assert "Verzonnen cijfers" in body
        else:
            assert fromstring(body.encode()).tag.endswith("svg")
            if "kaart." in address:
                continue
            assert re.search(r"<desc [^>]*>[^<]*Dordrecht \d+%, gewoon is \d+% tot \d+%\.</desc>", body)
    read(samira, f"{PAGE}niets.csv", 404)
    assert "m-answer" not in read(make.login(Client(), make.user("joost")), PAGE, 403)


def test_a_file_goes_in_once_however_often_it_comes(here: None, tmp_path: Path) -> None:  # R-MON-5
    months = [f"2026-{month:02d}" for month in (1, 2, 3)]
    path = tmp_path / "kubus.csv"
    path.write_text(
        HEAD + "".join(of_month("0599", m) + of_month("0363", m, 3) for m in months), encoding="utf-8"
    )
    call_command("cijfers_inlezen", path)
    before = sorted(Vergelijkcel.objects.values_list("code", "maand", "indicator", "teller", "noemer"))
    assert len(before) == 54
    call_command("cijfers_inlezen", path)
    assert (
        sorted(Vergelijkcel.objects.values_list("code", "maand", "indicator", "teller", "noemer")) == before
    )
    path.write_text(
        HEAD + of_month("0599", "2026-02", H1C=7).replace("0599;2026-02;C7;;;alle;5;150;gemeente\n", ""),
        encoding="utf-8",
    )
    call_command("cijfers_inlezen", path)
    left = Vergelijkcel.objects.filter(code="0599", maand=date(2026, 2, 1)).values_list("indicator", "teller")
    assert ("H1C", 7) in left
    assert "C7" not in dict(left), "what is no longer delivered is gone"
    assert AuditEvent.objects.filter(what="cijfers.ingelezen").count() == 3
    assert Cijferlevering.objects.count() == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "geen cijfers"),
        (
            HEAD.replace("noemer", "noemer;postcode") + "0599;2026-01;S1;;;alle;1;;3311AA;gemeente\n",
            "postcode",
        ),
        (HEAD + of_month("9999", "2026-01"), "regel 2: 9999 is geen gemeentecode"),
        (HEAD + of_month("0599", "2026-11"), "geen hele maand"),
        (HEAD + "0599;2026-01;Z1;;;alle;1;2;gemeente\n", "het cijfer Z1 bestaat niet"),
        (HEAD + "0599;2026-01;S1;wijk;Krispijn;alle;1;;gemeente\n", "S1 naar wijk hoort niet in dit bestand"),
        (HEAD + "0599;2026-01;S1;partnertype;Jansen;alle;1;;gemeente\n", "de waarde bestaat niet"),
        (HEAD + "0599;2026-01;M2O;;;alle;1;2;gemeente\n", "definitie alle hoort niet bij het cijfer M2O"),
        (HEAD + "0599;2026-01;C4;;;alle;1;;gemeente\n", "het cijfer C4 heeft een noemer"),
        (HEAD + "0599;2026-01;S1;;;alle;1;;iemand\n", "de bron is gemeente of verzonnen"),
        (HEAD + of_month("0599", "2026-01") + "0599;2026-01;S1;;;alle;1;;gemeente\n", "staat er twee keer"),
        (HEAD + of_month("0599", "2026-01", C5A=90), "passen niet in elkaar"),
        (
            HEAD + of_month("0599", "2026-01").replace("H1C;;;alle;8;20", "H1C;;;alle;8;21"),
            "de noemer van H1C",
        ),
        (HEAD + of_month("0599", "2026-01").replace("C5A;;;alle;20", "C5A;;;alle;-20"), "hele getallen"),
        (HEAD + "0599;2026-01;S1;;;alle;1;;gemeente\n", "ontbreken: M1"),
        ("a;b\n1;2\n", "Er is niets ingelezen"),
        ("periode;cijfer;waarde;eenheid;bron\n2024;bereikt;veel;procent;x\n", "regel 2"),
        ("periode;cijfer;waarde;eenheid;bron\nvorig jaar;bereikt;20;procent;x\n", "geen periode"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole_with_its_line(
    here: None, tmp_path: Path, text: str, said: str
) -> None:  # R-MON-5
    path = tmp_path / "kubus.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=re.escape(said)):
        call_command("cijfers_inlezen", path)
    assert not Vergelijkcel.objects.exists()
    assert not Cijferlevering.objects.exists()


def test_files_of_another_kind_are_refused_and_so_is_who_may_not(here: None, tmp_path: Path) -> None:
    for name in ("beeld.csv", "beeld.parquet"):
        (tmp_path / name).write_bytes(b"\xff\xd8\x00\x01")
        with pytest.raises(CommandError, match="Er is niets ingelezen"):
            call_command("cijfers_inlezen", tmp_path / name)
    with pytest.raises(CommandError, match="is er niet"):
        call_command("cijfers_inlezen", tmp_path / "weg.csv")
    with pytest.raises(Refused):
        take_cijfers(
            inhoud=Bestandsinhoud(), bron=Cijferbron.EIGEN, by=Actor(code="gebruiker:1", rights=frozenset())
        )


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_cube_of_this_system_goes_out_and_in_again(
    here: None, tmp_path: Path, ending: str
) -> None:  # R-MON-5
    fill(8, [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)], 40)
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    path = tmp_path / f"kubus.{ending}"
    call_command("cijfers_uitvoeren", path, gemeente=CODE, ontvanger="VNG Realisatie")
    call_command("cijfers_inlezen", path)
    enter(CODE)
    chain = Kubuscel.objects.filter(dimensie="", definitie=ALLE, indicator__in=KETEN)
    own = {(c.maand, c.indicator): (c.teller, c.noemer) for c in chain}
    back = {
        (c.maand, c.indicator): (c.teller, c.noemer)
        for c in Vergelijkcel.objects.filter(indicator__in=KETEN, dimensie="")
    }
    assert {key: value for key, value in back.items() if value[0]} == {k: v for k, v in own.items() if v[0]}
    assert quarters_known() == [date(2026, 4, 1)]
    land = read_land(quarters_known(), CODE)
    signals = sum(t for (_, i), (t, _) in own.items() if i == "S1")
    assert land.together(land.tellingen[CODE], Ketendeel).value == signals, "its own figures are whole"
    assert not land.verzonnen


def test_invented_figures_give_way_to_real_ones_and_parts_of_a_quarter_stay_in(
    samira: Client,
) -> None:  # R-MON-6
    quarters = quarters_known()
    assert [quarter_code(q) for q in quarters] == ["2024K1", "2024K2", "2024K3", "2024K4"]
    land = read_land(quarters, CODE)
    assert land.verzonnen
    shown = [land.anderen.number([key]) for key in list(land.anderen.keys())[:2000]]
    assert any(one.hidden for one in shown)
    assert all(one.value is None or one.value % 5 == 0 for one in shown)
    cells = [
        Kubusregel(
            gemeente=code,
            maand=date(2025, month, 1),
            indicator=name,
            teller=count,
            noemer=BASES.get(name),
        )
        for code, months in (("0599", (1, 2, 3)), ("0363", (1, 2)))
        for month in months
        for name, count in COUNTS.items()
    ]
    take_cijfers(inhoud=Bestandsinhoud(regels=tuple(cells)), bron=Cijferbron.KUBUSBESTAND, by=SYSTEM)
    assert [quarter_code(q) for q in quarters_known()] == ["2025K1"]
    land = read_land(quarters_known(), CODE, Profiel.OPENBAAR)
    assert land.codes == ["0599"], "a quarter of which a month lacks is not shown"
    page = read(samira, PAGE)
    assert "Verzonnen cijfers" not in page
    assert "te weinig gemeenten" in page


def test_published_figures_stand_beside_ours_with_their_source(samira: Client) -> None:  # R-MON-5
    told = GepubliceerdCijfer.objects.get(gebied="NL", periode="2024", cijfer="bereikt")
    page = read(samira, f"{PAGE}?cijfer=C5A&groep=nederland")
    assert f"Gepubliceerd over 2024, gemiddelde van de maanden ({told.herkomst})" in page
    assert "Gepubliceerd over 2024," not in read(samira, f"{PAGE}?cijfer=C5G"), (
        "another base is another figure"
    )


def test_open_data_need_no_database_and_show_nothing_small(samira: Client, tmp_path: Path) -> None:  # R-MON-6
    call_command("open_data", tmp_path, uitgever="Gemeente Dordrecht")
    enter(CODE)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "catalogus.jsonld",
        "cijfers.csv",
        "cijfers.csv-metadata.json",
        "index.html",
        "openbaar.css",
    ]
    raw = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with (tmp_path / "cijfers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    described = json.loads(raw["cijfers.csv-metadata.json"])
    assert list(rows[0]) == [column["name"] for column in described["tableSchema"]["columns"]]
    keys = [tuple(row[name] for name in described["tableSchema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert not row["teller"] or int(row["teller"]) % 10 == 0
        assert bool(row["waarde"]) != (row["status"] == "afgeschermd")
    assert sum(row["status"] == "afgeschermd" for row in rows) > 20
    whole = {
        row["cijfer"]: int(row["teller"])
        for row in rows
        if row["gemeentecode"] == "NL" and row["kwartaal"] == "2024K2"
    }
    apart = sum(int(row["teller"] or 0) for row in rows if row["cijfer"] == "S2" and row["kwartaal"] == "2024K2"
                and not row["gemeentecode"].startswith("NL"))  # fmt: skip
    assert 0 <= whole["S2"] - apart <= 20, (
        "all together is the sum of what is shown, and of what was too small to show"
    )
    assert {row["gemeentecode"] for row in rows} >= {"NL", "NL-V"}
    said = {row["opmerking"] for row in rows if row["opmerking"]}
    assert any("te veel pogingen zonder uitslag" in reason for reason in said)
    entry = json.loads(raw["catalogus.jsonld"])["dcat:dataset"][0]
    assert entry["dcat:distribution"][0]["dcat:byteSize"]["@value"] == str(len(raw["cijfers.csv"]))
    assert entry["dct:temporal"]["dcat:endDate"]["@value"] == "2024-12-31"
    page = raw["index.html"].decode()
    assert "Verzonnen cijfers" in page
    assert not re.search(r"<script|<style|style=|https?://(?!creativecommons)", page), "it stands by itself"
    call_command("open_data", tmp_path, uitgever="Gemeente Dordrecht")
    assert raw == {path.name: path.read_bytes() for path in tmp_path.iterdir()}, (
        "the same figures, the same files"
    )


def deliver(code: str, year: int, **changed: int) -> None:
    """The first quarter of a year, each month the same."""
    counts = COUNTS | {"C7": 5, "K3": 2} | changed
    bases = BASES | {"C7": 150, "K3": 100}
    take_cijfers(bron=Cijferbron.KUBUSBESTAND, by=SYSTEM, inhoud=Bestandsinhoud(regels=tuple(
        Kubusregel(gemeente=code, maand=date(year, month, 1), indicator=name, teller=count, noemer=bases.get(name))
        for month in (1, 2, 3) for name, count in counts.items()
    )))  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [({}, "Dat verschil kan toeval zijn"), ({"C5A": 40, "H1A": 8}, "Dat verschil is groter dan toeval")],
)
def test_a_gemeente_is_set_beside_its_own_earlier_year(
    samira: Client, changed: dict[str, int], said: str
) -> None:  # R-MON-5
    deliver(CODE, 2025)
    deliver(CODE, 2026, **changed)
    page = read(samira, f"{PAGE}?groep=eerder&van=2026K1&tot=2026K1")
    assert said in page
    assert "1e kwartaal 2025" in page
    assert "Verzonnen cijfers" not in page
    assert "kan ook van buiten komen" not in page
    deliver(CODE, 2022)
    deliver(CODE, 2023, **changed)
    page = read(samira, f"{PAGE}?groep=eerder&van=2023K1&tot=2023K1&cijfer=H1A")
    assert "Een verschil met “een jaar eerder” kan ook van buiten komen" not in page, (
        "no break of help in that year"
    )
    deliver(CODE, 2021)
    page = read(samira, f"{PAGE}?groep=eerder&van=2022K1&tot=2022K1&cijfer=H1A")
    assert (
        "Een verschil met “een jaar eerder” kan ook van buiten komen: er veranderde iets in februari 2021 "
        "en januari 2022." in page
    )


def test_below_the_gate_a_gemeente_is_shown_and_not_compared(samira: Client) -> None:  # R-MON-5
    for code in ("0599", "0363", "0344", "0518"):
        deliver(code, 2026)
    deliver(CODE, 2026, C7=90)
    page = read(samira, f"{PAGE}?groep=nederland")
    assert "Niet vergeleken: te veel pogingen zonder uitslag." in page
    assert "4 gemeenten zijn vergeleken; 1 niet" in page
    assert "er is niet gecorrigeerd" in page, "four gemeenten are too few for a model"
    assert "Niet vergeleken:" not in read(samira, f"{PAGE}?groep=nederland&cijfer=S2"), (
        "signals do not hang on attempts"
    )


def test_who_tells_of_one_month_how_well_it_was_recorded_does_not_pass_the_gate(
    here: None, tmp_path: Path
) -> None:  # R-MON-5
    for code in (CODE, "0599"):
        deliver(code, 2026)
    Vergelijkcel.objects.filter(code="0599", indicator="C7", maand__gt=date(2026, 1, 1)).delete()
    Vergelijkcel.objects.filter(code=CODE, indicator__in=("C4", "C5A", "H1A", "H1G", "H1C", "C7")).filter(
        maand=date(2026, 2, 1)
    ).update(teller=0, noemer=None)
    land = read_land([date(2026, 1, 1)], "")
    told = {code: land.registratie[code, None].zonder_uitslag for code in (CODE, "0599")}
    assert told == {CODE: 3, "0599": None}, "nobody was tried in February: there was nothing to record"
