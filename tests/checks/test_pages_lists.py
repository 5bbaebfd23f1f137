"""Pages of the lists and of forwarding."""

import io
import re
from typing import Any

import pytest
import pyzipper
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests import make
from tests.checks.conftest import Start
from tests.checks.test_forwarding import gone
from tests.checks.town import bsn
from tijdig.checks.models import BagAdres, Doorzending, ShvInschrijving
from tijdig.rules.terms import Rolsoort

pytestmark = pytest.mark.django_db

SHV = "/twijfel/lijsten/schuldhulpverlening"
BAG = "/twijfel/lijsten/adressen"
SENT_ON = "/twijfel/doorzendingen/"


@pytest.fixture
def lead(client: Client) -> Client:
    make.gemeente()
    return make.login(client, make.user("leider", Rolsoort.TEAMLEIDER))


def upload(client: Client, page: str, text: str) -> Any:
    return client.post(page, {"bestand": SimpleUploadedFile("lijst.csv", text.encode())}, follow=True)


def test_a_list_is_loaded_and_its_faults_are_shown(lead: Client) -> None:  # R-SHV-3
    assert "Er is nog geen lijst" in lead.get(SHV).text
    text = f"bsn;product;ingangsdatum;einddatum;professional\n{bsn(1)};A;2025-01-01;;X\n123;A;2025-01-01;;X\n"
    answer = upload(lead, SHV, text)
    assert "De lijst is geladen." in answer.text
    assert "elfproef" in answer.text and bsn(1) not in answer.text  # noqa: PT018 (one thought)
    assert ShvInschrijving.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'renew_shv'")
        assert cursor.fetchone()[0] == 1
    assert "Wat er is geladen" not in lead.get(SHV).text, "shown once"


@pytest.mark.parametrize("page", [SHV, BAG])
def test_a_wrong_file_is_refused_with_a_sentence(lead: Client, page: str) -> None:  # R-SHV-3
    answer = lead.post(
        page, {"bestand": SimpleUploadedFile("x.csv", b"a;b\n1;2\n")}, follow=True, headers={"referer": page}
    )
    assert "In de eerste regel ontbreekt" in answer.text
    assert lead.post(page, {}).status_code == 422


def test_addresses_are_loaded(lead: Client) -> None:  # R-MAT-1
    head = "postcode;huisnummer;huisletter;toevoeging;straat;woonplaats;wijk;adresseerbaarobject;nummeraanduiding\n"
    upload(lead, BAG, head + "3311AA;7;;;Merelhof;Dordrecht;Noord;0505010000000007;0505200000000007\n")
    assert BagAdres.objects.get().sleutel == "3311AA 7"


@pytest.mark.parametrize("page", [SHV, BAG])
def test_lists_are_for_who_may(client: Client, page: str) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user())
    assert client.get(page).status_code == 403


def test_sending_on_inside_the_installation(lead: Client, brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    make.Gemeente.objects.create(code="0599", naam="Rotterdam")
    assert "Rotterdam" in lead.get(SENT_ON).text
    answer = lead.post(
        f"{SENT_ON}{waiting.pk}/doorsturen", {f"{waiting.pk}-gemeente": "Rotterdam"}, follow=True
    )
    assert "doorgestuurd naar Rotterdam" in answer.text
    waiting.refresh_from_db()
    assert waiting.wijze == "installatie"


def test_a_gemeente_that_is_none_is_said_beside_the_field(lead: Client, brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    answer = lead.post(f"{SENT_ON}{waiting.pk}/doorsturen", {f"{waiting.pk}-gemeente": "Atlantis"})
    assert answer.status_code == 422
    assert "vier cijfers" in answer.text


def test_a_package_with_a_passphrase_that_is_shown_once(lead: Client, brp: Start) -> None:  # R-BRP-7
    waiting = gone(brp)
    at = f"{SENT_ON}{waiting.pk}/"
    answer = lead.post(f"{at}doorsturen", {f"{waiting.pk}-gemeente": "0518"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{at}pakket"
    shown = lead.post(f"{at}pakket/wachtwoord").text
    found = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){4}", shown)
    seal = re.search(r'name="zegel" value="([^"]+)"', shown)
    assert found and seal  # noqa: PT018 (both)
    assert found[0] not in lead.get(f"{at}pakket").text
    assert Doorzending.objects.get().op is None, "not sent before it is downloaded"
    content = lead.post(f"{at}pakket/download", {"zegel": seal[1]}).content
    with pyzipper.AESZipFile(io.BytesIO(content)) as package:
        package.setpassword(found[0].encode())
        assert b"Jansen" in package.read("signaal.json")
    assert Doorzending.objects.get().wijze == "pakket"
    assert "al doorgestuurd" in lead.get(f"{at}pakket").text


@pytest.mark.parametrize("seal", ["", "x", "AAAA", "é"])
def test_a_package_needs_a_passphrase_of_ours(lead: Client, brp: Start, seal: str) -> None:
    waiting = gone(brp)
    lead.post(f"{SENT_ON}{waiting.pk}/doorsturen", {f"{waiting.pk}-gemeente": "0518"})
    answer = lead.post(f"{SENT_ON}{waiting.pk}/pakket/download", {"zegel": seal}, follow=True)
    assert answer.headers["Content-Type"] != "application/zip"
    assert Doorzending.objects.get().op is None
