"""What stands beside the choice of an end result: its meaning, the cases of doubt, and what comes next.

R-UIT-2, R-UIT-3 (the eight situations), R-UIT-6 (the next step at once). In own words after DDAS v1.2,
EnumEindresultaat; Leidraad vroegsignalering 8.8.2 and 8.8.3; Wgs art. 4a.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .terms import Eindresultaat, Termijnsoort

E = Eindresultaat
MEANING: Mapping[Eindresultaat, str] = MappingProxyType(
    {
        E.QUICK_FIX: "De inwoner wil hulp en kan de achterstand binnen 30 dagen zelf oplossen, met ons gesprek, "
        "advies of regelwerk. Er is geen langer traject nodig.",
        E.VERWIJZING_FINANCIEEL: "De inwoner wil hulp en gaat verder met langere hulp bij geldzaken, zoals "
        "schuldhulpverlening, budgetcoaching of bewind. Dat mag ook een collega zijn.",
        E.VERWIJZING_NIET_FINANCIEEL: "De inwoner wil hulp bij iets anders dan geld en gaat verder met een andere "
        "hulpverlener, zoals maatschappelijk werk, verslavingszorg of hulp voor het gezin.",
        E.WIL_GEEN_HULP: "We spraken de inwoner. Die regelt het zelf, heeft al iemand die helpt of wil geen hulp van "
        "de gemeente. Algemene tips geven hoort hier ook bij.",
        E.ZELF_OPGELOST: "Toen we de inwoner spraken, was er al betaald of een regeling met de partner.",
        E.GEEN_REACTIE_NA_CONTACT: "We spraken de inwoner eerder, maar daarna lukte het niet meer. Was er al "
        "verwezen? Kies dan de verwijzing.",
        E.NIET_BEREIKT: "We probeerden het, maar de inwoner deed nooit open, nam niet op en reageerde niet.",
        E.BEKEND_BIJ_SHV: "De inwoner krijgt al schuldhulpverlening. De schuldhulpverlener weet van het signaal en "
        "neemt contact op.",
        E.ANDER_TRAJECT: "Een andere hulpverlener, niet van schuldhulp, kent de inwoner en neemt het signaal over. "
        "Dat is samen afgesproken. Een bewindvoerder telt hier niet als hulpverlener.",
        E.VERWIJZING_ZONDER_TUSSENKOMST: "We meldden de inwoner aan voor zorg zonder dat die het weet of goed vindt. "
        "Alleen als het echt niet anders kan.",
        E.OVERLEDEN: "De inwoner is overleden. Kies dit ook als de nabestaanden nog een aanbod krijgen.",
        E.GEEN_INWONER: "De inwoner staat in een andere gemeente ingeschreven. Is de inwoner binnen de gemeente "
        "verhuisd? Dan gaat de zaak gewoon door.",
        E.HERHAALDE_MELDING: "Dezelfde achterstand is kort geleden al opgepakt en is niet hoger geworden.",
        E.ONTERECHT_SIGNAAL: "Het signaal had niet mogen komen: het bedrag is te laag, de achterstand te nieuw of te "
        "oud, of het gaat om een rechtspersoon.",
        E.ANDERE_REDEN: "De zaak is niet opgepakt om een reden die hierboven niet staat. De partner hoort alleen dat "
        "de zaak niet is opgepakt.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situatie:
    """One case of doubt and how it is recorded (R-UIT-3)."""

    situatie: str
    telt_als_acceptatie: bool
    registreer_als: tuple[Eindresultaat, ...]


_REFERRALS = (E.VERWIJZING_FINANCIEEL, E.VERWIJZING_NIET_FINANCIEEL)
SITUATIONS: tuple[Situatie, ...] = (
    Situatie(
        situatie="De inwoner wil hulp en is verwezen, maar komt niet op de afspraak en reageert niet meer.",
        telt_als_acceptatie=True,
        registreer_als=_REFERRALS,
    ),
    Situatie(
        situatie="De inwoner wil wel hulp, maar niet nu.",
        telt_als_acceptatie=False,
        registreer_als=(E.WIL_GEEN_HULP,),
    ),
    Situatie(
        situatie="De inwoner wil hulp bij iets anders dan geld.",
        telt_als_acceptatie=True,
        registreer_als=(E.VERWIJZING_NIET_FINANCIEEL,),
    ),
    Situatie(
        situatie="De inwoner regelde het na onze brief al zelf met de partner.",
        telt_als_acceptatie=False,
        registreer_als=(E.ZELF_OPGELOST,),
    ),
    Situatie(
        situatie="De inwoner wil het zelf oplossen, maar stelt vragen en wij geven in een gesprek antwoord.",
        telt_als_acceptatie=True,
        registreer_als=(E.QUICK_FIX,),
    ),
    Situatie(
        situatie="De inwoner heeft een vraag die we meteen in het gesprek of aan de telefoon oplossen.",
        telt_als_acceptatie=True,
        registreer_als=(E.QUICK_FIX,),
    ),
    Situatie(
        situatie="De inwoner wilde eerst geen hulp, maar later toch, en de zaak kan nog opnieuw open.",
        telt_als_acceptatie=True,
        registreer_als=(E.QUICK_FIX, *_REFERRALS),
    ),
    Situatie(
        situatie="De inwoner wil een eerste gesprek en dat is pas na dag 28.",
        telt_als_acceptatie=True,
        registreer_als=(E.VERWIJZING_FINANCIEEL,),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What happens at once for somebody who wants help, and the clocks that may run for it (R-UIT-6)."""

    tekst: str
    klokken: tuple[Termijnsoort, ...]


NEXT_STEP: Mapping[Eindresultaat, NextStep] = MappingProxyType(
    {
        E.QUICK_FIX: NextStep(
            tekst="Zorg dat de oplossing er is voordat de pauze van de incasso stopt.",
            klokken=(Termijnsoort.INCASSOPAUZE,),
        ),
        E.VERWIJZING_FINANCIEEL: NextStep(
            tekst="Plan meteen het eerste gesprek.",
            klokken=(Termijnsoort.INCASSOPAUZE, Termijnsoort.EERSTE_GESPREK, Termijnsoort.BESCHIKKING),
        ),
        E.VERWIJZING_NIET_FINANCIEEL: NextStep(
            tekst="Maak meteen een afspraak met de organisatie die verder helpt.",
            klokken=(Termijnsoort.INCASSOPAUZE,),
        ),
    }
)
_AGREED = "De afspraak staat al. Leg daarna vast hoe het ging."
_SPOKEN = "Vraag later na hoe het gaat en leg dat vast."
_DECISION = "Daarna volgt op tijd de beschikking met het plan van aanpak."
_DECIDE = "Zorg dat de beschikking met het plan van aanpak op tijd komt."


def what_comes_next(result: Eindresultaat, *, naar_shv: bool, afspraak: bool, gesproken: bool = False) -> str:
    """What to do now that the zaak is closed, in a sentence or two; empty when there is nothing (R-UIT-6).

    Only who goes to schuldhulpverlening gets a decision (Wgs 4a). `afspraak`: the first talk there is arranged;
    `gesproken`: it was held.
    """
    if result not in NEXT_STEP:
        return ""
    if result not in _REFERRALS:
        return NEXT_STEP[result].tekst
    if gesproken:
        return _DECIDE if naar_shv else _SPOKEN
    first = NEXT_STEP[result if naar_shv else E.VERWIJZING_NIET_FINANCIEEL].tekst
    said = [_AGREED if afspraak else first, _DECISION if naar_shv else ""]
    return " ".join(filter(None, said))
