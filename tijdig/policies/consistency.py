"""What no single file can show: do the files in force on a day agree with each other?"""

from collections.abc import Iterator, Mapping
from itertools import chain

from tijdig.policies.model import Beleid
from tijdig.policies.reading import Bestand, Pad
from tijdig.rules.aftercare import CODE_BY_VERVOLG
from tijdig.rules.feedback import AANVULLENDE_CODES, CODE_BY_RESULT, NEVER_TOLD
from tijdig.rules.terms import Eindresultaat, Monitoruitkomst

type Bestanden = Mapping[str, Bestand]
type Fault = tuple[str, Pad, str]  # subject, place in its file, what is wrong

DAYS_A_MONTH = 30


def faults_between(beleid: Beleid, bestanden: Bestanden) -> Iterator[str]:
    """Every disagreement, as a sentence with file and line."""
    checks = (
        _soorten,
        _dates,
        _terms,
        _retention,
        _feedback,
        _later,
        _more,
        _ddas,
        _exchange,
        _hours,
        _records,
    )
    for onderwerp, pad, uitleg in chain.from_iterable(check(beleid, bestanden) for check in checks):
        yield bestanden[onderwerp].fault(pad, uitleg)


def _soorten(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """Every soort has its rules, and no rule is about a soort that does not exist. R-PAR-3."""
    bekend = beleid.signaalsoorten.keys()
    for onderwerp, genoemd in (
        ("landelijk/achterstand", beleid.achterstand.per_soort.keys()),
        ("landelijk/sociale-incasso", beleid.sociale_incasso.per_soort.keys()),
    ):
        for soort in sorted(bekend - genoemd):
            yield onderwerp, ("waarden", "soorten"), f"de soort '{soort}' ontbreekt."
        for soort in sorted(genoemd - bekend):
            yield onderwerp, ("waarden", "soorten", soort), f"de soort '{soort}' bestaat niet."
    for soort in sorted(beleid.drempelbedrag.per_soort.keys() - bekend):
        yield (
            "gemeente/drempelbedrag",
            ("waarden", "per_soort", "waarde", soort),
            f"de soort '{soort}' bestaat niet.",
        )
    for bericht, soorten in beleid.termijnen.crisis_per_soort.items():
        for soort in sorted(soorten - bekend):
            pad: Pad = ("waarden", "crisis", "per_soort", bericht.value)
            yield "landelijk/termijnen", pad, f"de soort '{soort}' bestaat niet."


def _dates(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """A soort ends after it begins, and a gemeente joins an experiment within it; an age has room."""
    for code, soort in beleid.signaalsoorten.items():
        laatste = soort.geldig_tot
        if laatste is not None and laatste < soort.geldig_van:
            yield "landelijk/signaalsoorten", ("waarden", code, "geldig_tot"), "ligt voor geldig_van."
        for gemeente, vanaf in (soort.gemeenten or {}).items():
            if vanaf < soort.geldig_van or (laatste is not None and vanaf > laatste):
                pad: Pad = ("waarden", code, "gemeenten", gemeente)
                yield "landelijk/signaalsoorten", pad, f"{vanaf} valt buiten de geldigheid van de soort."
    for code, grens in beleid.achterstand.per_soort.items():
        if grens.max_dagen is not None and grens.max_dagen < grens.min_dagen:
            pad = ("waarden", "soorten", code, "max_dagen")
            yield "landelijk/achterstand", pad, "max_dagen is kleiner dan min_dagen."


def _terms(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """A verordening stays within eight weeks (Wgs art. 4a); a crisis message is never a repeat (R-ADM-5)."""
    hoogstens = bestanden["landelijk/termijnen"].inhoud["waarden"]["beschikking"]["dagen"]
    if beleid.termijnen.beschikking_dagen > hoogstens:
        pad: Pad = ("waarden", "beschikking", "dagen")
        yield "gemeente/termijnen", pad, f"het mogen er hoogstens {hoogstens} zijn."
    for bericht in sorted(beleid.toelating.herhaling.berichten & beleid.termijnen.crisis_berichten):
        pad = ("waarden", "herhaling", "berichten")
        yield "landelijk/termijnen", pad, f"'{bericht}' is een crisis en dus nooit een herhaling."


def _retention(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """No gemeente keeps longer than the national maximum. R-BEW-1."""
    termijn = beleid.bewaartermijn
    maanden, dagen = termijn.maximum_maanden, termijn.maximum_maanden * DAYS_A_MONTH
    if termijn.na_afsluiten_maanden > maanden:
        pad: Pad = ("waarden", "na_afsluiten", "maanden")
        yield "gemeente/bewaartermijn", pad, f"het mogen er hoogstens {maanden} zijn."
    for naam, gekozen in (
        ("geweigerde_regels", termijn.geweigerde_regels_dagen),
        ("aanleverbestanden", termijn.aanleverbestanden_dagen),
        ("afdrukbestanden", termijn.afdrukbestanden_dagen),
    ):
        if gekozen > dagen:
            yield (
                "gemeente/bewaartermijn",
                ("waarden", naam, "dagen"),
                f"het mogen er hoogstens {dagen} zijn.",
            )


def _feedback(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """The whitelist holds nothing that may never be told, and each outcome under its own code. R-TER-2."""
    for resultaat, regel in beleid.terugkoppeling.regels.items():
        pad: Pad = ("waarden", resultaat.value)
        if resultaat in NEVER_TOLD:
            yield "landelijk/terugkoppeling", pad, f"'{resultaat}' mag nooit aan een partner worden verteld."
        elif regel.code != CODE_BY_RESULT[resultaat]:
            goed = CODE_BY_RESULT[resultaat]
            yield "landelijk/terugkoppeling", (*pad, "code"), f"de code van '{resultaat}' moet '{goed}' zijn."
        if resultaat == Eindresultaat.WIL_GEEN_HULP and not regel.toestemming_nodig:
            yield (
                "landelijk/terugkoppeling",
                (*pad, "toestemming_nodig"),
                "hiervoor is altijd toestemming nodig.",
            )


def _later(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """After acceptance only what the closed list of the code knows, each under its own code. R-TER-1, R-TER-2."""
    for vervolg, regel in beleid.terugkoppeling.vervolg.items():
        pad: Pad = ("waarden", vervolg.value)
        if vervolg not in CODE_BY_VERVOLG:
            yield (
                "landelijk/terugkoppeling-vervolg", pad, f"'{vervolg}' mag nooit aan een partner worden verteld."
            )  # fmt: skip
        elif regel.code != CODE_BY_VERVOLG[vervolg]:
            goed = CODE_BY_VERVOLG[vervolg]
            uitleg = f"de code van '{vervolg}' moet '{goed}' zijn."
            yield "landelijk/terugkoppeling-vervolg", (*pad, "code"), uitleg


def _more(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """What follows from an earlier message is of the closed list of the code. R-TER-2."""
    for code in beleid.terugkoppeling.aanvulling:
        if code not in AANVULLENDE_CODES:
            uitleg = f"'{code}' volgt niet uit een eerder bericht en hoort hier niet."
            yield "landelijk/terugkoppeling-aanvulling", ("waarden", code.value), uitleg


def _ddas(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """Every end result has its DDAS name; a type of help stands with help accepted only. R-UIT-1."""
    uitkomsten = beleid.ddas.eindresultaten
    for resultaat in Eindresultaat:
        pad: Pad = ("waarden", "eindresultaten", resultaat.value)
        uitkomst = uitkomsten.get(resultaat)
        if uitkomst is None:
            yield "landelijk/ddas", pad, f"'{resultaat}' ontbreekt."
        elif (uitkomst.monitoruitkomst == Monitoruitkomst.WIL_HULP) != (uitkomst.hulptype is not None):
            yield "landelijk/ddas", (*pad, "hulptype"), "hoort precies bij de uitkomst 'wil_hulp'."


def _exchange(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """The version in use is one of those there are. R-MON-9."""
    if beleid.uitwisseling.versie not in beleid.uitwisseling.versies:
        pad: Pad = ("waarden", "levering", "versie")
        yield "landelijk/ddas-uitwisseling", pad, "deze versie staat niet onder versies."


def _hours(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """A window that never opens would keep every message for ever. R-OUT-3."""
    if beleid.verzendvenster.van >= beleid.verzendvenster.tot:
        yield "gemeente/berichten", ("waarden", "uren", "tot"), "ligt niet na van."


def _records(beleid: Beleid, bestanden: Bestanden) -> Iterator[Fault]:
    """Another record is on only where law leaves the choice, from its first day, with a reason. R-SHV-3."""
    onderwerp, pad = "gemeente/gegevens", ("waarden", "andere_registraties")
    vanaf = bestanden[onderwerp].geldig_vanaf
    for registratie in beleid.raadplegen.extra:
        grond = beleid.raadplegen.gronden.get(registratie)
        if grond is None or not grond.aanzetten:
            yield onderwerp, (*pad, "waarde"), f"'{registratie}' is niet iets dat een gemeente kan aanzetten."
        elif vanaf < grond.geldig_van:
            uitleg = f"'{registratie}' kan pas aan vanaf {grond.geldig_van} ({grond.grondslag})."
            yield onderwerp, (*pad, "waarde"), uitleg
    if beleid.raadplegen.extra and not beleid.raadplegen.reden:
        yield onderwerp, pad, "'reden' ontbreekt: schrijf op waarom dit nodig is (Wgs art. 8d)."
    if beleid.raadplegen.extra and not beleid.raadplegen.besluit:
        yield onderwerp, pad, "'besluit' ontbreekt: schrijf op wie dit wanneer besloot."
