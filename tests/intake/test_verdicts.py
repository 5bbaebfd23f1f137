"""One verdict per line, with every reason (R-INT-3, R-INT-4, R-ADM-1 to R-ADM-5, R-PAR-3, R-PAR-4)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.deliveries import DAG, good, line, read, toelating
from tijdig.intake.lines import Gelezen
from tijdig.intake.verdicts import Bekend, Judge, no_agreement
from tijdig.policies import policy_on
from tijdig.rules.admission import EerderSignaal, Toelating
from tijdig.rules.terms import Oordeel, PartnerType, Reden

ENERGIE: dict[str, Any] = {
    "partner_type": PartnerType.ENERGIELEVERANCIER,
    "soorten": ("elektriciteit", "gas"),
}
ZORG: dict[str, Any] = {"partner_type": PartnerType.ZORGVERZEKERAAR, "soorten": ("zorgverzekering",)}
MONTH = DAG.replace(day=1)


def days_old(days: int) -> str:
    return (DAG - timedelta(days=days)).isoformat()


def codes(gelezen: Gelezen, bekend: Bekend | None = None, **admission: Any) -> list[str]:
    (uitkomst,) = Judge(toelating(**admission)).judge([gelezen], bekend or Bekend())
    assert (uitkomst.oordeel is Oordeel.GEWEIGERD) == bool(uitkomst.redenen)
    return uitkomst.codes


def verdicts(*gelezen: Gelezen, bekend: Bekend | None = None) -> list[str]:
    return [str(uitkomst.oordeel) for uitkomst in Judge(toelating()).judge(gelezen, bekend or Bekend())]


def taken_up(bedrag: int, days_ago: int = 10) -> Bekend:
    return Bekend(
        opgepakt={("K1", "huur"): EerderSignaal(datum=DAG - timedelta(days=days_ago), bedrag=bedrag)}
    )


REACHED: dict[Reden, tuple[Gelezen, dict[str, Any]]] = {
    Reden.VELD_ONTBREEKT: (read(postcode=""), {}),
    Reden.VELD_ONGELDIG: (read(postcode="x"), {}),
    Reden.GEEN_OVEREENKOMST: (read(), {"soorten": ()}),
    Reden.SOORT_ONBEKEND: (read(soort="internet"), {}),
    Reden.SOORT_ZONDER_GRONDSLAG: (read(soort="gemeentebelasting"), {}),
    Reden.TE_JONG: (read(vervaldatum=days_old(29)), {}),
    Reden.TE_OUD: (read(soort="zorgverzekering", vervaldatum=days_old(101)), ZORG),
    Reden.TE_WEINIG_TERMIJNEN: (read(soort="gas", termijnen="1"), ENERGIE),
    Reden.SOCIALE_INCASSO: (read(contact="nee"), {}),
    Reden.BEZWAAR: (read(bezwaar="ja"), {}),
    Reden.ONDER_DREMPEL: (read(bedrag="24,99"), {}),
    Reden.RECHTSPERSOON: (read(achternaam="Jansen B.V."), {}),
}


@pytest.mark.parametrize("reden", REACHED)
def test_every_reason_of_the_closed_list_is_reached(reden: Any) -> None:
    gelezen, admission = REACHED[reden]
    assert codes(gelezen, **admission) == [reden]


def test_a_repeat_is_the_one_reason_that_needs_the_database() -> None:
    # R-ADM-5
    assert set(Reden) - set(REACHED) == {Reden.HERHAALD}
    assert codes(read(), taken_up(32550)) == ["herhaald"]


@pytest.mark.parametrize(
    ("changes", "admission"),
    [
        ({"vervaldatum": days_old(30)}, {}),
        ({"bedrag": "25,00"}, {}),
        ({"soort": "zorgverzekering", "vervaldatum": days_old(100)}, ZORG),
        ({"soort": "gas", "termijnen": "2"}, ENERGIE),
        ({"bezwaar": "nee"}, {}),
        ({"bedrijfsnaam": "Kapsalon Knip", "achternaam": ""}, {}),
        ({"bericht": "ontruiming", "vervaldatum": days_old(1), "bedrag": "1"}, {}),
        ({"soort": "gas", "bericht": "eindelevering", "termijnen": "2"}, ENERGIE),
        ({"soort": "zorgverzekering", "bericht": "cak_wanbetaler", "vervaldatum": days_old(300)}, ZORG),
    ],
)  # fmt: skip
def test_the_edges_and_the_other_messages_are_admitted(changes: Any, admission: Any) -> None:
    # R-ADM-2, R-ADM-3, R-PAR-4
    assert codes(read(**changes), **admission) == []


def test_all_reasons_are_told_at_once() -> None:
    # R-ADM-1, R-ADM-2, R-ADM-3, R-ADM-4
    many = read(
        vervaldatum=days_old(3),
        contact="nee",
        herinnering="nee",
        bedrag="1",
        achternaam="Jansen BV",
        bezwaar="ja",
    )
    assert set(codes(many)) == {"te-jong", "sociale-incasso", "onder-drempel", "rechtspersoon", "bezwaar"}


def test_the_same_line_twice_in_one_file_counts_once() -> None:
    # R-INT-4
    assert verdicts(read(), read(), read(bedrag="999")) == ["toegelaten", "dubbel", "dubbel"]


@pytest.mark.parametrize(
    "change",
    [{"referentie": "K2"}, {"bericht": "ontruiming"}, {"signaaldatum": "2026-10-31"}, {"referentie": "k1"}],
)
def test_another_reference_message_or_month_is_another_line(change: Any) -> None:
    # R-INT-4, R-PAR-4
    assert verdicts(read(), read(**change)) == ["toegelaten", "toegelaten"]


def test_a_line_that_was_refused_does_not_make_the_mended_one_a_double() -> None:
    assert verdicts(read(bedrag="1"), read(postcode=""), read(), read()) == [
        "geweigerd",
        "geweigerd",
        "toegelaten",
        "dubbel",
    ]


def test_a_line_of_an_earlier_file_is_a_double() -> None:
    # R-INT-4
    known = Bekend(geleverd=frozenset({good(read()).sleutel}))
    assert verdicts(read(), read(referentie="K2"), bekend=known) == ["dubbel", "toegelaten"]


@pytest.mark.parametrize(
    ("bedrag", "days_ago", "expected"),
    [(32550, 10, ["herhaald"]), (40000, 10, ["herhaald"]), (32549, 10, []), (32550, 4000, [])],
)
def test_a_repeat_counts_when_it_is_recent_and_has_not_grown(
    bedrag: Any, days_ago: Any, expected: Any
) -> None:
    # R-ADM-5
    assert codes(read(), taken_up(bedrag, days_ago)) == expected


def test_what_was_admitted_before_does_not_hide_a_repeat() -> None:
    # the judge remembers amounts that the rules admitted; a debt taken up before is asked anew
    judge = Judge(toelating())
    judge.judge([read(bedrag="100")])
    (uitkomst,) = judge.judge([read()], taken_up(40000))
    assert uitkomst.codes == ["herhaald"]


def test_each_refused_line_has_its_own_explanation() -> None:
    judge = Judge(toelating())
    first, second = judge.judge([read(bedrag="10"), read(bedrag="12,34")])
    assert "€ 10,00" in first.redenen[0].uitleg
    assert "€ 12,34" in second.redenen[0].uitleg


def test_the_sentence_for_no_agreement_says_what_to_do() -> None:
    # R-PAR-2
    assert no_agreement().code == "geen-overeenkomst"
    assert "gemeente" in no_agreement().uitleg


amounts = st.integers(min_value=1, max_value=10_000)


@given(
    st.lists(
        st.tuples(st.sampled_from(["K1", "K2", "K3"]), amounts, st.sampled_from([3, 40]), st.booleans()),
        max_size=12,
    )
)
def test_a_judge_with_a_memory_says_what_one_without_says(lines: Any) -> None:
    # a higher amount is admitted where a lower one was
    found = [
        read(referentie=f"{name}{place}", bedrag=f"{cents // 100},{cents % 100:02d}", vervaldatum=days_old(days),
             bezwaar="ja" if bezwaar else "")
        for place, (name, cents, days, bezwaar) in enumerate(lines)
    ]  # fmt: skip
    alone = [Judge(toelating()).judge([gelezen])[0] for gelezen in found]
    together = Judge(toelating()).judge(found)
    assert [(u.oordeel, list(u.redenen)) for u in together] == [(u.oordeel, list(u.redenen)) for u in alone]


@given(amounts, amounts, st.sampled_from(["huur", "gas", "zorgverzekering", "internet"]), st.integers(0, 120))
def test_a_higher_amount_is_never_refused_where_a_lower_one_is_admitted(
    one: int, other: int, soort: str, days: int
) -> None:
    low, high = sorted((one, other))
    admission = toelating(partner_type=None, soorten=None)
    judged = [
        admission.judge(
            good(
                read(soort=soort, bedrag=f"{cents / 100:.2f}", vervaldatum=days_old(days), termijnen="2")
            ).gegevens
        )
        for cents in (low, high)
    ]
    assert judged[0] or not judged[1]


@given(st.permutations([line(referentie=f"K{number}", bedrag=str(number * 10)) for number in range(1, 8)]))
def test_the_order_of_lines_does_not_change_how_many_are_admitted(lines: Any) -> None:
    # R-INT-3
    assert verdicts(*(read(**each) for each in lines)).count("toegelaten") == 5


def test_a_soort_without_ground_here_is_refused_and_one_outside_the_agreement_too() -> None:
    # R-PAR-3, R-PAR-2
    assert codes(read(soort="hypotheek"), partner_type=None, soorten=None) == ["soort-zonder-grondslag"]
    assert codes(read(soort="gas", termijnen="2")) == ["soort-zonder-grondslag"]
    assert codes(read(soort="gas", termijnen="2"), **{**ENERGIE, "soorten": ("elektriciteit",)}) == [
        "geen-overeenkomst"
    ]


def test_a_signal_of_another_partner_at_the_address_may_lower_the_threshold() -> None:
    # R-ADM-3: only for the lines at that address, in that month
    beleid = policy_on(DAG, "0505").toelating
    drempel = replace(beleid.drempelbedrag, bij_meerdere=1000)
    judge = Judge(Toelating(replace(beleid, drempelbedrag=drempel), dag=DAG, gemeente="0505"))
    known = Bekend(met_anderen=frozenset({("3311AB 12", MONTH)}))
    found = judge.judge([read(bedrag="11"), read(bedrag="11", referentie="K2", huisnummer="13")], known)
    assert [str(uitkomst.oordeel) for uitkomst in found] == ["toegelaten", "geweigerd"]
    assert [str(u.oordeel) for u in judge.judge([read(bedrag="11", referentie="K3")])] == ["geweigerd"]
