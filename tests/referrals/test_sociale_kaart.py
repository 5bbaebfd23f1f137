"""The sociale kaart: kept per gemeente, chosen from at closing, read and written as a sheet (R-UIT-2)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.referrals import queries
from tijdig.referrals.actions.kaart import add_organisatie, import_kaart
from tijdig.referrals.models import Organisatie
from tijdig.referrals.sheet import FIELDS, as_csv, read_csv
from tijdig.refusals import Refused
from tijdig.rules.terms import Domein, Plek, Rolsoort

TODAY = make.TODAY
HEAD = "naam;domeinen;plek;wachttijd_weken;geldig_van;schuldhulpverlening"


def organisatie(naam: str = "Sociale Dienst", **more: Any) -> Organisatie:
    values = {"domeinen": ["financieel"], "geldig_van": TODAY, **more}
    return Organisatie.objects.create(gemeente_id="0505", naam=naam, **values)


@pytest.fixture
def keeper(client: Client, db: None) -> Client:
    make.gemeente()
    return make.login(client, make.user("tess", Rolsoort.TEAMLEIDER))


@pytest.mark.django_db
def test_who_has_room_comes_first_and_who_is_full_is_shown_as_such() -> None:  # R-UIT-2
    make.gemeente()
    organisatie("Vol Huis", plek="vol")
    organisatie("Wachthuis", plek="wachttijd", wachttijd_weken=6)
    organisatie("Zo Terecht")
    found = list(queries.found(TODAY, domein=Domein.FINANCIEEL))
    assert [o.naam for o in found] == ["Zo Terecht", "Wachthuis", "Vol Huis"]
    assert [queries.room_of(o) for o in found] == ["Er is plek", "Wachttijd 6 weken", "Vol"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zoek", "domein", "names"),
    [
        ("", None, ["Budgetmaatje", "Wijkteam"]),
        ("budget", None, ["Budgetmaatje"]),
        ("thuis maatje", None, ["Budgetmaatje"]),
        ("thuis niets", None, []),
        ("", Domein.NIET_FINANCIEEL, ["Wijkteam"]),
    ],
)
def test_it_is_searched_by_name_and_by_what_they_do(
    zoek: str, domein: Domein | None, names: list[str]
) -> None:
    make.gemeente()
    organisatie("Budgetmaatje", omschrijving="Een vrijwilliger komt thuis helpen.")
    organisatie("Wijkteam", domeinen=["niet_financieel"])
    organisatie("Voorbij", geldig_van=TODAY - timedelta(days=9), geldig_tot=TODAY - timedelta(days=1))
    organisatie("Straks", geldig_van=TODAY + timedelta(days=1))
    assert [o.naam for o in queries.found(TODAY, zoek=zoek, domein=domein)] == names


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";financieel;open;;;nee", "naam ontbreekt"),
        ("A;geld;open;;;nee", "domeinen is"),
        ("A;financieel;misschien;;;nee", "plek is"),
        ("A;financieel;wachttijd;;;nee", "aantal weken"),
        ("A;financieel;open;;30-02-2026;nee", "geen datum"),
        ("A;financieel;open;;;misschien", "ja of nee"),
        (f"{'A' * 121};financieel;open;;;", "langer dan 120"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_read(line: str, fault: str) -> None:
    sheet = read_csv(f"{HEAD}\nGoed;financieel;;;;\n{line}\n".encode(), today=TODAY)
    assert len(sheet.faults) == 1
    assert sheet.faults[0].startswith("Regel 3: ")
    assert fault in sheet.faults[0]


def test_a_sheet_without_its_columns_or_without_sense_says_so() -> None:
    assert "domeinen" in read_csv(b"naam\nA", today=TODAY).faults[0]
    assert "te groot" in read_csv(b"x" * 2_000_001, today=TODAY).faults[0]
    assert read_csv(b"\xff\xfe\x00", today=TODAY).faults


text = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(str.strip)


@given(text.filter(lambda t: bool(t)), text, st.sampled_from(Plek), st.booleans())
def test_what_is_written_is_read_the_same(naam: str, omschrijving: str, plek: Plek, shv: bool) -> None:
    if naam.startswith("'") or omschrijving.startswith("'"):
        return  # an apostrophe of their own in front of a formula cannot be told from ours
    row = Organisatie(
        naam=naam, domeinen=["financieel", "niet_financieel"], omschrijving=omschrijving, plek=plek,
        schuldhulpverlening=shv, wachttijd_weken=3 if plek is Plek.WACHTTIJD else None, geldig_van=TODAY,
    )  # fmt: skip
    sheet = read_csv(as_csv([row]), today=TODAY)
    assert sheet.faults == ()
    assert sheet.regels[0] == {name: getattr(row, name) for name in FIELDS}


@pytest.mark.django_db
def test_a_list_read_twice_changes_nothing_the_second_time() -> None:
    make.gemeente()
    raw = f"{HEAD}\nWijkteam;niet_financieel;vol;;2026-01-01;\nSHV;financieel;open;;01-02-2026;ja\n".encode()
    for expected in ((2, 0), (0, 0)):
        sheet = read_csv(raw, today=TODAY)
        assert import_kaart(regels=sheet.regels, gemeente_code="0505", today=TODAY, by=SYSTEM) == expected
    again = read_csv(raw.replace(b";vol;", b";open;"), today=TODAY)
    assert import_kaart(regels=again.regels, gemeente_code="0505", today=TODAY, by=SYSTEM) == (0, 1)
    assert Organisatie.objects.get(naam="SHV").geldig_van == date(2026, 2, 1)


@pytest.mark.django_db
def test_who_may_not_keep_it_changes_nothing() -> None:  # R-ROL-1
    make.gemeente()
    anna = make.actor(make.user())
    with pytest.raises(Refused, match="geen recht"):
        add_organisatie(
            gegevens={"naam": "A", "domeinen": ["financieel"], "geldig_van": TODAY},
            gemeente_code="0505",
            by=anna,
        )


def test_an_organisation_is_added_changed_and_taken_out(keeper: Client) -> None:
    assert "nog leeg" in keeper.get(reverse("referrals:kaart")).content.decode()
    data = {"naam": "Budgetmaatje", "domeinen": "financieel", "plek": "wachttijd", "geldig_van": "2026-01-01"}
    answer = keeper.post(reverse("referrals:organisatie_nieuw"), data)
    assert (answer.status_code, "hoeveel weken" in answer.content.decode()) == (422, True)
    assert "staat op de sociale kaart" in _posted(
        keeper, "referrals:organisatie_nieuw", data | {"wachttijd_weken": "4"}
    )
    enter("0505")
    made = Organisatie.objects.get()
    assert "bijgewerkt" in _posted(keeper, "referrals:organisatie_wijzigen", data | {"plek": "vol"}, made.pk)
    taken = keeper.get(reverse("referrals:kaart_csv")).content.decode("utf-8-sig")
    assert taken.splitlines()[1].startswith("Budgetmaatje;financieel;nee;")


def test_a_list_is_read_in_from_the_page(keeper: Client) -> None:
    def send(raw: bytes) -> str:
        file = SimpleUploadedFile("kaart.csv", raw)
        page = keeper.post(
            reverse("referrals:kaart_inlezen"), {"bestand": file}, follow=True
        ).content.decode()
        enter("0505")
        return page

    assert "Er is niets ingelezen" in send(f"{HEAD}\nA;geld;;;;\n".encode())
    assert not Organisatie.objects.exists()
    assert "1 nieuw, 0 gewijzigd" in send(f"{HEAD}\nA;financieel;;;;\n".encode())


def _posted(client: Client, page: str, data: dict[str, str], *args: object) -> str:
    answer: Callable[..., Any] = client.post
    shown: str = answer(reverse(page, args=args), data, follow=True).content.decode()
    return shown
