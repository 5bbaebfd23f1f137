"""Write an afwegingskader as the text of a policy file: what is read from it again is the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

HEAD = ("titel", "summary", "gemeente", "geldig_vanaf", "vastgesteld", "bron", "status", "toelichting")
RULE = ("id", "als", "dan", "aankondiging", "vervolg", "adempauze_dagen", "bakje", "team", "reden", "bron")
INTRODUCTION = "# Read from top to bottom: the first rule that applies decides. Amounts are eurocent.\n"


def write_kader(inhoud: Mapping[str, Any]) -> str:
    """The text of the file with this content (see KADER_SCHEMA), keys in the order of the house."""
    head = {key: inhoud[key] for key in HEAD if inhoud.get(key)}
    rules = [{key: regel[key] for key in RULE if key in regel} for regel in inhoud["regels"]]
    return _dump(head) + "\n" + INTRODUCTION + _dump({"regels": rules})


def with_first_day(tekst: str, dag: date, vastgesteld: str) -> str:
    """The same kader, from another day on and with who decided it."""
    inhoud = yaml.safe_load(tekst)
    return write_kader({**inhoud, "geldig_vanaf": dag, "vastgesteld": vastgesteld})


def _dump(mapping: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(mapping), sort_keys=False, allow_unicode=True, width=100)
