"""From the checked content of files to the values that the rules work with."""

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Any

from tijdig.policies.building_consulting import build_raadplegen, build_verblijfsrecht
from tijdig.policies.building_ddas import build_uitwisseling
from tijdig.policies.model import Beleid, Ddas, DdasUitkomst, Inzet, Matching
from tijdig.policies.reading import Bestand
from tijdig.policies.schemas import AFWEGINGSKADER, WEEKDAYS
from tijdig.rules.admission_policy import (
    Achterstand,
    Drempelbedrag,
    Herhaling,
    Incassoplicht,
    Incassostap,
    Ouderdom,
    Signaalsoort,
    SocialeIncasso,
    Toelatingsbeleid,
)
from tijdig.rules.aftercare import Nazorgbeleid
from tijdig.rules.announcement import Aankondigbeleid
from tijdig.rules.deadlines import Termijnen
from tijdig.rules.difference import Ondergrens
from tijdig.rules.feedback import Terugkoppelbeleid, Terugkoppelregel, Vervolgregel
from tijdig.rules.groups import Vergelijkbeleid
from tijdig.rules.indicators import Breuk, Definitie, Meervoudig, Reeks
from tijdig.rules.partner_questions import Vraagbeleid
from tijdig.rules.retention import Bewaartermijn
from tijdig.rules.sending_hours import Verzendvenster
from tijdig.rules.sequence import Sequenties, Stap, Stapvoorwaarde
from tijdig.rules.terms import (
    Aanpak,
    Bericht,
    Dagdeel,
    Eindresultaat,
    Hulptype,
    Monitoruitkomst,
    PartnerType,
    Terugkoppelcode,
    Vervolg,
    Vraagsoort,
)
from tijdig.rules.triage import read_kader
from tijdig.rules.visits import Huisbezoekbeleid, Venster, minutes_of

type Waarden = Mapping[str, Any]


def build(gemeente: str, versie: str, bestanden: Mapping[str, Bestand]) -> Beleid:
    """The whole policy out of the file of every subject."""
    w: dict[str, Waarden] = {
        onderwerp: b.inhoud.get("waarden", b.inhoud) for onderwerp, b in bestanden.items()
    }
    landelijk = w["landelijk/termijnen"]
    return Beleid(
        gemeente=gemeente,
        versie=versie,
        bestanden=MappingProxyType({onderwerp: b.naam for onderwerp, b in bestanden.items()}),
        toelating=Toelatingsbeleid(
            signaalsoorten=_signaalsoorten(w["landelijk/signaalsoorten"]),
            achterstand=_achterstand(w["landelijk/achterstand"]),
            sociale_incasso=_sociale_incasso(w["landelijk/sociale-incasso"]),
            drempelbedrag=_drempelbedrag(w["gemeente/drempelbedrag"]),
            herhaling=Herhaling(
                dagen=landelijk["herhaling"]["dagen"],
                berichten=_berichten(landelijk["herhaling"]["berichten"]),
            ),
        ),
        termijnen=_termijnen(landelijk, w["gemeente/termijnen"]),
        raadplegen=build_raadplegen(w["landelijk/registraties"], w["gemeente/gegevens"]),
        verblijfsrecht=build_verblijfsrecht(w["landelijk/verblijfsrecht"], w["gemeente/gegevens"]),
        terugkoppeling=_terugkoppeling(
            w["landelijk/terugkoppeling"],
            w["landelijk/terugkoppeling-vervolg"],
            w["landelijk/terugkoppeling-aanvulling"],
        ),
        partnervragen=Vraagbeleid(
            teksten=MappingProxyType(
                {
                    Vraagsoort(vraag): record["tekst"]
                    for vraag, record in w["landelijk/partnervragen"]["vragen"].items()
                }
            ),
            antwoord_dagen=w["landelijk/partnervragen"]["antwoord"]["dagen"],
        ),
        nazorg=Nazorgbeleid(
            navragen_dagen=w["gemeente/nazorg"]["navragen"]["dagen"],
            pauze_dagen=w["gemeente/nazorg"]["pauze_waarschuwing"]["dagen"],
        ),
        matching=_matching(w["landelijk/matching"]),
        ddas=_ddas(w["landelijk/ddas"]),
        uitwisseling=build_uitwisseling(
            w["landelijk/ddas-uitwisseling"],
            _ddas(w["landelijk/ddas"]),
            frozenset(record["ddas"] for record in w["landelijk/signaalsoorten"].values()),
        ),
        bewaartermijn=_bewaartermijn(w["landelijk/bewaartermijn"], w["gemeente/bewaartermijn"]),
        huisbezoek=_huisbezoek(w["gemeente/huisbezoek"]),
        sequentie=_sequentie(w["gemeente/sequentie"]),
        aankondiging=_aankondiging(w["gemeente/aankondiging"]),
        afwegingskader=read_kader(w[AFWEGINGSKADER]),
        capaciteit=_capaciteit(w["landelijk/capaciteit"], w.get("gemeente/capaciteit", {})),
        verzendvenster=_venster(w["gemeente/berichten"]),
        monitor=_monitor(w["landelijk/monitor"], w["landelijk/matching"], w.get("gemeente/monitor", {})),
        vergelijking=_vergelijking(w["landelijk/vergelijking"]),
        inzet=_inzet({**w["landelijk/inzet"], **w.get("gemeente/inzet", {})}),
    )


def _berichten(woorden: list[str]) -> frozenset[Bericht]:
    return frozenset(map(Bericht, woorden))


def _signaalsoorten(waarden: Waarden) -> Mapping[str, Signaalsoort]:
    return MappingProxyType({code: _signaalsoort(code, record) for code, record in waarden.items()})


def _signaalsoort(code: str, record: Waarden) -> Signaalsoort:
    gemeenten = record["gemeenten"]
    return Signaalsoort(
        code=code,
        omschrijving=record["omschrijving"],
        grondslag=record["grondslag"],
        geldig_van=record["geldig_van"],
        geldig_tot=record["geldig_tot"],
        gemeenten=None if gemeenten is None else MappingProxyType(gemeenten),
        berichten=MappingProxyType(
            {
                Bericht(bericht): frozenset(map(PartnerType, van))
                for bericht, van in record["berichten"].items()
            }
        ),
        ddas=record["ddas"],
    )


def _achterstand(waarden: Waarden) -> Achterstand:
    per_soort = {
        soort: Ouderdom(
            min_dagen=record["min_dagen"],
            max_dagen=record["max_dagen"],
            min_termijnen=record.get("min_termijnen", 0),
            min_bedrag=record.get("min_bedrag", 0),
        )
        for soort, record in waarden["soorten"].items()
    }
    return Achterstand(
        per_soort=MappingProxyType(per_soort), berichten=_berichten(waarden["berichten"]["waarde"])
    )


def _sociale_incasso(waarden: Waarden) -> SocialeIncasso:
    per_soort = {
        soort: Incassoplicht(
            vereist=tuple(map(Incassostap, record["vereist"])),
            bezwaar_sluit_uit=record["bezwaar_sluit_uit"],
        )
        for soort, record in waarden["soorten"].items()
    }
    return SocialeIncasso(
        per_soort=MappingProxyType(per_soort), berichten=_berichten(waarden["berichten"]["waarde"])
    )


def _drempelbedrag(waarden: Waarden) -> Drempelbedrag:
    return Drempelbedrag(
        bedrag=waarden["bedrag"]["waarde"] or 0,
        per_soort=MappingProxyType(waarden.get("per_soort", {"waarde": {}})["waarde"]),
        bij_meerdere=waarden["bij_meerdere"]["waarde"],
        berichten=_berichten(waarden["berichten"]["waarde"]),
    )


def _termijnen(landelijk: Waarden, gemeente: Waarden) -> Termijnen:
    crisis = _berichten(landelijk["crisis"]["berichten"])
    if gemeente["eindelevering_als_crisis"]["waarde"]:
        crisis |= {Bericht.EINDELEVERING}
    per_soort = {Bericht(b): frozenset(s) for b, s in landelijk["crisis"]["per_soort"].items()}
    gelijkgesteld = landelijk["gelijkgestelde_dagen"]
    vrij = [] if gelijkgesteld["tellen_als_werkdag"] else gelijkgesteld["waarde"]
    return Termijnen(
        hulpaanbod_dagen=landelijk["hulpaanbod"]["dagen"],
        eerste_gesprek_dagen=landelijk["eerste_gesprek"]["dagen"],
        bedreigende_situatie_werkdagen=landelijk["bedreigende_situatie"]["werkdagen"],
        incassopauze_dagen=landelijk["incassopauze"]["dagen"],
        beschikking_dagen=gemeente["beschikking"]["dagen"],
        schriftelijk_niet_bereikt_dagen=landelijk["schriftelijk_niet_bereikt"]["dagen"],
        shv_nazorg_maanden=landelijk["shv_nazorg"]["maanden"],
        herhaling_dagen=landelijk["herhaling"]["dagen"],
        terugkoppeling_werkdagen=landelijk["terugkoppeling"]["werkdagen"],
        crisis_berichten=crisis,
        crisis_per_soort=MappingProxyType(per_soort),
        vrije_dagen=frozenset(vrij),
    )


def _terugkoppeling(waarden: Waarden, vervolg: Waarden, aanvulling: Waarden) -> Terugkoppelbeleid:
    regels = {
        Eindresultaat(resultaat): Terugkoppelregel(
            code=Terugkoppelcode(record["code"]),
            tekst=record["tekst"],
            toestemming_nodig=record["toestemming_nodig"],
            met_pauze=record["met_pauze"],
        )
        for resultaat, record in waarden.items()
    }
    later = {
        Vervolg(soort): Vervolgregel(code=Terugkoppelcode(record["code"]), tekst=record["tekst"])
        for soort, record in vervolg.items()
    }
    more = {Terugkoppelcode(code): record["tekst"] for code, record in aanvulling.items()}
    return Terugkoppelbeleid(
        regels=MappingProxyType(regels), vervolg=MappingProxyType(later), aanvulling=MappingProxyType(more)
    )


def _matching(waarden: Waarden) -> Matching:
    return Matching(
        opeenvolgend_maanden=waarden["opeenvolgend"]["maanden"],
        recidive_maanden=waarden["recidive"]["maanden"],
    )


def _ddas(waarden: Waarden) -> Ddas:
    uitkomsten = {
        Eindresultaat(resultaat): DdasUitkomst(
            label=record["label"],
            monitoruitkomst=Monitoruitkomst(u) if (u := record["monitoruitkomst"]) else None,
            hulptype=Hulptype(h) if (h := record["hulptype"]) else None,
        )
        for resultaat, record in waarden["eindresultaten"].items()
    }
    return Ddas(versie=waarden["versie"]["waarde"], eindresultaten=MappingProxyType(uitkomsten))


def _bewaartermijn(landelijk: Waarden, gemeente: Waarden) -> Bewaartermijn:
    return Bewaartermijn(
        maximum_maanden=landelijk["maximum"]["maanden"],
        na_afsluiten_maanden=gemeente["na_afsluiten"]["maanden"],
        geweigerde_regels_dagen=gemeente["geweigerde_regels"]["dagen"],
        aanleverbestanden_dagen=gemeente["aanleverbestanden"]["dagen"],
        afdrukbestanden_dagen=gemeente["afdrukbestanden"]["dagen"],
    )


def _huisbezoek(waarden: Waarden) -> Huisbezoekbeleid:
    def clock(dagdeel: Dagdeel, side: str) -> int:
        return minutes_of(time.fromisoformat(waarden[dagdeel.value][side]))

    return Huisbezoekbeleid(
        minuten_per_deur=waarden["minuten_per_deur"]["minuten"],
        omweg_procent=waarden["omweg"]["procent"],
        meter_per_minuut=waarden["snelheid"]["meter_per_minuut"],
        onbekende_reistijd=waarden["onbekende_plaats"]["minuten"],
        stil_minuten=waarden["zonder_teken"]["minuten"],
        dagdelen=MappingProxyType(
            {deel: Venster(van=clock(deel, "van"), tot=clock(deel, "tot")) for deel in Dagdeel}
        ),
    )


def _aankondiging(waarden: Waarden) -> Aankondigbeleid:
    return Aankondigbeleid(**{naam: record["werkdagen"] for naam, record in waarden.items()})


def _sequentie(waarden: Waarden) -> Sequenties:
    return MappingProxyType(
        {
            Aanpak(aanpak): tuple(
                Stap(
                    aanpak=Aanpak(stap["aanpak"]),
                    na_werkdagen=stap["na_werkdagen"],
                    als=frozenset(map(Stapvoorwaarde, stap.get("als", []))),
                )
                for stap in record["stappen"]
            )
            for aanpak, record in waarden.items()
        }
    )


def _capaciteit(landelijk: Waarden, gemeente: Waarden) -> Mapping[Aanpak, int]:
    """Own times of the gemeente go before the national ones, per approach."""
    return MappingProxyType(
        {Aanpak(aanpak): record["minuten"] for aanpak, record in {**landelijk, **gemeente}.items()}
    )


def _inzet(waarden: Waarden) -> Inzet:
    return Inzet(
        uurtarief=waarden["uurtarief"]["waarde"], werkweek=waarden["werkweek"]["minuten"],
        budget=waarden["budget"]["per_jaar"] if "budget" in waarden else None,
    )  # fmt: skip


def _venster(waarden: Waarden) -> Verzendvenster:
    uren = waarden["uren"]
    return Verzendvenster(
        van=time.fromisoformat(uren["van"]),
        tot=time.fromisoformat(uren["tot"]),
        dagen=frozenset(map(WEEKDAYS.index, waarden["dagen"]["waarde"])),
    )


def _monitor(waarden: Waarden, matching: Waarden, eigen: Waarden) -> Definitie:
    """How the monitor of this day counts; looks back as far as matching, knows the gemeente's breaks. R-MON-3."""
    return Definitie(
        versie=waarden["versie"]["waarde"],
        maanden_terug=matching["opeenvolgend"]["maanden"],
        meervoudig=Meervoudig(waarden["meervoudig"]["waarde"]),
        uitsluitend=waarden["uitsluitend"]["waarde"],
        bedragklassen=tuple(waarden["bedragklassen"]["vanaf"]),
        open_dagen=waarden["zonder_eindresultaat"]["dagen"],
        breuken={**_breuken(waarden), **_breuken(eigen)},
    )


def _breuken(waarden: Waarden) -> dict[str, Breuk]:
    return {
        name: Breuk(
            maand=b["maand"].replace(day=1), wat=b["wat"], raakt=frozenset(map(Reeks, b["raakt"])),
            bron=b["bron"], tot=b.get("tot"), jaarlijks=b.get("jaarlijks", False),
        )
        for name, b in waarden.get("breuken", {}).items()
    }  # fmt: skip


def _vergelijking(waarden: Waarden) -> Vergelijkbeleid:
    """Whom to set beside whom, and from where a figure is good enough. R-MON-5."""
    return Vergelijkbeleid(
        inwonersklassen=tuple(waarden["inwonersklassen"]["vanaf"]),
        groep_minstens=waarden["groep"]["minstens"],
        lijkend=waarden["lijkend"]["aantal"],
        basis_minstens=waarden["basis"]["minstens"],
        zonder_uitslag=waarden["zonder_uitslag"]["hoogstens_procent"] / 100,
        zonder_eindresultaat=waarden["zonder_eindresultaat"]["hoogstens_procent"] / 100,
        meldingen_per_signaal=waarden["meldingen_per_signaal"]["minstens_procent"] / 100,
        correctie_minstens=waarden["correctie"]["minstens"],
        afronden_openbaar=waarden["afronden_openbaar"]["op"],
        afronden_deelnemers=waarden["afronden_deelnemers"]["op"],
        publiceren_minstens=waarden["publiceren"]["minstens"],
        vervangen_dagen=waarden["vervangen"]["dagen"],
        samenhang_vanaf=waarden["samenhang"]["vanaf_procent"] / 100,
        verschil=Ondergrens(
            gevallen=waarden["gevallen"]["minstens"],
            aantal=waarden["aantal"]["minstens"],
            eenheden=waarden["eenheden"]["minstens"],
        ),
        hulp_bij_anderen=frozenset(waarden["hulp_bij_anderen"]["waarde"]),
    )
