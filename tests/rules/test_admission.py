"""May this line be processed? Tables at the edges, and what must hold for every line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tijdig.policies import policy_on
from tijdig.rules.admission import (
    Aanlevergegevens,
    Drempelbedrag,
    EerderSignaal,
    Incassostap,
    Toelating,
    Toelatingsbeleid,
    judge,
    judge_soort,
    measure,
)
from tijdig.rules.terms import Bericht, PartnerType, Reden

DAG = date(2026, 11, 22)
AMSTERDAM, DORDRECHT, ELDERS = "0363", "0505", "0034"
ALLE_STAPPEN = frozenset(Incassostap)
BELEID = policy_on(DAG, ELDERS).toelating
CRISIS = [Bericht.AFSLUITING, Bericht.ONTRUIMING, Bericht.EINDE_ZORGVERZEKERING]


def line(soort: str = "huur", *, dagen: int = 60, **anders: object) -> Aanlevergegevens:
    velden: dict[str, object] = {
        "soort": soort,
        "bericht": Bericht.VROEGSIGNAAL,
        "bedrag": 50000,
        "vervaldatum": DAG - timedelta(days=dagen),
        "signaaldatum": DAG,
        "termijnen": 2,
        "stappen": ALLE_STAPPEN,
    }
    return Aanlevergegevens(**velden | anders)  # type: ignore[arg-type]


def reasons(
    gegevens: Aanlevergegevens,
    *,
    gemeente: str = ELDERS,
    dag: date = DAG,
    eerder: EerderSignaal | None = None,
    beleid: Toelatingsbeleid | None = None,
    samen: bool = False,
) -> list[Reden]:
    gevonden = judge(
        gegevens,
        dag=dag,
        beleid=beleid or policy_on(dag, gemeente).toelating,
        gemeente=gemeente,
        eerder_opgepakt=eerder,
        andere_partners_op_adres=samen,
    )
    return [weigering.reden for weigering in gevonden]


@pytest.mark.parametrize(
    ("soort", "dagen", "verwacht"),
    [  # R-ADM-2: one row = one edge of the policy
        ("huur", 29, [Reden.TE_JONG]),
        ("huur", 30, []),
        ("huur", 3650, []),
        ("drinkwater", 29, [Reden.TE_JONG]),
        ("drinkwater", 30, []),
        ("zorgverzekering", 29, [Reden.TE_JONG]),
        ("zorgverzekering", 30, []),
        ("zorgverzekering", 100, []),
        ("zorgverzekering", 101, [Reden.TE_OUD]),
        ("elektriciteit", 29, [Reden.TE_JONG]),
        ("gas", 30, []),
        ("warmte", 30, []),
    ],
)
def test_the_age_of_the_arrears_has_edges_that_are_admitted(
    soort: str, dagen: int, verwacht: list[Reden]
) -> None:
    assert reasons(line(soort, dagen=dagen)) == verwacht


@pytest.mark.parametrize("soort", ["elektriciteit", "gas", "warmte"])
@pytest.mark.parametrize(
    ("termijnen", "verwacht"),
    [(None, [Reden.VELD_ONTBREEKT]), (1, [Reden.TE_WEINIG_TERMIJNEN]), (2, []), (3, [])],
)
def test_energy_and_heat_need_two_unpaid_terms(
    soort: str, termijnen: int | None, verwacht: list[Reden]
) -> None:
    assert reasons(line(soort, termijnen=termijnen)) == verwacht  # R-ADM-2


def test_rent_needs_no_number_of_terms() -> None:
    assert reasons(line("huur", termijnen=None)) == []


@pytest.mark.parametrize(
    ("soort", "bericht"),
    [
        ("huur", Bericht.ONTRUIMING),
        ("drinkwater", Bericht.AFSLUITING),
        ("gas", Bericht.AFSLUITING),
        ("zorgverzekering", Bericht.EINDE_ZORGVERZEKERING),
        ("zorgverzekering", Bericht.CAK_WANBETALER),
    ],
)
def test_a_crisis_message_and_cak_have_no_age_limit(soort: str, bericht: Bericht) -> None:
    # R-ADM-2, R-PAR-4
    assert reasons(line(soort, bericht=bericht, dagen=1, termijnen=None)) == []
    assert reasons(line(soort, bericht=bericht, dagen=400, termijnen=None)) == []


def test_an_eindelevering_has_the_age_limits_of_a_vroegsignaal() -> None:
    assert reasons(line("gas", bericht=Bericht.EINDELEVERING, dagen=29)) == [Reden.TE_JONG]


@pytest.mark.parametrize("soort", ["huur", "drinkwater", "elektriciteit", "gas", "warmte"])
@pytest.mark.parametrize("stap", list(Incassostap))
def test_every_missing_step_of_social_collection_is_a_reason(soort: str, stap: Incassostap) -> None:
    # R-ADM-1
    gevonden = judge(line(soort, stappen=ALLE_STAPPEN - {stap}), dag=DAG, beleid=BELEID, gemeente=ELDERS)
    assert [(weigering.reden, weigering.kolom) for weigering in gevonden] == [
        (Reden.SOCIALE_INCASSO, stap.value)
    ]


def test_all_missing_steps_are_told_at_once() -> None:
    assert reasons(line("huur", stappen=frozenset())) == [Reden.SOCIALE_INCASSO] * 4  # R-ADM-1


def test_zorg_does_not_yet_require_personal_contact() -> None:
    # R-ADM-1
    zonder_contact = ALLE_STAPPEN - {Incassostap.CONTACT}
    assert reasons(line("zorgverzekering", stappen=zonder_contact)) == []


@pytest.mark.parametrize(
    ("soort", "bezwaar", "verwacht"),
    [
        ("huur", True, [Reden.BEZWAAR]),
        ("huur", False, []),
        ("huur", None, []),
        ("drinkwater", True, []),
    ],
)
def test_an_objection_of_the_tenant_means_no_signal(
    soort: str, bezwaar: bool | None, verwacht: list[Reden]
) -> None:
    assert reasons(line(soort, bezwaar=bezwaar)) == verwacht  # R-ADM-1


@pytest.mark.parametrize(
    ("gemeente", "dag", "bedrag", "verwacht"),
    [  # R-ADM-3
        (DORDRECHT, DAG, 2499, [Reden.ONDER_DREMPEL]),
        (DORDRECHT, DAG, 2500, []),
        (DORDRECHT, date(2021, 1, 31), 1, []),
        (DORDRECHT, date(2021, 2, 1), 1, [Reden.ONDER_DREMPEL]),
        (ELDERS, DAG, 1, []),
    ],
)
def test_the_threshold_is_that_of_the_gemeente_on_the_day(
    gemeente: str, dag: date, bedrag: int, verwacht: list[Reden]
) -> None:
    gegevens = line(bedrag=bedrag, vervaldatum=dag - timedelta(days=60))
    assert reasons(gegevens, gemeente=gemeente, dag=dag) == verwacht


@pytest.mark.parametrize(
    ("soort", "bedrag", "samen", "verwacht"),
    [  # R-ADM-3: an amount per soort, and a lower one when it is one of several
        ("huur", 9999, False, [Reden.ONDER_DREMPEL]),
        ("huur", 10000, False, []),
        ("drinkwater", 4000, False, []),
        ("huur", 1000, True, []),
        ("huur", 999, True, [Reden.ONDER_DREMPEL]),
        ("drinkwater", 3999, False, [Reden.ONDER_DREMPEL]),
    ],
)
def test_a_threshold_may_differ_per_soort_and_for_one_of_several(
    soort: str, bedrag: int, samen: bool, verwacht: list[Reden]
) -> None:
    drempel = Drempelbedrag(
        bedrag=10000,
        per_soort={"drinkwater": 4000},
        bij_meerdere=1000,
        berichten=frozenset({Bericht.VROEGSIGNAAL}),
    )
    beleid = Toelatingsbeleid(
        signaalsoorten=BELEID.signaalsoorten,
        achterstand=BELEID.achterstand,
        sociale_incasso=BELEID.sociale_incasso,
        drempelbedrag=drempel,
        herhaling=BELEID.herhaling,
    )
    assert reasons(line(soort, bedrag=bedrag), beleid=beleid, samen=samen) == verwacht


def test_an_amount_in_the_legal_ground_counts_too() -> None:
    # R-ADM-3: DUO may report from 270 euro on
    assert reasons(line("duo", bedrag=26999), gemeente=AMSTERDAM) == [Reden.ONDER_DREMPEL]
    assert reasons(line("duo", bedrag=27000), gemeente=AMSTERDAM) == []


def test_a_legal_person_is_refused_and_its_form_is_named() -> None:
    (weigering,) = judge(line(rechtsvorm="B.V."), dag=DAG, beleid=BELEID, gemeente=ELDERS)  # R-ADM-4
    assert weigering.reden == Reden.RECHTSPERSOON
    assert "B.V." in weigering.uitleg


@pytest.mark.parametrize(
    ("dagen_geleden", "eerder_bedrag", "verwacht"),
    [  # R-ADM-5: recent is up to and including 180 days
        (30, 50000, [Reden.HERHAALD]),
        (30, 50001, [Reden.HERHAALD]),
        (30, 49999, []),
        (180, 50000, [Reden.HERHAALD]),
        (181, 50000, []),
        (0, 50000, [Reden.HERHAALD]),
    ],
)
def test_the_same_debt_that_did_not_grow_is_a_repeat(
    dagen_geleden: int, eerder_bedrag: int, verwacht: list[Reden]
) -> None:
    eerder = EerderSignaal(datum=DAG - timedelta(days=dagen_geleden), bedrag=eerder_bedrag)
    assert reasons(line(bedrag=50000), eerder=eerder) == verwacht


@pytest.mark.parametrize(
    ("soort", "bericht"),
    [
        ("huur", Bericht.ONTRUIMING),
        ("drinkwater", Bericht.AFSLUITING),
        ("zorgverzekering", Bericht.EINDE_ZORGVERZEKERING),
        ("gas", Bericht.EINDELEVERING),
    ],
)
def test_a_message_with_more_urgency_is_never_a_repeat(soort: str, bericht: Bericht) -> None:
    eerder = EerderSignaal(datum=DAG - timedelta(days=10), bedrag=99999)  # R-ADM-5
    assert reasons(line(soort, bericht=bericht), eerder=eerder) == []


@pytest.mark.parametrize(
    ("soort", "gemeente", "dag", "verwacht"),
    [  # R-PAR-3
        ("lenen", ELDERS, DAG, [Reden.SOORT_ONBEKEND]),
        ("hypotheek", DORDRECHT, date(2026, 5, 1), [Reden.SOORT_ZONDER_GRONDSLAG]),
        ("hypotheek", AMSTERDAM, date(2026, 5, 1), []),
        ("hypotheek", AMSTERDAM, date(2026, 11, 1), [Reden.SOORT_ZONDER_GRONDSLAG]),
        ("hypotheek", "0599", date(2024, 3, 31), [Reden.SOORT_ZONDER_GRONDSLAG]),
        ("hypotheek", "0599", date(2024, 4, 1), []),
        ("gemeentebelasting", AMSTERDAM, DAG, [Reden.SOORT_ZONDER_GRONDSLAG]),
        ("belastingdienst", AMSTERDAM, DAG, [Reden.SOORT_ZONDER_GRONDSLAG]),
    ],
)
def test_a_soort_needs_a_ground_here_and_today(
    soort: str, gemeente: str, dag: date, verwacht: list[Reden]
) -> None:
    gegevens = line(soort, vervaldatum=dag - timedelta(days=60), bedrag=100000)
    assert reasons(gegevens, gemeente=gemeente, dag=dag) == verwacht


def test_a_message_must_fit_the_soort_and_the_partner_may_send_it() -> None:
    soorten = BELEID.signaalsoorten

    def found(
        soort: str, bericht: Bericht, partner: PartnerType, afgesproken: frozenset[str] | None = None
    ) -> list[Reden]:
        gevonden = judge_soort(
            soort,
            bericht,
            dag=DAG,
            gemeente=ELDERS,
            signaalsoorten=soorten,
            partner_type=partner,
            soorten=afgesproken,
        )
        return [weigering.reden for weigering in gevonden]

    # R-PAR-1, R-PAR-3, R-PAR-4
    assert found("huur", Bericht.VROEGSIGNAAL, PartnerType.VERHUURDER) == []
    assert found("huur", Bericht.AFSLUITING, PartnerType.VERHUURDER) == [Reden.VELD_ONGELDIG]
    assert found("huur", Bericht.VROEGSIGNAAL, PartnerType.ZORGVERZEKERAAR) == [Reden.SOORT_ZONDER_GRONDSLAG]
    assert found("gas", Bericht.AFSLUITING, PartnerType.OVERIG) == []
    afgesproken = frozenset({"elektriciteit"})
    assert found("gas", Bericht.VROEGSIGNAAL, PartnerType.ENERGIELEVERANCIER, afgesproken) == [
        Reden.GEEN_OVEREENKOMST
    ]


def test_all_reasons_are_given_at_once_and_each_says_what_would_be_right() -> None:
    gegevens = line("gas", dagen=10, termijnen=1, stappen=frozenset(), rechtsvorm="NV", bedrag=100)
    gevonden = judge(gegevens, dag=DAG, beleid=policy_on(DAG, DORDRECHT).toelating, gemeente=DORDRECHT)
    assert {weigering.reden for weigering in gevonden} == {
        Reden.TE_JONG,
        Reden.TE_WEINIG_TERMIJNEN,
        Reden.SOCIALE_INCASSO,
        Reden.ONDER_DREMPEL,
        Reden.RECHTSPERSOON,
    }
    te_jong = next(weigering for weigering in gevonden if weigering.reden == Reden.TE_JONG)
    assert te_jong.kolom == "vervaldatum"
    assert te_jong.uitleg.endswith("U kunt deze achterstand melden vanaf 12-12-2026.")
    onder = next(weigering for weigering in gevonden if weigering.reden == Reden.ONDER_DREMPEL)
    assert onder.uitleg == "De achterstand is € 1,00. Bij gas moet dat minstens € 25,00 zijn."


lines = st.builds(
    line,
    st.sampled_from([*BELEID.signaalsoorten, "onbekend"]),
    dagen=st.integers(0, 500),
    bericht=st.sampled_from(Bericht),
    bedrag=st.integers(1, 10**7),
    termijnen=st.none() | st.integers(0, 12),
    bezwaar=st.none() | st.booleans(),
    stappen=st.frozensets(st.sampled_from(Incassostap)),
    rechtsvorm=st.none() | st.just("B.V."),
)
earlier = st.none() | st.builds(
    EerderSignaal, datum=st.dates(date(2025, 1, 1), DAG), bedrag=st.integers(1, 10**7)
)
TOELATING = Toelating(policy_on(DAG, DORDRECHT).toelating, dag=DAG, gemeente=DORDRECHT)


@given(lines, earlier)
def test_judging_again_gives_the_same(gegevens: Aanlevergegevens, eerder: EerderSignaal | None) -> None:
    eerst = TOELATING.judge(gegevens, eerder_opgepakt=eerder)
    assert TOELATING.judge(gegevens, eerder_opgepakt=eerder) == eerst
    assert all(weigering.uitleg.endswith(".") for weigering in eerst)


@given(lines, earlier, st.integers(1, 10**6))
def test_more_debt_never_turns_admitted_into_refused(
    gegevens: Aanlevergegevens, eerder: EerderSignaal | None, erbij: int
) -> None:
    # R-ADM-3, R-ADM-5
    hoger = line(
        gegevens.soort,
        bericht=gegevens.bericht,
        bedrag=gegevens.bedrag + erbij,
        vervaldatum=gegevens.vervaldatum,
        termijnen=gegevens.termijnen,
        bezwaar=gegevens.bezwaar,
        stappen=gegevens.stappen,
        rechtsvorm=gegevens.rechtsvorm,
    )
    voor = {weigering.reden for weigering in TOELATING.judge(gegevens, eerder_opgepakt=eerder)}
    na = {weigering.reden for weigering in TOELATING.judge(hoger, eerder_opgepakt=eerder)}
    assert na <= voor


@given(lines)
def test_the_first_signal_of_a_debt_is_never_a_repeat(gegevens: Aanlevergegevens) -> None:
    assert Reden.HERHAALD not in {weigering.reden for weigering in TOELATING.judge(gegevens)}  # R-ADM-5


@pytest.mark.parametrize("bericht", CRISIS)
def test_no_measure_of_a_crisis_message_looks_at_age_threshold_or_repeat(bericht: Bericht) -> None:
    for soort in BELEID.signaalsoorten:
        maat = measure(BELEID, soort, bericht, DAG)
        assert (maat.ouderdom, maat.drempel, maat.herhaling) == (None, 0, None)


def test_an_unknown_soort_is_told_only_what_may_be_delivered_here_and_today() -> None:
    # R-PAR-3: a soort that lost its ground is no advice
    soorten = policy_on(DAG, ELDERS).signaalsoorten
    (reason,) = judge_soort("lenen", Bericht.VROEGSIGNAAL, dag=DAG, gemeente=ELDERS, signaalsoorten=soorten)
    assert "huur, drinkwater" in reason.uitleg
    assert "gemeentebelasting" not in reason.uitleg
