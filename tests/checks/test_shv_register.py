"""The register of schuldhulpverlening asked itself, over HTTP (R-SHV-1..3, §14)."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import make
from tests.contracts.brp_persons import bsn
from tijdig import sealed
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.checks.actions.shv_register import ask_shv_register
from tijdig.checks.models import ShvInschrijving, Toets
from tijdig.connectors.shv import ShvClient, ShvConfig, ShvError
from tijdig.connectors.shv_fake import API_KEY, FakeShv, Fault, FaultKind
from tijdig.process import end_of_day, follow_up_signals
from tijdig.rules.terms import ShvUitkomst

pytestmark = pytest.mark.django_db
RUNNING = {
    "bsn": bsn(1),
    "product": "Schuldregeling",
    "ingang": "2026-01-05",
    "einde": None,
    "professional": "M. Hoek",
}
WORK: dict[str, Any] = {"gemeente_code": "0505", "today": make.TODAY, "by": SYSTEM}


@pytest.fixture
def shv(settings: Any) -> Iterator[FakeShv]:
    make.gemeente(shv_koppeling=True)
    with FakeShv([RUNNING, RUNNING | {"bsn": bsn(9)}]) as fake:
        settings.SHV = {"base_url": fake.base_url, "api_key": API_KEY, "timeout_seconds": 0.5, "ca": ""}
        yield fake


def two_signals() -> None:
    partner = make.partner()
    for number in (1, 2):
        person = make.inwoner(
            f"Smit-{number}", bsn_zegel=sealed.seal(bsn(number)), bsn_kenmerk=sealed.fingerprint(bsn(number))
        )
        make.checked(
            partner, f"3311AA-{number}", inwoner=person, toets={"shv": ShvUitkomst.NIET_GECONTROLEERD}
        )


def standings() -> list[tuple[str, str]]:
    return list(Toets.objects.order_by("pk").values_list("shv", "shv_professional"))


def test_the_register_is_asked_about_whom_a_signal_came_and_nobody_else(
    shv: FakeShv,
) -> None:  # R-SHV-1, R-SHV-3
    two_signals()
    follow_up_signals(**WORK)
    assert standings() == [("lopend", "M. Hoek"), ("onbekend", "")]
    assert sorted(shv.asked) == sorted([bsn(1), bsn(2)])
    assert ShvInschrijving.objects.count() == 1, "of whom nobody asked about nothing is kept"
    known = Vroegsignaalzaak.objects.get(zaaksignalen__vroegsignaal__toets__shv="lopend")
    assert Weging.objects.get(zaak=known, stand="voorgesteld").regel == "sociale-dienst"
    assert bsn(1) not in str(list(AuditEvent.objects.values()))
    follow_up_signals(**WORK)
    assert len(shv.asked) == 2, "who was checked is not asked about again the same day"
    shv.regels = []
    end_of_day(**WORK)
    assert standings() == [("onbekend", ""), ("onbekend", "")]


@pytest.mark.parametrize(
    "fault",
    [Fault(kind=FaultKind.STATUS, status=503), Fault(kind=FaultKind.STATUS, status=401),
     Fault(kind=FaultKind.HANG_UP), Fault(kind=FaultKind.NONSENSE), Fault(kind=FaultKind.HALF)],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)  # fmt: skip
def test_a_register_that_fails_leaves_the_check_open_and_is_asked_again(
    shv: FakeShv, fault: Fault
) -> None:  # §14
    two_signals()
    shv.inject(fault)
    follow_up_signals(**WORK)
    assert standings() == [("niet_gecontroleerd", "")] * 2
    follow_up_signals(**WORK)
    assert standings() == [("lopend", "M. Hoek"), ("onbekend", "")]


def test_without_the_link_nobody_is_asked(shv: FakeShv) -> None:  # R-SHV-3
    make.gemeente().__class__.objects.update(shv_koppeling=False)
    two_signals()
    assert ask_shv_register(**WORK) == 0
    assert shv.asked == []


@pytest.mark.parametrize("row", [{"bsn": bsn(1)}, {"bsn": bsn(1), "ingang": "gisteren"}, "x"])
def test_an_answer_that_is_not_whole_is_no_answer(shv: FakeShv, row: Any) -> None:  # R-SHV-3
    client = ShvClient(ShvConfig(base_url=shv.base_url, api_key=API_KEY))
    shv.answer = lambda *_: (200, {"inschrijvingen": [row]})  # type: ignore[method-assign]
    with pytest.raises(ShvError) as error:
        client.look_up([bsn(1)])
    assert bsn(1) not in str(error.value)
