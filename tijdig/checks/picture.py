"""A person of the BRP as the rules look at them: who could be meant, where they live, what decides."""

from typing import Literal, cast

from tijdig.connectors.brp.persons import Persoon, PersoonBeperkt
from tijdig.rules import address, brp_outcome, identity


def candidate(person: PersoonBeperkt) -> identity.Kandidaat:
    """Somebody at the address, with their own name only."""
    return identity.Kandidaat(
        id=person.bsn, voornamen=person.voornamen, voorletters=person.voorletters, voorvoegsel=person.voorvoegsel,
        geslachtsnaam=person.geslachtsnaam, geboortedatum=person.geboortedatum, geslacht=person.geslacht,
        leeftijd=person.leeftijd, overleden=person.overleden,
    )  # fmt: skip


def full_candidate(person: Persoon) -> identity.Kandidaat:
    """Somebody who was read, with the name of the partner as well (R-BRP-3)."""
    return identity.Kandidaat(
        id=person.bsn, voornamen=person.voornamen, voorletters=person.voorletters, voorvoegsel=person.voorvoegsel,
        geslachtsnaam=person.geslachtsnaam, partner_voorvoegsel=person.partner_voorvoegsel,
        partner_geslachtsnaam=person.partner_geslachtsnaam, geboortedatum=person.geboortedatum,
        geslacht=person.geslacht, leeftijd=person.leeftijd, overleden=person.overleden,
    )  # fmt: skip


def address_of(person: Persoon) -> address.Adres | None:
    """Where the BRP says the person lives, in normal form; None abroad, unknown or without a postcode."""
    if not person.postcode or not person.huisnummer:
        return None
    found = address.normalise(
        postcode=person.postcode, huisnummer=str(person.huisnummer), huisletter=person.huisletter,
        toevoeging=person.toevoeging,
    )  # fmt: skip
    if found is None or not person.aanduiding_bij_huisnummer:
        return found
    return address.Adres(
        postcode=found.postcode, huisnummer=found.huisnummer, huisletter=found.huisletter,
        toevoeging=found.toevoeging, aanduiding=person.aanduiding_bij_huisnummer,
    )  # fmt: skip


def picture_of(person: Persoon) -> brp_outcome.Persoonsbeeld:
    """The facts about a person that decide the outcome; no name in it."""
    lives = address_of(person)
    return brp_outcome.Persoonsbeeld(
        id=person.bsn, gemeente_van_inschrijving=person.gemeente, opschorting_reden=person.opschorting,
        overleden=person.overleden,
        verblijf_type=cast("brp_outcome.Verblijftype", person.verblijfplaats),
        functie_adres=cast("Literal['W', 'B', '']", person.functie_adres),
        verblijft_niet_op_adres=person.verblijft_niet_op_adres, adres_sleutel=lives.sleutel if lives else "",
        geboortedatum=person.geboortedatum, leeftijd=person.leeftijd, geheimhouding=person.geheimhouding,
        adres_in_onderzoek=person.adres_in_onderzoek, curatele=person.curatele,
    )  # fmt: skip
