"""The delivery of another supplier, counted as our own cube counts (R-MON-5)."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tijdig.rules.compared import AANGELEVERD, chain_refusal
from tijdig.rules.delivered_counts import GeleverdeZaak, count_delivery

VAN, TOT = date(2026, 1, 1), date(2026, 3, 30)  # March is not whole


def zaak(
    day: date, *bereikt: bool | None, opgepakt: bool = True, afgerond: bool = True, hulp: bool = False
) -> GeleverdeZaak:
    return GeleverdeZaak(start=day, opgepakt=opgepakt, afgerond=afgerond, hulp=hulp, bereikt=bereikt)


def test_a_month_counts_its_meldingen_with_all_that_happened_to_them() -> None:
    day = date(2026, 2, 10)
    zaken = [
        zaak(day, False, True, hulp=True), zaak(day, None), zaak(day, hulp=True),
        zaak(day, False, None, afgerond=False),
        zaak(day, opgepakt=False),  # put aside: no melding
        zaak(day, opgepakt=False, afgerond=False),  # not taken up yet: a melding
        zaak(date(2026, 1, 2), afgerond=False), zaak(date(2026, 3, 1), True),
    ]  # fmt: skip
    found = count_delivery([day] * 9 + [date(2026, 1, 2)], zaken, van=VAN, tot=TOT, open_dagen=50)
    assert list(found) == [date(2026, 1, 1), date(2026, 2, 1)]
    assert found[date(2026, 2, 1)] == {
        "S1": (9, None), "M1": (5, None), "C4": (3, 5), "C5A": (1, 5), "H1A": (2, 5), "H1G": (1, 3), "H1C": (1, 1),
        "C7": (2, 5), "K3": (0, 5),
    }  # fmt: skip
    assert found[date(2026, 1, 1)]["K3"] == (1, 1)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            GeleverdeZaak,
            start=st.dates(VAN, TOT), opgepakt=st.booleans(), afgerond=st.booleans(), hulp=st.booleans(),
            bereikt=st.lists(st.sampled_from([True, False, None]), max_size=3).map(tuple),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_is_delivered_can_be_read_in(zaken: list[GeleverdeZaak]) -> None:
    found = count_delivery(
        [z.start for z in zaken], zaken, van=VAN, tot=TOT + timedelta(days=1), open_dagen=90
    )
    for counts in found.values():
        assert set(counts) == set(AANGELEVERD)
        assert chain_refusal({name: teller for name, (teller, _) in counts.items()}) is None
        assert all(noemer is None or 0 <= teller <= noemer for teller, noemer in counts.values())
