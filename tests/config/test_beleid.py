"""The page of policy: the kader in plain Dutch, and every value with its source."""

from datetime import date

import pytest
from django.test import Client

from tests import make
from tijdig.config.policy_sentences import SECTIONS
from tijdig.config.policy_words import in_words
from tijdig.policies import policy_on, values_in_force
from tijdig.rules.terms import Rolsoort

DAY = date(2026, 11, 24)
NOT_SAID_VALUES = {("landelijk/termijnen", "beschikking")}  # the gemeente's own term stands in its place
NOT_SAID = {
    "gemeente/afwegingskader",  # said by the kader itself
    "landelijk/ddas-uitwisseling",  # likewise
    "landelijk/ddas",  # words for an exchange of data, not for staff
}


def page_on(client: Client, **query: str) -> str:
    make.gemeente()
    make.login(client, make.user("vera"))
    answer = client.get("/beleid/", query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_the_rules_of_the_kader_are_sentences(client: Client) -> None:  # R-TRI-1
    page = page_on(client, dag="2026-11-24")
    assert "Er is een huurachterstand." in page
    assert "Huisbezoek met aankondiging" in page
    assert "te bevestigen" in page
    assert "huisbezoek_aangekondigd" not in page


@pytest.mark.django_db
def test_amounts_and_terms_have_their_source(client: Client) -> None:
    page = page_on(client, dag="2026-11-24")
    assert "Een signaal onder € 25,00 wordt geweigerd." in page
    assert "Binnen 3 werkdagen." in page
    assert "Wgs art. 4 lid 2" in page


@pytest.mark.django_db
def test_an_older_day_shows_what_held_then(client: Client) -> None:
    assert "Afwegingskader voor gemeenten zonder eigen kader" in page_on(client, dag="2021-03-01")
    assert "Vroeg Eropaf Dordrecht" in client.get("/beleid/", {"dag": "2022-03-01"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dag", "says"),
    [("gisteren", "Die dag is niet te lezen"), ("1999-01-01", "is er geen beleid vastgelegd")],
)
def test_a_day_without_policy_is_said(client: Client, dag: str, says: str) -> None:
    assert says in page_on(client, dag=dag)


@pytest.mark.django_db
def test_the_page_is_for_who_works_here(client: Client) -> None:  # R-ROL-1
    make.gemeente()
    make.login(client, make.user("bea", Rolsoort.BEHEERDER))
    assert client.get("/beleid/").status_code == 200


@pytest.mark.parametrize("gemeente", ["0505", "0599"])
def test_every_value_is_said_or_left_out_on_purpose(gemeente: str) -> None:
    beleid = policy_on(DAY, gemeente)
    said = {
        (subject, place) for _, _, parts in SECTIONS for subject, say in parts for place, _, _ in say(beleid)
    }
    silent = {
        (waarde.onderwerp, waarde.pad) for waarde in values_in_force(DAY, gemeente)
        if waarde.onderwerp not in NOT_SAID and (waarde.onderwerp, waarde.pad) not in said
    }  # fmt: skip
    assert silent == NOT_SAID_VALUES, "a new value of policy needs a sentence in policy_sentences"


def test_a_sentence_comes_with_its_own_source() -> None:
    waarden = values_in_force(DAY, "0505")
    terms = in_words(policy_on(DAY, "0505"), waarden)[0]
    crisis = next(value for value in terms.values if value.title == "Eerste gesprek bij een crisis")
    assert (crisis.bron, crisis.te_bevestigen) == ("Wgs art. 4 lid 2", False)
