"""The yearly report and that of the council: what is in it, as PDF/UA, HTML, page and command (R-MON-8)."""

import io
import re
from datetime import date
from pathlib import Path

import pdfua
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests import make
from tests.monitor.town import CODE, TODAY, fill
from tests.outreach.letters import reading_order, tags
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.accounts.models import Gemeente
from tijdig.demo.country import invent_country
from tijdig.demo.country_cells import cells_of
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.monitor.comparing.reading import Bestandsinhoud
from tijdig.monitor.models import Kubuscel, Kubusstand
from tijdig.monitor.report.document import Kerncijfers, Tekening, Verslag
from tijdig.monitor.report.making import gemeente_report, years_counted
from tijdig.monitor.report.national import country_report
from tijdig.monitor.report.paper import report_as_pdf
from tijdig.monitor.report.sources import country_source
from tijdig.monitor.report.web import chapters_as_html, file_as_html
from tijdig.refusals import Refused
from tijdig.rules.compared import KETEN
from tijdig.rules.terms import Cijferbron, Rolsoort

YEAR = 2025
MONTHS = [date(year, month, 1) for year in (2024, YEAR) for month in range(1, 13)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente(monkeypatch: pytest.MonkeyPatch) -> Gemeente:
    """Two whole years of figures, multiplied so that a report has something to compare."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    fill(31, MONTHS, 30)
    rebuild_kubus(gemeente_code=CODE, today=TODAY, by=SYSTEM)
    enter(CODE)
    Kubuscel.objects.update(teller=F("teller") * 37, noemer=F("noemer") * 37)
    return Gemeente.objects.get(pk=CODE)


def report(gemeente: Gemeente, *, raad: bool = False, openbaar: bool = False, jaar: int = YEAR) -> Verslag:
    return gemeente_report(gemeente, jaar=jaar, today=TODAY, raad=raad, openbaar=openbaar)


def test_the_yearly_report_has_the_chapters_of_the_monitor(gemeente: Gemeente) -> None:
    verslag = report(gemeente)
    names = [chapter.naam for chapter in verslag.hoofdstukken]
    assert names == [
        "samenvatting", "signalen", "partners", "melding", "soorten", "hulpaanbod", "bereik", "hulp", "soort-hulp",
        "op-tijd", "registratie", "verantwoording",
    ]  # fmt: skip
    said = " ".join(verslag.texts())
    total = sum(c.teller for c in Kubuscel.objects.filter(indicator="M1", dimensie="", maand__year=YEAR))
    assert f"{total:,}".replace(",", ".") in said
    assert "definitie 2023" in said  # R-MON-3
    assert "“Zeker tussen” is het interval van Wilson" in said  # R-MON-4
    assert "cijfers met 2024 vergeleken" in said
    short = report(gemeente, raad=True)
    assert len(short.hoofdstukken) < len(names)
    assert short.hoofdstukken[-1].naam == "verantwoording"


def test_what_goes_out_is_rounded_and_agrees_with_itself(gemeente: Gemeente) -> None:  # R-MON-6
    for verslag in (report(gemeente, raad=True), report(gemeente, openbaar=True)):
        assert "afgerond op een veelvoud van 10" in " ".join(verslag.texts())
        for figuur in _figures(verslag):
            for regel in figuur.tabel.regels:
                counts = [c.replace(".", "") for c in regel.cellen if re.fullmatch(r"[\d.]+", c)]
                assert all(int(count) % 10 == 0 for count in counts), (figuur.titel, regel)
        one = {f.naam: f.tabel for f in _figures(verslag)}
        assert one["hulp"].regels[2].cellen[1] == one["bereikt"].regels[0].cellen[0]
    own = {f.naam: f.tabel for f in _figures(report(gemeente))}
    assert any(int(c) % 10 for c in own["bereikt"].regels[0].cellen[:2] if c.isdigit())


def _figures(verslag: Verslag) -> list:
    parts = [part for chapter in verslag.hoofdstukken for part in chapter.onderdelen]
    return [part.figuur for part in parts if isinstance(part, Tekening)]


def test_half_a_year_is_not_set_against_a_whole_one(gemeente: Gemeente) -> None:
    Kubuscel.objects.filter(maand__year=2024, maand__month__lte=6).delete()
    said = " ".join(report(gemeente).texts())
    assert "niet genoeg cijfers" in said
    assert not re.search(r"(hoger|lager) dan in", said)


def test_months_that_still_grow_are_not_compared(gemeente: Gemeente) -> None:
    """In the first weeks of a year the last months of the one before have not had their time."""
    Kubusstand.objects.update(dag=date(2026, 2, 10))
    said = " ".join(report(gemeente).texts())
    assert "groeien nog" in said
    assert "Vergelijk dit cijfer pas na 1 april\u00a02026" in said
    assert not re.search(r"bereikt was in 2025 (hoger|lager)", said)
    assert "signalen per 1.000 inwoners per maand" in said
    assert "groeien nog" not in " ".join(report(gemeente, jaar=2024).texts())


def test_what_cannot_be_made_is_refused_with_a_sentence(gemeente: Gemeente) -> None:
    with pytest.raises(Refused, match="geen hele maanden"):
        report(gemeente, jaar=2019)
    Kubuscel.objects.filter(maand__gt=date(YEAR, 1, 1)).exclude(indicator="M1", maand__month__lt=4).delete()
    # The bound is on what would be published, which chance moves by some tens, another way in each installation.
    Kubuscel.objects.filter(indicator__in=("M1", "C4"), dimensie="").update(teller=13, noemer=None)
    with pytest.raises(Refused, match="minder dan 100 meldingen"):
        report(gemeente, raad=True)
    Kubuscel.objects.filter(maand__gt=date(YEAR, 1, 1)).delete()
    assert report(gemeente).periode == "januari\u00a02025"
    with pytest.raises(Refused, match="geen hele kwartalen"):
        report(gemeente, openbaar=True)


def test_the_pdf_is_accessible(gemeente: Gemeente, tmp_path: Path) -> None:
    for raad in (False, True):
        verslag = report(gemeente, raad=raad)
        pdf = report_as_pdf(verslag, day=TODAY)
        assert pdf == report_as_pdf(verslag, day=TODAY), "the same report, the same bytes"
        path = tmp_path / f"{raad}.pdf"
        path.write_bytes(pdf)
        assert list(pdfua.validate(path).findings) == []
        found = tags(pdf)
        charts = [f for f in _figures(verslag) if f.tekening]
        assert found.count("/Figure") == len(charts)
        assert found.count("/Table") == len(_figures(verslag))
        assert "/TH" in found
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == "nl"
            assert str(document.docinfo.Title) == verslag.volle_titel
            with document.open_outline() as outline:
                assert [str(item.title) for item in outline.root] == [c.titel for c in verslag.hoofdstukken]
            alts = [str(e.Alt) for e in document.objects if isinstance(e, pikepdf.Dictionary) and "/Alt" in e]
        assert set(alts) == {f.tekening.alt for f in charts}
        read = reading_order(pdf).replace("\u00a0", " ")
        for chapter in verslag.hoofdstukken:
            assert chapter.titel in read


def test_the_html_needs_nothing_else_and_stays_dutch(gemeente: Gemeente) -> None:
    verslag = report(gemeente)
    with translation.override("en"):
        page = file_as_html(verslag).decode()
        inside = chapters_as_html(verslag)
    assert page.startswith("<!doctype html>") or page.split("<!doctype html>")[0].strip() == ""
    assert '<html lang="nl">' in page
    assert not re.search(r"<(script|link|img|iframe)|https?://", page)
    charts = re.findall(r'<svg class="m-chart".*?</svg>', page, flags=re.DOTALL)
    assert len(charts) == len([f for f in _figures(verslag) if f.tekening])
    assert all(re.search(r"<desc [^>]*>[^<]+\d[^<]*\.</desc>", chart) for chart in charts)
    assert page.count("<table") == len(_figures(verslag))
    assert "Zorgverzekeraar" in inside
    assert "Health insurer" not in inside
    keys = next(p for p in verslag.hoofdstukken[0].onderdelen if isinstance(p, Kerncijfers))
    assert all(figure.waarde in page for figure in keys.cijfers)


def test_the_page_shows_it_and_gives_both_files(client: Client, gemeente: Gemeente) -> None:
    bea = make.login(client, make.user("bea", Rolsoort.BELEIDSADVISEUR))
    page = bea.get(reverse("monitor:verslag") + "?jaar=2025&soort=raad").content.decode()
    enter(CODE)
    assert "verslag voor de raad" in page
    assert "Alle aantallen zijn afgerond" in page
    assert '<article class="t-panel v-page" lang="nl"' in page
    links = re.findall(r'href="(/cijfers/verslag/bestand[^"]+)"', page)
    assert len(links) == 2
    for address, begin in zip(links, (b"%PDF", b""), strict=True):
        answer = bea.get(address.replace("&amp;", "&"))
        enter(CODE)
        assert answer["Content-Disposition"].startswith('attachment; filename="raadsverslag-0505-2025.')
        assert answer.content.startswith(begin)
    assert (
        "Houd dit verslag binnen de gemeente"
        in bea.get("/cijfers/verslag/?jaar=1999&soort=x").content.decode()
    )
    enter(CODE)
    assert years_counted() == [2025, 2024]
    assert bea.get("/cijfers/verslag/bestand.doc?jaar=2025").status_code == 404
    joost = make.login(Client(), make.user("joost", Rolsoort.VROEGSIGNALEERDER))
    assert joost.get("/cijfers/verslag/").status_code == 403


def test_without_figures_the_page_says_what_happens(client: Client) -> None:
    make.gemeente(CODE)
    samira = make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))
    page = samira.get("/cijfers/verslag/").content.decode()
    assert "Er is nog geen verslag te maken" in page
    assert samira.get("/cijfers/verslag/bestand.pdf").status_code == 404


def test_one_command_makes_both_files(
    gemeente: Gemeente, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    call_command("jaarverslag", "--gemeente", CODE, "--jaar", "2025", "--raad", str(tmp_path / "uit"))
    enter(CODE)
    names = sorted(path.name for path in (tmp_path / "uit").iterdir())
    assert names == ["raadsverslag-0505-2025.html", "raadsverslag-0505-2025.pdf"]
    assert "raadsverslag-0505-2025.pdf" in capsys.readouterr().out
    for wrong in (
        ["--gemeente", "9999", "--jaar", "2025"],
        ["--gemeente", CODE, "--jaar", "2017"],
        ["--landelijk", "--jaar", "2019"],
        ["--landelijk", "--jaar", "2024", "--raad"],
    ):
        with pytest.raises(CommandError):
            call_command("jaarverslag", *wrong, str(tmp_path))
        enter(CODE)


def test_the_national_report_comes_from_what_was_delivered(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # R-MON-5, R-MON-8
    """Of the store: who took part by size and province, which part of it, and never with too few to tell."""
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)
    land = invent_country(seed=3, years=(2024,))
    some = [t for t in land if t.code in ("0505", "0599", "0363", "0344", "0518", "0014")]
    take_cijfers(inhoud=Bestandsinhoud(regels=tuple(cells_of(some))), bron=Cijferbron.KUBUSBESTAND, by=SYSTEM)
    enter(CODE)
    bea = make.login(client, make.user("bea", Rolsoort.BELEIDSADVISEUR))
    page = bea.get(reverse("monitor:verslag") + "?jaar=2024&soort=landelijk").content.decode()
    enter(CODE)
    assert "Dit is niet heel Nederland" in page
    assert "Deelname naar provincie" in page
    assert "200.000 en meer" in page
    assert "Ingelezen tot en met" in page
    assert "erzonnen" not in page
    assert page.count('<details class="v-chapter v-fold"') == page.count('<li><a href="#h-'), (
        "as in the contents"
    )
    with CaptureQueriesContext(connection) as again:
        bea.get(reverse("monitor:verslag") + "?jaar=2024&soort=landelijk")
    enter(CODE)
    assert not any("vergelijkcel" in query["sql"] and "waarde" in query["sql"] for query in again), (
        "it was kept"
    )
    call_command("jaarverslag", "--landelijk", "--jaar", "2024", str(tmp_path))
    enter(CODE)
    pdf = tmp_path / "jaarverslag-nederland-2024.pdf"
    assert list(pdfua.validate(pdf).findings) == []
    bare = [r for r in cells_of(some) if r.gemeente != "0505" or (r.dimensie == "" and r.indicator in KETEN)]
    mixed = country_source(bare, jaar=2024, geteld_op=TODAY)
    full = country_source(cells_of(some), jaar=2024, geteld_op=TODAY)
    assert mixed is not None
    assert full is not None
    assert mixed.nu.whole("S1").teller == pytest.approx(full.nu.whole("S1").teller, rel=0.02), (
        "no signal is lost"
    )
    assert mixed.nu.whole("S6").noemer < full.nu.whole("S6").noemer
    assert mixed.nu.figure("S6") == pytest.approx(full.nu.figure("S6"), abs=0.02)
    two = [t for t in some if t.code in ("0505", "0599")]
    with pytest.raises(Refused, match="minder dan 3 gemeenten"):
        country_report(cells_of(two), jaar=2024, day=TODAY, verzonnen=False)
