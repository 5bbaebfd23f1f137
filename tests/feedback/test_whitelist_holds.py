"""R-TER-2: a test that tries. Zaken end at random, with secrets wherever people can write; every way out is read.

A partner hears in three ways: the file, the page somebody reads to it, and its own web address. Beside zaken there are
lines that were refused and questions about doubtful signals. By hand with `TIJDIG_ZAKEN=100000`: the issue asks for a
hundred thousand.
"""

import csv
import io
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from ipaddress import ip_network

import pytest
from django.db.models import F
from django.test import Client

from tests import make
from tests.feedback.ends import HELP, PAUSE, SECRET, End, close, doubt, refuse
from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import enter
from tijdig.bulk import refresh_statistics
from tijdig.casework.models import Afsluiting, Vervolguitkomst
from tijdig.connectors.partner_webhook_fake import FakePartner
from tijdig.feedback.actions.deliver import deliver_bestand, send_waiting, set_webhook
from tijdig.feedback.actions.files import fetch_bestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.files import COLUMNS, Form
from tijdig.feedback.models import Terugkoppelbestand, Terugkoppeling
from tijdig.intake.models import Aanleverregel
from tijdig.partners.models import Signaalpartner
from tijdig.policies import policy_on
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.feedback import CODE_BY_RESULT, EINDE_VERVALT, NEVER_TOLD, TAKES_BACK, code_for_refusal
from tijdig.rules.terms import Eindresultaat, Reden, Rolsoort, Terugkoppelcode, Vervolg, Vraagsoort

pytestmark = pytest.mark.django_db
ZAKEN = int(os.environ.get("TIJDIG_ZAKEN", "200"))  # 100000: by hand
OVER = PAUSE + timedelta(days=1)
LATER = OVER + timedelta(days=1)
REFERENTIE = re.compile(r'<th scope="row" class="t-table__lead">(R-\d+)<')


@dataclass
class Partner:
    """A partner with an address of its own. `own`: its references; `seen`: what was read, by the way it came."""

    partner: Signaalpartner
    fake: FakePartner
    own: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def partners(settings: object) -> Iterator[list[Partner]]:
    config = settings.WEBHOOK  # type: ignore[attr-defined]
    settings.WEBHOOK = replace(config, private=(ip_network("127.0.0.0/8"),))  # type: ignore[attr-defined]
    make.gemeente()
    with ExitStack() as stack:
        made = [Partner(make.partner(str(11111111 * n), f"Partner {n}"), stack.enter_context(FakePartner("")))
                for n in (1, 2, 3)]  # fmt: skip
        for one in made:
            one.fake.secret = set_webhook(
                partner_id=one.partner.pk,
                adres=one.fake.url,
                gemeente_code="0505",
                today=make.TODAY,
                by=SYSTEM,
            )
        yield made


def test_nothing_outside_the_whitelist_ever_leaves(partners: list[Partner], client: Client) -> None:
    # R-TER-1, R-TER-2
    make.login(client, make.user("bea", Rolsoort.TEAMLEIDER))
    chance = random.Random(20_261_122)
    ends = [_any_end(chance) for _ in range(ZAKEN)]
    signals = [signal for n, one in enumerate(partners) for signal in close(one.partner, *ends[n::3])]
    lines = [chance.choice(list(Reden)) for _ in range(ZAKEN // 5)]
    questions = [chance.choice(list(Vraagsoort)) for _ in range(ZAKEN // 5)]
    for n, one in enumerate(partners):
        refused, _ = refuse(one.partner, *lines[n::3]), doubt(one.partner, *questions[n::3])
        one.own = {line.ruw["referentie"] for line in refused}
        one.own |= set(one.partner.signalen.values_list("referentie", flat=True))
    told = _tell_all(make.TODAY, partners, client)
    of_lines = sum(code_for_refusal([code]) is not None for code in lines)
    assert told == Terugkoppeling.objects.count() == sum(map(_how_many, ends)) + of_lines + len(questions)
    assert not Terugkoppeling.objects.filter(vroegsignaal__in=_never(signals, ends)).exists()

    # All news turns out wrong, and every pause ends: that is told of what was told, and nothing else.
    Vervolguitkomst.objects.update(vervallen_op=OVER, vervallen_reden=SECRET)
    assert _tell_all(OVER, partners, client) == sum(map(_how_many_follow, ends))
    assert _tell_all(OVER, partners, client) == 0

    # Every end and every small line turns out wrong: each message is taken back once, and nothing is put in its place.
    Afsluiting.objects.update(heropend_op=LATER, heropend_reden=SECRET)
    small = Aanleverregel.objects.filter(codes=[Reden.ONDER_DREMPEL])
    wrong = small.update(oordeel="toegelaten", codes=[], redenen=[], ruw=None) + sum(
        map(_is_taken_back, ends)
    )
    assert _tell_all(LATER, partners, client) == wrong
    assert _tell_all(LATER, partners, client) == 0
    _each_takes_back_what_that_partner_was_told()
    seen = sum((one.seen for one in partners), Counter())
    assert seen["csv"] == seen["json"] == seen["webhook"] == seen["page"] == Terugkoppeling.objects.count()
    print(f"{ZAKEN} zaken; read: {dict(seen)}; secrets, strangers or other codes: 0")


def _each_takes_back_what_that_partner_was_told() -> None:
    """Also that somebody wants no help: told with consent, or never, so what takes it back says nothing either."""
    rows = Terugkoppeling.objects.filter(code__in=[str(code) for code in TAKES_BACK.values()])
    assert not rows.filter(herroept__isnull=True).exists()
    earlier = rows.filter(
        herroept__partner=F("partner"), herroept__referentie=F("referentie"),
        bestand__dag__gt=F("herroept__bestand__dag"),
    )  # fmt: skip
    pairs = rows.values_list("herroept__code", "code").distinct()
    assert earlier.count() == rows.count()
    assert all(TAKES_BACK[Terugkoppelcode(told)] == code for told, code in pairs)
    of_no_help = rows.filter(code=Terugkoppelcode.WIL_GEEN_HULP_VERVALT)
    without = of_no_help.exclude(vroegsignaal__zaaksignaal__zaak__afsluitingen__toestemming=True)
    assert not without.exists()


def _tell_all(today: date, partners: list[Partner], client: Client) -> int:
    """Tell every partner all that waits, and read what each gets in every way. Returns how many lines left."""
    for _ in range(2):
        prepare_feedback(gemeente_code="0505", today=today, by=SYSTEM)
    refresh_statistics(Terugkoppeling)
    before = set(Terugkoppelbestand.objects.values_list("pk", flat=True))
    for one in partners:
        _page_before(one, client)
    send_waiting(gemeente_code="0505", today=today, by=SYSTEM)
    enter("0505")
    made = Terugkoppelbestand.objects.exclude(pk__in=before).select_related("partner")
    of = {one.partner.pk: one for one in partners}
    return sum(_lines_of(bestand, of[bestand.partner_id], client) for bestand in made)


def _lines_of(bestand: Terugkoppelbestand, one: Partner, client: Client) -> int:
    assert deliver_bestand(bestand.pk, gemeente_code="0505", by=SYSTEM)
    enter("0505")
    raw = {str(form): fetch_bestand(bestand.pk, form=form, by=SYSTEM) for form in Form}
    raw["webhook"] = one.fake.taken[str(bestand.pk)].body
    assert not [way for way, text in raw.items() if SECRET.encode() in text]
    rows = list(csv.DictReader(io.StringIO(raw["csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == json.loads(raw["json"])["regels"] == json.loads(raw["webhook"])["regels"]
    texts = _texts()
    assert all(_is_allowed(row, one.own, texts) for row in rows)
    shown = _on_the_page(client, f"/terugkoppeling/bestanden/{bestand.pk}", len(rows))
    assert shown == [row["referentie"] for row in rows]
    one.seen.update({way: len(rows) for way in (*raw, "page")})
    return len(rows)


def _on_the_page(client: Client, address: str, rows: int) -> list[str]:
    """The references on the page of a file, stretch by stretch as somebody scrolls."""
    found: list[str] = []
    while len(found) < rows:
        answer = client.get(address, {"vanaf": len(found)}, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert SECRET not in page
        more = REFERENTIE.findall(page)
        assert more, "the page stopped early"
        found += more
    return found


def _page_before(one: Partner, client: Client) -> None:
    """What waits, on the page of the partner and on the overview."""
    for address in (f"/terugkoppeling/partner/{one.partner.pk}", "/terugkoppeling/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()


def _any_end(chance: random.Random) -> End:
    later = tuple(v for v in Vervolg if chance.random() < 0.3)
    return End(
        chance.choice(list(Eindresultaat)), toestemming=chance.random() < 0.2, pauze=chance.random() < 0.5,
        reopened=chance.random() < 0.1, accepted=chance.random() < 0.5, offered=chance.random() < 0.5, later=later,
        withdrawn=tuple(v for v in later if chance.random() < 0.2),
    )  # fmt: skip


def _how_many(end: End) -> int:
    """The end itself, and after help each later outcome that has a code; no-show and change of mind have none."""
    if not _is_told(end):
        return 0
    return 1 if end.reopened else 1 + len(_told_later(end))


def _told_later(end: End) -> set[Vervolg]:
    return (set(end.later) - set(end.withdrawn)) & set(CODE_BY_VERVOLG) if end.als in HELP else set()


def _how_many_follow(end: End) -> int:
    """Each message on how it went is taken back, and the pause that came with help is over."""
    if end.reopened:
        return int(end.accepted)
    if not _is_told(end) or end.als not in HELP:
        return 0
    return len(_told_later(end)) + end.pauze


def _is_taken_back(end: End) -> bool:
    code = CODE_BY_RESULT.get(end.als)
    return _is_told(end) and not end.reopened and code in EINDE_VERVALT


def _is_told(end: End) -> bool:
    if end.reopened:
        return end.accepted
    if end.als in NEVER_TOLD or (end.als is Eindresultaat.ANDERE_REDEN and end.offered):
        return False
    return end.als is not Eindresultaat.WIL_GEEN_HULP or end.toestemming


def _never(signals: list, ends: list[End]) -> list[int]:
    in_order = [end for n in range(3) for end in ends[n::3]]
    return [signal.pk for signal, end in zip(signals, in_order, strict=True) if not _is_told(end)]


def _texts() -> set[str]:
    """All sentences there are, of both days."""
    whole = policy_on(OVER, "0505")
    beleid = whole.terugkoppeling
    regels = (*beleid.regels.values(), *beleid.vervolg.values())
    more = (*beleid.aanvulling.values(), *whole.partnervragen.teksten.values())
    return {*(regel.tekst for regel in regels), *more}


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
