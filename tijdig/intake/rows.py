"""Verdicts as rows of the tables, in the order of the fields named here."""

from typing import Any

from tijdig.rules.deadlines import Termijnen
from tijdig.rules.terms import Bericht, Oordeel, Signaalstatus

from .case import Regel
from .fields import ACHTERNAAM, BEDRIJFSNAAM, STRAAT, VOORLETTERS, VOORVOEGSEL, WOONPLAATS
from .models import Aanlevering
from .verdicts import Uitkomst

REGEL_FIELDS = ("gemeente", "aanlevering", "nummer", "oordeel", "codes", "redenen", "waarschuwingen", "ruw",
                "klein_sleutel", "klein_maand")  # fmt: skip

SIGNAAL_FIELDS = (
    "gemeente", "partner", "aanlevering", "regelnummer", "referentie", "soort", "bericht", "crisis", "voorletters",
    "voorvoegsel", "achternaam", "bedrijfsnaam", "geboortedatum", "straat", "postcode", "huisnummer", "huisletter",
    "toevoeging", "woonplaats", "telefoon", "email", "adres_sleutel", "bedrag", "vervaldatum", "termijnen",
    "signaaldatum", "maand", "ontvangen_op", "warme_overdracht", "status", "afgedaan_als",
)  # fmt: skip


def regel_row(aanlevering: Aanlevering, uitkomst: Uitkomst) -> tuple[Any, ...]:
    """One line with its verdict; what was delivered is kept only when it was refused, to be mended."""
    gelezen = uitkomst.gelezen
    refused, regel = uitkomst.oordeel is Oordeel.GEWEIGERD, gelezen.regel
    return (
        aanlevering.gemeente_id,
        aanlevering.pk,
        gelezen.nummer,
        uitkomst.oordeel.value,
        uitkomst.codes,
        [reden.as_json() for reden in uitkomst.redenen],
        [opmerking.as_json() for opmerking in gelezen.waarschuwingen],
        gelezen.as_delivered() if refused else None,
        regel.adres.sleutel if uitkomst.klein and regel else "",
        regel.geval.maand if uitkomst.klein and regel else None,
    )


def signaal_row(
    aanlevering: Aanlevering, nummer: int, regel: Regel, *, termijnen: Termijnen
) -> tuple[Any, ...]:
    """One admitted line as a vroegsignaal. CAK-wanbetalers are kept apart (R-PAR-4)."""
    gegevens, tekst, adres = regel.geval.gegevens, regel.tekst, regel.adres
    apart = gegevens.bericht is Bericht.CAK_WANBETALER
    crisis = termijnen.is_crisis(gegevens.bericht, gegevens.soort)
    return (
        aanlevering.gemeente_id, aanlevering.partner_id, aanlevering.pk, nummer, regel.referentie, gegevens.soort,
        gegevens.bericht.value, crisis, tekst[VOORLETTERS], tekst[VOORVOEGSEL],
        tekst[ACHTERNAAM], tekst[BEDRIJFSNAAM], regel.geboortedatum, tekst[STRAAT], adres.postcode,
        adres.huisnummer, adres.huisletter, adres.toevoeging, tekst[WOONPLAATS], regel.telefoon, regel.email,
        adres.sleutel, regel.bedrag, gegevens.vervaldatum, gegevens.termijnen, gegevens.signaaldatum,
        regel.geval.maand, aanlevering.dag, regel.geval.warm,
        (Signaalstatus.APART if apart else Signaalstatus.TE_CONTROLEREN).value, "",
    )  # fmt: skip
