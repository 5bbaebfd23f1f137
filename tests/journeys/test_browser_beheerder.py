"""The beheerder in the browser: a new partner, its agreement, and files that are not what they should be.

R-PAR-2 (agreement), R-INT-1..4 (every line accounted for, broken files refused with a sentence).
"""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import TODAY, Site, Visitor
from tijdig.intake.models import Aanlevering

pytestmark = pytest.mark.browser

HEADING = "referentie;soort;voorletters;achternaam;postcode;huisnummer;bedrag;vervaldatum"
DUE = (TODAY - timedelta(days=80)).isoformat()
LINES = [
    f"N-1;huur;A.;Onbekend;3311 XX;1;450,00;{DUE}",
    f"N-2;huur;B.;Onbekend;3311 XX;3;veel;{DUE}",
    f"N-3;huur;C.;Onbekend;3311;5;450,00;{DUE}",
    f"N-4;huur;D.;Onbekend;3311 XX;7;510,25;{DUE}",
]
STEPS = ("herinnering", "moeite voor persoonlijk contact", "hulp bij schulden", "gegevens door te geven")


def file_of(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines, ""]).encode()


def bomb() -> bytes:
    """An Excel file of some kilobytes that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(bytes(1_000_000))
    return packed.getvalue()


def deliver(page: Page, partner: str, name: str, content: bytes) -> None:
    page.goto("/aanleveringen/nieuw")
    page.get_by_label("Partner", exact=True).select_option(label=partner)
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    for step in STEPS:
        page.get_by_role("checkbox", name=step).check()
    page.get_by_role("button", name="Lever aan").click()
    expect(page.get_by_role("heading", name=partner)).to_be_visible()


def test_a_new_partner_delivers_only_with_an_agreement(site: Site, visit: Callable[..., Visitor]) -> None:
    koen = visit("koen")
    page, content = koen.page, file_of(*LINES)
    _add_partner(page)
    _add_agreement(page, TODAY + timedelta(days=10))  # agreed, but not yet in force
    deliver(page, "Woonstichting Nieuwland", "november.csv", content)
    expect(
        page.get_by_text("Er is op deze dag geen overeenkomst tussen deze partner en deze gemeente.")
    ).to_be_visible()
    expect(page.get_by_text("Deze aanlevering is heel geweigerd")).to_be_visible()
    koen.shoot("aanlevering-geweigerd")
    page.goto("/partners/")
    page.get_by_role("link", name="Woonstichting Nieuwland").first.click()
    _add_agreement(page, TODAY.replace(day=1), TODAY + timedelta(days=9))
    deliver(page, "Woonstichting Nieuwland", "november.csv", content)
    expect(page.get_by_text("Elke regel telt mee")).to_be_visible(timeout=40_000)  # progress asks by itself
    expect(page.get_by_text("verwerkt", exact=True)).to_be_visible(timeout=40_000)
    koen.shoot("aanlevering-verslag")
    _counts_add_up(site, page)
    _refused_lines_come_back(koen)


def _add_partner(page: Page) -> None:
    page.goto("/partners/nieuw")
    page.get_by_label("Naam", exact=True).fill("Woonstichting Nieuwland")
    page.get_by_label("Korte naam").fill("Nieuwland")
    page.get_by_label("KvK-nummer").fill("99100099")
    page.get_by_label("Soort partner").select_option(label="Verhuurder")
    page.get_by_role("checkbox", name="Huur").check()
    page.get_by_role("button", name="Sla op").click()
    expect(page.get_by_role("status").first).to_contain_text("Leg nu de overeenkomst vast.")


def _add_agreement(page: Page, first: object, last: object = "") -> None:
    page.get_by_label("Eerste dag").fill(str(first))
    page.get_by_label("Laatste dag").fill(str(last))
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("status").first).to_contain_text("De overeenkomst is vastgelegd.")


def _counts_add_up(site: Site, page: Page) -> None:
    """R-INT-3: four lines, two admitted, two refused, on the page as in the database."""
    found = site.ask(
        lambda: Aanlevering.objects.filter(partner__kvk_nummer="99100099").latest("ontvangen_op")
    )
    assert (found.regels, found.toegelaten, found.geweigerd, found.dubbel) == (4, 2, 2, 0)
    counted = page.get_by_role("region", name="Elke regel telt mee").inner_text()
    assert counted.count("2") >= 2
    expect(page.get_by_role("row", name="Geweigerde regels samen")).to_contain_text("2")


def _refused_lines_come_back(koen: Visitor) -> None:
    name, content = koen.download(koen.page.get_by_role("link", name="Download geweigerde regels").click)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert name.startswith("geweigerde-regels-")
    assert {cell for line in lines for cell in line} >= {"N-2", "N-3"}
    assert not {cell for line in lines for cell in line} & {"N-1", "N-4"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "bsn.csv",
            file_of("N-9;123456782", heading="referentie;bsn"),
            "Het bestand heeft een kolom voor het BSN.",
        ),
        ("leeg.csv", b"", "Het bestand is leeg."),
        ("kop.csv", file_of(), "Onder de eerste regel staat niets."),
        ("bom.xlsx", bomb(), "Het Excelbestand pakt uit tot een onwaarschijnlijke grootte."),
    ],
    ids=["BSN", "empty", "only a heading", "zip bomb"],
)
def test_a_broken_file_gets_its_sentence(
    name: str, content: bytes, sentence: str, visit: Callable[..., Visitor]
) -> None:
    page = visit("koen").page
    deliver(page, "Woonstichting Wantijkring", name, content)
    expect(page.get_by_text(sentence).first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Deze aanlevering is heel geweigerd")).to_be_visible()
    expect(page.get_by_role("link", name="Lever opnieuw aan")).to_be_visible()
