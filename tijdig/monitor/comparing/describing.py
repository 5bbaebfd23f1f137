"""What the open data are, for machines: CSV on the Web (W3C 2015) and DCAT-AP 3 (R-MON-6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tijdig.monitor.periods import month_after
from tijdig.rules.compared import MONTHS_IN_QUARTER

EU = "http://publications.europa.eu/resource/authority"
TITLE = "Vroegsignalering van schulden per gemeente en kwartaal"
INVENTED = "Verzonnen cijfers om mee te oefenen: geen enkel getal is van een echte gemeente. "
ABOUT = (
    "Signalen, meldingen, bereik en aanvaarde hulp per gemeente en kwartaal. Aantallen zijn afgerond op tientallen; "
    "aantallen van 1 tot en met 9 staan er niet. Aandelen en totalen zijn sommen van afgeronde aantallen."
)
# Name, datatype, description.
COLUMNS: tuple[tuple[str, dict[str, str] | str, str], ...] = (
    (
        "gemeentecode",
        "string",
        "Code van CBS; NL is alle gemeenten die dat kwartaal leverden, NL-V die zonder opmerking.",
    ),
    ("gemeente", "string", "Naam van de gemeente."),
    (
        "kwartaal",
        {"base": "string", "format": "[0-9]{4}K[1-4]"},
        "Jaar en kwartaal van de melding, zoals 2024K3.",
    ),
    ("cijfer", "string", "Code van het cijfer."),
    ("cijfernaam", "string", "Wat het cijfer is, met waarvan het een deel is."),
    ("teller", {"base": "integer", "minimum": "0"}, "Aantal, afgerond op tientallen."),
    (
        "noemer",
        {"base": "integer", "minimum": "0"},
        "Waarvan; bij een cijfer per inwoner: inwoners keer drie maanden.",
    ),
    (
        "waarde",
        {"base": "decimal", "minimum": "0"},
        "Aandeel van 0 tot 1, of aantal per 1.000 inwoners per maand.",
    ),
    ("status", "string", "Leeg, of afgeschermd: het aantal is te klein om te tonen."),
    ("opmerking", "string", "Leeg, of waarom dit cijfer niet met andere te vergelijken is."),
)


@dataclass(frozen=True, kw_only=True)
class Beschrijving:
    """What is to be told of this edition."""

    uitgever: str
    licentie: str
    dag: date
    verzonnen: bool
    kwartalen: tuple[date, ...]
    breuken: tuple[str, ...]
    bytes: int
    sha256: str
    bestand: str
    bladzijde: str
    metadata: str

    @property
    def text(self) -> str:
        return (INVENTED if self.verzonnen else "") + ABOUT


def table_description(about: Beschrijving) -> dict[str, Any]:
    """The metadata beside the CSV, by the naming of CSVW."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "@type": "Table",
        "url": about.bestand,
        "dc:title": TITLE,
        "dc:description": about.text,
        "dc:publisher": about.uitgever,
        "dc:license": {"@id": about.licentie},
        "dc:modified": {"@value": about.dag.isoformat(), "@type": "xsd:date"},
        "rdfs:comment": list(about.breuken),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "datatype": datatype,
                    "dc:description": text,
                    "required": place < 5,
                }
                for place, (name, datatype, text) in enumerate(COLUMNS)
            ],
            "primaryKey": ["gemeentecode", "kwartaal", "cijfer"],
        },
    }


def catalogue(about: Beschrijving) -> dict[str, Any]:
    """A catalogue with this one dataset and its distribution. Places are relative to where it is put."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/", "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _dutch("Open data over vroegsignalering van schulden"),
        "dct:description": _dutch(about.text),
        "dct:publisher": _publisher(about),
        "dcat:dataset": [_dataset(about)],
    }  # fmt: skip


def _dataset(about: Beschrijving) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": "vroegsignalering-per-gemeente-en-kwartaal",
        "dct:title": _dutch(TITLE),
        "dct:description": _dutch(about.text),
        "dct:publisher": _publisher(about),
        "dct:language": {"@id": f"{EU}/language/NLD"},
        "dct:spatial": {"@id": f"{EU}/country/NLD"},
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/QUARTERLY"},
        "dct:modified": _day(about.dag),
        "dcat:theme": {"@id": f"{EU}/data-theme/SOCI"},
        "dcat:keyword": [
            _dutch(word) for word in ("schulden", "vroegsignalering", "gemeenten", "schuldhulpverlening")
        ],
        "dcat:landingPage": {"@id": about.bladzijde},
        "dcat:distribution": [_distribution(about)],
    }
    if about.kwartalen:
        last = month_after(about.kwartalen[-1], MONTHS_IN_QUARTER)
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(about.kwartalen[0]),
            "dcat:endDate": _day(date.fromordinal(last.toordinal() - 1)),
        }
    return found


def _distribution(about: Beschrijving) -> dict[str, Any]:
    return {
        "@id": "#csv",
        "@type": "dcat:Distribution",
        "dct:title": _dutch("CSV met beschrijving (CSVW)"),
        "dcat:accessURL": {"@id": about.bestand},
        "dcat:downloadURL": {"@id": about.bestand},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
        "dct:format": {"@id": f"{EU}/file-type/CSV"},
        "dct:license": {"@id": about.licentie},
        "dct:conformsTo": {"@id": about.metadata},
        "dcat:byteSize": {"@value": str(about.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": about.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _publisher(about: Beschrijving) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": _dutch(about.uitgever)}


def _dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
