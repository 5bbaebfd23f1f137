"""Weigh a zaak against the afwegingskader of its gemeente: propose, and say why.

R-TRI-1, R-TRI-2, R-TRI-5, R-TRI-6, R-TRI-7; the guards R-ADM-6, R-BRP-8, R-SHV-1 and R-SHV-2, which stand
outside every kader and are always stronger. The facts, the conditions and the kader have a module each; they
are offered here again, so that other rooms need to know this one only.

Source: Wgs art. 3 lid 1 onder b and art. 4 lid 2; Leidraad 3.2.6, 3.2.7, 3.3 and 5.8.
"""

from dataclasses import dataclass, replace

from .afwegingskader import (
    BEKEND_BIJ_SHV,
    CURATELE,
    KADER_SCHEMA,
    NO_RULE,
    WEIGHT,
    Afwegingskader,
    Regel,
    read_kader,
)
from .conditions import CONDITIONS, Voorwaarde, read_voorwaarde
from .feiten import LEEFTIJDSKLASSEN, Feiten, leeftijdsklasse
from .labels import label_in_sentence
from .monotone import is_monotone
from .terms import Aanpak, Contactsoort

__all__ = [
    "CONDITIONS",
    "KADER_SCHEMA",
    "LEEFTIJDSKLASSEN",
    "WEIGHT",
    "Afwegingskader",
    "Feiten",
    "Regel",
    "Voorstel",
    "Voorwaarde",
    "is_monotone",
    "leeftijdsklasse",
    "read_kader",
    "read_voorwaarde",
    "weigh",
]

VISITS = frozenset({Aanpak.HUISBEZOEK_AANGEKONDIGD, Aanpak.HUISBEZOEK_ONAANGEKONDIGD})
CRISIS_BAKJE = "crisis"
# One sentence for every reason not to visit, so that it cannot be told which one it was (R-ADM-6).
NO_VISIT = "Een huisbezoek is hier niet mogelijk."
# The curator or the parents are written to; nobody calls on the resident (R-BRP-6, R-BRP-8).
ONLY_LETTER = "Hier kan alleen een brief: de persoon staat onder curatele of is minderjarig."
REACHING = VISITS | {Aanpak.BELLEN, Aanpak.SMS, Aanpak.EMAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """What is proposed and why. A person confirms it or chooses otherwise with a reason (R-TRI-2)."""

    aanpak: Aanpak
    bakje: str
    team: str
    regel: str  # id in the kader, or "geen", "curatele", "bekend-bij-shv"
    reden: str
    redenen: tuple[str, ...]  # the facts that counted, one sentence each
    versie: str
    crisis: bool = False
    aankondiging: tuple[Contactsoort, ...] = ()
    vervolg: Aanpak | None = None
    adempauze_dagen: int = 0


def weigh(feiten: Feiten, kader: Afwegingskader) -> Voorstel:
    """Propose an approach: the first rule that applies, within the guards. Nothing applies: to a person.

    Who gets schuldhulpverlening or its aftercare is weighed only by rules of the kader that ask for that
    fact; without one the zaak goes to the professional who has the contact (R-SHV-1, R-SHV-2).
    """
    known_at_shv = feiten.bekend_bij_shv or feiten.nazorg_shv
    regel = next(
        (r for r in kader.regels if r.als.applies_to(feiten) and r.asks_for_shv is known_at_shv), None
    )
    if feiten.curatele:
        voorstel = _to_curator(regel, kader)
    elif regel is not None:
        voorstel = _within_reach(_by_regel(regel, feiten, kader), feiten)
    elif known_at_shv:
        voorstel = _to_shv(feiten, kader)
    else:
        voorstel = _to_person(kader)
    if feiten.allows_no_pause and voorstel.adempauze_dagen:
        voorstel = replace(voorstel, adempauze_dagen=0)
    return _in_crisis(voorstel, feiten) if feiten.crisis else voorstel


def _by_regel(regel: Regel, feiten: Feiten, kader: Afwegingskader) -> Voorstel:
    return Voorstel(
        aanpak=regel.dan,
        bakje=regel.bakje,
        team=regel.team,
        regel=regel.id,
        reden=regel.reden,
        redenen=regel.als.because(feiten) or ("Geen eerdere regel van het afwegingskader past.",),
        versie=kader.versie,
        aankondiging=regel.aankondiging,
        vervolg=regel.vervolg,
        adempauze_dagen=regel.adempauze_dagen,
    )


def _to_curator(regel: Regel | None, kader: Afwegingskader) -> Voorstel:
    """R-BRP-8. The team stays the one that would have had the zaak."""
    return Voorstel(
        aanpak=Aanpak.VOORLEGGEN,
        bakje=CURATELE,
        team=regel.team if regel else "",
        regel=CURATELE,
        reden="Het aanbod gaat naar de curator.",
        redenen=("De inwoner staat onder curatele.",),
        versie=kader.versie,
    )


def _to_shv(feiten: Feiten, kader: Afwegingskader) -> Voorstel:
    facts = [name for name in ("bekend_bij_shv", "nazorg_shv") if getattr(feiten, name)]
    return Voorstel(
        aanpak=Aanpak.OVERDRAGEN_SHV,
        bakje=BEKEND_BIJ_SHV,
        team="",
        regel=BEKEND_BIJ_SHV,
        reden="De schuldhulpverlener die het contact al heeft, neemt het signaal over.",
        redenen=tuple(CONDITIONS[name].in_words(True) for name in facts),
        versie=kader.versie,
    )


def _to_person(kader: Afwegingskader) -> Voorstel:
    return Voorstel(
        aanpak=Aanpak.VOORLEGGEN,
        bakje="voorleggen",
        team="",
        regel=NO_RULE,
        reden="Geen regel van het afwegingskader past. Een medewerker kiest de aanpak.",
        redenen=("Geen regel van het afwegingskader past.",),
        versie=kader.versie,
    )


def _within_reach(voorstel: Voorstel, feiten: Feiten) -> Voorstel:
    """No visit where none may be made (R-ADM-6), no call without a number; to a curator or parents a letter only."""
    aanpak, obstacles = _possible(voorstel.aanpak, feiten)
    vervolg = _vervolg_left(voorstel.vervolg, aanpak, feiten)
    if not obstacles:
        return voorstel if vervolg == voorstel.vervolg else replace(voorstel, vervolg=vervolg)
    instead = f"Het voorstel is nu: {label_in_sentence(aanpak)}."
    return replace(
        voorstel,
        aanpak=aanpak,
        bakje=str(aanpak),
        reden=" ".join((voorstel.reden, *obstacles, instead)),
        redenen=(*voorstel.redenen, *obstacles),
        aankondiging=(),
        vervolg=vervolg,
    )


def _vervolg_left(vervolg: Aanpak | None, aanpak: Aanpak, feiten: Feiten) -> Aanpak | None:
    """The next step that is still possible, unless it became no step further than `aanpak`."""
    if vervolg is None:
        return None
    left, obstacles = _possible(vervolg, feiten)
    return None if left == aanpak or (obstacles and WEIGHT[left] <= WEIGHT[aanpak]) else left


def _possible(aanpak: Aanpak, feiten: Feiten) -> tuple[Aanpak, tuple[str, ...]]:
    """The approach that is left, and the sentences that say why it is not the one asked for."""
    if feiten.alleen_brief and aanpak in REACHING:
        return Aanpak.BRIEF, (ONLY_LETTER,)
    obstacles: list[str] = []
    if aanpak in VISITS and (feiten.huisbezoek_verboden or feiten.briefadres):
        obstacles.append(NO_VISIT)
        aanpak = Aanpak.BELLEN
    if aanpak in {Aanpak.BELLEN, Aanpak.SMS} and not feiten.telefoon_bekend:
        obstacles.append(CONDITIONS["telefoon_bekend"].in_words(False))
        aanpak = Aanpak.BRIEF
    if aanpak is Aanpak.EMAIL and not feiten.email_bekend:
        obstacles.append(CONDITIONS["email_bekend"].in_words(False))
        aanpak = Aanpak.BRIEF
    return aanpak, tuple(obstacles)


def _in_crisis(voorstel: Voorstel, feiten: Feiten) -> Voorstel:
    """On top of every list and without a pause: a first conversation within three working days (R-TRM-2)."""
    sentence = CONDITIONS["crisis"].because(feiten, True)
    others = tuple(reden for reden in voorstel.redenen if reden != sentence)
    return replace(voorstel, crisis=True, bakje=CRISIS_BAKJE, redenen=(sentence, *others))
