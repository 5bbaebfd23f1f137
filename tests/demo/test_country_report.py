"""The report of the invented Netherlands says what was published, rounded as it is (R-MON-4, R-MON-6, R-MON-8)."""

import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.outreach.letters import reading_order
from tijdig.demo.country import Maandtelling, invent_country
from tijdig.demo.country_cells import cells_of
from tijdig.demo.country_rows import count_country_rows, write_country_rows
from tijdig.monitor.comparing.layout import INVENTED
from tijdig.monitor.comparing.reading import read_file
from tijdig.monitor.comparing.writing import write_lines
from tijdig.monitor.netherlands import published
from tijdig.monitor.report.changes import compare
from tijdig.monitor.report.paper import report_as_pdf
from tijdig.monitor.report.sources import Bron, country_source
from tijdig.monitor.report.yearly import ONDERWERPEN, yearly_report
from tijdig.rules.difference import Uitspraak
from tijdig.rules.indicators import Dimensie
from tijdig.rules.yearly import mean_of_months

DAY = date(2025, 4, 15)
PRINTED = 0.5  # what was printed as a whole per cent may have been half a point more or less
TYPE, KIND = Dimensie.PARTNERTYPE, Dimensie.CONTACTSOORT


@pytest.fixture(scope="module")
def land() -> list[Maandtelling]:
    return invent_country(seed=11, years=(2023, 2024))


@pytest.fixture(scope="module")
def bron(land: list[Maandtelling]) -> Bron:
    found = country_source(cells_of(land), jaar=2024, geteld_op=DAY, verzonnen=True)
    assert found is not None
    return found


# year, published figure, indicator, dimension, value, how far off it may be in points, and why that far
TOLERANCES = [
    (2024, "bereikt", "C5A", "", "", PRINTED + 0.2, "printed whole; drawn, gemeenten differ"),
    (2024, "geprobeerd", "C4", "", "", PRINTED, "printed whole"),
    (2024, "hulp_van_bereikt", "H1C", "", "", PRINTED + 0.5, "printed whole; of a seventh, so drawn more widely"),
    (2024, "opeenvolgend", "M2O", "", "", PRINTED, "'almost half'; the middle of what that can be"),
    (2024, "einde_levering", "S5", "", "", PRINTED, "printed whole; one in five signals"),
    (2023, "bereikt", "C5A", "", "", PRINTED + 0.2, "as in 2024"),
    (2023, "hulp_van_bereikt", "H1C", "", "", PRINTED + 0.5, "as in 2024"),
    (2023, "in_melding", "S6", "", "", 1.0, "follows from 2.9 meldingen and 4.0 signals, each printed with one place"),
    (2023, "enkelvoudig", "M2E", "", "", PRINTED, "printed whole"),
    (2023, "meervoudig", "M2M", "", "", PRINTED, "printed whole"),
    (2023, "opeenvolgend", "M2O", "", "", PRINTED, "printed whole"),
    # Printed of nine months; the pools of March weigh more in the sum than in the mean.
    (2023, "einde_levering", "S5", "", "", 1.0, "nine of twelve months"),
]  # fmt: skip


@pytest.mark.parametrize(("year", "figure", "indicator", "dimensie", "waarde", "points", "why"), TOLERANCES)
def test_a_figure_of_the_report_is_as_near_as_stated(
    bron: Bron, year: int, figure: str, indicator: str, dimensie: str, waarde: str, points: float, why: str
) -> None:
    cijfers = bron.nu if year == 2024 else bron.eerder
    assert cijfers is not None
    found = cijfers.figure(indicator, Dimensie(dimensie), waarde)
    assert found is not None
    assert 100 * found == pytest.approx(published()[str(year), figure], abs=points), why


def test_rates_partners_and_attempts_too(bron: Bron) -> None:
    told = published()
    for cijfers in (bron.nu, bron.eerder):
        assert cijfers is not None
        rate = mean_of_months([part] for part in cijfers.rates("S1"))
        # Printed with one place: 0.05; rounding cells adds nothing on average.
        assert 1000 * rate == pytest.approx(told[str(cijfers.jaar), "signalen_per_1000_per_maand"], abs=0.06)
        mix = "2024H1" if cijfers.jaar == 2024 else "2023"
        for kind in ("zorgverzekeraar", "verhuurder", "energieleverancier", "drinkwaterbedrijf"):
            # Of 2024 only half a year was published, printed whole, and the four add up to 99.
            assert 100 * cijfers.part_of("S1", TYPE, kind) == pytest.approx(told[mix, kind], abs=1.3)
        for kind in ("telefoon", "brief", "huisbezoek"):
            assert 100 * cijfers.part_of("C1", KIND, kind) == pytest.approx(told["2021", kind], abs=1.0)
        # "A third or more" of the visits, fifteen of a hundred letters; our own 35 for the first.
        assert 33 <= 100 * cijfers.figure("C6", KIND, "huisbezoek") <= 37
        assert 100 * cijfers.figure("C6", KIND, "brief") == pytest.approx(
            told["2021", "contact_brief"], abs=1.0
        )


def test_of_the_country_gemeenten_are_the_units(bron: Bron) -> None:
    """Signals rose by a tenth in what was published and are claimed; reach was one in five twice and is not."""
    assert len(bron.panel()) == 240
    changes = compare(bron, ONDERWERPEN)
    signals, reach = changes.verschillen["S1"], changes.verschillen["C5A"]
    assert signals is not None
    assert signals.uitspraak is Uitspraak.HOGER
    assert signals.interval.low < 4.4 / 4.0 - 1 + 0.02 < signals.interval.high + 0.02
    assert reach is not None
    assert reach.uitspraak is Uitspraak.NIET_AANGETOOND
    assert all(changes.breaks(o.reeks) for o in ONDERWERPEN if o.indicator in ("S1", "C5A", "H1C"))  # R-MON-3


def test_who_gave_signals_alone_is_no_gemeente_without_meldingen(
    land: list[Maandtelling], bron: Bron
) -> None:  # R-MON-4
    """A third delivered only signals the year before: meldingen did not grow by that."""
    cells = [
        cell for cell in cells_of(land)
        if cell.maand.year == 2024 or cell.indicator == "S1" or int(cell.gemeente) % 3
    ]  # fmt: skip
    mixed = country_source(cells, jaar=2024, geteld_op=DAY, verzonnen=True)
    assert mixed is not None
    assert len(mixed.panel("M1")) < len(mixed.panel("S1")) == len(mixed.panel())
    found, whole = (compare(one, ONDERWERPEN) for one in (mixed, bron))
    grown, full = found.verschillen["M1"], whole.verschillen["M1"]
    assert grown is not None
    assert full is not None
    assert grown.interval.low < full.interval.high
    assert grown.interval.high > full.interval.low
    meldingen, signals = (next(o for o in ONDERWERPEN if o.indicator == name) for name in ("M1", "S1"))
    assert f"{len(mixed.panel('M1'))} gemeenten" in found.who([meldingen])
    assert not any(letter.isdigit() for letter in found.who([meldingen, signals]))


def test_the_national_report_says_it_and_that_it_is_invented(bron: Bron, tmp_path: Path) -> None:
    verslag = yearly_report(bron)
    said = " ".join(verslag.texts()).replace("\u00a0", " ")
    assert "gemiddeld 4,4 per 1.000 inwoners per maand" in said
    assert "In januari 2024 deden 289 gemeenten mee en in december 2024 308." in said
    assert "gemiddelde van de maanden" in said  # R-MON-4
    assert "Alle cijfers zijn verzonnen" in said
    assert "registratie" not in [chapter.naam for chapter in verslag.hoofdstukken]
    pdf = report_as_pdf(verslag, day=DAY)
    assert pdf.startswith(b"%PDF")
    assert "Verzonnen land: geen cijfer is echt" in reading_order(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == "Vroegsignalering van schulden in 2024, Nederland"
    counts = [n for n in re.findall(r"\b\d{1,3}(?:\.\d{3})+\b", said) if n not in ("1.000", "100.000")]
    assert counts
    assert all(int(n.replace(".", "")) % 10 == 0 for n in counts)


def test_rows_count_back_to_the_same_cells(land: list[Maandtelling], tmp_path: Path) -> None:  # R-MON-1
    """By the shared text of the cube, of all together and of one gemeente; with the same seed the same rows."""
    march = [t for t in land if t.maand == date(2023, 3, 1) and t.inwoners < 60_000]
    written = write_country_rows(tmp_path / "a", march)
    assert written["feit_signaal"] == sum(sum(t.signalen.values()) for t in march)
    assert _counted(tmp_path / "a") == _cells(march)
    one = march[17].code
    assert _counted(tmp_path / "a", one) == _cells([t for t in march if t.code == one])
    write_country_rows(tmp_path / "b", march)
    for path in (tmp_path / "a").rglob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


@pytest.mark.parametrize(("year", "versie"), [(2021, "2021"), (2023, "2023")])
def test_kinds_come_out_by_the_definition_they_were_published_with(
    tmp_path: Path, year: int, versie: str
) -> None:  # R-MON-3
    """74, 22 and 4 of a hundred as 2021 counted, 50, 40 and 11 as 2023 did; a point either way for what was printed
    whole, and one more because how far back a signal lies is invented."""
    month = [t for t in invent_country(seed=11, years=(year,)) if t.maand.month == 9 and t.inwoners < 150_000]
    write_country_rows(tmp_path, month)
    counted = [c for c in count_country_rows(tmp_path) if c[2] == "" and c[4] == versie]
    for kind, indicator in (("enkelvoudig", "M2E"), ("meervoudig", "M2M"), ("opeenvolgend", "M2O")):
        found = [(c[5], c[6]) for c in counted if c[1] == indicator]
        share = 100 * sum(t for t, _ in found) / sum(n for _, n in found)
        assert share == pytest.approx(published()[str(year), kind], abs=2.0), kind


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_cubes_as_a_file_are_the_same_cells(
    land: list[Maandtelling], tmp_path: Path, ending: str
) -> None:  # R-MON-5
    """In the one layout, with its description beside it, and read back as invented."""
    some = [cell for cell in cells_of(land) if cell.gemeente in ("0505", "0599") and cell.maand.month < 3]
    path = tmp_path / f"kubussen.{ending}"
    write_lines(path, some, bron=INVENTED)
    found = read_file(path, today=date(2026, 1, 1))
    assert list(found.regels) == some
    assert found.verzonnen
    if ending == "csv":
        described = json.loads((tmp_path / "kubussen.csv-metadata.json").read_text())
        head = path.read_text().splitlines()[0].split(";")
        assert [column["name"] for column in described["tableSchema"]["columns"]] == head
        assert described["indicatoren"]["H1C"]["noemer"]


def _counted(folder: Path, gemeente: str = "") -> dict[tuple, tuple[int, int]]:
    """What the rows hold of the figures the counts have."""
    wanted = {"C1", "C3", "C4", "C5A", "C5G", "C6", "H1A", "H1C", "H1G", "H2F", "H2N", "H2Q", "M1", "M2E", "M2M", "M2O",
              "S1", "S5", "S6"}  # fmt: skip
    places = {("", name) for name in wanted} | {
        (str(TYPE), "S1"),
        (str(TYPE), "S6"),
        (str(KIND), "C1"),
        (str(KIND), "C6"),
    }
    return {
        c[:5]: (c[5], c[6] or 0)
        for c in count_country_rows(folder, gemeente=gemeente)
        if (c[2], c[1]) in places
    }


def _cells(tellingen: list[Maandtelling]) -> dict[tuple, tuple[int, int]]:
    teller: Counter = Counter()
    noemer: Counter = Counter()
    for c in cells_of(tellingen):
        key = (c.maand, c.indicator, str(c.dimensie), c.waarde, c.definitie)
        teller[key] += c.teller
        noemer[key] += c.noemer or 0
    return {key: (teller[key], noemer[key]) for key in teller if teller[key] or noemer[key]}
