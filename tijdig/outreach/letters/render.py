"""Prints letters as PDF/UA with typst: values are data, never source; same letters, same bytes. R-OUT-3.

Typst's own speed is about 140 letters a second on one core. A run is printed in parts of `PER_PART` letters,
one compile each: joining PDFs afterwards would cost the tags that make them accessible.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import qrcode
import typst

from tijdig.outreach.letters.letter import Letter, Unprintable, content
from tijdig.outreach.letters.manifest import Run
from tijdig.outreach.letters.window import LAYOUT

PER_PART = 250
CACHE_AGE = 10  # compiles after which typst drops a result it did not use again
LETTER = Path(__file__).parent / "brief.typ"
_TOO_LONG = re.compile(r"too-long:(\d+);")
_lock = Lock()


@dataclass(frozen=True)
class Typeface:
    """The font of the letter: `family`, looked for in `folders` before the fonts that typst brings along.

    System fonts are never used, so that every machine prints the same letter.
    """

    family: str = "Libertinus Serif"
    folders: tuple[Path, ...] = ()


EMBEDDED = Typeface()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One PDF of a run: letters `first` up to and including `last`, counted from 1 as in the manifest."""

    first: int
    last: int
    pdf: bytes


def render_letter(letter: Letter, *, typeface: Typeface = EMBEDDED) -> bytes:
    """Return one letter as a PDF/UA of one page.

    Raises `Unprintable` when a field is missing, a character has no shape in the font, or the text is
    too long.
    """
    return _compile([letter], title=content(letter)["onderwerp"], typeface=typeface, duplex=False)


def render_run(
    run: Run, *, typeface: Typeface = EMBEDDED, duplex: bool = False, per_part: int = PER_PART
) -> Iterator[Part]:
    """Yield the run as PDFs of at most `per_part` letters, in the order of the run.

    Every letter starts on a new sheet; for a printer that prints on both sides, say `duplex`. Raises
    `Unprintable` for the first letter that cannot be printed; ask `refusals_to_print` beforehand.
    """
    for start in range(0, len(run.letters), per_part):
        letters = run.letters[start : start + per_part]
        last = start + len(letters)
        title = f"Brieven {start + 1} tot en met {last}"
        pdf = _compile(letters, title=title, typeface=typeface, duplex=duplex)
        yield Part(first=start + 1, last=last, pdf=pdf)


def refusals_to_print(letters: Sequence[Letter], *, typeface: Typeface = EMBEDDED) -> dict[str, str]:
    """Why letters cannot be printed, in Dutch, by their kenmerk; those that can are not in it.

    Prints them to know, together: what a fault names is left out and the others are tried again.
    """
    refused: dict[str, str] = {}
    for start in range(0, len(letters), PER_PART):
        left = list(letters[start : start + PER_PART])
        while left:
            try:
                _compile(left, title=left[0].kenmerk, typeface=typeface, duplex=False)
            except Unprintable as fault:
                refused[fault.kenmerk] = str(fault)
                left = [letter for letter in left if letter.kenmerk != fault.kenmerk]
            else:
                break
    return refused


def letters_as_data(
    letters: Sequence[Letter], *, title: str, typeface: Typeface, duplex: bool
) -> dict[str, Any]:
    """What the layout gets. Raises `Unprintable` for the first letter that cannot be printed."""
    return {
        "title": title,
        "author": letters[0].afzender.gemeente,
        "font": typeface.family,
        "duplex": duplex,
        "window": LAYOUT,
        "letters": [{**(item := content(letter)), "qr": qr_rows(item["qr"])} for letter in letters],
    }


def _compile(letters: Sequence[Letter], *, title: str, typeface: Typeface, duplex: bool) -> bytes:
    data = letters_as_data(letters, title=title, typeface=typeface, duplex=duplex)
    newest = max(letter.datum for letter in letters)
    # One compiler for the process, so one thread at a time; it keeps its inputs, hence the forgetting.
    with _lock:
        compiler = _compiler(typeface)
        try:
            pdf = compiler.compile(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"run": json.dumps(data)},
                timestamp=midnight(newest),
            )
        except typst.TypstError as fault:
            # The fault quotes the letter; only its number may leave (no personal data in exceptions).
            raise _refused(letters, str(fault)) from None
        finally:
            _forget(compiler, data)
    if not isinstance(pdf, bytes):
        raise TypeError("typst returned no PDF")
    return pdf


def _forget(compiler: typst.Compiler, data: dict[str, Any]) -> None:
    """Make typst drop what it remembers of these letters: an empty run, until its cache has aged.

    Typst keeps results for ten compiles, so a large run would hold 3 GB and the names of thousands.
    """
    empty = json.dumps({**data, "letters": []})
    for _ in range(CACHE_AGE + 1):
        compiler.compile(format="svg", sys_inputs={"run": empty})


def _refused(letters: Sequence[Letter], fault: str) -> Exception:
    found = _TOO_LONG.search(fault)
    if found:
        return Unprintable(letters[int(found[1])].kenmerk, "de tekst past niet op één bladzijde.")
    return RuntimeError("De opmaak van de brieven is mislukt.")


@cache
def _compiler(typeface: Typeface) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=list(typeface.folders))
    if typeface.family not in fonts.families():
        raise ValueError(f"Het lettertype {typeface.family} is er niet.")
    return typst.Compiler(LETTER, root=LETTER.parent, font_paths=fonts, ignore_system_fonts=True)


def qr_rows(text: str) -> list[str]:
    """The QR of `text` as rows of 0 and 1, without margin; no text gives no rows."""
    if not text:
        return []
    # A fixed mask: choosing the best of eight costs 6 ms a letter, and readers take any of them.
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=3)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
