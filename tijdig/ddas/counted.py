"""DDAS files of any supplier, counted to figures to compare with (R-MON-5). No person goes any further than here.

Of each signal only its day is kept, of each zaak what is counted; both are forgotten when the figures are there.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tijdig.monitor.comparing.faults import Bestandsfout, Regelfout
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.reading import Bestandsinhoud
from tijdig.monitor.definitions import newest
from tijdig.monitor.population import names
from tijdig.policies import policy_on
from tijdig.policies.model import Beleid
from tijdig.refusals import Refused
from tijdig.rules.ddas_checks import same_zaak
from tijdig.rules.ddas_message import DdasKop, DdasLevering, DdasSignaal, DdasZaak
from tijdig.rules.delivered_counts import GeleverdeZaak, count_delivery
from tijdig.rules.terms import Eindresultaat, Monitoruitkomst

from .reading import Gelezen, Leesfout, read_delivery

STANDAARD = "standaard"
UNKNOWN = "Onbekend"  # what DDAS lets a supplier write when the gemeente is not known: nobody to compare
REFUSED = (Eindresultaat.ONTERECHT_SIGNAAL, Eindresultaat.HERHAALDE_MELDING)


@dataclass
class _Gemeente:
    """What one organisation delivered for one gemeente, over all pages. Two of them may number their signals alike."""

    signalen: dict[str, date | None] = field(default_factory=dict)
    # By its signals and when matching began, so that one on two pages counts once; with the version it is written in.
    zaken: dict[Hashable, tuple[DdasZaak, str]] = field(default_factory=dict)

    def add(self, zaak: DdasZaak, versie: str) -> None:
        signals = same_zaak(zaak)
        self.zaken[(signals, zaak.periode_van) if signals else len(self.zaken)] = (zaak, versie)


@dataclass
class _Gelezen:
    """All files of one period together."""

    perioden: set[tuple[date, date]] = field(default_factory=set)
    gemeenten: defaultdict[str, dict[Hashable, _Gemeente]] = field(default_factory=lambda: defaultdict(dict))
    fouten: list[str] = field(default_factory=list)


def count_files(paths: Sequence[Path], *, today: date) -> Bestandsinhoud:
    """The pages of one period together. Errors: Refused when one cannot be read or they are of several periods."""
    beleid = policy_on(today, STANDAARD)
    found, digest = _Gelezen(), hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
        _read(path, found, beleid, today)
    if found.fouten:
        raise Bestandsfout([Regelfout(0, fout) for fout in found.fouten])
    if len(found.perioden) != 1:
        raise Refused("Er is niets ingelezen. Geef alleen de bestanden van één periode tegelijk.")
    [(van, tot)] = found.perioden
    cells = tuple(
        regel for code, delivered in sorted(found.gemeenten.items())
        for regel in _cells(code, delivered.values(), van, tot, beleid)
    )  # fmt: skip
    return Bestandsinhoud(sha256=digest.hexdigest(), regels=cells)


def _read(path: Path, found: _Gelezen, beleid: Beleid, today: date) -> None:
    known, here = names(), _Gemeente()
    with path.open("rb") as file:
        rows = read_delivery(
            file, uitwisseling=beleid.uitwisseling, known_gemeente=known.__contains__, today=today
        )
        for row in rows:
            match row:
                case Leesfout(plaats, uitleg):
                    found.fouten.append(f"{path.name}, {plaats or 'begin'}: {uitleg}")
                case Gelezen(waarde=DdasKop() as kop):
                    found.perioden.add((kop.van, kop.tot))
                case Gelezen(gemeente=code) if code == UNKNOWN:
                    continue
                case Gelezen(waarde=DdasLevering(), gemeente=code) if code not in known:
                    found.fouten.append(f"{path.name}: {code} is geen gemeentecode")
                case Gelezen(waarde=DdasLevering() as levering, gemeente=code):
                    who = levering.organisatie.kvk_nummer or levering.organisatie.naam
                    here = found.gemeenten[code].setdefault(who, _Gemeente())
                case Gelezen(waarde=DdasSignaal() as signaal):
                    here.signalen[signaal.id] = signaal.signaaldatum
                case Gelezen(waarde=DdasZaak() as zaak, versie=versie):
                    here.add(zaak, versie)


def _cells(
    code: str, delivered: Iterable[_Gemeente], van: date, tot: date, beleid: Beleid
) -> Iterator[Kubusregel]:
    help_words = {versie: _help_words(beleid, versie) for versie in beleid.uitwisseling.versies}
    days: list[date] = []
    zaken: list[GeleverdeZaak] = []
    for one in delivered:
        counted = (_counted(zaak, one.signalen, help_words[versie]) for zaak, versie in one.zaken.values())
        zaken += [zaak for zaak in counted if zaak is not None]
        refused = _refused(one, beleid)
        days += [day for id_, day in _days(one).items() if day is not None and id_ not in refused]
    months = count_delivery(days, zaken, van=van, tot=tot, open_dagen=newest().open_dagen)
    for maand, counts in months.items():
        for indicator, (teller, noemer) in counts.items():
            yield Kubusregel(gemeente=code, maand=maand, indicator=indicator, teller=teller, noemer=noemer)


def _counted(
    zaak: DdasZaak, signalen: Mapping[str, date | None], help_words: frozenset[str]
) -> GeleverdeZaak | None:
    """What is counted of it; None when nothing tells when it began."""
    start = _start(zaak, signalen)
    if start is None:
        return None
    return GeleverdeZaak(
        start=start, opgepakt=zaak.opgepakt_op is not None, afgerond=bool(zaak.resultaat),
        hulp=zaak.resultaat in help_words, bereikt=tuple(poging.bereikt for poging in zaak.pogingen),
    )  # fmt: skip


def _start(zaak: DdasZaak, signalen: Mapping[str, date | None]) -> date | None:
    """The first of its signals since its matching began: one of before may stand in an earlier zaak as well."""
    days = [day for one in zaak.signalen if (day := signalen.get(one.id)) is not None]
    van = zaak.periode_van
    if van is None:
        return min(days, default=zaak.gematcht_op)
    return min((day for day in days if day >= van), default=van)


def _days(delivered: _Gemeente) -> dict[str, date | None]:
    """The day of each signal: not before its first zaak began, and that of the zaak when it has none of its own."""
    begun: dict[str, date] = {}
    for zaak, _ in delivered.zaken.values():
        start = zaak.periode_van or _start(zaak, delivered.signalen)
        if start is not None:
            begun |= {one.id: min(begun.get(one.id, start), start) for one in zaak.signalen}
    return {
        id_: max(filter(None, (day, begun.get(id_))), default=None) for id_, day in delivered.signalen.items()
    }


def _refused(delivered: _Gemeente, beleid: Beleid) -> set[str]:
    """The signals that were never admitted: in no zaak but one that says so."""
    found: set[str] = set()
    joined: set[str] = set()
    for zaak, versie in delivered.zaken.values():
        untouched = zaak.opgepakt_op is None and not zaak.pogingen
        refused = untouched and zaak.resultaat in _refused_words(beleid, versie)
        (found if refused else joined).update(one.id for one in zaak.signalen)
    return found - joined


def _refused_words(beleid: Beleid, versie: str) -> frozenset[str]:
    """How this version calls what was never admitted: that is no signal in our own cube, so nor is it here."""
    lijsten = beleid.uitwisseling.versies[versie]
    return frozenset(lijsten.eindresultaten[Eindresultaat(result)] for result in REFUSED)


def _help_words(beleid: Beleid, versie: str) -> frozenset[str]:
    """How this version calls the results that the monitor counts as help, and what others write for it."""
    lijsten = beleid.uitwisseling.versies[versie]
    own = {
        str(lijsten.eindresultaten.get(Eindresultaat(result), ""))
        for result, found in beleid.ddas.eindresultaten.items()
        if found.monitoruitkomst is Monitoruitkomst.WIL_HULP
    }
    return frozenset(own - {""}) | beleid.vergelijking.hulp_bij_anderen
