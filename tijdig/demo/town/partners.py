"""The signaalpartners of the town. Invented: names, KvK numbers (99…), people and e-mail (`.example`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tijdig.rules.terms import PartnerType


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a partner writes its file: form, which optional columns, in which notation."""

    form: str  # csv, xlsx or json
    encoding: str = "utf-8"
    separator: str = ";"
    optional: tuple[str, ...] = ()  # optional columns of the public layout that it fills
    unknown: tuple[str, ...] = ()  # columns that the layout does not know
    amount: str = "1234,56"  # an example of its notation of money
    day: str = "%d-%m-%Y"
    spaced_postcode: bool = True
    initials: str = "A.B."  # A.B., AB, A B or Anna
    prefix_in_surname: str = ""  # "", before or behind
    joined_number: bool = False  # number, letter and addition in one column
    yes_no: tuple[str, str] = ("ja", "nee")
    capital_headings: bool = False  # `Postcode` for `postcode`


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A signaalpartner: who it is, what it may deliver, and how it does so."""

    naam: str
    kvk: str
    type: PartnerType
    soorten: tuple[str, ...]
    contactpersoon: str
    email: str
    telefoon: str
    dag: int  # day of the month on which it delivers; on a weekend the Friday before
    share: float  # share of the households (insurers: of the adults) that it has as customer
    prefix: str  # how its references begin
    layout: Layout

    def delivery_day(self, year: int, month: int) -> date:
        """Give the day on which it delivers in a month; never on a Saturday or Sunday."""
        day = date(year, month, self.dag)
        return day - timedelta(days=max(0, day.weekday() - 4))


_STEPS = ("herinnering", "contact", "gewezen_op_hulp", "aanbod_gegevens")
_NAME = ("voorletters", "voorvoegsel")
_NUMBER = ("huisletter", "toevoeging")
_REACH = ("telefoon", "email")

PARTNERS = (
    Partner(
        naam="Woonstichting Wantijkring", kvk="99100011", type=PartnerType.VERHUURDER, soorten=("huur",),
        contactpersoon="Ingeborg Stolk", email="vroegsignalering@wantijkring.example", telefoon="0780100011",
        dag=5, share=0.33, prefix="HK",
        layout=Layout(
            form="csv", encoding="windows-1252",
            optional=(*_NAME, "bedrijfsnaam", "geboortedatum", "straat", *_NUMBER, "woonplaats", *_REACH,
                      *_STEPS, "bezwaar", "warme_overdracht", "bericht"),
        ),
    ),
    Partner(
        naam="Verhuurgroep Zeedijkerhof", kvk="99100022", type=PartnerType.VERHUURDER, soorten=("huur",),
        contactpersoon="Ruben Kraaijeveld", email="incasso@zeedijkerhof.example", telefoon="0780100022",
        dag=12, share=0.14, prefix="",
        layout=Layout(
            form="xlsx", prefix_in_surname="before", joined_number=True, initials="AB", spaced_postcode=False,
            capital_headings=True,
            optional=("voorletters", "straat", "woonplaats", "telefoon", *_STEPS, "bezwaar", "bericht"),
        ),
    ),
    Partner(
        naam="Zuidvlied Zorgverzekeringen", kvk="99100033", type=PartnerType.ZORGVERZEKERAAR,
        soorten=("zorgverzekering",), contactpersoon="Nadia Bouzid",
        email="wgs@zuidvlied.example",
        telefoon="0880100033", dag=8, share=0.34, prefix="ZV-",
        layout=Layout(
            form="json", day="%Y-%m-%d", spaced_postcode=False,
            optional=(*_NAME, "geboortedatum", "straat", *_NUMBER, "woonplaats", *_REACH, *_STEPS, "bericht"),
        ),
    ),
    Partner(
        naam="Berkenborg Zorg", kvk="99100044", type=PartnerType.ZORGVERZEKERAAR,
        soorten=("zorgverzekering",), contactpersoon="Thijs van Wingerden",
        email="betaalachterstanden@berkenborg.example",
        telefoon="0880100044", dag=15, share=0.22, prefix="",
        layout=Layout(
            form="csv", encoding="utf-8-sig", separator=",", amount="1234.56", day="%Y-%m-%d", initials="AB",
            optional=(*_NAME, "geboortedatum", *_NUMBER, *_REACH, *_STEPS, "bericht"), yes_no=("1", "0"),
        ),
    ),
    Partner(
        naam="Lindehage Verzekerd", kvk="99100055", type=PartnerType.ZORGVERZEKERAAR,
        soorten=("zorgverzekering",), contactpersoon="Cigdem Aydin",
        email="vroegsignaal@lindehage.example", telefoon="0880100055",
        dag=21, share=0.15, prefix="LH",
        layout=Layout(
            form="csv", amount="€ 1.234,56", day="%d/%m/%Y", prefix_in_surname="behind",
            optional=("voorletters", "geboortedatum", "straat", *_NUMBER, "email", *_STEPS, "bericht",
                      "signaaldatum"),
        ),
    ),
    Partner(
        naam="Stroomwiel Energie", kvk="99100066", type=PartnerType.ENERGIELEVERANCIER,
        soorten=("elektriciteit", "gas", "warmte"), contactpersoon="Daan Verschoor",
        email="sociaal-incasseren@stroomwiel.example", telefoon="0880100066",
        dag=10, share=0.45, prefix="SW-",
        layout=Layout(
            form="csv", day="%Y-%m-%d", initials="A B",
            optional=(*_NAME, "bedrijfsnaam", "straat", *_NUMBER, "woonplaats", *_REACH, "termijnen", *_STEPS,
                      "bericht"),
        ),
    ),
    Partner(
        naam="Kilwarm Energie", kvk="99100077", type=PartnerType.ENERGIELEVERANCIER,
        soorten=("elektriciteit", "gas", "warmte"), contactpersoon="Priya Ramdin",
        email="wgs@kilwarm.example", telefoon="0880100077", dag=18, share=0.3, prefix="",
        layout=Layout(
            form="csv", separator=",", amount="1.234,56", joined_number=True, initials="Anna",
            optional=("voorletters", "voorvoegsel", "straat", "woonplaats", "telefoon", "termijnen", *_STEPS,
                      "bericht"),
            yes_no=("true", "false"),
        ),
    ),
    Partner(
        naam="Waterbedrijf Drechtbron", kvk="99100088", type=PartnerType.DRINKWATERBEDRIJF,
        soorten=("drinkwater",), contactpersoon="Marja Leenheer",
        email="schuldsignaal@drechtbron.example", telefoon="0880100088",
        dag=25, share=1.0, prefix="DB",
        layout=Layout(
            form="csv", unknown=("klantsegment", "meternummer"), day="%d-%m-%Y",
            optional=(*_NAME, "bedrijfsnaam", "straat", *_NUMBER, "woonplaats", *_REACH, *_STEPS, "bericht"),
        ),
    ),
)  # fmt: skip


def partners_of(soort: str) -> tuple[Partner, ...]:
    """Give the partners that may deliver a soort, in their fixed order."""
    return tuple(partner for partner in PARTNERS if soort in partner.soorten)


def draw_partner(soort: str, draw: Callable[[], float]) -> Partner | None:
    """Draw by share which partner has a customer for a soort; None: somebody who does not deliver."""
    left = draw()
    for partner in partners_of(soort):
        left -= partner.share
        if left < 0:
            return partner
    return None
