"""Which records may be consulted before acceptance, and what is kept of a residence title (R-SHV-3, R-BRP-2)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tijdig.connectors
from tijdig.policies import policy_on
from tijdig.rules.conditions import CONDITIONS
from tijdig.rules.consulting import Raadpleegbeleid, refusal_to_consult
from tijdig.rules.residence import residence_of
from tijdig.rules.terms import Bronregistratie, Verblijfsrecht

R, V = Bronregistratie, Verblijfsrecht
BEFORE, FIRST, LATER = date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 22)
OTHERS = (R.JEUGDWET, R.PARTICIPATIEWET, R.WMO)
OFF = policy_on(LATER, "0505").raadplegen
ON = replace(OFF, aangezet=frozenset({R.WMO}), reden="Een reden", besluit="Een besluit")


@pytest.mark.parametrize(
    ("registratie", "beleid", "dag", "because"),
    [
        (R.BRP, OFF, BEFORE, None),
        (R.SHV, OFF, LATER, None),
        *((other, OFF, LATER, "heeft niet besloten") for other in OTHERS),
        *((other, OFF, BEFORE, "pas vanaf 01-07-2026 (Wgs art. 8d)") for other in OTHERS),
        (R.WMO, ON, BEFORE, "pas vanaf 01-07-2026"),
        (R.WMO, ON, FIRST, None),
        (R.WMO, ON, LATER, None),
        (R.JEUGDWET, ON, LATER, "heeft niet besloten"),
        (R.WMO, replace(ON, gronden={}), LATER, "geen grondslag"),
        (R.BRP, replace(OFF, gronden={}), LATER, "geen grondslag"),
    ],
)
def test_another_record_needs_law_and_a_decision(
    registratie: Bronregistratie, beleid: Raadpleegbeleid, dag: date, because: str | None
) -> None:  # R-SHV-3
    refusal = refusal_to_consult(registratie, beleid=beleid, dag=dag)
    assert refusal is None if because is None else because in (refusal or "")
    assert refusal_to_consult(registratie, beleid=beleid, dag=dag, aangenomen=True) is None


def test_no_gemeente_of_this_installation_has_switched_anything_on() -> None:  # R-SHV-3
    for gemeente in ("0505", "0599"):
        for day in (date(2021, 6, 1), BEFORE, LATER):
            assert policy_on(day, gemeente).raadplegen.extra == ()


def test_nothing_looks_at_a_person_but_brp_and_shv() -> None:  # R-SHV-3
    """A new connection that asks about a person stands here with the word of `refusal_to_consult` that it asks."""
    consults = {"brp": R.BRP, "shv": R.SHV}
    sends_or_looks_at_no_person = {"bag", "notify", "smtp", "webhook", "partner_webhook"}
    folder = Path(tijdig.connectors.__file__).parent
    found = {
        path.name for path in folder.iterdir() if path.is_dir() and not path.name.endswith(("_fake", "__"))
    }
    assert found == consults.keys() | sends_or_looks_at_no_person


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("", V.GEEN_BIJZONDERHEID),  # a Dutch national, or a title that ended: the BRP does not tell which
        ("21", V.GEEN_BIJZONDERHEID),
        ("26", V.GEEN_BIJZONDERHEID),
        ("40", V.GEEN_BIJZONDERHEID),
        ("31", V.NAGAAN),  # in procedure
        ("39", V.NAGAAN),
        ("98", V.NAGAAN),
        ("00", V.NAGAAN),
        ("77", V.NAGAAN),  # a code that is newer than the policy
    ],
)
def test_only_what_must_be_looked_at_is_kept(code: str, kept: Verblijfsrecht) -> None:  # R-BRP-2
    beleid = policy_on(LATER, "0505").verblijfsrecht
    assert residence_of(code, beleid) is kept
    assert residence_of(code, replace(beleid, vragen=False)) is V.NIET_GEVRAAGD


def test_the_kader_cannot_look_at_the_residence_title() -> None:  # R-BRP-2: it informs, it decides nothing
    assert not [name for name in CONDITIONS if "verblijf" in name]
