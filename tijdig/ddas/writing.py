"""A message as bytes, piece by piece (R-MON-9). One place for a file, for what is collected, and for both versions."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.conf import settings

from tijdig.accounts.models import Gemeente
from tijdig.policies import policy_on
from tijdig.rules.ddas_form import (
    KOP,
    LEVERING,
    LEVERINGEN,
    SIGNAAL,
    SIGNALEN,
    ZAAK,
    ZAKEN,
    Block,
    to_json,
)
from tijdig.rules.ddas_lists import Codelijsten
from tijdig.rules.ddas_mapping import as_signaal, as_zaak, zaak_of_loose_signal
from tijdig.rules.ddas_message import (
    DdasContact,
    DdasKop,
    DdasLevering,
    DdasOrganisatie,
    DdasSignaal,
    DdasZaak,
)

from .facts import Bereik, reading_for, signal_facts, zaak_facts

AT_ONCE = 500


@dataclass
class Geschreven:
    """What went into a message, per gemeente; filled while it is written."""

    signalen: dict[str, int] = field(default_factory=dict)
    zaken: dict[str, int] = field(default_factory=dict)


def message(
    kop: DdasKop, bereiken: Sequence[Bereik], lijsten: Codelijsten, written: Geschreven
) -> Iterator[bytes]:
    """The message over these gemeenten. Nothing of it is kept; each gemeente is read in a transaction of its own."""
    yield _open(to_json(kop, KOP, lijsten.versie), LEVERINGEN)
    for number, bereik in enumerate(bereiken, start=1):
        if number > 1:
            yield b","
        with reading_for(bereik.gemeente):
            yield from _levering(number, bereik, lijsten, written)
    yield b"]}"


def _levering(teller: int, bereik: Bereik, lijsten: Codelijsten, written: Geschreven) -> Iterator[bytes]:
    head = head_of(Gemeente.objects.get(pk=bereik.gemeente), teller)
    yield _open(to_json(head, LEVERING, lijsten.versie), SIGNALEN)
    signals = _counted(signals_of(bereik, lijsten), written.signalen, bereik.gemeente)
    yield from _array(signals, SIGNAAL, lijsten.versie)
    yield f'],"{ZAKEN}":['.encode()
    zaken = _counted((zaak for _, zaak in zaken_of(bereik, lijsten)), written.zaken, bereik.gemeente)
    yield from _array(zaken, ZAAK, lijsten.versie)
    yield b"]}"


def head_of_message(van: date, tot: date, moment: datetime) -> DdasKop:
    """The head of what is made now."""
    made = moment.isoformat(timespec="seconds")
    return DdasKop(van=van, tot=tot, gemaakt_op=made, leverancier=str(settings.DDAS["supplier"]))


def head_of(gemeente: Gemeente, teller: int) -> DdasLevering:
    """Who delivers, with the address to which CBS mails what it finds."""
    contact = DdasContact(naam=gemeente.afdeling, telefoon=gemeente.telefoon, email=gemeente.email)
    organisatie = DdasOrganisatie(naam=name_of(gemeente), contacten=(contact,))
    return DdasLevering(teller=teller, gemeente=gemeente.pk, organisatie=organisatie)


def name_of(gemeente: Gemeente) -> str:
    """The name under which a gemeente delivers."""
    return f"Gemeente {gemeente.naam}"


def signals_of(bereik: Bereik, lijsten: Codelijsten) -> Iterator[DdasSignaal]:
    for fact in signal_facts(bereik):
        signaal = as_signaal(fact, lijsten)
        if signaal.client.is_known:
            yield signaal


def zaken_of(bereik: Bereik, lijsten: Codelijsten) -> Iterator[tuple[int | None, DdasZaak]]:
    """Every zaak with its id here; and the signals put aside before they became one, which have none."""
    uitwisseling = policy_on(bereik.tot, bereik.gemeente).uitwisseling
    for pk, fact in zaak_facts(bereik):
        yield pk, as_zaak(fact, lijsten, uitwisseling)
    for loose in signal_facts(bereik, loose=True):
        zaak = zaak_of_loose_signal(loose, lijsten)
        if zaak is not None:
            yield None, zaak


def _array(values: Iterable[object], block: Block, versie: str) -> Iterator[bytes]:
    """The members of a list, without its brackets."""
    first = True
    for chunk in batched(values, AT_ONCE):
        text = ",".join(_text(to_json(value, block, versie)) for value in chunk)
        yield (text if first else f",{text}").encode()
        first = False


def _open(head: dict[str, Any], key: str) -> bytes:
    """An object that ends in a list which is still to be written."""
    return f'{_text(head)[:-1]},"{key}":['.encode()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _counted[T](values: Iterable[T], counts: dict[str, int], key: str) -> Iterator[T]:
    counts.setdefault(key, 0)
    for value in values:
        counts[key] += 1
        yield value
