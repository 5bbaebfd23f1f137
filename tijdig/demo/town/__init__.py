"""A synthetic town with everybody in it, and the deliveries of eight partners about it. No Django.

Everything follows from a seed and a day: the same two give the same town, to the byte.
"""

from tijdig.demo.town.arrears import Arrear
from tijdig.demo.town.deliveries import Delivery, deliveries
from tijdig.demo.town.making import Town, make_town
from tijdig.demo.town.partners import PARTNERS, Partner
from tijdig.demo.town.people import Household, Person
from tijdig.demo.town.streets import Adres

__all__ = [
    "PARTNERS",
    "Adres",
    "Arrear",
    "Delivery",
    "Household",
    "Partner",
    "Person",
    "Town",
    "deliveries",
    "make_town",
]
