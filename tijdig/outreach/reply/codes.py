"""The code with which a resident answers: made for many zaken at once, found again without knowing the gemeente.

Why it is safe (R-OUT-6, AVG art. 32):

* Nine signs of 28 that cannot be mistaken for each other (no 0/O, 1/I/L) and without vowels, so that no code
  is a word: more than 43 bits, drawn by `secrets`. Guessing is limited besides (`guessing.py`).
* The table holds a keyed hash (`kenmerk`) and the sealed code (`zegel`). Both need `TIJDIG_SLEUTEL`, so a copy of
  the database alone opens nothing.
* Who answers has not chosen a gemeente, and outside a gemeente row security shows no row to anybody. One
  narrow function, `gemeente_of_reactiecode(kenmerk)`, bridges that: it runs as the owner of the tables, for whom one
  policy lets through the row with exactly that hash, and it returns nothing but the gemeente and the zaak. The
  app role cannot use that policy. What follows happens inside that gemeente under the ordinary policies.
* The look-up goes by the hash: how long it takes says nothing about the code. What came back is compared once
  more in constant time.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tijdig.bulk import insert_rows
from tijdig.outreach.reply.models import Reactiecode
from tijdig.policies import policy_on
from tijdig.rules.retention import add_months
from tijdig.sealed import fingerprint, seal, unseal

ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
GROUPS, PER_GROUP = 3, 3
LENGTH = GROUPS * PER_GROUP
FIELDS = ("gemeente", "zaak", "ronde", "kenmerk", "zegel", "gemaakt_op", "geldig_tot")

ROUNDS = """
select z.id, 1 + (select count(*) from casework_afsluiting a where a.zaak_id = z.id and a.heropend_op is not null)
from casework_vroegsignaalzaak z where z.id = any(%s)
"""


@dataclass(frozen=True, kw_only=True)
class ReplyCode:
    """What stands on a letter: the code, the address to type, and the address behind the QR."""

    code: str
    address: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """Where a code leads: nothing but the gemeente and the zaak."""

    gemeente_code: str
    zaak_id: int


def codes_of(zaken: Sequence[int], *, gemeente_code: str, today: date) -> Mapping[int, ReplyCode]:
    """The code of each of these zaken in its present round; made when there is none. Constant queries.

    Writes, so it belongs in the transaction of the act that prints or sends.
    """
    rounds = _rounds(zaken)
    known = _known(rounds)
    if fresh := {pk: ronde for pk, ronde in rounds.items() if pk not in known}:
        _make(fresh, gemeente_code, today)
        known = _known(rounds)  # another act may have been first
    return known


def known_codes(zaken: Sequence[int]) -> Mapping[int, ReplyCode]:
    """The codes there are already of the present rounds; makes none."""
    return _known(_rounds(zaken))


def codes_of_rounds(zaken: Sequence[int]) -> Mapping[tuple[int, int], ReplyCode]:
    """The codes of these zaken by (zaak, round): what stands on a letter that was made before."""
    rows = Reactiecode.objects.filter(zaak_id__among=list(zaken), kenmerk__isnull=False)
    found = rows.values_list("zaak_id", "ronde", "zegel")
    return {(zaak, ronde): _printed(grouped(unseal(zegel))) for zaak, ronde, zegel in found}


def specimen() -> ReplyCode:
    """What stands on a letter that is only looked at: as long as a real one, and it opens nothing."""
    return _printed("VRB-VRB-VRB")


def find(code: str) -> Found | None:
    """Where this code leads, or None. Works without a gemeente; says nothing about whether the code is valid still."""
    plain = normal(code)
    if plain is None:
        return None
    kenmerk = kenmerk_of(plain)
    with connection.cursor() as cursor:
        cursor.execute("select gemeente, zaak from gemeente_of_reactiecode(%s)", [kenmerk])
        row = cursor.fetchone()
    return Found(gemeente_code=row[0], zaak_id=row[1]) if row else None


def is_code_of(row: Reactiecode, code: str) -> bool:
    """Whether this row is of this code, compared in constant time."""
    plain = normal(code)
    return plain is not None and hmac.compare_digest(row.kenmerk or "", kenmerk_of(plain))


def normal(typed: str) -> str | None:
    """The code as it is kept: capitals, without spaces and dashes. None when it cannot be one."""
    plain = "".join(sign for sign in typed.upper() if sign not in " -–—.\u00a0\t")[: LENGTH + 1]
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def kenmerk_of(plain: str) -> str:
    """The keyed hash; the word in front keeps it apart from that of other things."""
    return fingerprint(f"reactiecode:{plain}")


def draw() -> str:
    """A fresh code without dashes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(plain: str) -> str:
    """The code as people read it aloud: ABC-DEF-GHJ."""
    return "-".join(plain[at : at + PER_GROUP] for at in range(0, LENGTH, PER_GROUP))


def _rounds(zaken: Sequence[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(ROUNDS, [list(zaken)])
        return dict(cursor.fetchall())


def _known(rounds: Mapping[int, int]) -> dict[int, ReplyCode]:
    rows = Reactiecode.objects.filter(zaak_id__among=list(rounds), kenmerk__isnull=False).values_list(
        "zaak_id", "ronde", "zegel"
    )
    return {zaak: _printed(grouped(unseal(zegel))) for zaak, ronde, zegel in rows if rounds[zaak] == ronde}


def _make(rounds: Mapping[int, int], gemeente_code: str, today: date) -> None:
    last = add_months(today, policy_on(today, gemeente_code).bewaartermijn.maximum_maanden)
    now, rows = timezone.now(), []
    for zaak, ronde in rounds.items():
        plain = draw()
        rows.append((gemeente_code, zaak, ronde, kenmerk_of(plain), seal(plain), now, last))
    insert_rows(Reactiecode, FIELDS, rows, on_conflict="(zaak_id, ronde) do nothing")


def _printed(code: str) -> ReplyCode:
    base: str = settings.REPLY_URL
    parts = urlsplit(base)
    return ReplyCode(
        code=code, address=f"{parts.netloc}{parts.path}".rstrip("/"), url=base + code.replace("-", "")
    )
