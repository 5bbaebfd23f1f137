"""Who may do what: rights, and the roles that carry them.

Source: R-ROL-1. A right is named as the user would say it. Roles are plain data.
"""

from collections.abc import Iterable
from enum import StrEnum

from tijdig.rules.terms import Rolsoort


class Right(StrEnum):
    ZAKEN_ZIEN = "zaken_zien"
    ZAKEN_BEHANDELEN = "zaken_behandelen"
    ZAKEN_ALLE_TEAMS = "zaken_alle_teams"
    VOORSTELLEN_BEVESTIGEN = "voorstellen_bevestigen"
    VEILIGHEID_ZIEN = "veiligheid_zien"
    TWIJFEL_BESLISSEN = "twijfel_beslissen"
    AANLEVERINGEN_ZIEN = "aanleveringen_zien"
    AANLEVEREN = "aanleveren"
    BRIEVEN_AFDRUKKEN = "brieven_afdrukken"
    TERUGKOPPELEN = "terugkoppelen"
    PARTNERS_BEHEREN = "partners_beheren"
    LIJSTEN_BEHEREN = "lijsten_beheren"
    GEBRUIKERS_BEHEREN = "gebruikers_beheren"
    BELEID_ZIEN = "beleid_zien"
    LOGBOEK_ZIEN = "logboek_zien"
    WISSEN_ZIEN = "wissen_zien"
    KADER_VOORSTELLEN = "kader_voorstellen"
    KADER_VASTSTELLEN = "kader_vaststellen"
    CAPACITEIT_ZIEN = "capaciteit_zien"
    CAPACITEIT_BEHEREN = "capaciteit_beheren"
    SJABLONEN_BEHEREN = "sjablonen_beheren"
    BERICHTEN_VERSTUREN = "berichten_versturen"
    REACTIES_VASTLEGGEN = "reacties_vastleggen"
    RONDES_PLANNEN = "rondes_plannen"
    RONDES_LOPEN = "rondes_lopen"
    SOCIALE_KAART_BEHEREN = "sociale_kaart_beheren"
    CIJFERS_ZIEN = "cijfers_zien"
    DDAS_LEVEREN = "ddas_leveren"
    OVERDRACHTEN_AANNEMEN = "overdrachten_aannemen"


CASEWORK = frozenset(
    {
        Right.ZAKEN_ZIEN,
        Right.ZAKEN_BEHANDELEN,
        Right.VOORSTELLEN_BEVESTIGEN,
        Right.TWIJFEL_BESLISSEN,
        Right.AANLEVERINGEN_ZIEN,
        Right.BRIEVEN_AFDRUKKEN,
        Right.TERUGKOPPELEN,
        Right.BELEID_ZIEN,
        Right.BERICHTEN_VERSTUREN,
        Right.REACTIES_VASTLEGGEN,
        Right.RONDES_PLANNEN,
        Right.RONDES_LOPEN,
        Right.CAPACITEIT_ZIEN,
    }
)

RIGHTS: dict[Rolsoort, frozenset[Right]] = {
    Rolsoort.BEHEERDER: frozenset(
        {
            Right.AANLEVERINGEN_ZIEN,
            Right.AANLEVEREN,
            Right.PARTNERS_BEHEREN,
            Right.LIJSTEN_BEHEREN,
            Right.GEBRUIKERS_BEHEREN,
            Right.BELEID_ZIEN,
            Right.KADER_VOORSTELLEN,
            Right.SJABLONEN_BEHEREN,
            Right.SOCIALE_KAART_BEHEREN,
        }
    ),
    Rolsoort.TEAMLEIDER: CASEWORK
    | {
        Right.ZAKEN_ALLE_TEAMS,
        Right.VEILIGHEID_ZIEN,
        Right.AANLEVEREN,
        Right.LIJSTEN_BEHEREN,
        Right.KADER_VASTSTELLEN,
        Right.CAPACITEIT_BEHEREN,
        Right.SJABLONEN_BEHEREN,
        Right.SOCIALE_KAART_BEHEREN,
        Right.CIJFERS_ZIEN,
        Right.DDAS_LEVEREN,
    },
    Rolsoort.VROEGSIGNALEERDER: CASEWORK,
    Rolsoort.ADMINISTRATIE: frozenset(
        {
            Right.ZAKEN_ZIEN,
            Right.AANLEVERINGEN_ZIEN,
            Right.AANLEVEREN,
            Right.BRIEVEN_AFDRUKKEN,
            Right.TERUGKOPPELEN,
            Right.BELEID_ZIEN,
            Right.BERICHTEN_VERSTUREN,
            Right.RONDES_PLANNEN,
            Right.REACTIES_VASTLEGGEN,
        }
    ),
    Rolsoort.PRIVACY_OFFICER: frozenset({Right.LOGBOEK_ZIEN, Right.WISSEN_ZIEN, Right.BELEID_ZIEN}),
    Rolsoort.HUISBEZOEKER: frozenset({Right.RONDES_LOPEN}),
    Rolsoort.KLANTCONTACTCENTRUM: frozenset({Right.REACTIES_VASTLEGGEN}),
    Rolsoort.SCHULDHULPVERLENER: frozenset({Right.OVERDRACHTEN_AANNEMEN}),
    Rolsoort.BELEIDSADVISEUR: frozenset(
        {Right.BELEID_ZIEN, Right.CAPACITEIT_ZIEN, Right.KADER_VOORSTELLEN, Right.CIJFERS_ZIEN}
    ),
}

EVERY_RIGHT = frozenset(Right)


def rights_of(roles: Iterable[Rolsoort]) -> frozenset[Right]:
    """All rights of somebody with these roles in one gemeente."""
    return frozenset().union(*(RIGHTS[role] for role in roles))
