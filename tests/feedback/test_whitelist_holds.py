"""R-TER-2: a test that tries. Thousands of zaken end at random, with secrets wherever people can write."""

import csv
import io
import json
import os
import random
from datetime import date, timedelta

import pytest

from tests import make
from tests.feedback.ends import HELP, PAUSE, SECRET, End, close
from tijdig.accounts.actors import SYSTEM
from tijdig.bulk import refresh_statistics
from tijdig.casework.models import Vervolguitkomst
from tijdig.feedback.actions.files import fetch_bestand, make_terugkoppelbestand, partners_waiting
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import COLUMNS, Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.policies import policy_on
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.feedback import NEVER_TOLD
from tijdig.rules.terms import Eindresultaat, Terugkoppelcode, Vervolg

pytestmark = pytest.mark.django_db
ZAKEN = int(os.environ.get("TIJDIG_ZAKEN", "4000"))  # 100000: by hand
OVER = PAUSE + timedelta(days=1)


@pytest.mark.slow
def test_nothing_outside_the_whitelist_ever_leaves() -> None:
    # R-TER-1, R-TER-2
    make.gemeente()
    chance = random.Random(20_261_122)
    ends = [_any_end(chance) for _ in range(ZAKEN)]
    partners = [make.partner(str(11111111 * n), f"Partner {n}") for n in (1, 2, 3)]
    signals = [signal for n, partner in enumerate(partners) for signal in close(partner, *ends[n::3])]
    own = {
        partner.kvk_nummer: set(partner.signalen.values_list("referentie", flat=True)) for partner in partners
    }
    told = _tell_all(make.TODAY, own)
    assert told == Terugkoppeling.objects.count() == sum(map(_how_many, ends))
    assert not Terugkoppeling.objects.filter(vroegsignaal__in=_never(signals, ends)).exists()

    # All news turns out wrong, and every pause ends: that is told of what was told, and nothing else.
    Vervolguitkomst.objects.update(vervallen_op=OVER, vervallen_reden=SECRET)
    assert _tell_all(OVER, own) == sum(map(_how_many_follow, ends))
    assert _tell_all(OVER, own) == 0


def _tell_all(today: date, own: dict[str, set[str]]) -> int:
    """Tell every partner all that waits, and read each file in both its forms. Returns how many lines left."""
    for _ in range(2):
        prepare_feedback(gemeente_code="0505", today=today, by=SYSTEM)
    refresh_statistics(Terugkoppeling)
    files = [
        make_terugkoppelbestand(partner_id=partner, gemeente_code="0505", today=today, by=SYSTEM)
        for partner in partners_waiting()
    ]
    return sum(_lines_of(bestand, own) for bestand in files)


def _lines_of(bestand: Terugkoppelbestand, own: dict[str, set[str]]) -> int:
    raw = {form: fetch_bestand(bestand.pk, form=form, by=SYSTEM) for form in Form}
    assert not [form for form, text in raw.items() if SECRET.encode() in text]
    rows = list(csv.DictReader(io.StringIO(raw[Form.CSV].decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == json.loads(raw[Form.JSON])["regels"]
    texts = _texts()
    assert all(_is_allowed(row, own[bestand.partner.kvk_nummer], texts) for row in rows)
    return len(rows)


def _any_end(chance: random.Random) -> End:
    later = tuple(v for v in Vervolg if chance.random() < 0.3)
    return End(
        chance.choice(list(Eindresultaat)), toestemming=chance.random() < 0.2, pauze=chance.random() < 0.5,
        reopened=chance.random() < 0.1, later=later,
        withdrawn=tuple(v for v in later if chance.random() < 0.2),
    )  # fmt: skip


def _how_many(end: End) -> int:
    """The end itself, and after help each later outcome that has a code; no-show and change of mind have none."""
    if not _is_told(end):
        return 0
    return 1 + len(_told_later(end))


def _told_later(end: End) -> set[Vervolg]:
    return (set(end.later) - set(end.withdrawn)) & set(CODE_BY_VERVOLG) if end.als in HELP else set()


def _how_many_follow(end: End) -> int:
    """Each message on how it went is taken back, and the pause that came with help is over."""
    if not _is_told(end) or end.als not in HELP:
        return 0
    return len(_told_later(end)) + end.pauze


def _is_told(end: End) -> bool:
    if end.reopened or end.als in NEVER_TOLD:
        return False
    return end.als is not Eindresultaat.WIL_GEEN_HULP or end.toestemming


def _never(signals: list, ends: list[End]) -> list[int]:
    in_order = [end for n in range(3) for end in ends[n::3]]
    return [signal.pk for signal, end in zip(signals, in_order, strict=True) if not _is_told(end)]


def _texts() -> set[str]:
    """All sentences there are, of both days."""
    beleid = policy_on(OVER, "0505").terugkoppeling
    return {
        *(regel.tekst for regel in (*beleid.regels.values(), *beleid.vervolg.values())), *beleid.aanvulling.values()
    }  # fmt: skip


def _is_allowed(row: dict[str, str], own: set[str], texts: set[str]) -> bool:
    return (
        tuple(row) == COLUMNS
        and row["referentie"] in own
        and row["soort"] == "huur"
        and row["code"] in set(Terugkoppelcode)
        and row["tekst"] in texts
        and all(len(row[day]) in (0, 10) for day in ("datum", "pauze_tot"))
        and (not row["pauze_tot"] or row["code"] == Terugkoppelcode.HULP_GEACCEPTEERD)
    )
