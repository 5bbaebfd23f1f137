"""Has this kind of signal a legal ground, here and today, and may this partner send it?

Source: Wgs art. 3 lid 1 onder b, 8 lid 1 and 10; Leidraad 2.1 and 3.7. Rules R-PAR-1, R-PAR-3, R-PAR-4.
"""

from collections.abc import Mapping
from datetime import date

from tijdig.rules.admission_policy import Signaalsoort, Weigering, dutch_day
from tijdig.rules.terms import Bericht, PartnerType, Reden


def judge_soort(
    soort: str,
    bericht: Bericht,
    *,
    dag: date,
    gemeente: str,
    signaalsoorten: Mapping[str, Signaalsoort],
    partner_type: PartnerType | None = None,
    soorten: frozenset[str] | None = None,
) -> tuple[Weigering, ...]:
    """Has this soort a legal ground here and today, for this partner? R-PAR-3, R-PAR-4, R-PAR-1.

    `partner_type` and `soorten` (what this partner agreed to deliver) are skipped when None.
    """
    gevonden = signaalsoorten.get(soort)
    if gevonden is None:
        return (refuse_unknown(soort, signaalsoorten, dag=dag, gemeente=gemeente),)
    if uitleg := _lacks_ground(gevonden, dag, gemeente):
        return (Weigering(reden=Reden.SOORT_ZONDER_GRONDSLAG, kolom="soort", uitleg=uitleg),)
    if bericht not in gevonden.berichten:
        mag = ", ".join(gevonden.berichten)
        uitleg = f"Het bericht '{bericht}' past niet bij de soort '{soort}'. Mogelijk zijn: {mag}."
        return (Weigering(reden=Reden.VELD_ONGELDIG, kolom="bericht", uitleg=uitleg),)
    if partner_type is not None and partner_type not in gevonden.berichten[bericht]:
        mag = " of ".join(sorted(gevonden.berichten[bericht]))
        uitleg = f"De soort '{soort}' met bericht '{bericht}' mag alleen komen van: {mag}."
        return (Weigering(reden=Reden.SOORT_ZONDER_GRONDSLAG, kolom="soort", uitleg=uitleg),)
    if soorten is not None and soort not in soorten:
        uitleg = f"Er is niet afgesproken dat deze partner de soort '{soort}' aanlevert."
        return (Weigering(reden=Reden.GEEN_OVEREENKOMST, kolom="soort", uitleg=uitleg),)
    return ()


def refuse_unknown(
    soort: str, signaalsoorten: Mapping[str, Signaalsoort], *, dag: date, gemeente: str
) -> Weigering:
    """The reason for a soort that policy does not know; it names those with a ground here and today. R-PAR-3."""
    mag = ", ".join(code for code, known in signaalsoorten.items() if not _lacks_ground(known, dag, gemeente))
    return Weigering(
        reden=Reden.SOORT_ONBEKEND,
        kolom="soort",
        uitleg=f"De soort '{soort[:64]}' is niet bekend. Kies een van: {mag}.",
    )


def _lacks_ground(soort: Signaalsoort, dag: date, gemeente: str) -> str | None:
    if dag < soort.geldig_van:
        return f"De soort '{soort.code}' mag pas vanaf {dutch_day(soort.geldig_van)} worden gemeld."
    if soort.geldig_tot is not None and dag > soort.geldig_tot:
        return f"De soort '{soort.code}' mag sinds {dutch_day(soort.geldig_tot)} niet meer worden gemeld."
    if soort.gemeenten is None:
        return None
    vanaf = soort.gemeenten.get(gemeente)
    if vanaf is None or dag < vanaf:
        return f"De soort '{soort.code}' is een experiment. Deze gemeente doet daar op deze dag niet aan mee."
    return None
