"""When the BRP refuses, is late, broken or busy: refused or waiting, but never *not found* (spec §14)."""

import itertools
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.contracts.brp_persons import ASKED_BY, GEMEENTE, bsn, persoon
from tijdig.connectors.brp import (
    BrpClient,
    BrpConfig,
    BrpRefused,
    BrpUnavailable,
    OAuthConfig,
    Persoon,
    map_bounded,
)
from tijdig.connectors.brp.problems import read_problem
from tijdig.connectors.brp.tokens import Token, TokenSource, token_of
from tijdig.connectors.brp_fake import FakeBrp, FakeOAuth, Fault, FaultKind

READ = "RaadpleegMetBurgerservicenummer"


@pytest.fixture
def brp() -> Iterator[FakeBrp]:
    with FakeBrp([persoon(0)]) as fake:
        yield fake


def _client(brp: FakeBrp, **changes: Any) -> BrpClient:
    quick: dict[str, Any] = {
        "base_url": brp.base_url,
        "attempts": 3,
        "pause_seconds": 0.01,
        "longest_pause_seconds": 0.1,
    }
    return BrpClient(BrpConfig(**quick | {"timeout_seconds": 0.4} | changes))


def _read(client: BrpClient) -> list[Persoon]:
    return client.read([bsn(0)], gemeente=GEMEENTE, **ASKED_BY)


BROKEN = [
    Fault(kind=FaultKind.STATUS, status=429),
    Fault(kind=FaultKind.STATUS, status=500),
    Fault(kind=FaultKind.STATUS, status=503, retry_after="0"),
    Fault(kind=FaultKind.SLOW, seconds=0.6),
    Fault(kind=FaultKind.DRIP, seconds=2.0),
    Fault(kind=FaultKind.HALF),
    Fault(kind=FaultKind.HANG_UP),
    Fault(kind=FaultKind.NONSENSE),
    Fault(kind=FaultKind.WRONG_PERSON),
]


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: f"{fault.kind}{fault.status or ''}")
def test_a_broken_answer_is_asked_again(brp: FakeBrp, fault: Fault) -> None:
    brp.inject(fault)
    with _client(brp) as client:
        assert [person.bsn for person in _read(client)] == [bsn(0)]
    assert brp.requests[READ] == 2


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: f"{fault.kind}{fault.status or ''}")
def test_a_brp_that_stays_broken_is_unavailable_and_never_empty(brp: FakeBrp, fault: Fault) -> None:
    brp.inject(*itertools.repeat(fault, 4))
    with (
        _client(brp, attempts=2, timeout_seconds=0.2) as client,
        pytest.raises(BrpUnavailable) as unavailable,
    ):
        _read(client)
    assert unavailable.value.attempts == 2
    assert brp.requests[READ] == 2
    assert bsn(0) not in str(unavailable.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        '{"personen": []}',
        f'{{"type": "{READ}"}}',
        f'{{"type": "{READ}", "personen": null}}',
        f'{{"type": "{READ}", "personen": ["iemand"]}}',
        f'{{"type": "{READ}", "personen": [{{"naam": {{"geslachtsnaam": "Duin"}}}}]}}',
        '{"type": "ZoekMetPostcodeEnHuisnummer", "personen": []}',
    ],
    ids=lambda text: text[:60],
)
def test_an_answer_that_is_none_is_not_taken_for_nobody(brp: FakeBrp, text: str) -> None:
    brp.inject(Fault(kind=FaultKind.NONSENSE, text=text))
    with _client(brp, attempts=1) as client, pytest.raises(BrpUnavailable) as unavailable:
        _read(client)
    assert unavailable.value.__cause__ is None
    assert "Duin" not in str(unavailable.value)


def test_a_refused_search_is_not_narrowed(brp: FakeBrp) -> None:
    brp.inject(Fault(kind=FaultKind.STATUS, status=403))
    with _client(brp) as client, pytest.raises(BrpRefused, match="autorisation"):
        client.search_by_address(
            gemeente=GEMEENTE, postcode="3011AA", huisnummer=7, geslachtsnaam="Duin", **ASKED_BY
        )
    assert brp.requests.total() == 1


def test_nobody_listening_is_unavailable(brp: FakeBrp) -> None:
    with _client(brp) as client:
        assert _read(client)
        brp.stop()
        with pytest.raises(BrpUnavailable, match="verbinding verbroken, na 3 keer"):
            _read(client)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "authentication"), (403, "autorisation"), (406, "notAcceptable")]
)
def test_a_refusal_is_not_asked_again(brp: FakeBrp, status: int, code: str) -> None:
    brp.inject(Fault(kind=FaultKind.STATUS, status=status))
    with _client(brp) as client, pytest.raises(BrpRefused) as refused:
        _read(client)
    assert (refused.value.status, refused.value.code) == (status, code)
    assert brp.requests[READ] == 1


def test_the_pause_that_is_asked_for_is_kept(brp: FakeBrp) -> None:
    brp.inject(Fault(kind=FaultKind.STATUS, status=429, retry_after="7"))
    pauses: list[float] = []
    config = BrpConfig(base_url=brp.base_url, pause_seconds=0.01)
    with BrpClient(config, sleep=pauses.append) as client:
        assert _read(client)
    assert pauses == [7]


def test_pauses_grow_with_some_chance_in_them(brp: FakeBrp) -> None:
    brp.inject(*[Fault(kind=FaultKind.STATUS, status=500)] * 5)
    pauses: list[float] = []
    config = BrpConfig(base_url=brp.base_url, attempts=6, pause_seconds=1, longest_pause_seconds=10)
    with BrpClient(config, sleep=pauses.append) as client:
        assert _read(client)
    assert all(
        low <= pause <= high
        for pause, low, high in zip(pauses, [1, 2, 4, 8, 10], [2, 3, 5, 9, 10], strict=True)
    )


@pytest.mark.parametrize("as_moment", [False, True])
def test_a_pause_that_is_too_long_ends_the_call_at_once(brp: FakeBrp, as_moment: bool) -> None:
    moment = format_datetime(datetime.now(tz=UTC) + timedelta(seconds=3600), usegmt=True)
    brp.inject(Fault(kind=FaultKind.STATUS, status=503, retry_after=moment if as_moment else "3600"))
    with _client(brp) as client, pytest.raises(BrpUnavailable) as unavailable:
        _read(client)
    assert brp.requests[READ] == 1
    assert unavailable.value.retry_after == pytest.approx(3600, abs=60)


def test_a_pause_that_cannot_be_read_is_ignored(brp: FakeBrp) -> None:
    brp.inject(Fault(kind=FaultKind.STATUS, status=503, retry_after="straks"))
    with _client(brp) as client:
        assert _read(client)


def test_a_wrong_key_is_refused_and_the_right_one_is_not() -> None:
    with FakeBrp([persoon(0)], api_key="sleutel") as brp:
        with _client(brp, api_key="sleutel") as client:
            assert _read(client)
        with _client(brp, api_key="andere") as client, pytest.raises(BrpRefused, match="authentication"):
            _read(client)


GATEWAY: dict[str, Any] = {"client_id": "tijdig", "client_secret": "geheim", "scope": "000008-123"}
OWN = {"resourceServer": "ResourceServer01"}


def _oauth(brp: FakeBrp, **changes: Any) -> OAuthConfig:
    return OAuthConfig(**{"token_url": brp.token_url, **GATEWAY, "extra": OWN, **changes})


@pytest.fixture
def guarded() -> Iterator[FakeBrp]:
    with FakeBrp([persoon(0)], oauth=FakeOAuth(**GATEWAY, extra=OWN)) as fake:
        yield fake


def test_one_token_serves_many_questions(guarded: FakeBrp) -> None:
    with _client(guarded, oauth=_oauth(guarded)) as client:
        answers = map_bounded(lambda _: _read(client), range(12), 4)
    assert all(len(answer) == 1 for answer in answers)
    assert guarded.requests["token"] == 1


def test_a_token_that_is_refused_is_renewed_once(guarded: FakeBrp) -> None:
    with _client(guarded, oauth=_oauth(guarded)) as client:
        assert _read(client)
        guarded.revoke_tokens()
        assert _read(client)
        guarded.inject(*[Fault(kind=FaultKind.STATUS, status=401)] * 3)
        with pytest.raises(BrpRefused, match="authentication"):
            _read(client)
    assert guarded.requests["token"] == 3


@pytest.mark.parametrize("wrong", [{"client_secret": "x"}, {"scope": "x"}, {"extra": {}}])
def test_without_a_token_the_question_is_refused(guarded: FakeBrp, wrong: dict[str, Any]) -> None:
    with (
        _client(guarded, oauth=_oauth(guarded, **wrong)) as client,
        pytest.raises(BrpRefused, match="authentication"),
    ):
        _read(client)
    assert guarded.requests[READ] == 0


def test_a_secret_never_shows(guarded: FakeBrp) -> None:
    config = BrpConfig(
        base_url="https://brp.test", api_key="sleutel", oauth=_oauth(guarded), headers={"x": "stil"}
    )
    assert not [secret for secret in ("geheim", "sleutel", "stil") if secret in repr(config)]


def test_a_token_is_used_until_shortly_before_it_ends() -> None:
    now, fetched = [0.0], itertools.count(1)
    source = TokenSource(lambda: Token(value=f"t{next(fetched)}", life_seconds=100), clock=lambda: now[0])
    given = []
    for now[0] in (0.0, 69.0, 71.0, 72.0):
        given.append(source.current())
    assert given == ["t1", "t1", "t2", "t2"]
    source.forget("t1")  # another thread was first
    assert source.current() == "t2"
    source.forget("t2")
    assert source.current() == "t3"


@pytest.mark.parametrize(
    ("answer", "life"),
    [
        ({"access_token": "t", "expires_in": 300}, 300),
        ({"access_token": "t", "expires_in": "300"}, 300),
        ({"access_token": "t", "expires_in": -1}, 60),
        ({"access_token": "t"}, 60),
    ],
)
def test_the_life_of_a_token_is_read_leniently(answer: object, life: float) -> None:
    assert token_of(answer).life_seconds == life


@pytest.mark.parametrize("answer", [[], {}, {"access_token": ""}, {"access_token": 7}, {"access_token": "é"}])
def test_an_answer_without_token_is_nonsense(answer: object) -> None:
    with pytest.raises(ValueError, match="geen token"):
        token_of(answer)


@pytest.mark.parametrize(
    ("received", "code", "parameters"),
    [
        (
            b'{"code":"paramsValidation","invalidParams":[{"name":"postcode"}]}',
            "paramsValidation",
            ("postcode",),
        ),
        (b'{"code":"x","invalidParams":[{"name":"fields[3]"},{"name":"fields[4]"}]}', "x", ("fields",)),
        (b'{"code":"Jansen, 1975","invalidParams":[{"name":"Jansen"},{"naam":1},2]}', "", ()),
        (b'{"code":7,"invalidParams":"postcode"}', "", ()),
        (b"<html>", "", ()),
        (b"[]", "", ()),
        (b"[" * 100_000, "", ()),
    ],
)
def test_of_a_refusal_only_code_and_known_names_are_kept(
    received: bytes, code: str, parameters: tuple[str, ...]
) -> None:
    problem = read_problem(received)
    assert (problem.code, problem.parameters) == (code, parameters)


@pytest.mark.parametrize("parallel", [1, 3])
def test_never_more_questions_at_once_than_allowed(parallel: int) -> None:
    """The client keeps the bound itself, whoever uses it and however many threads there are."""
    with FakeBrp([persoon(0)], delay_seconds=0.03) as brp, _client(brp, parallel=parallel) as client:
        map_bounded(lambda _: _read(client), range(12), 8)
        assert (brp.most_at_once > 1) == (parallel > 1)
        assert brp.most_at_once <= parallel
        assert brp.requests[READ] == 12


def test_bounded_work_keeps_its_order_and_its_bound() -> None:
    lock, under_way, most = threading.Lock(), [0], [0]

    def work(number: int) -> int:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.005)
        with lock:
            under_way[0] -= 1
        return number * 2

    assert map_bounded(work, range(20), 4) == [number * 2 for number in range(20)]
    assert most[0] <= 4


def test_the_first_failure_of_bounded_work_is_raised(brp: FakeBrp) -> None:
    brp.inject(Fault(kind=FaultKind.STATUS, status=403))
    with _client(brp) as client, pytest.raises(BrpRefused):
        map_bounded(lambda _: _read(client), range(3), 1)


@pytest.mark.parametrize(
    "changes", [{"base_url": "ftp://brp"}, {"attempts": 0}, {"parallel": 0}, {"timeout_seconds": 0}]
)
def test_a_configuration_that_cannot_work_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="BRP"):
        BrpConfig(**{"base_url": "https://brp.test"} | changes)
