"""May this line be processed? All reasons at once, each with what would be right.

Source: Wgs art. 3 lid 1 onder b, 8 lid 1 and 10; Leidraad vroegsignalering 2.1, 2.2, 3.4, 3.6, 4 and 5.4.
Rules R-PAR-3 and R-ADM-1 to R-ADM-5. The values come from dated policy; here is only the thinking.
"""

from datetime import date, timedelta

from tijdig.rules.admission_policy import (
    STAP_IN_WOORDEN,
    Aanlevergegevens,
    Achterstand,
    Drempelbedrag,
    EerderSignaal,
    Herhaling,
    Incassoplicht,
    Incassostap,
    Maat,
    Ouderdom,
    Signaalsoort,
    SocialeIncasso,
    Toelatingsbeleid,
    Weigering,
    dutch_day,
)
from tijdig.rules.labels import euro
from tijdig.rules.soorten import judge_soort, refuse_unknown
from tijdig.rules.terms import Bericht, PartnerType, Reden

__all__ = [
    "Aanlevergegevens",
    "Achterstand",
    "Drempelbedrag",
    "EerderSignaal",
    "Herhaling",
    "Incassoplicht",
    "Incassostap",
    "Maat",
    "Ouderdom",
    "Signaalsoort",
    "SocialeIncasso",
    "Toelating",
    "Toelatingsbeleid",
    "Weigering",
    "judge",
    "judge_age",
    "judge_legal_person",
    "judge_repeat",
    "judge_social_collection",
    "judge_soort",
    "judge_threshold",
    "measure",
]


def judge_age(gegevens: Aanlevergegevens, maat: Maat) -> tuple[Weigering, ...]:
    """Is the arrears not too young, not too old, and of enough terms? Edges are admitted. R-ADM-2."""
    grens = maat.ouderdom
    if grens is None:
        return ()
    dagen = (maat.dag - gegevens.vervaldatum).days
    genoeg_termijnen = gegevens.termijnen is not None and gegevens.termijnen >= grens.min_termijnen
    in_tijd = dagen >= grens.min_dagen and (grens.max_dagen is None or dagen <= grens.max_dagen)
    if in_tijd and (genoeg_termijnen or not grens.min_termijnen):
        return ()
    gevonden: list[Weigering] = []
    if dagen < grens.min_dagen:
        gevonden.append(_refuse_young(gegevens, grens, dagen))
    if grens.max_dagen is not None and dagen > grens.max_dagen:
        uitleg = (
            f"De achterstand is {dagen} dagen oud. Bij {maat.soort} mag dat hoogstens {grens.max_dagen} zijn."
        )
        gevonden.append(Weigering(reden=Reden.TE_OUD, kolom="vervaldatum", uitleg=uitleg))
    if grens.min_termijnen and not genoeg_termijnen:
        gevonden.append(_refuse_terms(gegevens, grens))
    return tuple(gevonden)


def _refuse_young(gegevens: Aanlevergegevens, grens: Ouderdom, dagen: int) -> Weigering:
    vanaf = dutch_day(gegevens.vervaldatum + timedelta(days=grens.min_dagen))
    return Weigering(
        reden=Reden.TE_JONG,
        kolom="vervaldatum",
        uitleg=f"De achterstand is {dagen} dagen oud. Bij {gegevens.soort} moet dat minstens "
        f"{grens.min_dagen} zijn. U kunt deze achterstand melden vanaf {vanaf}.",
    )


def _refuse_terms(gegevens: Aanlevergegevens, grens: Ouderdom) -> Weigering:
    eis = f"Bij {gegevens.soort} moeten minstens {grens.min_termijnen} termijnen niet zijn betaald."
    if gegevens.termijnen is None:
        uitleg = f"Het aantal onbetaalde termijnen ontbreekt. {eis}"
        return Weigering(reden=Reden.VELD_ONTBREEKT, kolom="termijnen", uitleg=uitleg)
    uitleg = f"Het aantal onbetaalde termijnen is {gegevens.termijnen}. {eis}"
    return Weigering(reden=Reden.TE_WEINIG_TERMIJNEN, kolom="termijnen", uitleg=uitleg)


def judge_social_collection(gegevens: Aanlevergegevens, maat: Maat) -> tuple[Weigering, ...]:
    """Did the partner do what it must do first? One reason per missing step. R-ADM-1."""
    plicht = maat.incassoplicht
    if plicht is None:
        return ()
    bezwaar = gegevens.bezwaar is True and plicht.bezwaar_sluit_uit
    if not bezwaar and gegevens.stappen.issuperset(plicht.vereist):
        return ()
    gevonden = [
        Weigering(
            reden=Reden.SOCIALE_INCASSO,
            kolom=stap.value,
            uitleg=f"De stap '{stap}' staat niet op 'ja'. "
            f"Bij {maat.soort} moet u eerst {STAP_IN_WOORDEN[stap]}.",
        )
        for stap in plicht.vereist
        if stap not in gegevens.stappen
    ]
    if bezwaar:
        uitleg = f"De klant heeft bezwaar gemaakt. Bij {maat.soort} mag u de achterstand dan niet melden."
        gevonden.append(Weigering(reden=Reden.BEZWAAR, kolom="bezwaar", uitleg=uitleg))
    return tuple(gevonden)


def judge_threshold(
    gegevens: Aanlevergegevens, maat: Maat, *, andere_partners_op_adres: bool = False
) -> tuple[Weigering, ...]:
    """Is the amount high enough to be proportional? Exactly the amount is enough. R-ADM-3.

    `andere_partners_op_adres` is a fact that only matching can know; policy decides whether it counts.
    """
    drempel = maat.drempel_bij_meerdere if andere_partners_op_adres else maat.drempel
    if maat.ouderdom is not None:
        drempel = max(drempel, maat.ouderdom.min_bedrag)
    if gegevens.bedrag >= drempel:
        return ()
    eis = f"Bij {maat.soort} moet dat minstens {euro(drempel)} zijn."
    uitleg = f"De achterstand is {euro(gegevens.bedrag)}. {eis}"
    return (Weigering(reden=Reden.ONDER_DREMPEL, kolom="bedrag", uitleg=uitleg),)


def judge_repeat(
    gegevens: Aanlevergegevens, maat: Maat, *, eerder_opgepakt: EerderSignaal | None
) -> tuple[Weigering, ...]:
    """Was this same debt taken up recently, and has it not grown? Then it is a repeat. R-ADM-5.

    A first signal, a higher amount and a crisis message are always admitted.
    """
    if eerder_opgepakt is None or maat.herhaling is None or gegevens.bedrag > eerder_opgepakt.bedrag:
        return ()
    dagen = (maat.dag - eerder_opgepakt.datum).days
    if not 0 <= dagen <= maat.herhaling:
        return ()
    uitleg = (
        f"Deze achterstand is op {dutch_day(eerder_opgepakt.datum)} al opgepakt en is niet hoger geworden. "
        f"Meld hem opnieuw als hij hoger is dan {euro(eerder_opgepakt.bedrag)}."
    )
    return (Weigering(reden=Reden.HERHAALD, kolom=None, uitleg=uitleg),)


def judge_legal_person(gegevens: Aanlevergegevens) -> tuple[Weigering, ...]:
    """Is the name that of a legal person? The form was found before, by the rule on names. R-ADM-4."""
    if gegevens.rechtsvorm is None:
        return ()
    uitleg = (
        f"De naam hoort bij een rechtspersoon ({gegevens.rechtsvorm}). Meld alleen natuurlijke personen, "
        "ook met een eenmanszaak, vof, maatschap of cv."
    )
    return (Weigering(reden=Reden.RECHTSPERSOON, kolom=gegevens.rechtsvorm_in, uitleg=uitleg),)


class Toelating:
    """The admission of one delivery: made once for a day, gemeente and partner, asked for every line."""

    def __init__(
        self,
        beleid: Toelatingsbeleid,
        *,
        dag: date,
        gemeente: str,
        partner_type: PartnerType | None = None,
        soorten: frozenset[str] | None = None,
    ) -> None:
        """Work out the measure for every soort and message. `soorten`: what the partner agreed to deliver."""
        self._signaalsoorten, self._dag, self._gemeente = beleid.signaalsoorten, dag, gemeente
        self._maten: dict[tuple[str, Bericht], Maat] = {}
        for soort in beleid.signaalsoorten:
            for bericht in Bericht:
                weigeringen = judge_soort(
                    soort,
                    bericht,
                    dag=dag,
                    gemeente=gemeente,
                    signaalsoorten=beleid.signaalsoorten,
                    partner_type=partner_type,
                    soorten=soorten,
                )
                self._maten[soort, bericht] = measure(beleid, soort, bericht, dag, weigeringen)

    def judge(
        self,
        gegevens: Aanlevergegevens,
        *,
        eerder_opgepakt: EerderSignaal | None = None,
        andere_partners_op_adres: bool = False,
    ) -> tuple[Weigering, ...]:
        """All reasons to refuse this line; an empty tuple means admitted. R-PAR-3, R-ADM-1 to R-ADM-5."""
        maat = self._maten.get((gegevens.soort, gegevens.bericht))
        if maat is None:
            unknown = refuse_unknown(
                gegevens.soort, self._signaalsoorten, dag=self._dag, gemeente=self._gemeente
            )
            return (unknown, *judge_legal_person(gegevens))
        return (
            *maat.soortweigeringen,
            *judge_age(gegevens, maat),
            *judge_social_collection(gegevens, maat),
            *judge_threshold(gegevens, maat, andere_partners_op_adres=andere_partners_op_adres),
            *judge_legal_person(gegevens),
            *judge_repeat(gegevens, maat, eerder_opgepakt=eerder_opgepakt),
        )


def measure(
    beleid: Toelatingsbeleid,
    soort: str,
    bericht: Bericht,
    dag: date,
    soortweigeringen: tuple[Weigering, ...] = (),
) -> Maat:
    """The measure for one soort and message on `dag`, so that a line needs only comparisons."""
    achterstand, incasso = beleid.achterstand, beleid.sociale_incasso
    drempel = beleid.drempelbedrag
    telt = bericht in drempel.berichten
    return Maat(
        soort=soort,
        dag=dag,
        soortweigeringen=soortweigeringen,
        ouderdom=achterstand.per_soort.get(soort) if bericht in achterstand.berichten else None,
        incassoplicht=incasso.per_soort.get(soort) if bericht in incasso.berichten else None,
        drempel=drempel.amount_for(soort, een_van_meer=False) if telt else 0,
        drempel_bij_meerdere=drempel.amount_for(soort, een_van_meer=True) if telt else 0,
        herhaling=beleid.herhaling.dagen if bericht in beleid.herhaling.berichten else None,
    )


def judge(
    gegevens: Aanlevergegevens,
    *,
    dag: date,
    beleid: Toelatingsbeleid,
    gemeente: str,
    eerder_opgepakt: EerderSignaal | None = None,
    andere_partners_op_adres: bool = False,
) -> tuple[Weigering, ...]:
    """Judge one line by itself. For a whole delivery make one `Toelating` and ask that."""
    return Toelating(beleid, dag=dag, gemeente=gemeente).judge(
        gegevens, eerder_opgepakt=eerder_opgepakt, andere_partners_op_adres=andere_partners_op_adres
    )
