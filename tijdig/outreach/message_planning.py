"""Which SMS and e-mail would be sent now, for many zaken at once; what waits and why. R-OUT-3, R-OUT-4.

Constant number of queries. Nothing is written here. Number and address come from the partner and nobody
confirmed them: the templates tell nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente, User
from tijdig.casework.models import Vroegsignaalzaak, ZaakSignaal
from tijdig.outreach.messages import Message, Unsendable, write_message
from tijdig.rules.brp_outcome import HOUSEHOLD
from tijdig.rules.messages import email_address, mobile_number
from tijdig.rules.terms import Aanpak, Sjabloonsoort, Zaakstatus

from .languages import languages_of
from .letters.templates import TemplateFault
from .models import Bericht
from .planning import Held, history_of, sender_of, signals_of
from .recipients import Obstacle
from .reply.codes import known_codes, specimen
from .shelf import DUTCH, shelf_on
from .stops import stopped_addresses, stopped_zaken

KIND_OF_STEP = {Aanpak.SMS: Sjabloonsoort.SMS, Aanpak.EMAIL: Sjabloonsoort.EMAIL}
TITLES = {"sms": "Sms", "sms_herinnering": "Herinnering per sms", "email": "E-mail",
          "email_bevestiging": "Bevestiging van een afspraak", "sms_bevestiging": "Bevestiging van een afspraak",
          "bevestiging": "Bevestiging van een afspraak"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PlannedMessage:
    """One message that can be sent. `inwoner_id` is None for somebody nobody could confirm."""

    zaak: Vroegsignaalzaak
    soort: Sjabloonsoort
    adres: str
    message: Message
    inwoner_id: int | None
    stap: str
    ronde: int
    sjabloon: str
    versie: str


@dataclass(frozen=True, kw_only=True)
class MessagePlan:
    """Messages in the order of the zaken, and the zaken that wait."""

    messages: tuple[PlannedMessage, ...]
    held: tuple[Held, ...]

    @property
    def zaken(self) -> list[int]:
        return sorted({planned.zaak.pk for planned in self.messages})


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One person, and the number or address."""

    adres: str
    inwoner_id: int | None


def due_for_message(today: date) -> QuerySet[Vroegsignaalzaak]:
    """Zaken whose next step is an SMS or e-mail, on or before `today` (R-OUT-4)."""
    return Vroegsignaalzaak.objects.filter(
        status=Zaakstatus.IN_OPVOLGING, volgende_stap__in=list(KIND_OF_STEP), volgende_op__lte=today
    )


def plan_messages(
    zaken: Sequence[Vroegsignaalzaak], *, gemeente_code: str, today: date, by: Actor
) -> MessagePlan:
    """The messages of these zaken as they would be sent `today`, one per person with a number or address."""
    maker = _Maker([zaak.pk for zaak in zaken], gemeente_code=gemeente_code, today=today, by=by)
    messages: list[PlannedMessage] = []
    held: list[Held] = []
    for zaak in zaken:
        for found in maker.messages_of(zaak):
            if isinstance(found, Held):
                held.append(found)
            else:
                messages.append(found)
    return MessagePlan(messages=tuple(messages), held=tuple(held))


class _Maker:
    """Everything that must be known of a set of zaken, read once."""

    def __init__(self, ids: Sequence[int], *, gemeente_code: str, today: date, by: Actor) -> None:
        self.signals, self.history = signals_of(ids), history_of(ids)
        self.stopped = stopped_zaken(ids)
        self.no_address = stopped_addresses(_addresses(self.signals.values()))
        self.shelf, self.codes = shelf_on(today), known_codes(ids)
        self.gemeente = Gemeente.objects.get(pk=gemeente_code)
        self.writer = User.objects.filter(pk=by.user_id).first() if by.user_id else None
        self.made, self.languages = _made(ids), languages_of(ids)

    def messages_of(self, zaak: Vroegsignaalzaak) -> Iterator[PlannedMessage | Held]:
        """All messages of a zaak, or the one reason why there is none."""
        soort = KIND_OF_STEP[Aanpak(zaak.volgende_stap)]
        if zaak.pk in self.stopped:
            yield _held(zaak, Obstacle.STOPPED)
            return
        found = addressees(self.signals[zaak.pk], soort)
        if isinstance(found, Obstacle):
            yield _held(zaak, found)
            return
        allowed = [one for one in found if one.adres not in self.no_address]
        if not allowed:
            yield _held(zaak, Obstacle.STOPPED_HERE)
        for one in allowed:
            yield self._message(zaak, soort, one)

    def _message(self, zaak: Vroegsignaalzaak, soort: Sjabloonsoort, one: Addressee) -> PlannedMessage | Held:
        ronde = self.history[zaak.pk][0]
        earlier = self.made.get((zaak.pk, soort.value, ronde), set())
        number = 1 + len({stap for stap, _ in earlier})
        sender = sender_of(zaak, self.writer, self.gemeente)
        if any(waits for _, waits in earlier):
            return _held(zaak, Obstacle.SENT_ALREADY)
        if not (sender.telefoon and sender.email):
            return _held(zaak, Obstacle.SENDER)
        again = bool(earlier or self.history[zaak.pk][1]) and soort is Sjabloonsoort.SMS
        try:
            text = self.shelf.get(
                "sms_herinnering" if again else soort.value, self.languages.get(zaak.pk, DUTCH)
            )
        except TemplateFault:
            return _held(zaak, Obstacle.TEMPLATE)
        try:
            message = write_message(
                text, afzender=sender, code=self.codes.get(zaak.pk) or specimen(), velden={}
            )
        except Unsendable as fault:
            return _held(zaak, Obstacle.UNPRINTABLE, str(fault))
        return PlannedMessage(
            zaak=zaak, soort=soort, adres=one.adres, message=message, inwoner_id=one.inwoner_id,
            stap=f"{soort.value}_{number}", ronde=ronde, sjabloon=text.id, versie=text.versie,
        )  # fmt: skip


def _made(ids: Sequence[int]) -> dict[tuple[int, str, int], set[tuple[str, bool]]]:
    """Per zaak, kind and round: the steps that have a message, and whether it still waits."""
    found: dict[tuple[int, str, int], set[tuple[str, bool]]] = {}
    rows = Bericht.objects.filter(zaak_id__among=list(ids), afspraak__isnull=True).values_list(
        "zaak_id", "soort", "ronde", "stap", "contactpoging_id", "stand"
    )
    for zaak, soort, ronde, stap, poging, stand in rows:
        found.setdefault((zaak, soort, ronde), set()).add((stap, poging is None and stand == "klaar"))
    return found


def addressees(signals: Sequence[ZaakSignaal], soort: Sjabloonsoort) -> list[Addressee] | Obstacle:
    """Each person once, at the newest number or address; a number that two share is used once."""
    newest: dict[int | None, str] = {}
    barred = False
    for signal in sorted(signals, key=lambda signal: signal.vroegsignaal_id):
        toets = signal.vroegsignaal.toets
        inwoner = toets.inwoner
        if toets.uitkomst in HOUSEHOLD or (
            inwoner and (inwoner.overleden or inwoner.curatele or inwoner.minderjarig)
        ):
            barred = True
        elif adres := _address(signal, soort):
            newest[toets.inwoner_id] = adres
    if newest:
        once = {adres: person for person, adres in newest.items()}
        return [Addressee(adres=adres, inwoner_id=person) for adres, person in once.items()]
    if barred:
        return Obstacle.NOT_BY_MESSAGE
    return Obstacle.NO_NUMBER if soort is Sjabloonsoort.SMS else Obstacle.NO_EMAIL


def _address(signal: ZaakSignaal, soort: Sjabloonsoort) -> str:
    delivered = signal.vroegsignaal
    return mobile_number(delivered.telefoon) if soort is Sjabloonsoort.SMS else email_address(delivered.email)


def _addresses(groups: Iterable[Sequence[ZaakSignaal]]) -> set[str]:
    return {
        adres
        for signals in groups
        for signal in signals
        for adres in (mobile_number(signal.vroegsignaal.telefoon), email_address(signal.vroegsignaal.email))
        if adres
    }


def _held(zaak: Vroegsignaalzaak, obstacle: Obstacle, reason: str = "") -> Held:
    return Held(zaak=zaak, obstacle=obstacle, uitleg=f"{obstacle.value} {reason}".rstrip())
