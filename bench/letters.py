"""5,000 letters as PDF/UA through the system, against typst alone on the same layout and data (R-OUT-3).

Each in a process of its own: typst remembers what it printed, for the whole process, so the
second to print the same letters would get them for nothing. The bare run may remember what it likes.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from typing import Any

import typst

from tijdig.outreach.letters.letter import Afzender, Geadresseerde, Letter
from tijdig.outreach.letters.manifest import Run, plan_run
from tijdig.outreach.letters.render import EMBEDDED, LETTER, PER_PART, letters_as_data, midnight, render_run
from tijdig.outreach.letters.templates import shipped_template
from tijdig.rules.postal import PostalPlace

LETTERS, ROUNDS = 5_000, 1
DAY = date(2026, 11, 26)
SENDER = Afzender(
    gemeente="Gemeente Voorbeeldstad", afdeling="Team Vroeg Eropaf",
    adresregels=("Postbus 8", "1234 AA  VOORBEELDSTAD"),
    medewerker="Fatima de Boer", telefoon="012 345 67 89", email="f.deboer@example.nl",
    openingstijden="maandag tot en met donderdag", privacypagina="example.nl/uw-gegevens",
)  # fmt: skip


def run(count: int = LETTERS) -> dict[str, Any]:
    """Print `count` letters both ways. Times in seconds; `verhouding` is ours over typst alone."""
    alone, ours = [], []
    for _ in range(ROUNDS):
        alone.append(_apart(print_alone, count))
        ours.append(_apart(print_with_us, count))
    bare, mine = min(seconds for seconds, _ in alone), min(seconds for seconds, _ in ours)
    return {
        "brieven": count,
        "seconden": round(mine, 1),
        "typst_seconden": round(bare, 1),
        "per_seconde": round(count / mine),
        "verhouding": round(mine / bare, 2),
        "bytes_gelijk": len({digest for _, digest in (*alone, *ours)}) == 1,
    }


def print_with_us(count: int) -> tuple[float, str]:
    """Seconds for filling, checking, printing and forgetting; and the digest of all bytes."""
    letters, digest = _run_of(count), sha256()
    began = time.perf_counter()
    for part in render_run(letters):
        digest.update(part.pdf)
    return time.perf_counter() - began, digest.hexdigest()


def print_alone(count: int) -> tuple[float, str]:
    """Seconds that one typst compiler needs for the same data, made ready before; and the digest."""
    ready = [
        json.dumps(letters_as_data(part, title=title, typeface=EMBEDDED, duplex=False))
        for title, part in _parts(_run_of(count).letters)
    ]
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(LETTER, root=LETTER.parent, font_paths=fonts, ignore_system_fonts=True)
    digest = sha256()
    began = time.perf_counter()
    for data in ready:
        made = compiler.compile(
            format="pdf", pdf_standards=["ua-1"], sys_inputs={"run": data}, timestamp=midnight(DAY)
        )
        digest.update(made if isinstance(made, bytes) else b"")
    return time.perf_counter() - began, digest.hexdigest()


def _apart(work: Callable[[int], tuple[float, str]], count: int) -> tuple[float, str]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, count).result()


def _run_of(count: int) -> Run:
    return plan_run(_letter(number) for number in range(count))


def _parts(letters: Sequence[Letter]) -> Iterator[tuple[str, Sequence[Letter]]]:
    """The parts of a run with the titles that `render_run` gives them, so that the bytes can be compared."""
    for start in range(0, len(letters), PER_PART):
        part = letters[start : start + PER_PART]
        yield f"Brieven {start + 1} tot en met {start + len(part)}", part


def _letter(number: int) -> Letter:
    return Letter(
        sjabloon=shipped_template("aanbod"),
        afzender=SENDER,
        geadresseerde=Geadresseerde(
            naam=f"Mevrouw A. Inwoner-{number}", adresregel1=f"Lange Laan {number}",
            adresregel2=f"{1000 + number % 9000} AB  VOORBEELDSTAD",
            plaats=PostalPlace(postcode=f"{1000 + number % 9000}AB", huisnummer=number),
        ),
        aanhef=f"Geachte mevrouw Inwoner-{number}",
        datum=DAY,
        kenmerk=f"VS-{number:05}",
        reactiecode=f"BCDF-{number:05}",
        reactieadres="voorbeeldstad.example/r",
        reactie_url=f"https://voorbeeldstad.example/r/{number:05}",
    )  # fmt: skip
