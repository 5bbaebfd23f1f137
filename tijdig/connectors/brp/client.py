"""Ask the BRP who lives somewhere, and read one person (R-BRP-1, R-BRP-2).

Source: BRP Personen bevragen 2.7.0 (Haal Centraal).
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from types import TracebackType
from typing import Self

from tijdig.connectors.brp import queries
from tijdig.connectors.brp.config import BrpConfig
from tijdig.connectors.brp.errors import BrpRefused
from tijdig.connectors.brp.parallel import map_bounded
from tijdig.connectors.brp.persons import Json, Persoon, PersoonBeperkt, read_beperkt, read_persoon
from tijdig.connectors.brp.queries import MOST_PER_READ, AddressSearch, Question
from tijdig.connectors.brp.transport import Transport

JSON = "application/json; charset=utf-8"
# What a gateway accepts as pseudonym of the caseworker; the BRP keeps no longer one.
LONGEST_HEADER = 242


@dataclass(frozen=True, kw_only=True, repr=False)
class SearchAnswer:
    """What a search found, and what was asked for it. No repr: it holds personal data.

    With `too_many` nobody is given: there are more than the BRP delivers at once. `narrowed_by` names what
    was added to the address; then whoever does not carry that name or birth date is not among the persons.
    `asked` holds the type of each question that was put, for the log of questions (R-BRP-2).
    """

    personen: tuple[PersoonBeperkt, ...]
    too_many: bool
    narrowed_by: tuple[str, ...]
    asked: tuple[str, ...]


class BrpClient:
    """Questions to the BRP of one gemeente. May be shared by threads; use it as a context manager.

    Every question raises BrpRefused when it is wrong or not allowed, and BrpUnavailable when there is no
    answer. `gemeente` is the code of four digits to which the question is limited; None asks about everyone,
    which needs `buitengemeentelijk` in the configuration. `gebruiker` is the pseudonym of whoever asks and
    `verwerking` the processing it is for; `traceparent` ties the question to the gateway's own log. `sleep`
    waits between attempts, in seconds.
    """

    def __init__(self, config: BrpConfig, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._config = config
        self._transport = Transport(config, sleep=sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._transport.close()

    def search_by_address(
        self,
        *,
        gemeente: str | None,
        bag_id: str = "",
        postcode: str = "",
        huisnummer: int = 0,
        huisletter: str = "",
        toevoeging: str = "",
        geslachtsnaam: str = "",
        geboortedatum: str = "",
        gebruiker: str,
        verwerking: str,
        traceparent: str = "",
    ) -> SearchAnswer:
        """Who is registered at an address, the dead included.

        Asks by BAG id (adresseerbaar object) when that is known, else by postcode and number; without letter
        and addition that gives the residents of *all* addresses with that number. Only when there are too
        many residents, it asks again with the surname (without prefix), then with the birth date as well
        (YYYY-MM-DD).
        """
        search = AddressSearch(
            gemeente=gemeente,
            bag_id=bag_id,
            postcode=postcode,
            huisnummer=huisnummer,
            huisletter=huisletter,
            toevoeging=toevoeging,
            geslachtsnaam=geslachtsnaam,
            geboortedatum=geboortedatum,
        )
        return self._search(search.questions(), gemeente, self._headers(gebruiker, verwerking, traceparent))

    def search_by_name_and_birth(
        self,
        *,
        geslachtsnaam: str,
        geboortedatum: str,
        voorvoegsel: str = "",
        gemeente: str | None,
        gebruiker: str,
        verwerking: str,
        traceparent: str = "",
    ) -> SearchAnswer:
        """Who has this surname (own name, without prefix; `*` after three letters) and was born on this day.

        `geboortedatum` is a whole date, YYYY-MM-DD. Diacritics are taken off: so both spellings are found.
        """
        question = queries.name_question(
            geslachtsnaam=geslachtsnaam,
            geboortedatum=geboortedatum,
            voorvoegsel=voorvoegsel,
            gemeente=gemeente,
        )
        return self._search([question], gemeente, self._headers(gebruiker, verwerking, traceparent))

    def read(
        self,
        bsns: Sequence[str],
        *,
        gemeente: str | None,
        gebruiker: str,
        verwerking: str,
        traceparent: str = "",
        verblijfstitel: bool = False,
    ) -> list[Persoon]:
        """The persons with these BSNs, in the order asked; `verblijfstitel`: with their residence title.

        Who is not in the BRP, or not in `gemeente`, is not in the list.
        """
        self._allow(gemeente)
        headers = self._headers(gebruiker, verwerking, traceparent)
        wanted = list(dict.fromkeys(bsns))
        questions = [
            queries.read_question(list(batch), gemeente=gemeente, verblijfstitel=verblijfstitel)
            for batch in batched(wanted, MOST_PER_READ)
        ]
        answers = map_bounded(
            lambda question: self._transport.ask(question.body(), headers, _reader(question, read_persoon)),
            questions,
            self._config.parallel,
        )
        found = {persoon.bsn: persoon for answer in answers for persoon in answer}
        return [found[bsn] for bsn in wanted if bsn in found]

    def _search(
        self, questions: Iterable[Question], gemeente: str | None, headers: Mapping[str, str]
    ) -> SearchAnswer:
        """Put the questions until one has an answer that is not too large."""
        self._allow(gemeente)
        asked: list[str] = []
        narrowed_by: tuple[str, ...] = ()
        for question in questions:
            asked.append(question.type)
            narrowed_by = question.narrowed_by
            try:
                personen = self._transport.ask(question.body(), headers, _reader(question, read_beperkt))
            except BrpRefused as refusal:
                if refusal.code != queries.TOO_MANY:
                    raise
            else:
                return SearchAnswer(
                    personen=personen, too_many=False, narrowed_by=narrowed_by, asked=tuple(asked)
                )
        return SearchAnswer(personen=(), too_many=True, narrowed_by=narrowed_by, asked=tuple(asked))

    def _allow(self, gemeente: str | None) -> None:
        if gemeente is None and not self._config.buitengemeentelijk:
            raise BrpRefused(status=None, code="autorisation", parameters=("gemeenteVanInschrijving",))

    def _headers(self, gebruiker: str, verwerking: str, traceparent: str) -> dict[str, str]:
        """The headers of this gateway, filled in. Refuses what cannot stand in a header."""
        given = {"gebruiker": gebruiker, "verwerking": verwerking, "traceparent": traceparent or "-"}
        wrong = tuple(name for name, value in given.items() if not _fits_in_header(value))
        if wrong:
            raise BrpRefused(status=None, code=queries.INVALID, parameters=wrong)
        filled = {
            name: template.replace("{gebruiker}", gebruiker).replace("{verwerking}", verwerking)
            for name, template in self._config.headers.items()
        }
        trace = {"traceparent": traceparent} if traceparent else {}
        return {**filled, **trace, "Content-Type": JSON, "Accept": JSON}


def _fits_in_header(value: str) -> bool:
    return 0 < len(value) <= LONGEST_HEADER and value.isascii() and value.isprintable()


def _reader[Person: (Persoon, PersoonBeperkt)](
    question: Question, read_one: Callable[[Json], Person]
) -> Callable[[Json], tuple[Person, ...]]:
    """Reads the answer to this question. ValueError when it is the answer to something else."""

    def read(answer: Json) -> tuple[Person, ...]:
        personen = answer.get("personen")
        if answer.get("type") != question.type or not isinstance(personen, list):
            raise ValueError("Het antwoord is van een andere soort dan de vraag.")
        if not all(isinstance(raw, dict) for raw in personen):
            raise ValueError("Het antwoord bevat iets anders dan personen.")
        found = tuple(read_one(raw) for raw in personen)
        wanted = question.parameters.get("burgerservicenummer")
        if isinstance(wanted, list) and not {persoon.bsn for persoon in found} <= set(wanted):
            raise ValueError("Het antwoord gaat over iemand anders.")
        return found

    return read
