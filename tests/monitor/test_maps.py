"""Maps: classes, tiles and outlines, and the command that loads them (R-MON-7)."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.monitor.town import CODE
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.monitor.answers.on_a_map import country_figure
from tijdig.monitor.maps import klassen_of, tiles
from tijdig.monitor.models import Gebied, Referentiecijfer
from tijdig.monitor.places import country, wijken
from tijdig.monitor.reference import published_of, residents_per_year
from tijdig.monitor.words import number
from tijdig.rules.terms import Contextcijfer

SQUARE = [[4.6, 51.7], [4.8, 51.7], [4.8, 51.9], [4.6, 51.9], [4.6, 51.7]]


def outline(code: str, naam: str, ring: list[list[float]] = SQUARE, **more: Any) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": {"statcode": code, "statnaam": naam, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def write(folder: Path, name: str, content: object) -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@given(values=st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_classes_hold_every_value_and_split_no_equals(values: list[float]) -> None:
    klassen = klassen_of(values)
    places = [klassen.place_of(value) for value in sorted(values)]
    assert places == sorted(places)
    assert set(places) <= set(range(1, len(klassen.vanaf) + 1))
    assert len(klassen.names(number)) == len(klassen.vanaf) <= 5


@pytest.mark.django_db
def test_without_outlines_every_gemeente_is_a_tile_of_its_own() -> None:
    places = country()
    assert len(places) == len({place.pad for place in places}) == 342
    with CaptureQueriesContext(connection) as asked:
        figure = country_figure("kaart", "Proef", {CODE: 4.0, "0518": 11.2}, kolom="Deel", own=CODE)
    assert len(asked) == 1
    kaart = figure.tekening
    assert kaart is not None
    assert "het hoogst in 's-Gravenhage (11), het laagst in Dordrecht (4)" in kaart.alt
    assert "2 van de 342" in kaart.alt
    assert len(figure.tabel.regels) == 342
    assert ("Geen cijfer", "schaal-0") in kaart.legenda


def test_a_name_stays_within_its_tile() -> None:
    placed = tiles(
        [(naam, naam, 0, 0) for naam in ("Reehoven", "Nieuw-Merwestein", "Bedrijventerreinen")], named=True
    )
    assert [tile.opschrift.split("\n") for tile in placed] == [
        ["Reehoven"], ["Nieuw-", "Merwestein"], ["Bedrijventerr…"[:12] + "…"],
    ]  # fmt: skip


@pytest.mark.django_db
def test_wijken_are_tiles_until_their_outlines_are_loaded(tmp_path: Path) -> None:
    names = ["Sterrenburg", "krispijn "]
    assert [place.opschrift for place in wijken(CODE, names)] == ["Sterrenburg", "krispijn "]
    features = [
        outline("WK050500", "Wijk 00 Krispijn"), outline("WK050501", "Wijk 01 Sterrenburg"),
        outline("WK051800", "Elders"),
    ]  # fmt: skip
    call_command("referentie_inlezen", write(tmp_path, "wijken_2026.geojson", {"features": features}))
    found = wijken(CODE, names)
    assert [(place.code, place.naam) for place in found] == [
        ("krispijn ", "Krispijn"),
        ("Sterrenburg", "Sterrenburg"),
    ]
    assert found[0].pad.startswith("M")


@pytest.mark.django_db
def test_a_file_is_loaded_again_in_the_place_of_what_it_brought(tmp_path: Path) -> None:
    old = write(tmp_path, "gemeenten_2025.geojson", {"features": [outline("GM0505", "Dordrecht")]})
    new = write(tmp_path, "gemeenten_2026.geojson", {"features": [outline("GM0505", "Dordrecht (nieuw)")]})
    figures = write(
        tmp_path,
        "inwoners.csv",
        "gemeentecode;jaar;inwoners\nGM0505;2026;120000\nNL00;2026;18000000\nGM0518;2026;.\n",
    )
    for _ in range(2):
        call_command("referentie_inlezen", old, new, figures)
    assert Gebied.objects.count() == 2
    assert [place.naam for place in country()] == ["Dordrecht (nieuw)"]
    assert list(Referentiecijfer.objects.values_list("gemeentecode", "waarde", "bron")) == [
        ("0505", 120_000.0, "inwoners.csv")
    ]
    assert residents_per_year(CODE, [2021, 2026, 2027]) == {2021: 119_115, 2026: 120_000, 2027: 120_000}
    found = published_of(Contextcijfer.INWONERS)
    assert found is not None
    assert (found.jaar, found.bron) == (2026, "inwoners.csv")
    assert AuditEvent.objects.filter(what="referentie.ingelezen").count() == 6


REFUSED: list[tuple[str, object, str]] = [
    ("a_2026.geojson", "{", "geen GeoJSON"),
    ("a_2026.geojson", {"features": []}, "geen gemeente of wijk"),
    ("a.geojson", {"features": [outline("GM0505", "Dordrecht")]}, "--jaar"),
    ("a_2026.geojson", {"features": [outline("GM0505", "D", [[105000.0, 425000.0]] * 4)]}, "moeten graden zijn"),
    ("a_2026.geojson", {"features": [{"properties": {"statcode": "GM0505"}, "geometry": None}]}, "geen omtrek"),
    ("a.csv", "naam;inwoners\nDordrecht;1\n", "kolom met codes"),
    ("a.csv", "gemeentecode;iets\nGM0505;1\n", "kolom met een cijfer"),
    ("a.csv", "gemeentecode;inwoners\nGM0505;1\n", "--jaar"),
    ("a_2026.csv", "gemeentecode;inwoners\nGM0505;veel\n", "'veel' is geen getal"),
    ("a_2026.csv", "gemeentecode;inwoners\nGM0505;-4\n", "niet lager zijn dan 0"),
    ("a_2026.csv", "gemeentecode;inwoners\n505;1\n", "geen enkele gemeente"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "why"), REFUSED)
def test_a_file_that_cannot_be_used_is_explained_and_leaves_nothing(
    tmp_path: Path, name: str, content: object, why: str
) -> None:
    with pytest.raises(CommandError, match="Van dit bestand is niets bewaard") as refused:
        call_command("referentie_inlezen", write(tmp_path, name, content))
    assert why in str(refused.value)
    assert not Gebied.objects.exists()
    assert not Referentiecijfer.objects.exists()


@pytest.mark.django_db
def test_the_files_of_cbs_are_read_as_they_are(shared: Path) -> None:
    names = ("gemeente_2026_wgs84_gegeneraliseerd.geojson", "gemeente_2023_wgs84_detail.geojson",
             "inwoners_gemeente_jaar.csv", "cbs_problematische_schulden_personen_gemeente_2023.csv")  # fmt: skip
    call_command("referentie_inlezen", *(str(shared / "data" / name) for name in names))
    enter(CODE)
    drawn = country()
    assert len(drawn) == 342
    assert sum(len(place.pad) for place in drawn) < 60_000  # what a page can carry
    assert Referentiecijfer.objects.filter(cijfer=Contextcijfer.INWONERS, jaar=2023).count() == 342
    debts = published_of(Contextcijfer.PROBLEMATISCHE_SCHULDEN)
    assert debts is not None
    assert (debts.jaar, max(debts.waarden, key=debts.waarden.__getitem__)) == (2023, "0599")
    make.gemeente(CODE)
