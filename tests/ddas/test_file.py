"""A delivery as a file: every signal and zaak once, valid against the published schema, and read back (R-MON-9)."""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from tests import make
from tests.ddas.town import BSN, CODE, town
from tijdig.accounts.actors import SYSTEM
from tijdig.audit.models import AuditEvent
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.ddas.actions.deliver import Vraag, plan_levering, write_page
from tijdig.ddas.facts import Bereik
from tijdig.ddas.models import Ddaslevering
from tijdig.ddas.reading import Gelezen, Leesfout, read_delivery
from tijdig.ddas.writing import Geschreven, head_of, message
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.refusals import Refused
from tijdig.rules.ddas_form import LEVERING, to_json
from tijdig.rules.ddas_message import DdasKop, DdasSignaal, DdasZaak
from tijdig.rules.ddas_paging import stretches
from tijdig.rules.ddas_schema import message_schema
from tijdig.rules.terms import Bericht, Leverkanaal, Rolsoort

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))


def delivered(van: date, tot: date, versie: str = "1.2", size: int = 50_000) -> list[dict[str, Any]]:
    """The messages over a period, one per page of this size."""
    lijsten = policy_on(TODAY, CODE).uitwisseling.versies[versie]
    ids = Vroegsignaal.objects.order_by("pk").values_list("pk", flat=True)
    kop = DdasKop(van=van, tot=tot, gemaakt_op="2026-11-24T10:00:00+01:00", leverancier="Tijdig")
    pages = [Bereik(gemeente=CODE, van=van, tot=tot, eerste=a, laatste=b) for a, b, _ in stretches(ids, size)]
    return [json.loads(b"".join(message(kop, [page], lijsten, Geschreven()))) for page in pages]


def rows(messages: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [row for one in messages for row in one["leveringen"][0][name]]


@pytest.mark.parametrize("versie", ["1.2", "1.0"])
def test_a_delivery_is_valid_and_holds_no_more_than_it_must(shared: Path, versie: str) -> None:  # R-MON-9
    town()
    lijsten = policy_on(TODAY, CODE).uitwisseling.versies[versie]
    [one] = delivered(*QUARTER, versie=versie)
    published = shared / "standards/ddas-vroegsignalering" / f"v{versie}/json_schema_Uitwisselmodel.json"
    for schema in (json.loads(published.read_text("utf-8")), message_schema(lijsten)):
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(one)
    clients = [row["client"] for row in rows([one], "vroegsignalen")]
    bsn = "burgerservicenummer" if versie == "1.2" else "Burgerservicenummer"
    assert {tuple(client) for client in clients if bsn in client} == {(bsn,)}  # a BSN stands alone
    assert {client[bsn] for client in clients if bsn in client} == {BSN}
    assert any(bsn not in client for client in clients)
    assert "Jansen" not in json.dumps(one)
    assert "Kade" not in json.dumps(one)


def test_periods_and_pages_divide_all_there_is(shared: Path) -> None:  # R-MON-9
    """Every signal in one period and on one page, every zaak beside its first signal, whatever the size."""
    town()
    months = [(date(2026, m, 1), date(2026, m, 30 if m in (4, 6, 9) else 31)) for m in range(4, 10)]
    by_month = [one for month in months for one in delivered(*month)]
    by_page = delivered(months[0][0], months[-1][1], size=7)
    whole = delivered(months[0][0], months[-1][1])
    counts = Counter(row["ID"] for row in rows(by_month, "vroegsignalen"))
    expected = (
        Vroegsignaal.objects.filter(gewist_op__isnull=True).exclude(bericht=Bericht.CAK_WANBETALER).count()
    )
    assert len(counts) == expected
    assert set(counts.values()) == {1}

    def all_of(messages: list[dict[str, Any]]) -> list[Counter[str]]:
        return [
            Counter(json.dumps(row) for row in rows(messages, name))
            for name in ("vroegsignalen", "vroegsignaalzaken")
        ]

    assert all_of(by_month) == all_of(by_page) == all_of(whole)
    assert len(by_page) > 5
    assert (
        len(rows(whole, "vroegsignaalzaken")) == Vroegsignaalzaak.objects.count() + 6
    )  # those put aside, once a month
    for one in by_month:
        known = {row["ID"] for row in rows([one], "vroegsignalen")}
        assert {
            ref["ID"] for zaak in rows([one], "vroegsignaalzaken") for ref in zaak["vroegsignalen"]
        } == known


def test_a_signal_that_joins_later_goes_with_its_zaak() -> None:  # R-MON-9
    """Month boundaries: the zaak is of the month of its first signal, and so are all its signals."""
    make.gemeente(CODE)
    partner = make.partner()
    zaak = make.zaak(make.checked(partner, ontvangen=date(2026, 6, 30)), today=date(2026, 6, 30))
    make.zaak(make.checked(partner, ontvangen=date(2026, 7, 1)), today=date(2026, 7, 1))
    assert zaak.zaaksignalen.count() == 2
    [june], [july] = (
        delivered(date(2026, 6, 1), date(2026, 6, 30)),
        delivered(date(2026, 7, 1), date(2026, 7, 31)),
    )
    assert (len(rows([june], "vroegsignalen")), len(rows([july], "vroegsignalen"))) == (2, 0)
    [told] = rows([june], "vroegsignaalzaken")
    assert (told["startdatumMatchingperiode"], told["einddatumMatchingperiode"]) == (
        "2026-06-01",
        "2026-07-31",
    )
    assert told["matchingsdatum"] == told["datumOpgepakt"] == "2026-06-30"


def test_the_command_writes_files_that_are_read_back(tmp_path: Path) -> None:  # R-MON-9
    town()
    out, path = io.StringIO(), tmp_path / "levering.json"
    call_command("ddas", str(path), gemeente=CODE, van=QUARTER[0], tot=QUARTER[1], stdout=out)
    assert path.stat().st_mode & 0o077 == 0
    assert BSN not in out.getvalue()
    levering = Ddaslevering.objects.get()
    assert (levering.kanaal, levering.paginas_opgehaald) == ("opdrachtregel", [1])
    told = AuditEvent.objects.get(what="ddas.geleverd")
    assert told.detail == {"pagina": 1, "signalen": levering.signalen, "zaken": levering.zaken}
    again = [*read(path.read_bytes())]
    assert not [row for row in again if isinstance(row, Leesfout)]
    found = Counter(type(row.waarde).__name__ for row in again if isinstance(row, Gelezen))
    assert found == {
        "DdasKop": 1,
        "DdasLevering": 1,
        "DdasSignaal": levering.signalen,
        "DdasZaak": levering.zaken,
    }
    for bad in (
        {"van": date(2026, 7, 2), "tot": QUARTER[1]}, {"van": QUARTER[1], "tot": QUARTER[0]},
        {"van": QUARTER[0], "tot": QUARTER[1], "versie": "0.9"},
    ):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("ddas", str(path), gemeente=CODE, stdout=out, **bad)


def read(raw: bytes) -> list[Any]:
    uitwisseling = policy_on(TODAY, CODE).uitwisseling
    known = {CODE, "0344", "0363"}
    return list(
        read_delivery(
            io.BytesIO(raw), uitwisseling=uitwisseling, known_gemeente=known.__contains__, today=TODAY
        )
    )


def test_files_of_others_are_read_with_what_is_wrong_in_them(shared: Path) -> None:  # R-MON-9
    folder = shared / "standards/ddas-vroegsignalering"
    for versie in ("1.0", "1.2"):
        for example in sorted((folder / f"v{versie}").glob("*Voorbeeld.json")):
            found = read(example.read_bytes())
            assert not [row for row in found if isinstance(row, Leesfout)], example
            assert {row.versie for row in found} == {versie}
    raw = json.loads((folder / "v1.2/meervoudigVoorbeeld.json").read_text("utf-8"))
    wrapped = read(json.dumps({"gegevens": raw, "paginering": {"pageSize": 1}}).encode())
    assert [row.waarde for row in wrapped] == [row.waarde for row in read(json.dumps(raw).encode())]
    first = raw["leveringen"][0]
    first["vroegsignalen"][0] |= {"bedrag": "350", "signaaldatum": "6 januari", "nieuw": 1}
    first["vroegsignalen"][1] |= {"ID": first["vroegsignalen"][0]["ID"]}
    del first["vroegsignaalzaken"][0]["resultaat"]
    raw["leveringen"].append("geen levering")
    found = read(json.dumps(raw).encode())
    assert {row.plaats for row in found if isinstance(row, Leesfout)} == {"leveringen"} | {
        f"leveringen[0].vroegsignalen[0].{field}" for field in ("bedrag", "signaaldatum", "nieuw")
    }
    signals = [row for row in found if isinstance(row, Gelezen) and isinstance(row.waarde, DdasSignaal)]
    assert signals[0].waarde.bedrag is None
    assert "signaal-dubbel" in signals[1].controles
    zaken = [row for row in found if isinstance(row, Gelezen) and isinstance(row.waarde, DdasZaak)]
    assert {"signaal-ontbreekt", "zaak-zonder-resultaat"} <= set(zaken[0].controles)
    assert [type(row) for row in read(b"geen json")] == [Leesfout]
    assert [type(row) for row in read(b"\xff")] == [Leesfout]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-W01-1"),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["leveringen", "vroegsignalen", "vroegsignaalzaken", "ID", "client", "gegevens", "item",
                         "leveringen.item", "leveringen.item.vroegsignalen.item", "bedrag", "signaaldatum"])
        | st.text(max_size=3), inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON, st.sampled_from(["", "leveringen", "gegevens"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_is_too_strange_to_be_read(value: object, under: str) -> None:  # R-MON-9
    """Whatever stands in it: rows and faults, never a crash."""
    raw = json.dumps({under: value} if under else value).encode()
    assert all(isinstance(row, Gelezen | Leesfout) for row in read(raw))
    for cut in (len(raw) // 2, len(raw) - 1):
        assert all(isinstance(row, Gelezen | Leesfout) for row in read(raw[:cut]))


def test_who_may_not_deliver_gets_nothing() -> None:  # R-ROL-1
    town(size=2)
    clerk = make.actor(make.user("bram", Rolsoort.BELEIDSADVISEUR), Rolsoort.BELEIDSADVISEUR)
    vraag = Vraag(van=QUARTER[0], tot=QUARTER[1], versie="1.2")
    with pytest.raises(Refused):
        plan_levering(vraag=vraag, gemeente_code=CODE, kanaal=Leverkanaal.BESTAND, today=TODAY, by=clerk)
    levering = plan_levering(
        vraag=vraag, gemeente_code=CODE, kanaal=Leverkanaal.BESTAND, today=TODAY, by=SYSTEM
    )
    for by, page in ((clerk, 1), (SYSTEM, 2), (SYSTEM, 0)):
        with pytest.raises(Refused):
            write_page(levering.pk, gemeente_code=CODE, pagina=page, write=print, by=by)


def test_the_head_says_where_cbs_may_mail() -> None:  # R-MON-9
    head = head_of(make.gemeente(CODE, email="team@dordrecht.example"), 1)
    [contact] = head.organisatie.contacten
    assert contact.email == "team@dordrecht.example"
    assert to_json(head, LEVERING, "1.0").keys() == {
        "teller", "gemeentecode", "aanleverende_organisatie"
    }  # fmt: skip
