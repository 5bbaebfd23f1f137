"""What a report is made of, whatever it is made into: chapters of paragraphs, lists, key figures and charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tijdig.monitor.answers.model import Figuur


@dataclass(frozen=True, kw_only=True)
class Alinea:
    """A paragraph; `kop`: it stands apart under a heading of its own; `kern`: it is the answer itself."""

    tekst: str
    kop: str = ""
    kern: bool = False
    part: ClassVar[str] = "alinea"


@dataclass(frozen=True, kw_only=True)
class Lijst:
    """Sentences under each other."""

    punten: tuple[str, ...]
    part: ClassVar[str] = "lijst"


@dataclass(frozen=True, kw_only=True)
class Kerncijfer:
    """One number that should be remembered: what it is, how sure, and what may be said of the change."""

    naam: str
    waarde: str
    zeker: str = ""
    verandering: str = ""


@dataclass(frozen=True, kw_only=True)
class Kerncijfers:
    cijfers: tuple[Kerncijfer, ...]
    part: ClassVar[str] = "kerncijfers"


@dataclass(frozen=True, kw_only=True)
class Tekening:
    """A chart with the table that says the same."""

    figuur: Figuur
    part: ClassVar[str] = "figuur"


@dataclass(frozen=True, kw_only=True)
class Uitleg:
    """Terms with what they mean."""

    begrippen: tuple[tuple[str, str], ...]
    part: ClassVar[str] = "uitleg"


type Onderdeel = Alinea | Lijst | Kerncijfers | Tekening | Uitleg


@dataclass(frozen=True, kw_only=True)
class Hoofdstuk:
    """`naam`: its place in an address and a file."""

    naam: str
    titel: str
    onderdelen: tuple[Onderdeel, ...]


@dataclass(frozen=True, kw_only=True)
class Verslag:
    """The whole. `merk`: a warning that stands on every page, such as that all of it is invented."""

    titel: str
    van_wie: str
    periode: str
    stand: str
    hoofdstukken: tuple[Hoofdstuk, ...]
    kort: bool = False
    merk: str = ""
    inhoud: str = "Inhoud"

    @property
    def volle_titel(self) -> str:
        return f"{self.titel}, {self.van_wie}"

    def texts(self) -> Sequence[str]:
        """Every sentence in it, for who reads it through."""
        found: list[str] = []
        for part in (part for chapter in self.hoofdstukken for part in chapter.onderdelen):
            match part:
                case Alinea():
                    found.append(part.tekst)
                case Lijst():
                    found += part.punten
                case Tekening():
                    found += [part.figuur.titel, part.figuur.uitleg]
                case Uitleg():
                    found += [text for _, text in part.begrippen]
                case Kerncijfers():
                    found += [c.verandering for c in part.cijfers]
        return [text for text in found if text]
