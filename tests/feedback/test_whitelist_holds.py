"""R-TER-2: a test that tries. Thousands of zaken end at random, with secrets wherever people can write."""

import csv
import io
import json
import os
import random

import pytest

from tests import make
from tests.feedback.ends import HELP, SECRET, End, close
from tijdig.accounts.actors import SYSTEM
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand, partners_waiting
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import COLUMNS, Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.policies import policy_on
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.feedback import NEVER_TOLD
from tijdig.rules.terms import Eindresultaat, Terugkoppelcode, Vervolg

pytestmark = pytest.mark.django_db
ZAKEN = int(os.environ.get("TIJDIG_ZAKEN", "4000"))  # 100000: by hand, about two minutes


@pytest.mark.slow
def test_nothing_outside_the_whitelist_ever_leaves() -> None:
    # R-TER-1, R-TER-2
    make.gemeente()
    chance = random.Random(20_261_122)
    ends = [_any_end(chance) for _ in range(ZAKEN)]
    partners = [make.partner(str(11111111 * n), f"Partner {n}") for n in (1, 2, 3)]
    signals = [signal for n, partner in enumerate(partners) for signal in close(partner, *ends[n::3])]
    for _ in range(2):
        prepare_feedback(gemeente_code="0505", today=make.TODAY, by=SYSTEM)

    for partner in partners_waiting():
        make_terugkoppelbestand(partner_id=partner, gemeente_code="0505", today=make.TODAY, by=SYSTEM)
    own = {
        partner.kvk_nummer: set(partner.signalen.values_list("referentie", flat=True)) for partner in partners
    }
    told = 0
    for bestand in Terugkoppelbestand.objects.select_related("partner"):
        raw = {form: fetch_bestand(bestand.pk, form=form, by=SYSTEM) for form in Form}
        assert not [form for form, text in raw.items() if SECRET.encode() in text]
        rows = list(csv.DictReader(io.StringIO(raw[Form.CSV].decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows == json.loads(raw[Form.JSON])["regels"]
        assert all(_is_allowed(row, own[bestand.partner.kvk_nummer]) for row in rows)
        told += len(rows)
    assert told == Terugkoppeling.objects.count() == sum(map(_how_many, ends))
    assert not Terugkoppeling.objects.filter(vroegsignaal__in=_never(signals, ends)).exists()


def _any_end(chance: random.Random) -> End:
    return End(
        chance.choice(list(Eindresultaat)), toestemming=chance.random() < 0.2, pauze=chance.random() < 0.5,
        reopened=chance.random() < 0.1, later=tuple(v for v in Vervolg if chance.random() < 0.3),
    )  # fmt: skip


def _how_many(end: End) -> int:
    """The end itself, and after help each later outcome that has a code; no-show and change of mind have none."""
    if not _is_told(end):
        return 0
    return 1 + len(set(end.later) & set(CODE_BY_VERVOLG)) if end.als in HELP else 1


def _is_told(end: End) -> bool:
    if end.reopened or end.als in NEVER_TOLD:
        return False
    return end.als is not Eindresultaat.WIL_GEEN_HULP or end.toestemming


def _never(signals: list, ends: list[End]) -> list[int]:
    in_order = [end for n in range(3) for end in ends[n::3]]
    return [signal.pk for signal, end in zip(signals, in_order, strict=True) if not _is_told(end)]


def _is_allowed(row: dict[str, str], own: set[str]) -> bool:
    beleid = policy_on(make.TODAY, "0505").terugkoppeling
    texts = {regel.tekst for regel in (*beleid.regels.values(), *beleid.vervolg.values())}
    return (
        tuple(row) == COLUMNS
        and row["referentie"] in own
        and row["soort"] == "huur"
        and row["code"] in set(Terugkoppelcode)
        and row["tekst"] in texts
        and all(len(row[day]) in (0, 10) for day in ("datum", "pauze_tot"))
        and (not row["pauze_tot"] or row["code"] == Terugkoppelcode.HULP_GEACCEPTEERD)
    )
