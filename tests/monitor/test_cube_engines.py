"""One text, two engines, equal counts: on any rows (R-MON-1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tijdig.monitor.cube import cube_sql
from tijdig.monitor.definitions import definities
from tijdig.monitor.facts import COLUMNS, type_of
from tijdig.rules.indicators import Definitie
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Contactsoort,
    Dagdeel,
    Hulptype,
    PartnerType,
    QuickFix,
    RedenGeenHulp,
    Vervolg,
)

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]
SEVERAL = {
    "partnertype": [str(t) for t in PartnerType][:4],
    "soort": ["huur", "gas"],
}  # a melding can have several
TYPES = st.sampled_from(SEVERAL["partnertype"])
STAND = st.sampled_from(["", "op_tijd", "gemist", "loopt"])
MAYBE = st.one_of(st.none(), st.integers(0, 40))


def melding(nummer: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "melding": st.just(nummer), "maand": st.sampled_from(MONTHS),
            "partnertypes": st.integers(0, 15), "soorten": st.integers(0, 3),
            "wijk": st.sampled_from(["Krispijn", "Sterrenburg"]), "team": st.sampled_from(["Oost", "onbekend"]),
            "aanpak": st.sampled_from([*map(str, Aanpak)]), "norm": st.integers(0, 900),
            "quick_fix": st.sampled_from(["", *map(str, QuickFix)]), "organisatie": st.sampled_from(["", "MEE"]),
            "reden_geen_hulp": st.sampled_from(["", *map(str, RedenGeenHulp)]),
            "vervolg": st.sampled_from(["", *map(str, Vervolg)]), "dagen_tot_einde": MAYBE,
            "signalen": st.integers(1, 5), "bedrag": st.integers(1, 400_000), "crisis": st.booleans(),
            "meervoudig": st.booleans(), "samen": st.booleans(), "zonder_uitslag": st.booleans(),
            "maanden_terug": st.one_of(st.none(), st.integers(1, 8)),
            "recidive": st.booleans(), "leeftijdsklasse": st.sampled_from(["18-26", "onbekend"]),
            "kinderen": st.sampled_from(["ja", "nee", "onbekend"]), "pogingen": st.integers(0, 4),
            "minuten": st.integers(0, 300), "bereikt": st.booleans(), "hulp": st.booleans(),
            "hulptype": st.sampled_from(["", *map(str, Hulptype)]), "afgerond": st.booleans(), "bij_shv": st.booleans(),
            "niet_nagekeken": st.booleans(), "aanbod": STAND, "gesprek": STAND, "bedreigend": STAND,
            "hulp_laat": st.booleans(), "dagen_tot_poging": MAYBE, "dagen_tot_contact": MAYBE,
            "blijft_open": st.booleans(),
        }
    )  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows of a gemeente as they could be, and some as they could not."""
    meldingen = [draw(melding(n)) for n in range(draw(st.integers(0, 12)))]
    numbers = st.sampled_from([m["melding"] for m in meldingen]) if meldingen else st.none()
    signal = st.fixed_dictionaries(
        {"maand": st.sampled_from(MONTHS), "partnertype": TYPES, "partner": st.sampled_from(["Kade", "Maas"]),
         "soort": st.sampled_from(["huur", "energie"]), "crisis": st.booleans(), "einde_levering": st.booleans(),
         "melding": st.one_of(st.none(), numbers), "reden": st.sampled_from(["", "apart", "overleden"])}
    )  # fmt: skip
    attempt = st.fixed_dictionaries(
        {"maand": st.sampled_from(MONTHS), "melding": numbers,
         "contactsoort": st.sampled_from([*map(str, Contactsoort)]), "weekdag": st.integers(1, 7),
         "dagdeel": st.sampled_from(["onbekend", *map(str, Dagdeel)]),
         "nummer": st.integers(1, 5), "minuten": st.integers(0, 90), "norm": st.integers(0, 600),
         "bereikt": st.sampled_from([*map(str, Bereikt)]), "tot_hulp": st.booleans()}
    )  # fmt: skip
    partner = {
        "maand": st.sampled_from(MONTHS),
        "partnertype": TYPES,
        "partner": st.sampled_from(["Kade", "Maas"]),
    }
    counts = st.integers(0, 5_000)
    delivery = st.fixed_dictionaries({**partner, "signalen": counts, "telefoon": counts, "email": counts})
    known = st.fixed_dictionaries({**partner, "overeenkomst": st.booleans(), "geleverd": st.booleans()})
    month = st.fixed_dictionaries(
        {"maand": st.sampled_from(MONTHS), "signalen": counts, "meldingen": counts, "inwoners": counts,
         "minuten": counts}
    )  # fmt: skip
    return {
        "feit_signaal": draw(st.lists(signal, max_size=16)),
        "melding_waarde": [
            {"dimensie": name, "waarde": value, "bit": 1 << place}
            for name, values in SEVERAL.items()
            for place, value in enumerate(values)
        ],
        "feit_melding": meldingen,
        "feit_poging": draw(st.lists(attempt, max_size=16)) if meldingen else [],
        "feit_levering": draw(st.lists(delivery, max_size=6)),
        "feit_partner": draw(st.lists(known, max_size=6)),
        "feit_maand": draw(st.lists(month, max_size=3)),
    }


def fill(execute, found: dict[str, list[dict[str, Any]]], place: str, temporary: str) -> None:
    for table, columns in COLUMNS.items():
        kinds = ", ".join(f"{name} {type_of(table, name)}" for name in columns)
        execute(f"create {temporary} table {table} ({kinds})")
        for row in found[table]:
            values = [row[name] for name in columns]
            execute(f"insert into {table} values ({', '.join([place] * len(columns))})", values)  # noqa: S608 (our names)


def in_duckdb(
    found: dict[str, list[dict[str, Any]]],
    versions: Sequence[Definitie] | None = None,
    *,
    plain: bool = False,
) -> list[tuple]:
    with duckdb.connect() as engine:
        fill(engine.execute, found, "?", "")
        return sorted(engine.execute("with " + cube_sql(versions or definities(), plain=plain)).fetchall())


def in_postgres(found: dict[str, list[dict[str, Any]]]) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        fill(cursor.execute, found, "%s", "temporary")
        cursor.execute("with " + cube_sql(definities()))
        counted = sorted(cursor.fetchall())
        transaction.set_rollback(True)
    return counted


@settings(max_examples=5, deadline=None, suppress_health_check=[*HealthCheck])
@given(found=rows())
def test_each_version_has_its_own_classes_of_amount(
    found: dict[str, list[dict[str, Any]]],
) -> None:  # R-MON-3
    """Where the bounds differ the classes are counted per version; where they are the same, once."""
    first, *others = definities()
    cells = in_duckdb(found, [replace(first, bedragklassen=(0, 20_000)), *others])
    own = [c for c in cells if c[1:3] == ("M1", "bedragklasse")]
    for versie, bounds in ((first.versie, (0, 20_000)), *((d.versie, d.bedragklassen) for d in others)):
        told = {(c[0], int(c[3])): c[5] for c in own if c[4] == versie}
        by_hand = Counter(
            (m["maand"], max(bound for bound in bounds if bound <= m["bedrag"]))
            for m in found["feit_melding"]
        )
        assert told == dict(by_hand)
    assert {c[4] for c in in_duckdb(found) if c[1:3] == ("M1", "bedragklasse")} <= {"alle"}


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[*HealthCheck])
@given(found=rows())
def test_both_engines_count_alike(found: dict[str, list[dict[str, Any]]]) -> None:  # R-MON-1, R-MON-3
    cells = in_postgres(found)
    assert cells == in_duckdb(found) == in_duckdb(found, plain=True)
    _check_by_hand(found, cells)


def _check_by_hand(found: dict[str, list[dict[str, Any]]], cells: list[tuple]) -> None:
    """Some figures again, as somebody would count them on paper."""
    told = {cell[:5]: cell[5:] for cell in cells}
    for month in MONTHS:
        own = [m for m in found["feit_melding"] if m["maand"] == month]
        none = (0, 0) if not own else None
        reached = [m for m in own if m["bereikt"]]
        helped = [m for m in own if m["hulp"]]
        assert told.get((month, "M1", "", "", "alle"), (0, None)) == (len(own), None)
        for dimensie, column in (("partnertype", "partnertypes"), ("soort", "soorten")):
            for place, value in enumerate(SEVERAL[dimensie]):
                those = [m for m in own if m[column] >> place & 1]
                assert told.get((month, "H1A", dimensie, value, "alle"), (0, 0)) == (
                    sum(m["hulp"] for m in those), len(those),
                )  # fmt: skip
        assert told.get((month, "C5A", "", "", "alle"), none) == (len(reached), len(own))
        assert told.get((month, "H1C", "", "", "alle"), (0, 0)) == (
            sum(m["bereikt"] for m in helped), len(reached),
        )  # fmt: skip
        assert told.get((month, "H1A", "", "", "alle"), none) == (len(helped), len(own))
        for versie, lookback, excludes in (("2021", 3, True), ("2022", 1, True), ("2023", 6, False)):
            again = [m for m in own if (m["maanden_terug"] or 99) <= lookback]
            wider = versie == "2023"  # there two signals of one partner count as well
            several = [m for m in own if m["meervoudig"] or (wider and m["samen"])]
            single = [m for m in own if m not in again and m not in several]
            if excludes:
                again = [m for m in again if m not in several]
            assert told.get((month, "M2O", "", "", versie), none) == (len(again), len(own))
            assert told.get((month, "M2E", "", "", versie), none) == (len(single), len(own))
