"""Who a zaak is about, and how they can be reached, each with who said so (R-BRP-2, R-OUT-8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tijdig.checks.models import Inwoner
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import BrpUitkomst, Verblijfsrecht


@dataclass(frozen=True, kw_only=True)
class Person:
    """A resident as the BRP knows them, or else as a partner wrote the name."""

    naam: str
    leeftijd: int | None
    in_brp: bool
    flags: tuple[str, ...] = ()
    nagaan: bool = False  # the residence right, when help is asked for (R-BRP-2)
    stand: str = ""  # a word beside the name, also where there is no room for the flags


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A way to reach the resident, as delivered by a partner on a day."""

    soort: str
    waarde: str
    partner: str
    op: date


FLAGS = {
    "geheimhouding": "Geheimhouding: geef adres en gegevens aan niemand door",
    "curatele": "Onder curatele: het aanbod gaat naar de curator",
    "overleden": "Overleden",
    "minderjarig": "Minderjarig: het aanbod gaat naar de ouders of verzorgers",
}
OF_HOUSEHOLD = {
    BrpUitkomst.OVERLEDEN: ("Overleden", "overleden"),
    BrpUitkomst.MINDERJARIG: ("Minderjarig: het aanbod gaat naar de ouders of verzorgers", "minderjarig"),
}


def persons_of(inwoners: Iterable[Inwoner], signalen: Iterable[Vroegsignaal], today: date) -> list[Person]:
    """Each person once: those found in the BRP, and the names of signals about nobody found."""
    found = [
        Person(
            naam=inwoner.aanschrijfnaam or _name(inwoner.voorletters, inwoner.voorvoegsel, inwoner.geslachtsnaam),
            leeftijd=age_on(inwoner.geboortedatum, today),
            in_brp=True,
            flags=tuple(text for name, text in FLAGS.items() if getattr(inwoner, name)),
            nagaan=inwoner.verblijfsrecht == Verblijfsrecht.NAGAAN,
            stand="overleden" if inwoner.overleden else "minderjarig" if inwoner.minderjarig else "",
        )
        for inwoner in inwoners
        if inwoner.gewist_op is None
    ]  # fmt: skip
    names = {
        (
            signaal.bedrijfsnaam or _name(signaal.voorletters, signaal.voorvoegsel, signaal.achternaam),
            uitkomst,
        )
        for signaal, uitkomst in _without_inwoner(signalen)
    }
    return found + [_loose(naam, uitkomst) for naam, uitkomst in sorted(names) if naam]


def _without_inwoner(signalen: Iterable[Vroegsignaal]) -> Iterable[tuple[Vroegsignaal, str]]:
    """Signals to which nobody of the BRP is tied, with the outcome when that is the household (R-BRP-5, R-BRP-6)."""
    for signaal in signalen:
        toets = getattr(signaal, "toets", None)
        if toets is None or toets.inwoner_id is None:
            yield signaal, toets.uitkomst if toets is not None and toets.uitkomst in OF_HOUSEHOLD else ""


def _loose(naam: str, uitkomst: str) -> Person:
    flag, stand = OF_HOUSEHOLD[BrpUitkomst(uitkomst)] if uitkomst else ("", "")
    return Person(naam=naam, leeftijd=None, in_brp=bool(uitkomst), flags=(flag,) if flag else (), stand=stand)


def age_on(geboortedatum: str, day: date) -> int | None:
    """Age in whole years; None when the date of birth is not fully known."""
    if len(geboortedatum) != 10:
        return None
    born = date.fromisoformat(geboortedatum)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def channels_of(signalen: Sequence[Vroegsignaal]) -> list[Channel]:
    """Telephone numbers and e-mail addresses as delivered, newest first, each once per partner."""
    found: dict[tuple[str, str, int], Channel] = {}
    for signaal in sorted(signalen, key=lambda s: (s.ontvangen_op, s.pk), reverse=True):
        for soort, waarde in (("Telefoon", signaal.telefoon), ("E-mail", signaal.email)):
            if waarde:
                found.setdefault(
                    (soort, waarde, signaal.partner_id),
                    Channel(
                        soort=soort, waarde=waarde, partner=signaal.partner.naam, op=signaal.ontvangen_op
                    ),
                )
    return sorted(found.values(), key=lambda channel: channel.soort, reverse=True)


def children_of(signalen: Iterable[Vroegsignaal]) -> bool | None:
    """Are there minor children? None = not known."""
    said = {signaal.toets.kinderen for signaal in signalen if getattr(signaal, "toets", None)} - {None}
    return None if not said else True in said


def _name(voorletters: str, voorvoegsel: str, achternaam: str) -> str:
    return " ".join(filter(None, (voorletters, voorvoegsel, achternaam)))
