"""Read one YAML file of policy with the line of every value, so that a fault can name its line.

Refused: duplicate keys, aliases, and anything that is not plain data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

type Pad = tuple[str | int, ...]
DEEPEST = 50  # lists and mappings in each other; a kader has six


class PolicyFault(Exception):
    """Policy that cannot be used. Every fault names file and line, and says in Dutch what is wrong."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Bestand:
    """One file of policy as read: its place in the folder, its content and the line of every value."""

    naam: str  # path from the folder that holds `policy`, with slashes
    onderwerp: str
    geldig_vanaf: date
    inhoud: Mapping[str, Any]
    regels: Mapping[Pad, int] = field(repr=False)

    def fault(self, pad: Pad, uitleg: str) -> str:
        """One sentence with file, line and reason; `pad` leads to the value."""
        while pad and pad not in self.regels:
            pad = pad[:-1]
        return f"{self.naam}, regel {self.regels.get(pad, 1)}: {uitleg}"


def read_text(path: Path, naam: str) -> str:
    """The text of a file. Raises PolicyFault."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PolicyFault(f"{naam}, regel 1: het bestand is geen UTF-8.") from error


def read_yaml(tekst: str, naam: str) -> tuple[Mapping[str, Any], Mapping[Pad, int]]:
    """The content of a file and the line (from 1) of every key and item. Raises PolicyFault."""
    try:
        _refuse_depth(tekst, naam)
        node = yaml.compose(tekst, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        regel = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PolicyFault(f"{naam}, regel {regel}: dit is geen geldige YAML ({error.problem}).") from error
    except yaml.YAMLError as error:
        raise PolicyFault(f"{naam}, regel 1: dit is geen geldige YAML.") from error
    if not isinstance(node, yaml.MappingNode):
        raise PolicyFault(f"{naam}, regel 1: het bestand moet bestaan uit sleutels met een waarde.")
    regels: dict[Pad, int] = {}
    reader = _Reader(naam, regels)
    return MappingProxyType(reader.mapping(node, ())), MappingProxyType(regels)


def _refuse_depth(tekst: str, naam: str) -> None:
    """A hundred thousand brackets would end the process: what composes the nodes calls itself for each. PolicyFault."""
    depth = 0
    for event in yaml.parse(tekst, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                regel = event.start_mark.line + 1 if event.start_mark else 1
                raise PolicyFault(f"{naam}, regel {regel}: dit zit te diep in elkaar om beleid te zijn.")
        depth -= isinstance(event, yaml.CollectionEndEvent)


class _Reader:
    """Turns nodes into plain values and notes the lines."""

    def __init__(self, naam: str, regels: dict[Pad, int]) -> None:
        self._naam = naam
        self._regels = regels
        self._constructor = yaml.SafeLoader("")
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, pad: Pad) -> Any:
        self._regels.setdefault(pad, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, pad)
        if isinstance(node, yaml.SequenceNode):
            self._refuse_alias(node)
            return [self.value(item, (*pad, index)) for index, item in enumerate(node.value)]
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise self._fault(node, f"'{node.value}' is niet te lezen.") from error

    def mapping(self, node: yaml.MappingNode, pad: Pad) -> dict[str, Any]:
        self._refuse_alias(node)
        gelezen: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key_node.tag != "tag:yaml.org,2002:str":
                raise self._fault(
                    key_node, f"de sleutel '{key}' moet tekst zijn; zet er aanhalingstekens om."
                )
            if key in gelezen:
                raise self._fault(key_node, f"de sleutel '{key}' staat er twee keer.")
            self._regels[(*pad, key)] = key_node.start_mark.line + 1
            gelezen[key] = self.value(value_node, (*pad, key))
        return gelezen

    def _refuse_alias(self, node: yaml.CollectionNode) -> None:
        if id(node) in self._seen:
            raise self._fault(node, "verwijzingen (& en *) horen niet in beleid; schrijf de waarde uit.")
        self._seen.add(id(node))

    def _fault(self, node: yaml.Node, uitleg: str) -> PolicyFault:
        return PolicyFault(f"{self._naam}, regel {node.start_mark.line + 1}: {uitleg}")
