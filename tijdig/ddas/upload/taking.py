"""What uploaded files are, and what is done with them: the page does what `tijdig cijfers-inlezen` does (R-MON-5)."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

from tijdig.accounts.actors import Actor
from tijdig.ddas.counted import count_files
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.comparing.faults import Regelfout, stop_at
from tijdig.monitor.comparing.forms import MOST_CHOSEN
from tijdig.monitor.comparing.reading import Bestandsinhoud, read_file
from tijdig.monitor.population import names
from tijdig.refusals import Refused
from tijdig.rules.terms import Cijferbron

PEERS = "gemeente"  # the head of a list of own peers


@dataclass(frozen=True, kw_only=True)
class Genomen:
    """What came of it. `peers`: codes to compare with; then nothing was stored."""

    cijfers: int = 0
    gemeenten: int = 0
    maanden: int = 0
    peers: tuple[str, ...] = ()


def take_uploaded(files: Sequence[UploadedFile], *, today: date, by: Actor) -> Genomen:
    """All of it or nothing. Errors: Refused, a Bestandsfout when it can say of which lines."""
    with TemporaryDirectory() as kept:
        paths = [_put(file, Path(kept), place) for place, file in enumerate(files, 1)]
        if any(path.suffix.lower() == ".json" for path in paths):
            if not all(path.suffix.lower() == ".json" for path in paths):
                raise Refused("Kies DDAS-bestanden en andere bestanden apart. Er is niets ingelezen.")
            return _take(count_files(paths, today=today), Cijferbron.DDAS, by)
        if len(paths) > 1:
            raise Refused("Kies één bestand. Alleen een DDAS-levering mag meer bestanden hebben.")
        if (peers := _peers(paths[0])) is not None:
            return Genomen(peers=peers)
        return _take(read_file(paths[0], today=today), Cijferbron.KUBUSBESTAND, by)


def _take(inhoud: Bestandsinhoud, bron: Cijferbron, by: Actor) -> Genomen:
    count = take_cijfers(inhoud=inhoud, bron=bron, by=by)
    return Genomen(
        cijfers=count, gemeenten=len({r.gemeente for r in inhoud.regels}),
        maanden=len({r.maand for r in inhoud.regels}),
    )  # fmt: skip


def _put(file: UploadedFile, folder: Path, place: int) -> Path:
    """Under its own name, which messages give back; nothing of it stays."""
    path = folder / f"{place}" / PurePath(file.name or "bestand").name
    path.parent.mkdir()
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path


def _peers(path: Path) -> tuple[str, ...] | None:
    """The codes in a list of one column; None: it is something else. Errors: Bestandsfout with unknown ones."""
    if path.suffix.lower() == ".parquet":
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, delimiter=";") if row]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or rows[0] != [PEERS]:
        return None
    by_name = {name.casefold(): code for code, name in names().items()}
    asked = [row[0].strip() for row in rows[1:]]
    codes = [text if text in names() else by_name.get(text.casefold()) for text in asked]
    stop_at([
        Regelfout(number, "deze gemeente bestaat niet")
        for number, code in enumerate(codes, 2) if code is None
    ])  # fmt: skip
    found = tuple(dict.fromkeys(code for code in codes if code))
    if len(found) > MOST_CHOSEN:
        raise Refused(f"Kies hoogstens {MOST_CHOSEN} gemeenten om mee te vergelijken.")
    return found
