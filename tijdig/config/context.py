"""What every page shows around its content: one query, and none for a part that htmx asks for."""

from functools import cached_property

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.rules.labels import label
from tijdig.rules.terms import Rolsoort

from .frame import Navigation, navigation

# Row security keeps the counts to the gemeente; of the roles it also shows those in other gemeenten.
FACTS = """
select
    (select count(*) from casework_vroegsignaalzaak where status in ('nieuw', 'voorgesteld', 'in_opvolging')
        and (%(every_team)s or team = any(%(teams)s) or behandelaar_id = %(user)s or behandelaar_id in (
            select wie_id from casework_vervanging where vervanger_id = %(user)s and %(dag)s between van and tot))),
    (select count(*) from intake_vroegsignaal where status = 'twijfel'),
    (select count(*) from intake_vroegsignaal where status in ('twijfel', 'controle_mislukt') and crisis
        and %(decides)s),
    (select count(*) from casework_vroegsignaalzaak where status in ('nieuw', 'voorgesteld', 'in_opvolging')
        and crisis and behandelaar_id is null and %(handles)s
        and (%(every_team)s or team = any(%(teams)s))),
    (select coalesce(array_agg(soort order by id), '{}') from accounts_rol
        where user_id = %(user)s and gemeente_id = %(gemeente)s),
    (select coalesce(json_agg(json_build_object('code', code, 'naam', naam) order by naam), '[]')
        from accounts_gemeente where code = any(%(codes)s))
"""


class Frame:
    """The facts of the frame, asked when a template first needs one."""

    def __init__(self, request: StaffRequest) -> None:
        self.request = request

    @cached_property
    def facts(self) -> tuple[int, int, int, int, list[str], list[dict[str, str]]]:
        request = self.request
        with connection.cursor() as cursor:
            cursor.execute(
                FACTS,
                {
                    "user": request.actor.user_id,
                    "gemeente": request.gemeente.pk if request.gemeente else "",
                    "codes": request.gemeente_codes,
                    # The same zaken as in the lists: see tijdig/casework/visible.py (R-TRI-7).
                    "every_team": Right.ZAKEN_ALLE_TEAMS in request.actor.rights or not request.teams,
                    "teams": [*request.teams, ""],
                    "dag": request.today,
                    "handles": Right.ZAKEN_BEHANDELEN in request.actor.rights,
                    "decides": Right.TWIJFEL_BESLISSEN in request.actor.rights,
                },
            )
            zaken, twijfel, unknown, crises, rollen, gemeenten = cursor.fetchone()
        return zaken, twijfel, unknown, crises, rollen, gemeenten

    def nav(self) -> Navigation:
        zaken, twijfel, *_ = self.facts
        counts = {"zaken": zaken, "twijfel": twijfel}
        return navigation(self.request.path, self.request.actor.rights, counts)

    def roles(self) -> str:
        return ", ".join(label(Rolsoort(soort)) for soort in self.facts[4])

    def crises(self) -> dict[str, int]:
        """Crises that nobody took yet, and of whom it is not known who they are: for who can act on it (R-TRM-2)."""
        unknown, free = self.facts[2:4]
        return {"aantal": free, "wie": unknown} if free or unknown else {}

    def gemeenten(self) -> list[dict[str, str]]:
        return self.facts[5]


def page(request: StaffRequest) -> dict[str, object]:
    """Navigation, the chosen gemeente and the version, for `base.html`.

    A stranger, and a page that fails before the gemeente is known, gets the version alone.
    """
    shown: dict[str, object] = {"versie": settings.VERSION}
    if not hasattr(request, "actor"):
        return shown
    frame = Frame(request)
    return shown | {
        "nav": SimpleLazyObject(frame.nav),
        "gemeente": request.gemeente,
        "gemeenten": SimpleLazyObject(frame.gemeenten),
        "gemeente_switch_url": reverse("gemeente_wisselen"),
        "rol": SimpleLazyObject(frame.roles),
        "crises": SimpleLazyObject(frame.crises),
        "may_search": Right.ZAKEN_ZIEN in request.actor.rights,
        "may_handle_zaken": Right.ZAKEN_BEHANDELEN in request.actor.rights,
    }
