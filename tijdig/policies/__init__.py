"""The policy in force on a day in a gemeente: law, convenant and council as dated data.

`policy_on` is asked often and is cached; `check_all` is run when the application starts.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tijdig.policies.building import build
from tijdig.policies.consistency import faults_between
from tijdig.policies.folder import LANDELIJK, STANDAARD, Beleidsmap, read_folder
from tijdig.policies.model import Beleid, Ddas, DdasUitkomst, Matching, Waarde
from tijdig.policies.reading import Bestand, Pad, PolicyFault
from tijdig.policies.schemas import SUBJECTS, Status

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
    "policy_on",
    "values_in_force",
]

POLICY_FOLDER = Path(__file__).resolve().parents[2] / "policy"


def policy_on(day: date, gemeente: str, *, folder: Path = POLICY_FOLDER) -> Beleid:
    """Everything policy says on `day` for `gemeente` (code of four digits).

    Raises PolicyFault when a file cannot be used, or when `day` lies before the first policy.
    """
    plaats = bisect_right(_read(folder).dagen, day)
    return _policy(folder, plaats, gemeente)


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
    bestanden = _read(folder).in_force(day, gemeente)
    landelijk_eerst = sorted(
        bestanden, key=lambda onderwerp: (not onderwerp.startswith(LANDELIJK), onderwerp)
    )
    return tuple(waarde for onderwerp in landelijk_eerst for waarde in _values_of(bestanden[onderwerp]))


@cache
def _read(folder: Path) -> Beleidsmap:
    check_all(folder)
    return read_folder(folder)


@cache
def _policy(folder: Path, plaats: int, gemeente: str) -> Beleid:
    beleidsmap = _read(folder)
    dag = beleidsmap.dagen[max(plaats - 1, 0)]
    bestanden = beleidsmap.in_force(dag, gemeente) if plaats else {}
    ontbreekt = sorted(SUBJECTS - bestanden.keys())
    if ontbreekt:
        raise PolicyFault(f"{folder.name}: op deze dag is er nog geen beleid over {', '.join(ontbreekt)}.")
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
