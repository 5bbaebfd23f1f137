"""The wijken of the town: where they lie, what they are built of, how their streets are called. Invented."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Wijk:
    """A district: what it is built of and how its streets are called."""

    naam: str
    postcodes: tuple[int, ...]
    lat: float
    lon: float
    bearing: int  # degrees, the way its streets run
    built: str  # oud, rij, flat or nieuw
    weight: int  # share of the addresses, in percent
    warmte: bool  # heated by a district network
    stems: str
    endings: tuple[str, ...]


WIJKEN = (
    Wijk(
        naam="Havenkwartier",
        postcodes=(3311,),
        lat=51.8160,
        lon=4.6660,
        bearing=35,
        built="oud",
        weight=10,
        warmte=False,
        stems=("Touw Zeilmaker Pek Anker Kuip Graan Rijnwijn Stokvis Lijnbaan Haring Zout Hop Kraan Turf"),
        endings=(
            "steiger",
            "straat",
            "kade",
            "gang",
        ),
    ),
    Wijk(
        naam="Oud-Merwestein",
        postcodes=(3312,),
        lat=51.8105,
        lon=4.6560,
        bearing=80,
        built="oud",
        weight=10,
        warmte=False,
        stems=(
            "Elzenborg Van_Ravens Van_Duvel Aleida Machteld Ada Floris Jacoba Wendelmoet Aert "
            "Gijsbrecht Oda Hadewych"
        ),
        endings=(
            "straat",
            "plein",
            "laan",
        ),
    ),
    Wijk(
        naam="Nieuw-Merwestein",
        postcodes=(3314,),
        lat=51.8040,
        lon=4.6480,
        bearing=75,
        built="flat",
        weight=9,
        warmte=True,
        stems=("Viool Hobo Fluit Harp Cello Klavecimbel Trom Luit Orgel Fagot Triangel Cimbaal Klarinet"),
        endings=(
            "straat",
            "hof",
        ),
    ),
    Wijk(
        naam="Reehoven",
        postcodes=(3313,),
        lat=51.8120,
        lon=4.6830,
        bearing=10,
        built="rij",
        weight=10,
        warmte=False,
        stems=(
            "Hazelaar Meidoorn Liguster Sleedoorn Kornoelje Vlier Berberis Mispel "
            "Kardinaalsmuts Gagel Brem Lijsterbes Taxus"
        ),
        endings=(
            "straat",
            "weg",
            "laan",
        ),
    ),
    Wijk(
        naam="Wantijzoom",
        postcodes=(3315,),
        lat=51.8150,
        lon=4.7000,
        bearing=120,
        built="rij",
        weight=8,
        warmte=False,
        stems=(
            "Snip Kluut Wulp Tureluur Grutto Kemphaan Plevier Scholekster Bontbek Oeverloper "
            "Ruiter Meerkoet Waterhoen"
        ),
        endings=(
            "straat",
            "laan",
            "pad",
        ),
    ),
    Wijk(
        naam="Kilzicht",
        postcodes=(3316, 3317),
        lat=51.7980,
        lon=4.6390,
        bearing=150,
        built="flat",
        weight=7,
        warmte=True,
        stems=("Schoener Tjalk Aak Kotter Praam Hoogaars Schouw Botter Klipper Bark Brik Logger Punter"),
        endings=(
            "dreef",
            "straat",
            "erf",
        ),
    ),
    Wijk(
        naam="Wielhoek",
        postcodes=(3317,),
        lat=51.7950,
        lon=4.6600,
        bearing=60,
        built="flat",
        weight=9,
        warmte=False,
        stems=(
            "Hendrikje Abel Boudewijn Carolus Diederik Egbert Faas Govert Hubrecht Ivo Joost Kasper Lubbert"
        ),
        endings=(
            "straat",
            "plantsoen",
            "hof",
        ),
    ),
    Wijk(
        naam="Crabbestein",
        postcodes=(3318,),
        lat=51.7880,
        lon=4.6530,
        bearing=95,
        built="rij",
        weight=9,
        warmte=False,
        stems=(
            "Mandenmaker Wever Pottenbakker Kaarsenmaker Loodgieter Klompenmaker Leertouwer "
            "Hoedenmaker Spijkersmid Koperslager Zadelmaker Vlasser Speldenmaker"
        ),
        endings=(
            "straat",
            "hof",
            "gaarde",
        ),
    ),
    Wijk(
        naam="Zuidvlied",
        postcodes=(3328,),
        lat=51.7840,
        lon=4.6700,
        bearing=20,
        built="rij",
        weight=8,
        warmte=False,
        stems=("Egel Das Otter Bunzing Marter Eekhoorn Wezel Bever Haas Hermelijn Ree Vos Hamster"),
        endings=(
            "laan",
            "wede",
            "pad",
        ),
    ),
    Wijk(
        naam="Sterrenveld",
        postcodes=(3328, 3329),
        lat=51.7850,
        lon=4.6880,
        bearing=45,
        built="nieuw",
        weight=8,
        warmte=False,
        stems=(
            "Komeet Meteoor Nevel Melkweg Zonnewende Maanlicht Avondster Evenaar Dageraad "
            "Poolcirkel Schemer Zenit Eclips"
        ),
        endings=(
            "ring",
            "laan",
            "hof",
        ),
    ),
    Wijk(
        naam="Dubbelmonde",
        postcodes=(3319,),
        lat=51.7960,
        lon=4.7030,
        bearing=130,
        built="rij",
        weight=6,
        warmte=False,
        stems=(
            "Boomgaard Hooiberg Karnmolen Dorsvloer Melkbus Korenmijt Hagelkruis Raaigras "
            "Klaverland Bietenkamp Eggen Zaaikoren Ploeg"
        ),
        endings=(
            "weg",
            "laan",
            "pad",
        ),
    ),
    Wijk(
        naam="Noorderpolder",
        postcodes=(3319, 3329),
        lat=51.8020,
        lon=4.7180,
        bearing=165,
        built="nieuw",
        weight=6,
        warmte=False,
        stems=(
            "Sluiswachter Gemaal Peilschaal Waterlinie Rietkraag Slikwerker Griendwerker "
            "Polderjongen Zalmvisser Dijkgraaf Molenwiek Kwelder Biezen"
        ),
        endings=(
            "singel",
            "erf",
            "oord",
            "kade",
        ),
    ),
)
