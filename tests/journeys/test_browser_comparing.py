"""A teamleider sets her gemeente beside others: a figure, a group, peers of her own choice, and the file."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import Visitor, looks_well

pytestmark = pytest.mark.browser


def test_a_gemeente_is_set_beside_others_of_its_choice(
    visit: Callable[..., Visitor],
) -> None:  # R-MON-5, R-MON-7
    samira = visit("samira")
    page = samira.page
    page.goto("/cijfers/vergelijken/")
    page.get_by_role("heading", name="Hoe doen anderen het?", level=1).wait_for()
    assert page.get_by_text("Geen enkel getal op deze bladzijde is van een echte gemeente").is_visible()
    looks_well(samira, "vergelijken-grootte")
    page.get_by_label("Cijfer", exact=True).select_option(label="Signalen per 1.000 inwoners")
    page.get_by_label("Vergelijk met").select_option(label="Eigen keuze")
    page.get_by_role("button", name="Vergelijk").click()
    for province, names in (
        ("Utrecht", ("Utrecht", "Amersfoort")),
        ("Zuid-Holland", ("Delft", "Zoetermeer")),
    ):
        page.locator("summary", has_text=province).first.click()
        for name in names:
            page.get_by_label(name, exact=True).check()
    page.get_by_role("button", name="Vergelijk").click()
    page.get_by_role("heading", name="Signalen per 1.000 inwoners, zoals geteld").wait_for()
    assert page.url.count("met=") == 4
    looks_well(samira, "vergelijken-keuze")
    name, raw = samira.download(page.get_by_role("link", name="CSV").first.click)
    assert name == "0505-vergelijking-S2-trechter-2024K1-2024K4.csv"
    assert "Verzonnen cijfers" in raw.decode("utf-8-sig")
    page.goto("/cijfers/vergelijken/?groep=eerder")
    page.locator(".m-answer", has_text="Van een jaar eerder is er geen cijfer").wait_for()
    looks_well(samira, "vergelijken-eerder")
    page.get_by_role("link", name="Inlezen").click()
    page.get_by_role("heading", name="Wat er is ingelezen").wait_for()
    peers = {"name": "wij.csv", "mimeType": "text/csv", "buffer": b"gemeente\n0599\nnergens\n"}
    page.get_by_label("Bestand", exact=True).set_input_files(peers)
    page.get_by_role("button", name="Lees in").click()
    page.get_by_text("deze gemeente bestaat niet").wait_for()
    looks_well(samira, "inlezen")
