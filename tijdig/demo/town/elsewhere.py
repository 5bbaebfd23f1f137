"""Where people go who leave the town: other gemeenten near by, and other countries."""

import random

from tijdig.demo.town.streets import Adres

GEMEENTE = ("0505", "Dordrecht")
RNI = ("1999", "Registratie Niet-Ingezetenen")

# Code, gemeente and first digits of an invented postcode. Codes: BRP table 33.
OTHER_GEMEENTEN = (
    ("0642", "Zwijndrecht", 3331),
    ("0590", "Papendrecht", 3351),
    ("0610", "Sliedrecht", 3361),
    ("0599", "Rotterdam", 3079),
    ("0597", "Ridderkerk", 2983),
    ("0482", "Alblasserdam", 2952),
    ("0523", "Hardinxveld-Giessendam", 3371),
    ("0512", "Gorinchem", 4204),
)

# Land code (BRP table 34), name and two address lines as they look there.
COUNTRIES = (
    ("7028", "Polen", "ul. Lipowa {n}", "61-00{d} Poznań"),
    ("6043", "Turkije", "Çiçek Sokak {n}", "3817{d} Kayseri"),
    ("5010", "België", "Lindenlaan {n}", "201{d} Antwerpen"),
    ("9089", "Bondsrepubliek Duitsland", "Birkenweg {n}", "4755{d} Kleve"),
    ("5022", "Marokko", "Rue des Oliviers {n}", "6200{d} Nador"),
    ("6037", "Spanje", "Calle del Pino {n}", "0350{d} Benidorm"),
)
_STREETS = ("Beukenhof", "Parallelweg-Zuid", "Wilgendreef", "Populierenlaan", "Marktgang", "Torenveld")


def draw_elsewhere(rng: random.Random) -> tuple[tuple[str, str], Adres]:
    """Draw another gemeente (code, name) and an invented address in it."""
    code, naam, digits = rng.choice(OTHER_GEMEENTEN)
    bag = rng.randint(100_000, 999_999)
    adres = Adres(
        straat=rng.choice(_STREETS),
        huisnummer=rng.randint(1, 140),
        postcode=f"{digits}{rng.choice('ABCDEGHJKLMNPRTVW')}{rng.choice('ABCEGHJKLMNPRTVWX')}",
        woonplaats=naam,
        adresseerbaar_object=f"{code}010000{bag:06}",
        nummeraanduiding=f"{code}200000{bag:06}",
        lat=0.0,
        lon=0.0,
    )
    return (code, naam), adres


def draw_abroad(rng: random.Random) -> tuple[tuple[str, str], str, str]:
    """Draw a country (code, name) and two address lines abroad."""
    code, land, street, city = rng.choice(COUNTRIES)
    return (code, land), street.format(n=rng.randint(1, 90)), city.format(d=rng.randint(0, 9))
