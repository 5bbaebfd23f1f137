"""Correct or take back what was recorded after a closing; both stay readable (R-UIT-4, R-TRM-4, AVG art. 16).

What a partner heard of it already is taken back by `feedback`, as far as the whitelist lets it.
"""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.audit.record import record
from tijdig.casework import permissions
from tijdig.casework.actions.opening import locked_zaak
from tijdig.casework.aftercare import COUNTS
from tijdig.casework.models import Besluit, Vervolguitkomst, Vroegsignaalzaak
from tijdig.casework.news import add_news, add_news_of, after_of, finish
from tijdig.refusals import Refused, require
from tijdig.rules.aftercare import (
    VERVOLG_BY_BESLUIT,
    refusal_to_correct_decision,
    refusal_to_correct_news,
    refusal_to_decide,
    refusal_to_tell_later,
)
from tijdig.rules.terms import Besluitsoort, Vervolg


@transaction.atomic
def correct_vervolg(
    vervolg_id: int, *, soort: Vervolg | None, op: date, toelichting: str = "", reden: str, versie: int, today: date,
    by: Actor,
) -> None:  # fmt: skip
    """News that was wrong: `soort` of day `op` comes in its place, or nothing when it is None. Errors: Refused."""
    zaak = locked_zaak(Vervolguitkomst.objects.get(pk=vervolg_id).afsluiting.zaak_id, versie=versie)
    wrong = (
        Vervolguitkomst.objects.select_for_update(of=("self",))
        .select_related("afsluiting")
        .get(pk=vervolg_id)
    )
    require(
        permissions.refusal_after_closing(zaak, by),
        refusal_to_correct_news(
            gewist=zaak.gewist_op is not None, vervallen=wrong.vervallen_op is not None,
            van_besluit=_follows_from_decision(wrong), reden=reden,
            zelfde=(soort, op, toelichting.strip()) == (wrong.soort, wrong.op, wrong.toelichting),
        ),
    )  # fmt: skip
    _take_back(wrong, reden, today, by)
    if soort is not None:
        require(refusal_to_tell_later(
            verwezen=after_of(zaak) is not None, gewist=False, op=op, afgerond_op=zaak.afgerond_op, today=today,
        ))  # fmt: skip
        add_news(wrong.afsluiting, soort, op, toelichting, by, vervangt=wrong)
    finish(zaak)
    record(
        "vervolg.hersteld", subject=f"zaak:{zaak.pk}", by=by, ground="avg.16", was=wrong.soort,
        wordt=soort.value if soort else "",
    )  # fmt: skip


@transaction.atomic
def correct_besluit(
    zaak_id: int, *, soort: Besluitsoort | None, op: date, reden: str, versie: int, today: date, by: Actor
) -> None:
    """A decision that was wrong: another comes in its place, or none when `soort` is None. Errors: Refused.

    Once its letter was made only a later decision ends it, with a letter that says so.
    """
    zaak = locked_zaak(zaak_id, versie=versie)
    wrong = _decision(zaak)
    require(
        permissions.refusal_after_closing(zaak, by),
        refusal_to_correct_decision(
            gewist=zaak.gewist_op is not None, besluit_op=wrong.op if wrong else None,
            brief=wrong is not None and wrong.brief_op is not None, wordt_op=op if soort else None, reden=reden,
            zelfde=wrong is not None and (soort, op) == (wrong.soort, wrong.op),
        ),
    )  # fmt: skip
    if wrong is None:  # refused above
        raise Refused("Er is geen besluit vastgelegd.")
    _take_back(wrong, reden, today, by)
    for news in _news_of(wrong):
        _take_back(news, reden, today, by)
    if soort is not None:
        _decide_instead(zaak, wrong, soort, op, today, by)
    finish(zaak)
    record(
        "besluit.hersteld", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4a", was=wrong.soort,
        wordt=soort.value if soort else "", brief=wrong.brief_op is not None,
    )  # fmt: skip


def _decide_instead(
    zaak: Vroegsignaalzaak, wrong: Besluit, soort: Besluitsoort, op: date, today: date, by: Actor
) -> None:
    after = after_of(zaak)
    require(refusal_to_decide(
        naar_shv=after is not None and after.naar_shv, besloten=False, gewist=False, op=op,
        gesprek_op=after.gesprek_op if after else None, today=today,
    ))  # fmt: skip
    add_news_of(
        Besluit.objects.create(
            gemeente_id=zaak.gemeente_id, afsluiting_id=wrong.afsluiting_id, soort=soort, op=op, door_id=by.user_id,
            vervangt=wrong,
        ),
        by,
    )  # fmt: skip


def _decision(zaak: Vroegsignaalzaak) -> Besluit | None:
    """The decision in force of the closing in force, locked."""
    rows = Besluit.objects.filter(COUNTS, afsluiting__zaak=zaak, afsluiting__heropend_op__isnull=True)
    return rows.select_for_update(of=("self",)).select_related("afsluiting").first()


def _news_of(besluit: Besluit) -> list[Vervolguitkomst]:
    """The news that was written with this decision."""
    soort = VERVOLG_BY_BESLUIT.get(Besluitsoort(besluit.soort))
    return list(besluit.afsluiting.vervolg.filter(COUNTS, soort=soort, op=besluit.op)) if soort else []


def _follows_from_decision(news: Vervolguitkomst) -> bool:
    soorten = [besluit.value for besluit, vervolg in VERVOLG_BY_BESLUIT.items() if vervolg == news.soort]
    return news.afsluiting.besluiten.filter(COUNTS, soort__in=soorten, op=news.op).exists()


def _take_back(row: Vervolguitkomst | Besluit, reden: str, today: date, by: Actor) -> None:
    row.vervallen_op, row.vervallen_reden, row.vervallen_door_id = today, reden.strip(), by.user_id
    row.save(update_fields=["vervallen_op", "vervallen_reden", "vervallen_door"])
