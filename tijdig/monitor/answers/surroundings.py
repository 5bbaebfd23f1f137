"""What surrounds the work: a published figure of every gemeente, on the map of the Netherlands (research E1)."""

from statistics import median

from tijdig.monitor.reference import IN_PER_CENTS, published_of
from tijdig.monitor.words import number
from tijdig.rules.labels import choices, label, label_in_sentence
from tijdig.rules.terms import Contextcijfer

from .model import Antwoord, Vraag, Vraagstelling
from .on_a_map import country_figure

VRAAG = Vraag(
    slug="omgeving",
    titel="In welke omgeving werken we?",
    kort="Omgeving",
    cijfers=tuple(choices(Contextcijfer)),
    zonder_maanden=True,
    eerst=Contextcijfer.PROBLEMATISCHE_SCHULDEN,
)
NOT_LOADED = "Dit cijfer is nog niet ingelezen. Vraag de beheerder het bestand van het CBS in te lezen."


def answer(asked: Vraagstelling) -> Antwoord:
    """One figure of all gemeenten, the own one among them. It comes from others and does not depend on the months."""
    cijfer = Contextcijfer(asked.cijfer or Contextcijfer.PROBLEMATISCHE_SCHULDEN)
    found = published_of(cijfer)
    if found is None:
        return Antwoord(zin=NOT_LOADED, figuren=(), indicatoren=())

    def words(value: float) -> str:
        return _words(cijfer, value)

    titel = f"{label(cijfer)}, {found.jaar}"
    middle, own = median(found.waarden.values()), found.waarden.get(asked.gemeente)
    zin = (
        f"{label(cijfer)}: {words(own)} in onze gemeente, {words(middle)} in de middelste gemeente van Nederland "
        f"({found.jaar})."
        if own is not None
        else f"Over {label_in_sentence(cijfer)} is er van onze gemeente geen cijfer ({found.jaar})."
    )
    figure = country_figure(
        "kaart", titel, found.waarden, kolom="Cijfer", words=words, own=asked.gemeente,
        uitleg=f"Bron: {found.bron}. De dikke lijn is onze gemeente.",
    )  # fmt: skip
    return Antwoord(
        zin=zin, figuren=(figure,), indicatoren=(),
        let_op="Dit cijfer zegt iets over de omgeving, niet over hoe goed het werk gaat.",
    )  # fmt: skip


def _words(cijfer: Contextcijfer, value: float) -> str:
    """As it was published: a share with one decimal, a number whole."""
    if cijfer in IN_PER_CENTS:
        return f"{number(value, 1)}%"
    return number(value, 1 if cijfer is Contextcijfer.BIJSTAND else 0)
