"""The policy in force on a day in a gemeente: law, convenant and council as dated data.

`policy_on` is asked often and is cached; `check_all` is run when the application starts.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tijdig.accounts.context import policy_seen
from tijdig.policies.building import build
from tijdig.policies.consistency import faults_between
from tijdig.policies.folder import LANDELIJK, STANDAARD, Beleidsmap, read_folder, with_decided
from tijdig.policies.model import Beleid, Ddas, DdasUitkomst, Matching, Waarde
from tijdig.policies.reading import Bestand, Pad, PolicyFault
from tijdig.policies.schemas import AFWEGINGSKADER, SUBJECTS, Status

__all__ = [
    "POLICY_FOLDER",
    "Beleid",
    "Ddas",
    "DdasUitkomst",
    "Matching",
    "PolicyFault",
    "Status",
    "Waarde",
    "check_all",
    "files_about",
    "policy_on",
    "values_in_force",
]

POLICY_FOLDER = Path(__file__).resolve().parents[2] / "policy"
# Kept per process, under what they were made of: the same fingerprint is the same text, whoever decided it when.
_BUILT: dict[tuple[Path, str, str, int], Beleid] = {}
_DECIDED: dict[tuple[str, str], Beleidsmap] = {}


def policy_on(day: date, gemeente: str, *, folder: Path = POLICY_FOLDER) -> Beleid:
    """Everything policy says on `day` for `gemeente` (code of four digits): files, and what it decided on a page.

    Within a transaction the answer stays the same; what another process put in force counts from the next one.
    Raises PolicyFault when a file cannot be used, or when `day` lies before the first policy.
    """
    kenmerk, beleidsmap = _map_of(gemeente, folder)
    plaats = bisect_right(beleidsmap.dagen, day)
    key = (folder, kenmerk, gemeente, plaats)
    if key not in _BUILT:
        _BUILT[key] = _policy(beleidsmap, folder.name, plaats, gemeente)
    return _BUILT[key]


def files_about(onderwerp: str, gemeente: str, *, folder: Path = POLICY_FOLDER) -> tuple[Bestand, ...]:
    """All versions of one subject of the gemeente, decided on a page or laid down as a file, oldest first.

    A gemeente without its own gets those of `standaard`.
    """
    _, beleidsmap = _map_of(gemeente, folder)
    own = beleidsmap.bestanden.get((gemeente, onderwerp), ())
    return own or beleidsmap.bestanden.get((STANDAARD, onderwerp), ())


def _map_of(gemeente: str, folder: Path) -> tuple[str, Beleidsmap]:
    """The folder as it counts for this gemeente, with the fingerprint of what was decided on a page."""
    kenmerk = policy_seen(gemeente) if folder == POLICY_FOLDER else ""
    if not kenmerk:
        return "", _read(folder)
    if (gemeente, kenmerk) not in _DECIDED:
        from tijdig.policies.decided import read_decided  # tables exist only when Django is ready

        found, bestanden = read_decided(gemeente)
        _DECIDED[gemeente, found] = with_decided(_read(folder), gemeente, AFWEGINGSKADER, bestanden)
        return found, _DECIDED[gemeente, found]
    return kenmerk, _DECIDED[gemeente, kenmerk]


def check_all(folder: Path = POLICY_FOLDER) -> None:
    """Read every file and build the policy of every day on which something changes, for every gemeente.

    Raises PolicyFault with all faults: file, line and reason in Dutch.
    """
    beleidsmap = read_folder(folder)
    faults: dict[str, None] = {}  # a dict keeps the order and drops what is found on several days
    for dag in beleidsmap.dagen:
        for gemeente in (STANDAARD, *sorted(beleidsmap.gemeenten)):
            bestanden = beleidsmap.in_force(dag, gemeente)
            if bestanden.keys() >= SUBJECTS:
                beleid = build(gemeente, _version(beleidsmap, dag, gemeente), bestanden)
                faults.update(dict.fromkeys(faults_between(beleid, bestanden)))
    if faults:
        raise PolicyFault(*faults)


def values_in_force(day: date, gemeente: str, *, folder: Path = POLICY_FOLDER) -> tuple[Waarde, ...]:
    """Every value that counts on `day` with its source and status, for the page of documentation."""
    bestanden = _map_of(gemeente, folder)[1].in_force(day, gemeente)
    landelijk_eerst = sorted(
        bestanden, key=lambda onderwerp: (not onderwerp.startswith(LANDELIJK), onderwerp)
    )
    return tuple(waarde for onderwerp in landelijk_eerst for waarde in _values_of(bestanden[onderwerp]))


@cache
def _read(folder: Path) -> Beleidsmap:
    check_all(folder)
    return read_folder(folder)


def _policy(beleidsmap: Beleidsmap, naam: str, plaats: int, gemeente: str) -> Beleid:
    dag = beleidsmap.dagen[max(plaats - 1, 0)]
    bestanden = beleidsmap.in_force(dag, gemeente) if plaats else {}
    ontbreekt = sorted(SUBJECTS - bestanden.keys())
    if ontbreekt:
        raise PolicyFault(f"{naam}: op deze dag is er nog geen beleid over {', '.join(ontbreekt)}.")
    return build(gemeente, _version(beleidsmap, dag, gemeente), bestanden)


def _version(beleidsmap: Beleidsmap, dag: date, gemeente: str) -> str:
    """The newest day of each layer in use: enough to find every file again."""
    lagen = dict.fromkeys((LANDELIJK, STANDAARD, gemeente))
    delen = []
    for laag in lagen:
        dagen = [
            bestand.geldig_vanaf
            for (van_laag, _), versies in beleidsmap.bestanden.items()
            for bestand in versies
            if van_laag == laag and bestand.geldig_vanaf <= dag
        ]
        if dagen:
            delen.append(f"{laag} {max(dagen)}")
    return ", ".join(delen)


def _values_of(bestand: Bestand) -> Iterator[Waarde]:
    """Every entry of a file: a mapping with its own source. A rule of a kader goes by its id."""
    for plaats, regel in enumerate(bestand.inhoud.get("regels", [])):
        yield _value(bestand, ("regels", plaats), regel, regel["id"])
    stack: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [
        (("waarden",), bestand.inhoud.get("waarden", {}))
    ]
    while stack:
        pad, blok = stack.pop()
        if "bron" in blok:
            yield _value(bestand, pad, blok, ".".join(pad[1:]))
            continue
        stack.extend(((*pad, sleutel), deel) for sleutel, deel in reversed(list(blok.items())))


def _value(bestand: Bestand, pad: Pad, blok: Mapping[str, Any], naam: str) -> Waarde:
    verder = {"bron", "status", "toelichting", "id"}
    eigen = {sleutel: deel for sleutel, deel in blok.items() if sleutel not in verder}
    return Waarde(
        onderwerp=bestand.onderwerp,
        pad=naam,
        inhoud="; ".join(f"{sleutel}: {_in_words(deel)}" for sleutel, deel in eigen.items()),
        bron=blok["bron"],
        geldig_vanaf=bestand.geldig_vanaf,
        status=Status(blok.get("status", bestand.inhoud["status"])),
        toelichting=blok.get("toelichting", ""),
        bestand=bestand.naam,
        regel=bestand.regels[pad],
    )


def _in_words(deel: object) -> str:
    match deel:
        case None:
            return "geen"
        case bool():
            return "ja" if deel else "nee"
        case list():
            return ", ".join(map(_in_words, deel)) or "geen"
        case dict():
            return ", ".join(f"{sleutel} {_in_words(waarde)}" for sleutel, waarde in deel.items()) or "geen"
    return str(deel)
