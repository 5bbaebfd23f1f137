"""What the client makes of the answers of the BRP. The other side is the fake, over real HTTP."""

import logging
from collections.abc import Iterator
from dataclasses import fields as fields_of

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.brp_persons import (
    ASKED_BY,
    GEMEENTE,
    Json,
    adres,
    bsn,
    datum,
    naam,
    opschorting,
    persoon,
)
from tijdig.connectors.brp import (
    BrpClient,
    BrpConfig,
    BrpRefused,
    Persoon,
    PersoonBeperkt,
    without_diacritics,
)
from tijdig.connectors.brp.persons import read_beperkt, read_persoon
from tijdig.connectors.brp.queries import PATTERNS, AddressSearch
from tijdig.connectors.brp_fake import FakeBrp, Fault, FaultKind, Seen

FLAT = "0599010000000054"


def _flat() -> list[Json]:
    """Forty people in one object, two of them called Zand, of whom one born in 1990."""
    place = adres(FLAT, huisnummer=54, postcode="3011ZZ")
    others = [persoon(100 + n, verblijfplaats=place, naam=naam(f"Bewoner{n}")) for n in range(38)]
    zand = [
        persoon(140 + n, verblijfplaats=place, naam=naam("Zánd"), geboorte={"datum": datum(f"199{n}-01-01")})
        for n in range(2)
    ]
    return [*others, *zand]


PERSONS = [
    persoon(0),
    persoon(1, opschortingBijhouding=opschorting("O"), overlijden={"datum": datum("2024-02")}),
    persoon(
        2, naam=naam("Gündoğan"), geboorte={"datum": datum("1990-05-05")}, geheimhoudingPersoonsgegevens=True
    ),
    persoon(3, verblijfplaats=adres("0599010000000008", huisletter="A", huisnummertoevoeging="II")),
    persoon(4, gemeenteVanInschrijving={"code": "0344"}, verblijfplaats=adres("0344010000000001")),
    *_flat(),
]


@pytest.fixture
def seen() -> list[Seen]:
    return []


@pytest.fixture
def brp(seen: list[Seen]) -> Iterator[FakeBrp]:
    with FakeBrp(PERSONS, recorder=seen.append) as fake:
        yield fake


@pytest.fixture
def client(brp: FakeBrp) -> Iterator[BrpClient]:
    headers = {
        "x-doelbinding": "schuldhulp",
        "x-gebruiker": "{gebruiker}",
        "x-verwerking": "{verwerking}@wgs",
    }
    with BrpClient(BrpConfig(base_url=brp.base_url, headers=headers, pause_seconds=0.01)) as client:
        yield client


def _bsns(personen: tuple[PersoonBeperkt, ...]) -> set[str]:
    return {persoon.bsn for persoon in personen}


def test_everyone_at_a_bag_object_is_found_and_the_dead_too(client: BrpClient) -> None:
    """R-BRP-2, R-BRP-5."""
    answer = client.search_by_address(gemeente=GEMEENTE, bag_id="0599010000000007", **ASKED_BY)
    assert {p.bsn: p.overleden for p in answer.personen} == {bsn(0): False, bsn(1): True, bsn(2): False}
    assert not answer.too_many
    assert answer.asked == ("ZoekMetAdresseerbaarObjectIdentificatie",)


def test_a_postcode_without_letter_finds_every_address_with_that_number(client: BrpClient) -> None:
    at_number = client.search_by_address(gemeente=GEMEENTE, postcode="3011 aa", huisnummer=7, **ASKED_BY)
    assert _bsns(at_number.personen) == {bsn(0), bsn(1), bsn(2), bsn(3)}
    at_letter = client.search_by_address(
        gemeente=GEMEENTE, postcode="3011AA", huisnummer=7, huisletter="a", toevoeging="II", **ASKED_BY
    )
    assert _bsns(at_letter.personen) == {bsn(3)}


def test_someone_of_another_gemeente_is_not_found(client: BrpClient) -> None:
    """R-BRP-7: the search is limited to the own inhabitants."""
    answer = client.search_by_address(gemeente=GEMEENTE, bag_id="0344010000000001", **ASKED_BY)
    assert answer.personen == ()
    assert client.read([bsn(4)], gemeente=GEMEENTE, **ASKED_BY) == []


@pytest.mark.parametrize(
    ("given", "found", "narrowed_by"),
    [
        ({}, None, ()),
        ({"geslachtsnaam": "Zand"}, {140, 141}, ("geslachtsnaam",)),
        ({"geslachtsnaam": "Zánd", "geboortedatum": "1991-01-01"}, {140, 141}, ("geslachtsnaam",)),
        ({"geboortedatum": "1991-01-01"}, {141}, ("geboortedatum",)),
        ({"geslachtsnaam": "Onbekend"}, set(), ("geslachtsnaam",)),
        ({"geslachtsnaam": "你好", "geboortedatum": "1991"}, None, ()),  # what cannot be asked is left out
    ],
)
def test_too_many_residents_are_narrowed_by_name_and_then_by_birth(
    client: BrpClient, given: Json, found: set[int] | None, narrowed_by: tuple[str, ...]
) -> None:
    answer = client.search_by_address(
        gemeente=GEMEENTE, bag_id=FLAT, postcode="3011ZZ", huisnummer=54, **given, **ASKED_BY
    )
    assert answer.too_many == (found is None)
    assert _bsns(answer.personen) == {bsn(number) for number in found or set()}
    assert answer.narrowed_by == narrowed_by
    assert answer.asked[0] == "ZoekMetAdresseerbaarObjectIdentificatie"
    assert set(answer.asked[1:]) <= {"ZoekMetPostcodeEnHuisnummer"}


def test_a_name_that_is_not_enough_is_narrowed_by_birth_as_well() -> None:
    place = adres(FLAT, huisnummer=54, postcode="3011ZZ")
    years = [
        persoon(n, verblijfplaats=place, geboorte={"datum": datum(f"{1940 + n}-01-01")}) for n in range(40)
    ]
    ask: Json = {"bag_id": FLAT, "postcode": "3011ZZ", "huisnummer": 54, "geslachtsnaam": "duin"}
    with FakeBrp(years) as brp, BrpClient(BrpConfig(base_url=brp.base_url)) as client:
        answer = client.search_by_address(gemeente=GEMEENTE, geboortedatum="1963-01-01", **ask, **ASKED_BY)
        still = client.search_by_address(gemeente=GEMEENTE, **ask, **ASKED_BY)
    assert _bsns(answer.personen) == {bsn(23)}
    assert answer.narrowed_by == ("geslachtsnaam", "geboortedatum")
    assert still.too_many
    assert still.personen == ()


@pytest.mark.parametrize("name", ["Gündoğan", "Gundogan", "GUNDOGAN", "Gun*"])
def test_a_name_is_found_however_it_is_spelled(client: BrpClient, seen: list[Seen], name: str) -> None:
    """R-BRP-3: diacritics are taken off before asking, because then both spellings are found."""
    answer = client.search_by_name_and_birth(
        geslachtsnaam=name, geboortedatum="1990-05-05", gemeente=GEMEENTE, **ASKED_BY
    )
    assert _bsns(answer.personen) == {bsn(2)}
    assert answer.personen[0].geheimhouding
    assert seen[0].body["geslachtsnaam"].isascii()


def test_a_search_asks_for_the_least_and_drops_what_comes_besides(brp: FakeBrp, client: BrpClient) -> None:
    """R-BRP-2: also when the gateway sends everything it knows."""
    asked = client.search_by_address(gemeente=GEMEENTE, bag_id="0599010000000007", **ASKED_BY)
    brp.inject(Fault(kind=FaultKind.EXTRA))
    extra = client.search_by_address(gemeente=GEMEENTE, bag_id="0599010000000007", **ASKED_BY)
    assert extra.personen == asked.personen
    assert {field.name for field in fields_of(extra.personen[0])}.isdisjoint(
        {"gemeente", "straat", "curatele"}
    )


def test_a_person_is_read_with_all_that_the_letter_needs(client: BrpClient) -> None:
    (read,) = client.read([bsn(0)], gemeente=GEMEENTE, **ASKED_BY)
    assert (read.volledige_naam, read.naamgebruik) == ("Daan Willem van Duin", "E")
    assert (read.straat, read.straat_kort, read.huisnummer) == ("Lange Kade", "Kade", 7)
    assert (read.postcode, read.woonplaats, read.bag_id) == ("3011AA", "Rotterdam", "0599010000000007")
    assert (read.verblijfplaats, read.functie_adres, read.gemeente) == ("Adres", "W", GEMEENTE)
    assert (read.aanhef, read.aanschrijfwijze) == ("Geachte heer Van Duin", "D.W. van Duin")
    assert (read.adresregel1, read.adresregel2, read.adresregel3) == ("Kade 7", "3011 AA  ROTTERDAM", "")
    assert (read.geboortedatum, read.geslacht, read.leeftijd is None) == ("1975-07-07", "M", False)
    flags = (read.overleden, read.curatele, read.geheimhouding, read.verblijft_niet_op_adres)
    assert not any(flags)


PARTNER = {"naam": naam("Berg", voorvoegsel="van den")}
EX_PARTNER = {"naam": naam("Vroeger"), "ontbindingHuwelijkPartnerschap": {"datum": datum("")}}
INVESTIGATED = adres() | {"inOnderzoek": {"type": True, "datumIngangOnderzoek": datum("2025-01-01")}}
ELSEWHERE = adres() | {"indicatieVastgesteldVerblijftNietOpAdres": True}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"partners": [EX_PARTNER, PARTNER]},
            {"partner_voorvoegsel": "van den", "partner_geslachtsnaam": "Berg"},
        ),
        ({"partners": [EX_PARTNER]}, {"partner_geslachtsnaam": ""}),
        ({"geboorte": {"datum": datum("1975-07")}}, {"geboortedatum": "1975-07"}),
        ({"geboorte": {"datum": datum("1975")}}, {"geboortedatum": "1975", "leeftijd": None}),
        ({"geboorte": {"datum": datum("")}}, {"geboortedatum": "", "leeftijd": None}),
        ({"opschortingBijhouding": opschorting("O")}, {"overleden": True, "opschorting": "O"}),
        ({"overlijden": {"datum": datum("2024-02")}}, {"overleden": True, "overlijdensdatum": "2024-02"}),
        ({"opschortingBijhouding": opschorting("E")}, {"overleden": False, "opschorting": "E"}),
        ({"indicatieCurateleRegister": True}, {"curatele": True}),
        ({"verblijfplaats": INVESTIGATED}, {"adres_in_onderzoek": True}),
        ({"verblijfplaats": ELSEWHERE}, {"verblijft_niet_op_adres": True, "adres_in_onderzoek": False}),
        (
            {"verblijfplaats": {"type": "VerblijfplaatsOnbekend"}},
            {"verblijfplaats": "VerblijfplaatsOnbekend"},
        ),
        (
            {
                "verblijfplaats": {
                    "type": "Locatie",
                    "verblijfadres": {"locatiebeschrijving": "Woonboot aan de kade"},
                }
            },
            {"verblijfplaats": "Locatie", "locatiebeschrijving": "Woonboot aan de kade", "huisnummer": 0},
        ),
        (
            {"verblijfplaats": adres(" 599010000000007", aanduidingBijHuisnummer={"code": "to"})},
            {"bag_id": "599010000000007", "aanduiding_bij_huisnummer": "to"},
        ),
    ],
)
def test_each_situation_of_the_brp_is_seen(changes: Json, expected: Json) -> None:
    """R-BRP-5..8: what decides about the next step arrives."""
    with FakeBrp([persoon(0, **changes)]) as brp, BrpClient(BrpConfig(base_url=brp.base_url)) as client:
        (read,) = client.read([bsn(0)], gemeente=GEMEENTE, **ASKED_BY)
    assert {name: getattr(read, name) for name in expected} == expected


def test_many_persons_are_read_by_twenty_in_the_order_asked(brp: FakeBrp, client: BrpClient) -> None:
    wanted = [bsn(100 + number) for number in reversed(range(38))]
    read = client.read([*wanted, wanted[0], bsn(99)], gemeente=GEMEENTE, **ASKED_BY)
    assert [person.bsn for person in read] == wanted
    assert brp.requests["RaadpleegMetBurgerservicenummer"] == 2


def test_reading_nobody_asks_nothing(brp: FakeBrp, client: BrpClient) -> None:
    assert client.read([], gemeente=GEMEENTE, **ASKED_BY) == []
    assert not brp.requests


def test_the_headers_of_the_gateway_are_filled_in(client: BrpClient, seen: list[Seen]) -> None:
    client.search_by_address(gemeente=GEMEENTE, bag_id=FLAT, traceparent="00-1-2-01", **ASKED_BY)
    headers = seen[0].headers
    assert headers["x-doelbinding"] == "schuldhulp"
    assert headers["x-gebruiker"] == "medewerker-7"
    assert headers["x-verwerking"] == "vroegsignalering@wgs"
    assert headers["traceparent"] == "00-1-2-01"
    assert headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"postcode": "0123AB", "huisnummer": 1}, ("postcode",)),
        ({"postcode": "1234AB\n", "huisnummer": 1}, ("postcode",)),
        ({"postcode": "1234AB", "huisnummer": 0}, ("huisnummer",)),
        ({"postcode": "1234AB", "huisnummer": 1, "huisletter": "AB"}, ("huisletter",)),
        ({"postcode": "1234AB", "huisnummer": 1, "toevoeging": "12345"}, ("huisnummertoevoeging",)),
        ({"bag_id": "12"}, ("adresseerbaarObjectIdentificatie",)),
        ({"bag_id": "0" * 16}, ("adresseerbaarObjectIdentificatie",)),
        ({}, ("postcode", "huisnummer")),
        ({"bag_id": FLAT, "gemeente": "599"}, ("gemeenteVanInschrijving",)),
        ({"bag_id": FLAT, "gebruiker": "é"}, ("gebruiker",)),
        ({"bag_id": FLAT, "gebruiker": "x" * 243}, ("gebruiker",)),
        ({"bag_id": FLAT, "verwerking": "a\r\nx-ander: b"}, ("verwerking",)),
        ({"bag_id": FLAT, "traceparent": "a\nb"}, ("traceparent",)),
    ],
)
def test_a_wrong_question_is_not_even_sent(
    brp: FakeBrp, client: BrpClient, given: Json, wrong: tuple[str, ...]
) -> None:
    with pytest.raises(BrpRefused) as refused:
        client.search_by_address(**{"gemeente": GEMEENTE, **ASKED_BY, **given})
    assert refused.value.parameters == wrong
    assert refused.value.status is None
    assert not brp.requests


@pytest.mark.parametrize("day", ["", "1990", "1990-05", "1990-02-30", "05-05-1990"])
def test_a_search_on_a_name_needs_a_whole_birth_date(client: BrpClient, day: str) -> None:
    with pytest.raises(BrpRefused, match="geboortedatum"):
        client.search_by_name_and_birth(
            geslachtsnaam="Duin", geboortedatum=day, gemeente=GEMEENTE, **ASKED_BY
        )


def test_a_bsn_of_another_form_is_refused_without_showing_it(client: BrpClient) -> None:
    with pytest.raises(BrpRefused) as refused:
        client.read(["12345678"], gemeente=GEMEENTE, **ASKED_BY)
    assert "12345678" not in str(refused.value)
    assert refused.value.parameters == ("burgerservicenummer",)


def test_everyone_may_be_asked_about_only_with_that_right(brp: FakeBrp, client: BrpClient) -> None:
    with pytest.raises(BrpRefused, match="autorisation"):
        client.read([bsn(4)], gemeente=None, **ASKED_BY)
    with BrpClient(BrpConfig(base_url=brp.base_url, buitengemeentelijk=True)) as wide:
        (moved,) = wide.read([bsn(4)], gemeente=None, **ASKED_BY)
    assert moved.gemeente == "0344"


def test_no_person_shows_in_a_log_or_a_repr(client: BrpClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.search_by_address(gemeente=GEMEENTE, bag_id="0599010000000007", **ASKED_BY)
        read: list[Persoon] = client.read([bsn(0)], gemeente=GEMEENTE, **ASKED_BY)
    shown = (
        caplog.text + repr(answer) + repr(answer.personen) + repr(read) + repr(AddressSearch(gemeente="0599"))
    )
    assert "ZoekMetAdresseerbaarObjectIdentificatie" in shown
    assert not [secret for secret in (bsn(0), "Duin", "Kade", "1975", "medewerker-7") if secret in shown]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Gündoğan", "Gundogan"),
        ("Ørsted-Łuczak", "Orsted-Luczak"),
        ("Weiß", "Weiss"),
        ("  d’Été  ", "d'Ete"),
        ("Rente @ 100%", "Rente 100"),
        ("Jans*", "Jans*"),
        ("J*ns", "Jns"),
        ("李", ""),
    ],
)
def test_a_name_is_sent_in_plain_letters(name: str, plain: str) -> None:
    assert without_diacritics(name) == plain


@settings(deadline=None)
@given(st.text(max_size=100).map(lambda text: text.replace("*", "")))
def test_every_name_in_plain_letters_is_one_the_brp_accepts(name: str) -> None:
    plain = without_diacritics(name)
    assert not plain or PATTERNS["geslachtsnaam"].fullmatch(plain[:200])
    assert without_diacritics(plain) == plain


_KEYS = st.sampled_from(
    [
        "naam",
        "geboorte",
        "datum",
        "jaar",
        "maand",
        "verblijfplaats",
        "verblijfadres",
        "huisnummer",
        "partners",
        "overlijden",
        "opschortingBijhouding",
        "reden",
        "code",
        "inOnderzoek",
        "adressering",
        "leeftijd",
    ]
)
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
)


@settings(deadline=None)
@given(st.dictionaries(_KEYS, _ANYTHING))
def test_a_person_is_read_whatever_the_parts_look_like(raw: Json) -> None:
    """What cannot be read is empty; the person does not disappear."""
    for read in (read_beperkt(raw), read_persoon(raw)):
        assert all(
            isinstance(value, str | bool | int | None)
            for value in (getattr(read, field.name) for field in fields_of(read))
        )


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ({"aanduiding": {"code": "26", "omschrijving": "x"}}, "26"),
        ({"aanduiding": {"code": "26", "omschrijving": "x"}, "datumEinde": datum("2035-01-01")}, "26"),
        ({"aanduiding": {"code": "26", "omschrijving": "x"}, "datumEinde": datum("2020-01-01")}, ""),
        ({"aanduiding": {"code": "98", "omschrijving": "x"}}, ""),
        ({}, ""),
    ],
)
def test_a_residence_title_is_given_while_it_is_in_force(title: Json, given: str) -> None:  # R-BRP-2
    with (
        FakeBrp([persoon(1, verblijfstitel=title)]) as fake,
        BrpClient(BrpConfig(base_url=fake.base_url)) as client,
    ):
        (read,) = client.read([bsn(1)], gemeente=GEMEENTE, verblijfstitel=True, **ASKED_BY)
    assert read.verblijfstitel == given
