"""What is kept of the residence title that the BRP gives: as little as the work needs (R-BRP-2).

Source: Wgs art. 3 lid 4 (a foreigner gets schuldhulpverlening only with a title of Vw 2000 art. 8 a-e or l); AVG art. 5
lid 1 c. The BRP gives a title only while it is in force, and none of a Dutch national. So no title says nothing: whose
title ended looks like somebody who never needed one. That somebody has a title is therefore not kept, only that one
must be looked at when help is asked for. It informs; the signal is followed up all the same (Wgs art. 3 lid 1 b).
"""

from dataclasses import dataclass

from tijdig.rules.terms_of_consulting import Verblijfsrecht


@dataclass(frozen=True, kw_only=True, slots=True)
class Verblijfsbeleid:
    """Is it asked, and which codes of the BRP (table 56) give a right to schuldhulpverlening?"""

    vragen: bool
    met_recht: frozenset[str]


def residence_of(verblijfstitel: str, beleid: Verblijfsbeleid) -> Verblijfsrecht:
    """What to keep. `verblijfstitel`: the code of the BRP, empty when it gives none. An unknown code is looked at."""
    if not beleid.vragen:
        return Verblijfsrecht.NIET_GEVRAAGD
    if not verblijfstitel or verblijfstitel in beleid.met_recht:
        return Verblijfsrecht.GEEN_BIJZONDERHEID
    return Verblijfsrecht.NAGAAN
