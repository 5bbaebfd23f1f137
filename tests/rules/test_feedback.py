"""What a partner may be told, and everything it may not. R-TER-1, R-TER-2, R-TER-4."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.feedback import (
    CODE_BY_RESULT,
    EINDE_VERVALT,
    NEVER_TOLD,
    Terugkoppelbeleid,
    Terugkoppelbericht,
    Terugkoppelregel,
    Vervolgregel,
    code_for_refusal,
    what_is_told_after_the_pause,
    what_is_told_of_acceptance,
    what_may_be_told,
    what_may_be_told_later,
    what_takes_back,
)
from tijdig.rules.terms import Eindresultaat, Hulptype, Reden, Terugkoppelcode, Vervolg

NU = policy_on(date(2026, 11, 22), "0505").terugkoppeling
PAUZE = date(2026, 12, 22)


@pytest.mark.parametrize(
    ("resultaat", "zonder", "met"),
    [  # R-TER-1, R-TER-2: one row for every end result; without and with consent
        (Eindresultaat.QUICK_FIX, Terugkoppelcode.HULP_GEACCEPTEERD, Terugkoppelcode.HULP_GEACCEPTEERD),
        (Eindresultaat.VERWIJZING_FINANCIEEL, Terugkoppelcode.HULP_GEACCEPTEERD, "hulp_geaccepteerd"),
        (Eindresultaat.VERWIJZING_NIET_FINANCIEEL, Terugkoppelcode.HULP_GEACCEPTEERD, "hulp_geaccepteerd"),
        (Eindresultaat.WIL_GEEN_HULP, None, Terugkoppelcode.WIL_GEEN_HULP),
        (Eindresultaat.ZELF_OPGELOST, None, None),
        (Eindresultaat.GEEN_REACTIE_NA_CONTACT, None, None),
        (Eindresultaat.NIET_BEREIKT, None, None),
        (Eindresultaat.BEKEND_BIJ_SHV, Terugkoppelcode.ONTVANGT_SHV, Terugkoppelcode.ONTVANGT_SHV),
        (Eindresultaat.ANDER_TRAJECT, None, None),
        (Eindresultaat.VERWIJZING_ZONDER_TUSSENKOMST, None, None),
        (Eindresultaat.OVERLEDEN, Terugkoppelcode.OVERLEDEN, Terugkoppelcode.OVERLEDEN),
        (Eindresultaat.GEEN_INWONER, Terugkoppelcode.GEEN_INWONER, Terugkoppelcode.GEEN_INWONER),
        (Eindresultaat.HERHAALDE_MELDING, Terugkoppelcode.HERHAALDE_MELDING, "herhaalde_melding"),
        (Eindresultaat.ONTERECHT_SIGNAAL, Terugkoppelcode.ONTERECHT_SIGNAAL, "onterecht_signaal"),
        (Eindresultaat.ANDERE_REDEN, Terugkoppelcode.NIET_OPGEPAKT, Terugkoppelcode.NIET_OPGEPAKT),
    ],
)
def test_each_end_result_is_told_as_the_guideline_says(
    resultaat: Eindresultaat, zonder: str | None, met: str | None
) -> None:
    def code(toestemming: bool) -> str | None:
        bericht = what_may_be_told(resultaat, toestemming=toestemming, beleid=NU)
        return bericht.code if bericht else None

    assert (code(False), code(True)) == (zonder, met)


@pytest.mark.parametrize("hulptype", list(Hulptype))
def test_help_accepted_tells_the_last_day_of_the_pause(hulptype: Hulptype) -> None:
    bericht = what_may_be_told(Eindresultaat(hulptype.value), toestemming=False, beleid=NU, pauze_tot=PAUZE)
    assert bericht is not None  # R-TER-4
    assert bericht.pauze_tot == PAUZE


def test_behind_another_reason_only_the_fact_is_told() -> None:
    bericht = what_may_be_told(Eindresultaat.ANDERE_REDEN, toestemming=True, beleid=NU, pauze_tot=PAUZE)
    assert bericht is not None  # R-TER-2, R-ADM-6
    assert (bericht.tekst, bericht.pauze_tot) == ("Dit signaal is niet opgepakt.", None)


@pytest.mark.parametrize("dag", [date(2021, 1, 1), date(2026, 6, 30), date(2026, 7, 1)])
def test_the_whitelist_stayed_the_same_when_telling_became_a_duty(dag: date) -> None:
    then = policy_on(dag, "0505").terugkoppeling
    assert (then.regels, then.vervolg) == (NU.regels, NU.vervolg)


def test_every_end_result_is_either_tellable_or_never_told() -> None:
    assert CODE_BY_RESULT.keys() | NEVER_TOLD == set(Eindresultaat)
    assert not CODE_BY_RESULT.keys() & NEVER_TOLD


rules = st.builds(
    Terugkoppelregel,
    code=st.sampled_from(Terugkoppelcode),
    tekst=st.text(),
    toestemming_nodig=st.booleans(),
    met_pauze=st.booleans(),
)


@given(st.dictionaries(st.sampled_from(Eindresultaat), rules), st.booleans())
def test_no_policy_can_make_the_forbidden_tellable(
    regels: dict[Eindresultaat, Terugkoppelregel], toestemming: bool
) -> None:
    # R-TER-2: whatever a file says, and whatever the consent
    beleid = Terugkoppelbeleid(regels=regels)
    for resultaat in Eindresultaat:
        bericht = what_may_be_told(resultaat, toestemming=toestemming, beleid=beleid)
        zonder_toestemming = resultaat == Eindresultaat.WIL_GEEN_HULP and not toestemming
        if resultaat in NEVER_TOLD or resultaat not in regels or zonder_toestemming:
            assert bericht is None
        elif bericht is not None:
            assert bericht.tekst == regels[resultaat].tekst


@pytest.mark.parametrize(
    ("redenen", "code"),
    [  # R-ADM-1 to R-ADM-5: what counts as not right, what as a repeat, what as a fault in the file
        ([Reden.TE_JONG], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.TE_OUD], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.TE_WEINIG_TERMIJNEN], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.SOCIALE_INCASSO], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.BEZWAAR], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.ONDER_DREMPEL], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.RECHTSPERSOON], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.HERHAALD], Terugkoppelcode.HERHAALDE_MELDING),
        ([Reden.HERHAALD, Reden.ONDER_DREMPEL], Terugkoppelcode.ONTERECHT_SIGNAAL),
        ([Reden.VELD_ONTBREEKT], None),
        ([Reden.VELD_ONGELDIG], None),
        ([Reden.SOORT_ONBEKEND], None),
        ([Reden.SOORT_ZONDER_GRONDSLAG], None),
        ([Reden.GEEN_OVEREENKOMST], None),
        ([], None),
    ],
)
def test_a_refusal_is_told_as_not_right_or_as_a_repeat(
    redenen: list[Reden], code: Terugkoppelcode | None
) -> None:
    assert code_for_refusal(redenen) == code


@given(
    st.sampled_from(Vervolg), st.booleans(),
    st.dictionaries(st.sampled_from(Vervolg), st.sampled_from(Terugkoppelcode), max_size=6),
)  # fmt: skip
def test_later_only_what_the_closed_list_of_the_code_allows(
    vervolg: Vervolg, geaccepteerd: bool, policy: dict[Vervolg, Terugkoppelcode]
) -> None:
    """R-TER-1, R-TER-2: whatever a policy says, a no-show or a change of mind never becomes a message."""
    beleid = Terugkoppelbeleid(
        regels={}, vervolg={v: Vervolgregel(code=code, tekst="x") for v, code in policy.items()}
    )
    bericht = what_may_be_told_later(vervolg, geaccepteerd=geaccepteerd, beleid=beleid)
    if bericht is not None:
        assert geaccepteerd
        assert bericht.code == CODE_BY_VERVOLG[vervolg]
        assert vervolg not in {Vervolg.NIET_GEKOMEN, Vervolg.LATER_AFGEZIEN, Vervolg.NOG_NIETS_BEKEND}


def test_the_end_of_a_pause_is_told_from_the_day_after() -> None:
    # R-TER-4: the last day is part of the pause; a policy without the text tells nothing
    beleid = policy_on(date(2026, 12, 1), "0505").terugkoppeling
    last = date(2026, 12, 20)
    told = [
        what_is_told_after_the_pause(last, today=last + timedelta(days=n), beleid=beleid)
        for n in (-1, 0, 1, 9)
    ]
    assert [bool(bericht) for bericht in told] == [False, False, True, True]
    assert told[2] == Terugkoppelbericht(
        code=Terugkoppelcode.PAUZE_VOORBIJ,
        tekst=beleid.aanvulling[Terugkoppelcode.PAUZE_VOORBIJ],
        pauze_tot=None,
    )
    before = policy_on(date(2026, 10, 1), "0505").terugkoppeling
    assert what_is_told_after_the_pause(last, today=date(2027, 1, 1), beleid=before) is None


@pytest.mark.parametrize("code", Terugkoppelcode)
def test_what_can_be_taken_back(code: Terugkoppelcode) -> None:
    # R-TER-1, R-TER-2: by a code of its own, with a fixed text
    bericht = what_takes_back(code, beleid=policy_on(date(2026, 12, 1), "0505").terugkoppeling)
    assert (bericht is not None) == (code in {*CODE_BY_VERVOLG.values(), *EINDE_VERVALT})
    assert bericht is None or bericht.code == f"{code}_vervalt"


@pytest.mark.parametrize("resultaat", Eindresultaat)
def test_only_who_got_no_offer_is_told_as_not_taken_up(resultaat: Eindresultaat) -> None:
    # R-TER-1
    left, offered = (
        what_may_be_told(resultaat, toestemming=True, aanbod=aanbod, beleid=NU) for aanbod in (False, True)
    )
    assert offered == (None if resultaat is Eindresultaat.ANDERE_REDEN else left)


def test_that_help_was_accepted_is_told_before_it_is_known_which() -> None:
    # R-TER-1, R-TER-4
    told = what_is_told_of_acceptance(pauze_tot=PAUZE, beleid=NU)
    assert told == what_may_be_told(Eindresultaat.QUICK_FIX, toestemming=False, beleid=NU, pauze_tot=PAUZE)
    narrower = {
        als: regel for als, regel in NU.regels.items() if als is not Eindresultaat.VERWIJZING_NIET_FINANCIEEL
    }
    assert what_is_told_of_acceptance(pauze_tot=PAUZE, beleid=replace(NU, regels=narrower)) is None
