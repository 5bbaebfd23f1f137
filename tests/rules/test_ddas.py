"""What goes to DDAS, in both versions: the mapping, the form, the further checks, pages and periods (R-MON-9)."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from tijdig.policies import policy_on
from tijdig.rules import ddas_form as form
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.ddas_lists import Lijst, refusal_of_version
from tijdig.rules.ddas_mapping import (
    Pogingfeit,
    Signaalfeit,
    Zaakfeit,
    as_client,
    as_signaal,
    as_zaak,
    last_day,
    zaak_of_loose_signal,
)
from tijdig.rules.ddas_message import (
    DdasClient,
    DdasPartner,
    DdasPoging,
    DdasSignaal,
    DdasVerwijzing,
    DdasZaak,
)
from tijdig.rules.ddas_paging import period_before, refusal_of_period, stretches
from tijdig.rules.ddas_schema import message_schema
from tijdig.rules.terms import Bereikt, Contactsoort, Dagdeel, Eindresultaat, Signaalstatus

DAY = date(2026, 11, 24)
UITWISSELING = policy_on(DAY, "0505").uitwisseling
V12, V10 = UITWISSELING.versies["1.2"], UITWISSELING.versies["1.0"]
BSN = "999990019"
E = Eindresultaat
SIGNAAL = Signaalfeit(
    gemeente="0505", nummer=7, partner="Huur", crisis=False, warme_overdracht=True, bedrag=45_050,
    vervaldatum=date(2026, 5, 1), signaaldatum=date(2026, 7, 3), status=Signaalstatus.IN_ZAAK, afgedaan_als=None,
    afgedaan_op=None, maand=date(2026, 7, 1), bsn="", geslacht="V", geboortedatum="1984-05-12", postcode="3311AA",
    huisnummer=12, toevoeging="A 2",
)  # fmt: skip
POGING = Pogingfeit(
    soort=Contactsoort.ANDERS, bereikt=Bereikt.ONBEKEND, datum=date(2026, 7, 9), dagdeel=Dagdeel.AVOND
)
ZAAK = Zaakfeit(
    gemeente="0505", resultaat=E.QUICK_FIX, maand=date(2026, 7, 1), laatste_maand=date(2026, 8, 1),
    geopend_op=date(2026, 7, 5), signalen=[9, 7], pogingen=[POGING],
)  # fmt: skip


@pytest.mark.parametrize(
    ("cents", "euros"), [(1, 0), (49, 0), (50, 1), (149, 1), (150, 2), (45_050, 451), (45_049, 450)]
)
def test_amounts_are_whole_euros(cents: int, euros: int) -> None:  # R-MON-9
    assert as_signaal(replace(SIGNAAL, bedrag=cents), V12).bedrag == euros


@pytest.mark.parametrize(
    ("changed", "client"),
    [
        ({"bsn": BSN}, DdasClient(bsn=BSN)),
        ({"bsn": "999990018"}, None),  # fails the check of eleven: the address goes
        ({}, None),
        ({"geboortedatum": "1984-05"}, {"geboortedatum": None}),
        ({"geboortedatum": ""}, {"geboortedatum": None}),
        ({"geslacht": ""}, {"geslacht": ""}),
        ({"toevoeging": ""}, {"toevoeging": ""}),
        ({"huisnummer": 0}, {"huisnummer": ""}),
    ],
)
def test_a_client_is_a_bsn_alone_or_an_address(changed: dict[str, Any], client: Any) -> None:  # R-MON-9
    whole = DdasClient(
        geslacht="Vrouw", geboortedatum=date(1984, 5, 12), postcode="3311AA", huisnummer="12", toevoeging="A2"
    )
    expected = client if isinstance(client, DdasClient) else replace(whole, **(client or {}))
    assert as_client(replace(SIGNAAL, **changed), V12) == expected


@pytest.mark.parametrize(
    ("status", "ended", "in_1_2", "in_1_0"),
    [
        (Signaalstatus.TE_CONTROLEREN, None, "Nog niet opgepakt", "Nog niet opgepakt"),
        (Signaalstatus.TWIJFEL, None, "Nog niet opgepakt", "Nog niet opgepakt"),
        (Signaalstatus.IN_ZAAK, None, "Opgepakt", ""),
        (Signaalstatus.IN_ZAAK, E.QUICK_FIX, "Opgepakt", ""),
        (Signaalstatus.IN_ZAAK, E.BEKEND_BIJ_SHV, "Inwoner al bekend bij schuldhulpverlening", ""),
        (Signaalstatus.IN_ZAAK, E.OVERLEDEN, "Inwoner is overleden", "Inwoner is overleden"),
        (Signaalstatus.TERZIJDE, E.GEEN_INWONER, *["Persoon is geen inwoner (meer) in de gemeente"] * 2),
        (Signaalstatus.TERZIJDE, None, *["Niet opgepakt: andere reden"] * 2),
    ],
)
def test_the_state_of_a_signal(
    status: Signaalstatus, ended: Eindresultaat | None, in_1_2: str, in_1_0: str
) -> None:  # R-MON-9
    fact = replace(SIGNAAL, status=status, afgedaan_als=ended)
    assert [as_signaal(fact, lijsten).status for lijsten in (V12, V10)] == [in_1_2, in_1_0]


def test_a_zaak_in_both_versions() -> None:  # R-MON-9
    told = as_zaak(ZAAK, V12, UITWISSELING)
    assert told == DdasZaak(
        resultaat="(Budget)advies en/of quick fix", gematcht_op=date(2026, 7, 5), periode_van=date(2026, 7, 1),
        periode_tot=date(2026, 8, 31), opgepakt_op=date(2026, 7, 5),
        signalen=(DdasVerwijzing(id="0505-7"), DdasVerwijzing(id="0505-9")),
        pogingen=(DdasPoging(soort="Overige", datum=date(2026, 7, 9), dagdeel="Avond"),),
    )  # fmt: skip
    assert as_zaak(ZAAK, V10, UITWISSELING).pogingen[0].soort == ""  # v1.0 has no word for it
    without = replace(ZAAK, resultaat=E.VERWIJZING_ZONDER_TUSSENKOMST)
    assert as_zaak(without, V12, UITWISSELING).resultaat == "Verwijzing zonder tussenkomst inwoner"
    assert as_zaak(without, V10, UITWISSELING).resultaat == "Verwijzing zonder toestemming"
    never = replace(ZAAK, resultaat=E.GEEN_INWONER, pogingen=[])
    assert as_zaak(never, V12, UITWISSELING).opgepakt_op is None
    assert as_zaak(replace(never, pogingen=[POGING]), V12, UITWISSELING).opgepakt_op == date(2026, 7, 5)
    aside = replace(
        SIGNAAL, status=Signaalstatus.TERZIJDE, afgedaan_als=E.OVERLEDEN, afgedaan_op=date(2026, 8, 2)
    )
    loose = zaak_of_loose_signal(aside, V12)
    assert loose is not None
    assert (loose.resultaat, loose.opgepakt_op, loose.periode_tot) == (
        "Inwoner is overleden",
        None,
        date(2026, 8, 31),
    )
    assert zaak_of_loose_signal(SIGNAAL, V12) is None


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
texts = st.text(min_size=1, max_size=8)


def words(lijst: Lijst) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(V12.words(lijst)))


signals = st.builds(
    DdasSignaal, id=texts, crisis=st.none() | st.booleans(), bedrag=st.none() | st.integers(0, 10**6),
    ontstaan_op=st.none() | days, status=st.just("") | words(Lijst.SIGNAALSTATUS),
    partner=st.builds(DdasPartner, soort=words(Lijst.SIGNAALPARTNER)),
    client=st.builds(DdasClient, bsn=st.just(BSN))
    | st.builds(DdasClient, postcode=texts, huisnummer=texts, geboortedatum=st.none() | days),
)  # fmt: skip
zaken = st.builds(
    DdasZaak, resultaat=st.just("") | words(Lijst.EINDRESULTAAT), gematcht_op=st.none() | days,
    signalen=st.lists(st.builds(DdasVerwijzing, id=texts), max_size=3).map(tuple),
    pogingen=st.lists(
        st.builds(DdasPoging, soort=st.just("") | words(Lijst.CONTACTSOORT), bereikt=st.none() | st.booleans()),
        max_size=3,
    ).map(tuple),
)  # fmt: skip


@given(st.one_of(signals.map(lambda one: (one, form.SIGNAAL)), zaken.map(lambda one: (one, form.ZAAK))))
def test_what_is_written_is_read_again(pair: tuple[object, form.Block]) -> None:  # R-MON-9
    value, block = pair
    raw = json.loads(json.dumps(form.to_json(value, block, "1.2")))
    assert form.from_json(raw, block, V12) == (value, [])


def remove(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(message: dict[str, Any]) -> None:
        at: Any = message
        for step in path[:-1]:
            at = at[step]
        del at[path[-1]]

    return change


def put(value: object, *path: Any) -> Callable[[dict[str, Any]], None]:
    def change(message: dict[str, Any]) -> None:
        at: Any = message
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


FIRST = ("leveringen", 0)
A_SIGNAL, A_ZAAK = (*FIRST, "vroegsignalen", 0), (*FIRST, "vroegsignaalzaken", 0)
CHANGES = [
    put({"burgerservicenummer": BSN}, *A_SIGNAL, "client"),
    put({"burgerservicenummer": BSN, "geboortedatum": "1980-01-01"}, *A_SIGNAL, "client"),
    put({"burgerservicenummer": "12345678"}, *A_SIGNAL, "client"),
    put({"postcode": "3311AA", "huisnummer": "1"}, *A_SIGNAL, "client"),
    put({"postcode": "3311AA", "huisnummer": 1}, *A_SIGNAL, "client"),
    put({"postcode": "3311AA", "huisnummer": "1", "huisletter": "a"}, *A_SIGNAL, "client"),
    put({"postcode": "3311AA"}, *A_SIGNAL, "client"), put({}, *A_SIGNAL, "client"),
    put(450.75, *A_SIGNAL, "bedrag"), put(450.0, *A_SIGNAL, "bedrag"),
    put({"type": "Huur", "naam": "x"}, *A_SIGNAL, "signaalpartner"), put({}, *A_SIGNAL, "signaalpartner"),
    put("Onzin", *A_SIGNAL, "status"), put("1980", *A_SIGNAL, "signaaldatum"), remove(*A_SIGNAL, "status"),
    remove(*A_SIGNAL, "ID"), remove(*A_SIGNAL, "client"), put("x", *A_SIGNAL, "extra"),
    put("1", *A_ZAAK, "ID"), put("Nog niet opgepakt", *A_ZAAK, "resultaat"), remove(*A_ZAAK, "resultaat"),
    put([], *A_ZAAK, "vroegsignalen"), remove(*A_ZAAK, "vroegsignalen"), put([{}], *A_ZAAK, "contactpogingen"),
    put([{"bereikt": None}], *A_ZAAK, "contactpogingen"), put([], *A_ZAAK, "contactpogingen"),
    remove("leveringen"), put([], "leveringen"), put("Onbekend", *FIRST, "gemeentecode"),
    put(5, *FIRST, "gemeentecode"), put([], *FIRST, "aanleverendeOrganisatie", "contactpersonen"),
    put("2026-07-01T10:00:00+02:00", "aanleverdatumEnTijd"), remove("codeGegevensleverancier"),
]  # fmt: skip


def test_our_schema_says_what_the_published_one_says(shared: Path) -> None:  # R-MON-9
    """For every probe, of each published example; ours was written from our own table of fields."""
    folder = shared / "standards/ddas-vroegsignalering/v1.2"
    published = json.loads((folder / "json_schema_Uitwisselmodel.json").read_text("utf-8"))
    theirs = Draft202012Validator(published, format_checker=FormatChecker())
    ours = Draft202012Validator(message_schema(V12))
    different = []
    for example in sorted(folder.glob("*Voorbeeld.json")):
        whole = json.loads(example.read_text("utf-8"))
        for number, change in enumerate(CHANGES):
            message = deepcopy(whole)
            change(message)
            if ours.is_valid(message) != theirs.is_valid(message):
                different.append((example.name, number))
    assert different == []
    put("2026-07-01T10:00:00", "aanleverdatumEnTijd")(
        whole
    )  # the library looks at no moments without another package
    assert not ours.is_valid(whole)


@given(st.sets(st.integers(1, 500)), st.integers(1, 20), st.integers(1, 20))
def test_pages_divide_the_signals_in_order(ids: set[int], size: int, room: int) -> None:  # R-MON-9
    """Each once, none above its size, the first no more than its room; a page holds all between its ends."""
    found = list(stretches(sorted(ids), size, room=room))
    held = [sorted(one for one in ids if first <= one <= last) for first, last, _ in found]
    assert [one for page in held for one in page] == sorted(ids)
    assert [len(page) for page in held] == [count for _, _, count in found]
    assert all(count == size for _, _, count in found[1:-1])
    assert not found or found[0][2] <= room
    assert not found[1:] or (found[0][2] == room and found[-1][2] <= size)


@pytest.mark.parametrize(
    ("today", "months", "period"),
    [
        (date(2026, 11, 24), 3, (date(2026, 7, 1), date(2026, 9, 30))),
        (date(2026, 9, 30), 3, (date(2026, 4, 1), date(2026, 6, 30))),
        (date(2026, 10, 1), 3, (date(2026, 7, 1), date(2026, 9, 30))),
        (date(2026, 2, 1), 3, (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2028, 3, 1), 1, (date(2028, 2, 1), date(2028, 2, 29))),
        (date(2026, 7, 1), 6, (date(2026, 1, 1), date(2026, 6, 30))),
    ],
)
def test_the_period_that_is_over(today: date, months: int, period: tuple[date, date]) -> None:  # R-MON-9
    assert period_before(today, months) == period
    assert refusal_of_period(*period) is None
    assert last_day(period[1]) == period[1]


@pytest.mark.parametrize(
    ("versie", "day", "ok"),
    [("1.2", DAY, True), ("1.0", DAY, True), ("1.1", DAY, False), ("1.2", date(2026, 8, 18), False)],
)
def test_a_version_has_its_time(versie: str, day: date, ok: bool) -> None:  # R-MON-9
    assert (refusal_of_version(UITWISSELING, versie, day) is None) == ok


@pytest.mark.parametrize(
    ("bsn", "ok"),
    [(BSN, True), ("999990018", False), ("000000000", False), ("99999001", False), ("٩99990019", False)],
)
def test_the_check_of_eleven(bsn: str, ok: bool) -> None:
    assert passes_elfproef(bsn) == ok


def test_every_word_of_ours_is_a_word_of_the_published_lists(shared: Path) -> None:  # R-MON-9
    """And the other way round: what others may write, we can read."""
    matrix = (
        (shared / "standards/codelists/ddas_vs_enum_versiematrix.csv").read_text("utf-8-sig").splitlines()
    )
    names = {
        "EnumEindresultaat": Lijst.EINDRESULTAAT, "EnumSignaalstatus": Lijst.SIGNAALSTATUS,
        "EnumContactsoort": Lijst.CONTACTSOORT, "EnumDagdeel": Lijst.DAGDEEL,
        "EnumSignaalpartner": Lijst.SIGNAALPARTNER, "geslacht": Lijst.GESLACHT,
    }  # fmt: skip
    heading = matrix[0].split(",")
    for lijsten in (V12, V10):
        column = heading.index(f"v{lijsten.versie}")
        for name, lijst in names.items():
            listed = {
                cells[1]
                for line in matrix[1:]
                if (cells := line.split(","))[0] == name and cells[column] == "x"
            }
            assert lijsten.words(lijst) == listed, (lijsten.versie, lijst)
