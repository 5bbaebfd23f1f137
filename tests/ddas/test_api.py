"""What CBS collects: a token, a signed question, signed pages; and nobody else gets anything (R-MON-9)."""

import base64
import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator

from tests import make
from tests.ddas.town import BSN, CODE, PASSWORD, certificate, keep, pem, town
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.audit.models import AuditEvent
from tijdig.connectors.jades import digest_of, sign
from tijdig.ddas.actions.agree import add_afnemer, grant_machtiging, withdraw_afnemer, withdraw_machtiging
from tijdig.ddas.models import Ddasafnemer, Ddaslevering
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
OURS, CBS, STRANGER = (certificate(name) for name in ("tijdig", "cbs", "ander"))
PERIOD = {"aanleverperiodeStartdatum": "2026-04-01", "aanleverperiodeEinddatum": "2026-09-30"}


class Collector:
    """Asks as CBS does."""

    def __init__(self, client: Client, secret: str) -> None:
        self.client, self.secret, self.token = client, secret, ""

    def log_in(self, **more: str) -> HttpResponse:
        form = {"grant_type": "client_credentials", "client_id": "cbs", "client_secret": self.secret, **more}
        answer = self.client.post("/ddas/token", form)
        self.token = answer.json().get("access_token", "")
        return answer

    def ask(self, key: Any = CBS, digest: str = "", **asked: Any) -> HttpResponse:
        body = json.dumps(asked).encode()
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if key:
            headers |= {
                "Digest": digest or digest_of(body),
                "nlgov-adr-payload-sig": sign(digest_of(body), key),
            }
        return self.client.post("/ddas/gegevens", body, content_type="application/json", headers=headers)


@pytest.fixture
def cbs(client: Client, settings: Any, tmp_path: Path) -> Collector:
    settings.DDAS = {
        "pkcs12": str(keep(OURS, tmp_path)), "password": PASSWORD, "kid": "tijdig-2026", "supplier": "Tijdig",
    }  # fmt: skip
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # a slow one is for real secrets
    town(size=12)
    afnemer, secret = add_afnemer(naam="CBS", klantcode="cbs", certificaat=pem(CBS), today=TODAY, by=SYSTEM)
    grant_machtiging(afnemer_id=afnemer.pk, gemeente_code=CODE, today=TODAY, by=SYSTEM)
    return Collector(client, secret)


def verified(answer: HttpResponse) -> dict[str, Any]:
    """The answer, when digest and signature are those of OURS: checked with nothing of Tijdig."""
    raw = answer.getvalue()
    digest = "SHA-256=" + base64.b64encode(hashlib.sha256(raw).digest()).decode()
    assert answer["Digest"] == digest
    head, payload, signature = answer["nlgov-adr-payload-sig"].split(".")
    assert payload == ""
    protected = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    [sent] = protected.pop("x5c")
    leaf = x509.load_der_x509_certificate(base64.b64decode(sent))
    assert leaf == OURS.chain[0]
    assert protected == {
        "alg": "PS256", "b64": False, "crit": ["sigD", "b64"], "kid": "tijdig-2026",
        "sigD": {"mId": "http://uri.etsi.org/19182/HttpHeaders", "pars": ["digest"]},
    }  # fmt: skip
    public = leaf.public_key()
    assert isinstance(public, RSAPublicKey)
    public.verify(
        base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)),
        f"{head}.digest: {digest}".encode(),
        padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size),
        SHA256(),
    )
    found: dict[str, Any] = json.loads(raw)
    return found


def test_pages_are_signed_and_hold_every_signal_once(cbs: Collector, shared: Path) -> None:  # R-MON-9
    """Over two gemeenten, in pages of seven, while another signal comes in between."""
    other = make.gemeente("0518", "Den Haag", email="x@denhaag.example")
    partner = make.partner(gemeente_code="0518")
    more = [
        make.signaal(partner, f"2511AA-{n}", ontvangen=date(2026, 8, n), gemeente_code="0518")
        for n in range(1, 6)
    ]
    grant_machtiging(afnemer_id=Ddasafnemer.objects.get().pk, gemeente_code=other.pk, today=TODAY, by=SYSTEM)
    assert cbs.log_in().json()["expires_in"] == 600
    first = verified(cbs.ask(**PERIOD, pageSize=7))
    pages, paging = [first], first["paginering"]
    enter(CODE)
    late = make.signaal(Signaalpartner.objects.first(), ontvangen=date(2026, 8, 1))
    pages += [verified(cbs.ask(**PERIOD, pageSize=7, page=n)) for n in range(2, paging["totalPages"] + 1)]
    schema = json.loads(
        (shared / "standards/ddas-vroegsignalering/v1.2/json_schema_Uitwisselmodel.json").read_text("utf-8")
    )
    for page in pages:
        Draft202012Validator(schema).validate(page["gegevens"])
    ids = [s["ID"] for page in pages for one in page["gegevens"]["leveringen"] for s in one["vroegsignalen"]]
    assert len(ids) == len(set(ids)) == paging["totalRecords"]
    assert f"{CODE}-{late.pk}" not in ids
    assert {f"0518-{one.pk}" for one in more} <= set(ids)
    assert all(
        sum(len(one["vroegsignalen"]) for one in page["gegevens"]["leveringen"]) == 7 for page in pages[:-1]
    )
    assert len(pages) == -(-paging["totalRecords"] // 7)
    beyond = verified(cbs.ask(**PERIOD, pageSize=7, page=99))
    assert beyond["paginering"]["currentPage"] == 1
    enter(CODE)
    told = AuditEvent.objects.filter(what="ddas.opgehaald", by__startswith="ddasafnemer:")
    assert {event.ground for event in told} == {"wgs.9"}
    assert BSN not in str(list(told.values()))
    levering = Ddaslevering.objects.latest("gemaakt_op")
    assert len(levering.paginas_opgehaald) == len(levering.grenzen)
    one = verified(cbs.ask(**PERIOD, aanleverendeOrganisatie="Gemeente Den Haag"))
    assert "paginering" not in one
    assert [part["gemeentecode"] for part in one["gegevens"]["leveringen"]] == ["0518"]


def test_without_a_period_it_is_the_one_before(cbs: Collector) -> None:  # R-MON-9
    cbs.log_in()
    found = verified(cbs.ask())["gegevens"]
    assert found["startdatumLevering"][8:] == "01"
    assert found["startdatumLevering"] < found["einddatumLevering"]


WRONG: list[tuple[dict[str, Any], int]] = [
    ({"page": 0}, 400), ({"page": "1"}, 400), ({"page": True}, 400), ({"pageSize": -1}, 400), ({"bsn": "1"}, 400),
    ({"aanleverperiodeStartdatum": "1 april"}, 400), ({"aanleverendeOrganisatie": 5}, 400),
    ({"aanleverperiodeStartdatum": "2026-04-02", "aanleverperiodeEinddatum": "2026-04-30"}, 422),
    ({"aanleverperiodeStartdatum": "2026-05-01", "aanleverperiodeEinddatum": "2026-04-30"}, 422),
    ({"aanleverendeOrganisatie": "Gemeente Nergens"}, 403),
]  # fmt: skip


def test_a_wrong_question_is_a_problem(cbs: Collector) -> None:  # R-MON-9
    cbs.log_in()
    for asked, status in WRONG:
        answer = cbs.ask(**asked)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), asked
        assert not set(answer.json()) - {"type", "title", "status", "detail", "code", "domain"}
    enter(CODE)
    assert not AuditEvent.objects.filter(what="ddas.opgehaald").exists()


def test_who_is_not_let_in_gets_nothing(cbs: Collector, settings: Any) -> None:  # R-MON-9
    assert cbs.ask()["Fsc-Error-Code"] == "ERROR_CODE_ACCESS_TOKEN_MISSING"
    assert cbs.log_in(grant_type="password").json() == {"error": "unsupported_grant_type"}
    assert cbs.log_in(scope="write").json() == {"error": "invalid_scope"}
    cbs.log_in()
    good, cbs.token = cbs.token, "x" + cbs.token
    assert cbs.ask()["Fsc-Error-Code"] == "ERROR_CODE_ACCESS_TOKEN_INVALID"
    cbs.token = good
    for answer in (
        cbs.ask(key=None), cbs.ask(key=STRANGER), cbs.ask(digest=digest_of(b"iets anders")),
    ):  # fmt: skip
        assert (answer.status_code, answer.json()["title"]) == (400, "Handtekening klopt niet")
    assert cbs.client.get("/ddas/gegevens")["Fsc-Error-Code"] == "ERROR_CODE_METHOD_UNSUPPORTED"
    basic = base64.b64encode(f"cbs:{cbs.secret}".encode()).decode()
    said = cbs.client.post(
        "/ddas/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"}
    )
    assert said.status_code == 200
    working = settings.DDAS
    settings.DDAS = {**working, "pkcs12": ""}
    assert cbs.ask(**PERIOD).status_code == 503
    settings.DDAS = {**working, "password": "fout"}
    assert cbs.ask(**PERIOD).status_code == 503
    settings.DDAS = working
    assert cbs.ask(**PERIOD).status_code == 200
    afnemer = Ddasafnemer.objects.get()
    withdraw_machtiging(afnemer_id=afnemer.pk, gemeente_code=CODE, today=TODAY, by=SYSTEM)
    for page in (1, 2):  # also in the middle of a round
        assert cbs.ask(**PERIOD, page=page).status_code == 403
    withdraw_afnemer(klantcode="cbs", by=SYSTEM)
    assert cbs.ask(**PERIOD)["Fsc-Error-Code"] == "ERROR_CODE_ACCESS_TOKEN_INVALID"
    assert cbs.log_in().json() == {"error": "invalid_client"}
    right, cbs.secret = cbs.secret, "geraden"
    while cbs.log_in().status_code == 401:
        pass
    assert cbs.log_in()["Retry-After"] == "900"
    assert right


def test_too_many_requests_wait(cbs: Collector) -> None:  # R-MON-9
    cbs.log_in()
    statuses = [cbs.ask(key=None).status_code for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (400, 429)


def test_the_command_gives_a_secret_once(tmp_path: Path) -> None:  # R-MON-9
    (tmp_path / "cbs.pem").write_bytes(pem(CBS))
    (tmp_path / "geen.pem").write_text("geen certificaat")
    out = io.StringIO()
    call_command("ddasafnemer", "cbs", naam="CBS", certificaat=tmp_path / "cbs.pem", stdout=out)
    secret = out.getvalue().split("client_secret=")[1].split()[0]
    made = Ddasafnemer.objects.get()
    assert (made.naam, made.actief, bool(made.certificaat)) == ("CBS", True, True)
    assert secret not in str(Ddasafnemer.objects.values()) + str(AuditEvent.objects.values())
    call_command("ddasafnemer", "cbs", stdout=out)  # a new secret; the certificate stays
    again = Ddasafnemer.objects.get()
    assert again.geheim_hash != made.geheim_hash
    assert again.certificaat == made.certificaat
    call_command("ddasafnemer", "cbs", intrekken=True, stdout=out)
    assert not Ddasafnemer.objects.get().actief
    for wrong in (
        {"certificaat": tmp_path / "geen.pem"},
        {"certificaat": tmp_path / "weg.pem"},
        {"intrekken": True},
    ):
        with pytest.raises(CommandError):
            call_command("ddasafnemer", "ander", stdout=out, **wrong)


def test_the_api_is_described(client: Client) -> None:  # R-MON-9
    found = client.get("/ddas/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    schemas = found["components"]["schemas"]
    Draft202012Validator.check_schema(schemas["Levering"])
    assert {"200", "400", "401", "422", "429"} <= set(found["paths"]["/gegevens"]["post"]["responses"])
    assert Vroegsignaal.objects.count() == 0
