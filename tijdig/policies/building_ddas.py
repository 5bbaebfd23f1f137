"""From the checked content of `landelijk/ddas-uitwisseling` to what the rules of DDAS work with (R-MON-9)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tijdig.policies.model import Ddas
from tijdig.rules.ddas_lists import Codelijsten, Lijst, Uitwisseling
from tijdig.rules.terms import Contactsoort, Dagdeel, Eindresultaat


def build_uitwisseling(waarden: Mapping[str, Any], ddas: Ddas, partners: frozenset[str]) -> Uitwisseling:
    """`ddas` has the names of the end results, `partners` the kinds of partner that policy knows."""
    levering, opvallend = waarden["levering"], waarden["opvallend"]
    return Uitwisseling(
        versie=levering["versie"],
        signalen_per_pagina=levering["signalen_per_pagina"],
        maanden=levering["maanden"],
        niet_opgepakt=frozenset(map(Eindresultaat, waarden["niet_opgepakt"]["waarde"])),
        odd_amount=opvallend["bedrag"],
        odd_years=opvallend["jaren"],
        versies=MappingProxyType(
            {
                versie: _lijsten(versie, record, ddas, partners)
                for versie, record in waarden["versies"].items()
            }
        ),
    )


def _lijsten(versie: str, record: Mapping[str, Any], ddas: Ddas, partners: frozenset[str]) -> Codelijsten:
    return Codelijsten(
        versie=versie,
        geldig_van=record["geldig_van"],
        geldig_tot=record["geldig_tot"],
        eindresultaten=MappingProxyType(
            {
                resultaat: record["eindresultaten"].get(str(resultaat), uitkomst.label)
                for resultaat, uitkomst in ddas.eindresultaten.items()
            }
        ),
        signaalstatussen=MappingProxyType(dict(record["signaalstatussen"])),
        contactsoorten=MappingProxyType({Contactsoort(c): w for c, w in record["contactsoorten"].items()}),
        dagdelen=MappingProxyType({Dagdeel(d): w for d, w in record["dagdelen"].items()}),
        geslachten=MappingProxyType(dict(record["geslachten"])),
        signaalpartners=partners,
        of_others=MappingProxyType(
            {Lijst(lijst): frozenset(words) for lijst, words in record["alleen_van_anderen"].items()}
        ),
    )
