"""A rehearsal: make the delivery for nobody, and remember what CBS could say about it (R-MON-9)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.ddas.facts import Bereik, left_out, reading_for, signal_facts
from tijdig.ddas.models import Ddasbevinding, Ddasproef
from tijdig.ddas.refused import refused_and_erased
from tijdig.ddas.writing import head_of, zaken_of
from tijdig.monitor.netherlands import gemeenten_on
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.ddas_checks import Kort, Maatstaf, in_short, of_levering, of_signaal, of_zaak
from tijdig.rules.ddas_lists import refusal_of_version
from tijdig.rules.ddas_mapping import as_signaal
from tijdig.rules.ddas_paging import refusal_of_period

from .deliver import Vraag

type Bevinding = tuple[str, int | None, int | None]  # check, zaak, signal


def rehearse(*, vraag: Vraag, gemeente_code: str, today: date, by: Actor) -> Ddasproef:
    """Hold the delivery of this period against every check. Replaces the rehearsal before it.

    Errors: Refused, without the right or for another period or version.
    """
    uitwisseling = policy_on(today, gemeente_code).uitwisseling
    require(
        by.refusal_without(Right.DDAS_LEVEREN),
        refusal_of_period(vraag.van, vraag.tot),
        refusal_of_version(uitwisseling, vraag.versie, today),
    )
    maatstaf = Maatstaf(
        lijsten=uitwisseling.versies[vraag.versie], uitwisseling=uitwisseling, van=vraag.van, tot=vraag.tot, dag=today
    )  # fmt: skip
    bereik = Bereik(gemeente=gemeente_code, van=vraag.van, tot=vraag.tot)
    with reading_for(gemeente_code):
        short: dict[str, Kort] = {}
        found = [*_about_signals(bereik, maatstaf, short)]
        zaken, about_zaken = _about_zaken(bereik, maatstaf, short)
        found += [*about_zaken, *_about_the_whole(bereik, today)]
        gone = left_out(bereik)
        found += [
            ("client-onbekend", None, pk) for pk in gone["client-onbekend"].values_list("pk", flat=True)
        ]
        Ddasproef.objects.all().delete()
        proef = Ddasproef.objects.create(
            gemeente_id=gemeente_code, versie=vraag.versie, van=vraag.van, tot=vraag.tot, door=str(by),
            signalen=len(short), zaken=zaken, gewist=gone["gewist"].count() + refused_and_erased(vraag.van, vraag.tot),
            tellingen=dict(Counter(code for code, _, _ in found)),
        )  # fmt: skip
        insert_rows(
            Ddasbevinding, ("gemeente", "proef", "controle", "zaak", "vroegsignaal"),
            [(gemeente_code, proef.pk, *one) for one in found],
        )  # fmt: skip
        record("ddas.geoefend", subject=f"gemeente:{gemeente_code}", by=by, ground="wgs.9", signalen=len(short),
               zaken=zaken, bevindingen=len(found))  # fmt: skip
    return proef


def _about_signals(bereik: Bereik, maatstaf: Maatstaf, short: dict[str, Kort]) -> Iterator[Bevinding]:
    for fact in signal_facts(bereik):
        signaal = as_signaal(fact, maatstaf.lijsten)
        if signaal.client.is_known:
            short[signaal.id] = in_short(signaal)
        own = (
            fact.nummer if fact.nummer > 0 else None
        )  # a refused line has no page of its own to be mended on
        yield from ((code, None, own) for code in of_signaal(signaal, maatstaf))


def _about_zaken(bereik: Bereik, maatstaf: Maatstaf, short: dict[str, Kort]) -> tuple[int, list[Bevinding]]:
    count, found = 0, list[Bevinding]()
    for pk, zaak in zaken_of(bereik, maatstaf.lijsten):
        count += 1
        found += [(code, pk, None) for code in of_zaak(zaak, short, maatstaf)]
    return count, found


def _about_the_whole(bereik: Bereik, today: date) -> Iterator[Bevinding]:
    head = head_of(Gemeente.objects.get(pk=bereik.gemeente), 1)
    codes = {gemeente.code for gemeente in gemeenten_on(today)}
    for code in of_levering(head, known_gemeente=codes.__contains__):
        yield code, None, None
