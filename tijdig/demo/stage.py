"""Set the stage: a gemeente, its people, its partners, and the lists it keeps."""

import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.db import transaction

from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import enter, working_for
from tijdig.accounts.models import Gemeente, Rol, User
from tijdig.accounts.rights import rights_of
from tijdig.checks.actions.lists import load_bag_list, load_shv_list
from tijdig.demo.town import PARTNERS, Partner
from tijdig.partners.actions import add_overeenkomst, add_partner
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import Rolsoort


@dataclass(frozen=True)
class Player:
    """A member of staff in the demo."""

    username: str
    voornaam: str
    achternaam: str
    telefoon: str
    roles: tuple[Rolsoort, ...]
    doet: str


PLAYERS = (
    Player("samira", "Samira", "el Idrissi", "078 010 02 01", (Rolsoort.TEAMLEIDER,), "teamleider"),
    Player(
        "joost", "Joost", "van der Wal", "078 010 02 02", (Rolsoort.VROEGSIGNALEERDER,), "vroegsignaleerder"
    ),
    Player("meryem", "Meryem", "Yıldız", "078 010 02 03", (Rolsoort.VROEGSIGNALEERDER,), "vroegsignaleerder"),
    Player(
        "ilse", "Ilse", "Kooijman", "078 010 02 04", (Rolsoort.ADMINISTRATIE,), "administratief ondersteuner"
    ),
    Player("koen", "Koen", "Brouwer", "078 010 02 05", (Rolsoort.BEHEERDER,), "functioneel beheerder"),
    Player("hugo", "Hugo", "Bakker", "078 010 02 07", (Rolsoort.HUISBEZOEKER,), "huisbezoeker"),
    Player("noor", "Noor", "Timmers", "14 078", (Rolsoort.KLANTCONTACTCENTRUM,), "klantcontactcentrum"),
    Player("bea", "Bea", "Hoekstra", "078 010 02 08", (Rolsoort.BELEIDSADVISEUR,), "beleidsadviseur"),
    Player("selin", "Selin", "Koç", "078 010 02 09", (Rolsoort.SCHULDHULPVERLENER,), "schuldhulpverlener"),
    Player("fleur", "Fleur", "de Graaff", "078 010 02 06", (Rolsoort.PRIVACY_OFFICER,), "privacy officer"),
)
KINDS_OF_PARTNER = frozenset(
    {"woonstichting", "verhuurgroep", "zorgverzekeringen", "zorg", "verzekerd", "energie", "waterbedrijf"}
)
AGREEMENTS_SINCE = date(2024, 1, 1)


def set_gemeente(code: str, naam: str, *, brp: bool) -> Gemeente:
    """The gemeente with its letterhead; the fake BRP may be asked about people elsewhere too (R-BRP-7)."""
    gemeente, _ = Gemeente.objects.update_or_create(
        code=code,
        defaults={
            "naam": naam, "afdeling": "Team Vroeg Eropaf", "adresregel1": "Postbus 8", "adresregel2": f"3300 AA {naam}",
            "telefoon": "14 078", "email": "vroegeropaf@gemeente.example", "brp_koppeling": brp,
            "brp_buiten_gemeente": brp,
        },
    )  # fmt: skip
    return gemeente


@transaction.atomic
def set_players(code: str, *, password: str, totp_secret: str) -> dict[str, Actor]:
    """Staff with a password and a second factor. Returns who acts, by username."""
    enter(code)
    actors, hashed = {}, make_password(password)  # one password for all: slow by design, so once
    for player in PLAYERS:
        user, made = User.objects.get_or_create(
            username=player.username,
            defaults={"first_name": player.voornaam, "last_name": player.achternaam,
                      "telefoon_direct": player.telefoon, "email": f"{player.username}@gemeente.example"},
        )  # fmt: skip
        if made:
            user.password = hashed
            user.save()
            TOTP.activate(user, totp_secret)
        for role in player.roles:
            Rol.objects.get_or_create(user=user, gemeente_id=code, soort=role)
        actors[player.username] = Actor(
            code=f"gebruiker:{user.pk}", user_id=user.pk, rights=rights_of(player.roles), name=str(user)
        )
    return actors


def set_partners(code: str, partners: Iterable[Partner] = PARTNERS) -> dict[str, Signaalpartner]:
    """Partners with an agreement. Returns them by KvK number."""
    found = {}
    with working_for(code):
        for partner in partners:
            made = add_partner(
                gegevens={
                    "kvk_nummer": partner.kvk, "naam": partner.naam, "kort": short_name(partner.naam),
                    "soort": partner.type.value, "soorten": list(partner.soorten),
                    "contact_naam": partner.contactpersoon, "contact_email": partner.email,
                    "contact_telefoon": partner.telefoon,
                },
                by=SYSTEM,
            )  # fmt: skip
            add_overeenkomst(made.pk, gemeente_code=code, ingang=AGREEMENTS_SINCE, einde=None, by=SYSTEM)
            found[partner.kvk] = made
    return found


def short_name(naam: str) -> str:
    """The word that names it: 'Woonstichting Wantijkring' is Wantijkring, 'Stroomwiel Energie' is Stroomwiel."""
    own = [word for word in naam.split() if word.lower() not in KINDS_OF_PARTNER]
    return (own or naam.split())[0][:24]


def set_lists(code: str, *, bag: bytes, shv: bytes) -> None:
    """The address list and the SHV list, through the doors they always come through."""
    load_bag_list(bestand=io.BytesIO(bag), by=SYSTEM)
    with working_for(code):
        load_shv_list(bestand=io.BytesIO(shv), gemeente_code=code, by=SYSTEM)


def new_password() -> str:
    """Sixteen signs that can be read aloud."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
