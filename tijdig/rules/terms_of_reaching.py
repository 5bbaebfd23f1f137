"""The words of reaching people: messages, visits and replies, as closed lists. All are read from `terms`."""

from enum import StrEnum


class Sjabloonsoort(StrEnum):
    """What a template becomes. Source: R-OUT-3."""

    BRIEF = "brief"
    KAART = "kaart"
    NIET_THUIS = "niet_thuis"
    SMS = "sms"
    EMAIL = "email"


class Kanaal(StrEnum):
    """By which way a message leaves the house. Source: R-OUT-3."""

    SMTP = "smtp"
    NOTIFY = "notify"
    WEBHOOK = "webhook"
    HAND = "hand"


class Berichtstand(StrEnum):
    """How far a message is. Source: R-OUT-3."""

    KLAAR = "klaar"
    VERZONDEN = "verzonden"
    BEZORGD = "bezorgd"
    MISLUKT = "mislukt"
    TERUGGEKOMEN = "teruggekomen"
    GESTOPT = "gestopt"


class Stopsoort(StrEnum):
    """What must not be used to write to somebody any more. Source: R-OUT-3; AVG art. 21."""

    ZAAK = "zaak"
    TELEFOON = "telefoon"
    EMAIL = "email"


class Reactiesoort(StrEnum):
    """What a resident answers to a letter (R-OUT-6)."""

    BELLEN = "bellen"
    LANGSKOMEN = "langskomen"
    OPGELOST = "opgelost"
    GEEN_HULP = "geen_hulp"


class Reactiestand(StrEnum):
    """Whether somebody did something with the answer."""

    OPEN = "open"
    AFGEHANDELD = "afgehandeld"
    VERVANGEN = "vervangen"


class Rondestand(StrEnum):
    """How far a round of home visits is. Source: own."""

    GEPLAND = "gepland"
    ONDERWEG = "onderweg"
    KLAAR = "klaar"
    VERVALLEN = "vervallen"


class Deuruitkomst(StrEnum):
    """What happened at the door. Source: own; spoken is *bereikt* (Leidraad 8.5.3)."""

    GESPROKEN = "gesproken"
    NIET_THUIS = "niet_thuis"
    ANDERS = "anders"
    NIET_BEZOEKEN = "niet_bezoeken"


class Kaartstand(StrEnum):
    """What became of the card for who was not at home. Source: own (R-OUT-5)."""

    AFGEDRUKT = "afgedrukt"
    ACHTERGELATEN = "achtergelaten"
    NIET_ACHTERGELATEN = "niet_achtergelaten"


class Agendasoort(StrEnum):
    """What the hours of a team's agenda are for: residents come by, or are called (R-OUT-6)."""

    LANGSKOMEN = "langskomen"
    BELLEN = "bellen"


class Deurreden(StrEnum):
    """What *anders* at the door was. Source: own."""

    VERHUISD = "verhuisd"
    NIET_GEVONDEN = "niet_gevonden"
    NIET_VEILIG = "niet_veilig"
    OVERGESLAGEN = "overgeslagen"
