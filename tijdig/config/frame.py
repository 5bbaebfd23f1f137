"""The rooms of the house: which items the navigation has, and who sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from tijdig.accounts.rights import Right


@dataclass(frozen=True, kw_only=True)
class Room:
    """One item of the navigation. `counts`: which number of the frame stands beside it.

    `group`: the heading it has in the fold, when there are more items than the bar has place for. Work of every day
    has none: it always stands in the bar.
    """

    label: str
    page: str
    right: Right | None = None
    counts: str = ""
    also: tuple[str, ...] = ()
    group: str = ""


BALIE, GEGEVENS, STUREN = "Buiten en aan de balie", "Gegevens", "Sturen en beheren"
MOST_IN_BAR = 9

ROOMS = (
    Room(label="Vandaag", page="vandaag"),
    Room(label="Zaken", page="casework:bakjes", right=Right.ZAKEN_ZIEN, counts="zaken"),
    Room(label="Twijfel", page="checks:twijfel", right=Right.TWIJFEL_BESLISSEN, counts="twijfel"),
    Room(label="Reacties", page="reacties:lijst", right=Right.ZAKEN_ZIEN),
    Room(label="Brieven", page="outreach:printrondes", right=Right.BRIEVEN_AFDRUKKEN),
    Room(label="Berichten", page="berichten:lijst", right=Right.BERICHTEN_VERSTUREN),
    Room(label="Rondes", page="visits:rondes", right=Right.RONDES_PLANNEN),
    Room(label="Terugkoppeling", page="feedback:overzicht", right=Right.TERUGKOPPELEN),
    Room(label="Overdrachten", page="casework:overgedragen", right=Right.OVERDRACHTEN_AANNEMEN),
    Room(label="Mijn ronde", page="walk:ronde", right=Right.RONDES_LOPEN, group=BALIE),
    Room(label="Balie", page="reacties:balie", right=Right.REACTIES_VASTLEGGEN, group=BALIE),
    Room(label="Agenda", page="reacties:agenda", right=Right.CAPACITEIT_BEHEREN, group=BALIE),
    Room(label="Aanleveringen", page="intake:aanleveringen", right=Right.AANLEVERINGEN_ZIEN, group=GEGEVENS),
    Room(label="Partners", page="partners:lijst", right=Right.PARTNERS_BEHEREN, group=GEGEVENS),
    Room(label="Lijsten", page="checks:shv_lijst", right=Right.LIJSTEN_BEHEREN, also=("/twijfel/lijsten/",),
         group=GEGEVENS),
    Room(label="Sociale kaart", page="referrals:kaart", right=Right.SOCIALE_KAART_BEHEREN, group=GEGEVENS),
    Room(label="Sjablonen", page="sjablonen:lijst", right=Right.SJABLONEN_BEHEREN, group=GEGEVENS),
    Room(label="Cijfers", page="monitor:cijfers", right=Right.CIJFERS_ZIEN, group=STUREN),
    Room(label="Capaciteit", page="capaciteit:capaciteit", right=Right.CAPACITEIT_ZIEN, group=STUREN),
    Room(label="Beleid", page="beleid", right=Right.BELEID_ZIEN, group=STUREN),
    Room(label="Veiligheid", page="veiligheid", right=Right.VEILIGHEID_ZIEN, group=STUREN),
    Room(label="Beheer", page="accounts:gebruikers", right=Right.GEBRUIKERS_BEHEREN, also=("/beheer/",),
         group=STUREN),
    Room(label="Logboek", page="privacy:logboek", right=Right.LOGBOEK_ZIEN, also=("/privacy/",), group=STUREN),
)  # fmt: skip

Item = dict[str, str | int | bool | None]


@dataclass(frozen=True)
class Navigation:
    """What stands in the bar, and what lies in the fold beside it, by heading."""

    bar: list[Item]
    more: list[tuple[str, list[Item]]]

    @property
    def here(self) -> Item | None:
        """The item of the page one is on."""
        items = [*self.bar, *(item for _, group in self.more for item in group)]
        return next((item for item in items if item["active"]), None)

    @property
    def here_in_more(self) -> Item | None:
        """The same, when it lies in the fold."""
        return next((item for _, group in self.more for item in group if item["active"]), None)


def link(page: str, *args: object, **filters: object) -> str:
    """The address of a page by name, with filters; an empty text when there is no such page."""
    try:
        address = reverse(page, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode(filters)}" if filters else address


def navigation(path: str, rights: frozenset[Right], counts: Mapping[str, int]) -> Navigation:
    """All items in the bar while they fit there; else what has a heading lies in the fold."""
    items = nav_items(path, rights, counts)
    if len(items) <= MOST_IN_BAR:
        return Navigation(items, [])
    groups = [(name, [item for item in items if item["group"] == name]) for name in (BALIE, GEGEVENS, STUREN)]
    return Navigation(
        [item for item in items if not item["group"]], [(n, group) for n, group in groups if group]
    )


def nav_items(path: str, rights: frozenset[Right], counts: Mapping[str, int]) -> list[Item]:
    """The items this actor has a right for; the one with the longest matching address is active."""
    rooms = [(room, link(room.page)) for room in ROOMS if room.right is None or room.right in rights]
    rooms = [(room, href) for room, href in rooms if href]
    here = max((len(start) for room, href in rooms for start in _starts(room, href, path)), default=0)
    return [
        {
            "href": href,
            "label": room.label,
            "group": room.group,
            "count": counts.get(room.counts),
            "active": here in map(len, _starts(room, href, path)),
        }
        for room, href in rooms
    ]


def _starts(room: Room, href: str, path: str) -> list[str]:
    """The addresses of this room under which `path` lies; the start page has nothing under it."""
    if href == "/":
        return ["/"] if path == "/" else []
    return [start for start in (href, *room.also) if path.startswith(start)]
