"""A template is read whole before it prints: wrong fields and shapes are told when it is loaded."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outreach.letters import AFZENDER, MET_CODE, make_letter
from tijdig.outreach.letters.letter import Unprintable, content, fingerprint
from tijdig.outreach.letters.templates import (
    MERGE_FIELDS,
    MissingField,
    TemplateFault,
    fill,
    parse_template,
    shipped_template,
)
from tijdig.rules.readability import readability

SJABLONEN = ("aanbod", "aankondiging_huisbezoek", "curator")
HEAD = "titel: Brief\nonderwerp: Hallo\n"
TEXT = "alineas: [{soort: tekst, tekst: Dag}]"


@pytest.mark.parametrize("id", SJABLONEN)
def test_shipped_templates_pass_the_readability_check(id: str) -> None:
    """R-OUT-3: names hard words and long sentences; our own letters have none."""
    assert readability(shipped_template(id).text).warnings == ()


@pytest.mark.parametrize("id", SJABLONEN)
def test_shipped_templates_name_law_and_rights_and_no_amount(id: str) -> None:
    """R-OUT-8: ground and source; no amounts."""
    text = shipped_template(id).text
    for part in (
        "Wet gemeentelijke schuldhulpverlening",
        "{{ melder }}",
        "bezwaar",
        "Autoriteit Persoonsgegevens",
    ):
        assert part in text
    assert "€" not in text


@pytest.mark.parametrize("id", SJABLONEN)
def test_shipped_templates_say_how_to_answer(id: str) -> None:
    """R-OUT-6: one box with the code, the QR and the address to type; calling and mailing stay possible."""
    sjabloon = shipped_template(id)
    assert [alinea.qr for alinea in sjabloon.alineas].count(True) == 1
    for field in ("{{ reactieadres }}", "{{ telefoon }}", "{{ email }}"):
        assert field in sjabloon.text


TELLS = ("aanbod", "aankondiging_huisbezoek", "bevestiging", "curator", "herinnering", "ouder")


@pytest.mark.parametrize("id", TELLS)
def test_a_letter_says_what_the_company_hears_and_promises_no_more(id: str) -> None:
    """AVG 13, 14 (recipients) and R-TER-1: the company hears without consent that help runs and stops, never why."""
    text = shipped_template(id).text
    assert "blijft bij ons" not in text
    for part in ("loopt of stopt. Nooit waarom.", "alleen als u dat goed vindt"):
        assert part in text
    assert readability(text).warnings == ()


@pytest.mark.parametrize("id", SJABLONEN)
def test_letters_of_before_the_reply_page_can_be_printed_again(id: str) -> None:
    """R-OUT-3: a version that was sent does not change."""
    assert not any(alinea.qr for alinea in shipped_template(id, "1").alineas)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (HEAD + "alineas: [{soort: tekst, tekst: 'Dag {{ bsn }}'}]", "bsn"),
        (HEAD + TEXT + "\nstandaard: {bsn: x}", "bsn"),
        ("titel: Brief\nonderwerp: '{{ naam }}'\n" + TEXT, "naam"),
        (HEAD + "alineas: [{soort: tekst, tekst: 'Dag {{ mede werker }}'}]", "accolades"),
        (HEAD + "alineas: [{soort: tekst, tekst: 'Dag {{ medewerker'}]", "accolades"),
        (HEAD + "alineas: [{soort: plaatje, tekst: Dag}]", "alinea 1"),
        (HEAD + "alineas: [{soort: [], tekst: Dag}]", "alinea 1"),
        (HEAD + "alineas: [{soort: stappen}]", "stappen"),
        (HEAD + "alineas: [{soort: tekst, tekst: Dag, stappen: [a]}]", "stappen"),
        (HEAD + "alineas: [{soort: vraag}]", "ontbreekt de tekst"),
        (HEAD + "alineas: [{soort: tekst, tekst: Dag, kleur: rood}]", "kleur"),
        (HEAD + "alineas: []", "alineas"),
        (HEAD + "alineas: {a: b}", "alineas"),
        (HEAD + TEXT + "\nextra: x", "extra"),
        (HEAD + TEXT + "\nwoorden: {aanhef: x}", "aanhef"),
        ("titel: 3\nonderwerp: Hallo\n" + TEXT, "titel"),
        ("titel: Brief", "alineas, onderwerp"),
        ("- a", "sjabloon"),
        ("a: [", "YAML"),
        ("!!python/object/apply:os.getcwd []", "YAML"),
    ],
)
def test_a_faulty_template_is_refused_when_it_is_read(source: str, why: str) -> None:
    with pytest.raises(TemplateFault, match=why):
        parse_template(source, id="eigen", versie="1")


@pytest.mark.parametrize(
    ("id", "versie"),
    [("geen", "1"), ("aanbod", "99"), ("../sjablonen/aanbod", "1"), ("aanbod", "../aanbod/1")],
)
def test_a_template_that_is_not_shipped_is_not_found(id: str, versie: str) -> None:
    with pytest.raises(TemplateFault):
        shipped_template(id, versie)


def test_a_gemeente_may_write_its_own_in_another_language() -> None:
    source = (
        "titel: Letter\nonderwerp: Can we help?\ntaal: en\nwoorden: {groet: 'Kind regards,'}\n"
        "alineas: [{soort: tekst, tekst: 'Call {{ telefoon }}.'}]"
    )
    sjabloon = parse_template(source, id="eigen", versie="3")
    printed = content(replace(make_letter(), sjabloon=sjabloon))
    assert (printed["taal"], printed["woorden"]["groet"]) == ("en", "Kind regards,")
    assert printed["alineas"][0]["tekst"] == "Call 012 - 345 67 89."


def test_a_field_without_value_takes_the_default_of_the_template() -> None:
    standaard = shipped_template("aanbod").standaard["melder"]
    assert standaard in content(make_letter(velden={"melder": "  "}))["alineas"][0]["tekst"]
    assert (
        "Woonstichting Thuis"
        in content(make_letter(velden={"melder": "Woonstichting Thuis"}))["alineas"][0]["tekst"]
    )


def test_a_field_without_value_or_default_is_named_with_the_kenmerk() -> None:
    with pytest.raises(Unprintable, match=r"^Brief VS-0001: Het veld ‘bezoekdag’ is niet ingevuld.$"):
        content(make_letter(sjabloon="aankondiging_huisbezoek", velden={"dagdeel": "middag"}))


def test_a_value_for_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Unprintable, match="onbekend veld: bezoekdatum"):
        content(make_letter(velden={"bezoekdatum": "morgen"}))


def test_what_the_sender_leaves_empty_takes_the_default_of_the_template() -> None:
    letter = make_letter(afzender=replace(AFZENDER, privacypagina="", openingstijden=""))
    assert "leest u op de website van onze gemeente" in str(content(letter))


def test_a_letter_without_a_number_to_call_is_refused() -> None:
    with pytest.raises(Unprintable, match="‘telefoon’ is niet ingevuld"):
        content(make_letter(afzender=replace(AFZENDER, telefoon="")))


def test_nobody_can_overwrite_the_code_or_the_sender_with_a_field() -> None:
    letter = make_letter(sjabloon=MET_CODE, velden={"reactiecode": "FALS-0000", "telefoon": "0900"})
    assert "FALS" not in str(content(letter))
    assert "0900" not in str(content(letter))


@given(st.dictionaries(st.sampled_from(sorted(MERGE_FIELDS)), st.text(min_size=1).filter(str.strip)))
def test_a_value_is_put_in_once_and_as_it_is(values: dict[str, str]) -> None:
    text = " | ".join(f"{{{{ {name} }}}}" for name in values)
    assert fill(text, values) == " | ".join(values.values())


def test_fill_names_the_missing_field() -> None:
    with pytest.raises(MissingField) as caught:
        fill("Dag {{ medewerker }}", {})
    assert caught.value.field == "medewerker"


def test_the_fingerprint_follows_every_change() -> None:
    base = make_letter()
    others = [
        make_letter(naam="Een ander"),
        make_letter(2),
        make_letter(reactiecode="A"),
        make_letter(aanhef="Dag"),
    ]
    assert fingerprint(base) == fingerprint(make_letter())
    assert len({fingerprint(letter) for letter in (base, *others)}) == 5


@pytest.mark.parametrize("aanhef", ["Geachte heer Groen", "Geachte heer Groen,", " Geachte heer Groen, "])
def test_the_salutation_ends_in_one_comma(aanhef: str) -> None:
    assert content(make_letter(aanhef=aanhef))["aanhef"] == "Geachte heer Groen,"
