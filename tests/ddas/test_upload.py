"""Figures of others come in by a page, line by line told what is wrong, and can be withdrawn (R-MON-5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import make
from tests.monitor.test_comparing import HEAD, of_month
from tests.monitor.town import CODE, TODAY
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.monitor.models import Cijferlevering, GepubliceerdCijfer, Vergelijkcel, Vervangencijfer
from tijdig.rules.terms import Cijferbron, Rolsoort

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/inlezen/"
MONTHS = [f"2026-{month:02d}" for month in (1, 2, 3)]
GOOD = HEAD + "".join(of_month(code, month) for code in ("0599", "0363") for month in MONTHS)


@pytest.fixture
def samira(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("TIJDIG_VANDAAG", TODAY.isoformat())
    make.gemeente(CODE)
    return make.login(client, make.user("samira", Rolsoort.TEAMLEIDER))


def send(client: Client, *files: tuple[str, str]) -> str:
    """The page after it; names and texts."""
    chosen = [SimpleUploadedFile(name, text.encode()) for name, text in files]
    answer = client.post(PAGE, {"bestanden": chosen}, follow=True)
    enter(CODE)
    return answer.content.decode().replace("\u00a0", " ")


def test_a_cube_comes_in_and_can_be_withdrawn(samira: Client) -> None:
    assert "Er is nog niets ingelezen" in samira.get(PAGE).content.decode()
    page = send(samira, ("kubus.csv", GOOD))
    assert "Ingelezen: 54 cijfers. Aantal gemeenten: 2. Aantal maanden: 3." in page
    assert "2 gemeenten, januari 2026 tot en met maart 2026" in page
    levering = Cijferlevering.objects.get()
    gone = samira.post(f"{PAGE}{levering.pk}/intrekken", follow=True).content.decode()
    enter(CODE)
    assert "Ingetrokken. 54 cijfers zijn niet meer in gebruik." in gone
    assert "Ingetrokken" in gone
    assert not Vergelijkcel.objects.exists()
    again = samira.post(f"{PAGE}{levering.pk}/intrekken", follow=True).content.decode()
    enter(CODE)
    assert "al ingetrokken" in again
    assert samira.post(f"{PAGE}999999/intrekken").status_code == 404
    enter(CODE)
    assert AuditEvent.objects.filter(what="cijfers.ingetrokken").count() == 1


def in_use() -> list[tuple]:
    cells = Vergelijkcel.objects.values_list("code", "maand", "indicator", "teller", "noemer")
    return sorted(cells, key=repr) + sorted(
        GepubliceerdCijfer.objects.values_list("periode", "cijfer", "waarde")
    )


PUBLISHED = "periode;cijfer;waarde;eenheid;bron\n2024;bereikt;{};procent;jaarrapportage\n"
FIRST = (GOOD, HEAD + of_month("0599", "2026-02", H1C=7), HEAD + of_month("0599", "2026-02", H1C=6))


@pytest.mark.parametrize("files", [FIRST, tuple(PUBLISHED.format(n) for n in (21, 22, 23))])
@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_what_a_file_replaced_comes_back_when_it_is_withdrawn_in_any_order(
    samira: Client, files: tuple[str, ...], order: tuple[int, ...]
) -> None:  # R-MON-5
    """What is in use is always as if the withdrawn files had never come."""
    left = list(range(len(files)))
    ids = []
    for text in files:
        send(samira, ("cijfers.csv", text))
        ids.append(Cijferlevering.objects.latest("pk").pk)
    for gone in order:
        page = samira.post(f"{PAGE}{ids[gone]}/intrekken", follow=True).content.decode()
        enter(CODE)
        assert ("die ze vervingen weer wel" in page) == (gone == max(left) and len(left) > 1)
        left.remove(gone)
        assert in_use() == alone([files[place] for place in left])


def alone(files: list[str]) -> list[tuple]:
    """What would be in use if only these had come, one after the other."""
    found: dict[tuple, list[tuple]] = {}
    for text in files:
        head, *lines = text.splitlines()
        fresh: dict[tuple, list[tuple]] = {}
        for line in lines:
            row = dict(zip(head.split(";"), line.split(";"), strict=True))
            if "cijfer" in row:
                fresh[row["periode"], row["cijfer"]] = [
                    (row["periode"], row["cijfer"], Decimal(row["waarde"]))
                ]
                continue
            maand, noemer = date.fromisoformat(f"{row['maand']}-01"), row["noemer"]
            cell = (
                row["gemeente"],
                maand,
                row["indicator"],
                int(row["teller"]),
                int(noemer) if noemer else None,
            )
            fresh.setdefault((row["gemeente"], maand), []).append(cell)
        found |= fresh
    return sorted((cell for cells in found.values() for cell in cells), key=repr)


def test_what_was_replaced_long_ago_does_not_come_back(samira: Client) -> None:  # R-MON-5
    for text in FIRST[:2]:
        send(samira, ("cijfers.csv", text))
    Vervangencijfer.objects.update(vervangen_op=timezone.now() - timedelta(days=93))
    send(samira, ("cijfers.csv", FIRST[2]))
    assert {one.levering_id for one in Vervangencijfer.objects.all()} == {
        Cijferlevering.objects.order_by("pk")[1].pk
    }


def test_what_is_wrong_is_told_line_by_line_and_nothing_comes_in(samira: Client) -> None:
    wrong = GOOD + "0599;2026-04;Z9;;;alle;1;;gemeente\n9999;2026-04;S1;;;alle;1;;gemeente\n"
    page = send(samira, ("kubus.csv", wrong))
    assert "Er is niets ingelezen" in page
    assert "het cijfer Z9 bestaat niet" in page
    assert '<td class="t-num">57</td><td>9999 is geen gemeentecode van vier cijfers</td>' in page
    for files, said in (
        ([("a.json", "{}"), ("b.csv", GOOD)], "apart"),
        ([("a.csv", GOOD), ("b.csv", GOOD)], "Kies één bestand"),
        ([("a.json", "geen json")], "a.json"),
        ([("a.csv", "x;y\n1;2\n")], "geen anonieme kubus"),
        ([], "Kies een bestand."),
    ):
        assert said in send(samira, *files), said
    assert not Cijferlevering.objects.exists()


def test_invented_figures_say_so_themselves_and_published_ones_stand_apart(samira: Client) -> None:
    send(samira, ("land.csv", GOOD.replace(";gemeente\n", ";verzonnen\n")))
    assert set(Vergelijkcel.objects.values_list("bron", flat=True)) == {Cijferbron.SYNTHETISCH}
    told = "periode;cijfer;waarde;eenheid;bron\n2024;bereikt;21,5;procent;jaarrapportage\n"
    assert "Ingelezen: 1 gepubliceerde cijfers." in send(samira, ("gepubliceerd.csv", told))
    assert GepubliceerdCijfer.objects.filter(cijfer="bereikt").exists()


def test_a_list_of_own_peers_is_a_choice_in_the_address(samira: Client) -> None:
    peers = SimpleUploadedFile("wij.csv", b"gemeente\n0599\nAmsterdam\n")
    answer = samira.post(PAGE, {"bestanden": [peers]})
    enter(CODE)
    assert answer["Location"] == "/cijfers/vergelijken/?groep=keuze&met=0599%2C0363"
    assert "deze gemeente bestaat niet" in send(samira, ("wij.csv", "gemeente\nLutjebroek\n"))
    assert not Cijferlevering.objects.exists()


def test_who_may_not_read_in_does_not_see_the_page(samira: Client) -> None:
    bea = make.login(Client(), make.user("bea", Rolsoort.BELEIDSADVISEUR))
    assert bea.get(PAGE).status_code == 403
    enter(CODE)
    assert ">Inlezen<" not in bea.get("/cijfers/vergelijken/").content.decode()
    enter(CODE)
    bert = make.login(Client(), make.user("bert", Rolsoort.BEHEERDER))
    page = bert.get(PAGE).content.decode()
    assert "Lees een bestand in" in page
