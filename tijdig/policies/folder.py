"""The folder of policy: every file of it read, checked, and found again by subject and day.

Layout: `landelijk/<onderwerp>/<geldig-vanaf>.yaml` and `gemeente/<code>/<onderwerp>/<geldig-vanaf>.yaml`.
The code `standaard` holds what counts where a gemeente decided nothing; a file of its own replaces it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tijdig.policies.checking import faults_against
from tijdig.policies.reading import Bestand, PolicyFault, read_text, read_yaml
from tijdig.policies.schemas import AFWEGINGSKADER, SUBJECTS, schema_for
from tijdig.rules.triage import read_kader

LANDELIJK, STANDAARD = "landelijk", "standaard"


@dataclass(frozen=True, kw_only=True)
class Beleidsmap:
    """All files, per layer (`landelijk`, `standaard` or a gemeentecode) and subject, oldest first."""

    bestanden: Mapping[tuple[str, str], tuple[Bestand, ...]]
    dagen: tuple[date, ...]  # every day on which something changes
    gemeenten: frozenset[str]  # those with files of their own

    def in_force(self, dag: date, gemeente: str) -> Mapping[str, Bestand]:
        """The file of every subject that counts on `dag` in `gemeente`."""
        gevonden: dict[str, Bestand] = {}
        for laag in (LANDELIJK, STANDAARD, gemeente):
            for (van_laag, onderwerp), versies in self.bestanden.items():
                if van_laag == laag and (versie := _version_on(versies, dag)):
                    gevonden[onderwerp] = versie
        return gevonden


def read_folder(folder: Path) -> Beleidsmap:
    """Read and check every file below `folder`. Raises PolicyFault with all faults at once."""
    bestanden: defaultdict[tuple[str, str], list[Bestand]] = defaultdict(list)
    faults: list[str] = []
    for path in _policy_files(folder):
        naam = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            laag, onderwerp = _place(path.relative_to(folder).parts, naam)
            versies = bestanden[laag, onderwerp]  # a broken file is there too: it is not missing
            versies.append(_read_file(path, naam, laag, onderwerp))
        except PolicyFault as fault:
            faults.extend(fault.faults)
    faults.extend(_missing_subjects(folder, bestanden.keys()))
    if faults:
        raise PolicyFault(*faults)
    return Beleidsmap(
        bestanden={sleutel: tuple(versies) for sleutel, versies in bestanden.items()},
        dagen=tuple(sorted({b.geldig_vanaf for versies in bestanden.values() for b in versies})),
        gemeenten=frozenset(laag for laag, _ in bestanden if laag not in {LANDELIJK, STANDAARD}),
    )


def with_decided(beleidsmap: Beleidsmap, laag: str, onderwerp: str, versies: Sequence[Bestand]) -> Beleidsmap:
    """The same folder with more files of one subject of a gemeente; one of the same day takes the place."""
    per_day = {bestand.geldig_vanaf: bestand for bestand in beleidsmap.bestanden.get((laag, onderwerp), ())}
    per_day |= {bestand.geldig_vanaf: bestand for bestand in versies}
    if not per_day:
        return beleidsmap
    return Beleidsmap(
        bestanden={**beleidsmap.bestanden, (laag, onderwerp): tuple(per_day[dag] for dag in sorted(per_day))},
        dagen=tuple(sorted({*beleidsmap.dagen, *per_day})),
        gemeenten=beleidsmap.gemeenten | {laag},
    )


def _policy_files(folder: Path) -> list[Path]:
    """Every file but explanation and hidden ones; what does not belong is refused later, never skipped."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".md" and not path.name.startswith(".")
    )


def _read_file(path: Path, naam: str, laag: str, onderwerp: str) -> Bestand:
    if path.suffix != ".yaml":
        raise PolicyFault(f"{naam}, regel 1: een bestand met beleid eindigt op .yaml.")
    return read_file(read_text(path, naam), naam=naam, laag=laag, onderwerp=onderwerp, bestandsnaam=path.name)


def read_file(tekst: str, *, naam: str, laag: str, onderwerp: str, bestandsnaam: str = "") -> Bestand:
    """The text of a file, read and checked. `bestandsnaam`: must be its day. Raises PolicyFault with all faults."""
    inhoud, regels = read_yaml(tekst, naam)
    dag = inhoud.get("geldig_vanaf")
    bestand = Bestand(
        naam=naam,
        onderwerp=onderwerp,
        geldig_vanaf=dag if isinstance(dag, date) else date.min,
        inhoud=inhoud,
        regels=regels,
    )
    faults = list(_faults_in(bestand, bestandsnaam)) or list(_faults_in_kader(bestand, laag))
    if faults:
        raise PolicyFault(*faults)
    return bestand


def _place(delen: tuple[str, ...], naam: str) -> tuple[str, str]:
    """Layer and subject that the place of a file says."""
    match delen:
        case ("landelijk", onderwerp, _):
            return LANDELIJK, f"landelijk/{onderwerp}"
        case ("gemeente", code, onderwerp, _) if code == STANDAARD or (len(code) == 4 and code.isdigit()):
            return code, f"gemeente/{onderwerp}"
    raise PolicyFault(
        f"{naam}, regel 1: een bestand hoort in landelijk/<onderwerp>/ of gemeente/<code>/<onderwerp>/."
    )


def _faults_in(bestand: Bestand, bestandsnaam: str) -> Iterator[str]:
    schema = schema_for(bestand.onderwerp)
    if schema is None:
        yield bestand.fault((), f"'{bestand.onderwerp}' is geen bekend onderwerp.")
        return
    yield from faults_against(bestand, schema)
    if bestandsnaam and bestandsnaam != f"{bestand.inhoud.get('geldig_vanaf')}.yaml":
        yield bestand.fault(("geldig_vanaf",), f"de naam '{bestandsnaam}' is niet gelijk aan geldig_vanaf.")


def _faults_in_kader(bestand: Bestand, laag: str) -> Iterator[str]:
    """What only the rules of an afwegingskader can say about it, at the line of the rule. R-TRI-1."""
    if bestand.onderwerp != AFWEGINGSKADER:
        return
    if bestand.inhoud["gemeente"] != laag:
        yield bestand.fault(("gemeente",), f"de gemeente is niet gelijk aan de map '{laag}'.")
    try:
        read_kader(bestand.inhoud)
    except ValueError as error:
        namen = [f"Regel '{regel['id']}':" for regel in bestand.inhoud["regels"]]
        plaats = next((n for n, naam in enumerate(namen) if str(error).startswith(naam)), 0)
        yield bestand.fault(("regels", plaats), str(error))


def _missing_subjects(folder: Path, aanwezig: Container[tuple[str, str]]) -> Iterator[str]:
    for onderwerp in sorted(SUBJECTS):
        laag = LANDELIJK if onderwerp.startswith(LANDELIJK) else STANDAARD
        if (laag, onderwerp) not in aanwezig:
            plaats = onderwerp if laag == LANDELIJK else onderwerp.replace("/", f"/{STANDAARD}/")
            yield f"{folder.name}/{plaats}: hier ontbreekt een bestand."


def _version_on(versies: tuple[Bestand, ...], dag: date) -> Bestand | None:
    plaats = bisect_right(versies, dag, key=lambda bestand: bestand.geldig_vanaf)
    return versies[plaats - 1] if plaats else None
