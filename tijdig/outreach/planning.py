"""Which letters would be printed now, for many zaken at once: one plan for the page, the act and the preview.

Constant number of queries, whatever the number of zaken. Nothing is written here: a zaak without a code yet gets
that of a specimen, and the real one when it is printed. R-OUT-3, R-OUT-4, R-OUT-6.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente, User
from tijdig.casework.models import Vroegsignaalzaak, ZaakSignaal
from tijdig.casework.permissions import zaken_without_visit
from tijdig.outreach.letters.letter import Afzender, Letter, Unprintable, content
from tijdig.outreach.letters.render import refusals_to_print
from tijdig.outreach.letters.templates import TemplateFault
from tijdig.rules.labels import label_in_sentence
from tijdig.rules.notation import MONTHS
from tijdig.rules.postal import postal_key
from tijdig.rules.terms import Aanpak, Dagdeel, Zaakstatus

from .languages import languages_of
from .recipients import Kind, Obstacle, Recipient, recipients_of
from .reply.codes import known_codes, specimen
from .shelf import DUTCH, shelf_on
from .stops import stopped_zaken

OFFER, ANNOUNCEMENT, TO_CURATOR, REMINDER, TO_PARENT, CARD = (
    "aanbod", "aankondiging_huisbezoek", "curator", "herinnering", "ouder", "kaart",
)  # fmt: skip
TITLES = {
    OFFER: "Aanbod van hulp",
    ANNOUNCEMENT: "Aankondiging van een huisbezoek",
    TO_CURATOR: "Aan de curator",
    REMINDER: "Herinnering",
    TO_PARENT: "Aan de ouder van een minderjarige",
    CARD: "Kaart in de bus",
}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ONE_LINE = 70  # signs of a greeting that surely stay on one line
MOST_PARTNERS = 2  # more names make a list of debts of the letter

# What happened since the zaak was opened for the last time: the steps of the sequence count from there.
HISTORY = """
select z.id,
    1 + (select count(*) from casework_afsluiting a where a.zaak_id = z.id and a.heropend_op is not null),
    (select count(*) from casework_contactpoging c where c.zaak_id = z.id and c.soort in ('brief', 'kaart')
        and c.datum >= s.sinds),
    exists (select 1 from casework_contactpoging c where c.zaak_id = z.id and c.soort = 'huisbezoek'
        and c.datum >= s.sinds)
from casework_vroegsignaalzaak z
cross join lateral (
    select coalesce(max(a.heropend_op), 'epoch'::date) as sinds from casework_afsluiting a where a.zaak_id = z.id
) s
where z.id = any(%s)
"""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """When the announced visit is."""

    dag: date
    dagdeel: Dagdeel

    def velden(self) -> dict[str, str]:
        written = f"{WEEKDAYS[self.dag.weekday()]} {self.dag.day} {MONTHS[self.dag.month - 1]}"
        return {"bezoekdag": written, "dagdeel": label_in_sentence(self.dagdeel)}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One letter that can be printed."""

    zaak: Vroegsignaalzaak
    recipient: Recipient
    letter: Letter
    stap: str
    ronde: int


@dataclass(frozen=True, kw_only=True)
class Held:
    """A zaak that gets no letter now, and why. `uitleg` is for the user."""

    zaak: Vroegsignaalzaak
    obstacle: Obstacle
    uitleg: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Letters in postal order, and the zaken that wait."""

    letters: tuple[Planned, ...]
    held: tuple[Held, ...]

    @property
    def zaken(self) -> list[int]:
        return sorted({planned.zaak.pk for planned in self.letters})


def due_zaken(today: date) -> QuerySet[Vroegsignaalzaak]:
    """Zaken whose next step is a letter, on or before `today` (R-OUT-4). A visit is announced by letter first."""
    return Vroegsignaalzaak.objects.filter(
        status=Zaakstatus.IN_OPVOLGING, volgende_stap=Aanpak.BRIEF, volgende_op__lte=today
    )


def plan_letters(
    zaken: Sequence[Vroegsignaalzaak], *, gemeente_code: str, today: date, visit: Visit | None, by: Actor,
    cards: bool = False,
) -> Plan:  # fmt: skip
    """The letters of these zaken as they would be printed `today`, one per person of each zaak.

    `cards`: reminders go as a card, which tells nothing to who sees it.
    A zaak of which one letter must wait, waits whole: its letters are one step of its sequence.
    """
    if not zaken:
        return Plan(letters=(), held=())
    ids = [zaak.pk for zaak in zaken]
    maker = _Maker(ids, gemeente_code=gemeente_code, today=today, visit=visit, by=by, cards=cards)
    letters: list[Planned] = []
    held: list[Held] = []
    for zaak in zaken:
        found = list(maker.letters_of(zaak))
        waits = next((one for one in found if isinstance(one, Held)), None)
        if waits is not None:
            held.append(waits)
        else:
            letters += [one for one in found if isinstance(one, Planned)]
    letters.sort(key=lambda one: (postal_key(one.letter.geadresseerde.plaats), one.letter.kenmerk))
    return Plan(letters=tuple(letters), held=tuple(held))


def try_on_paper(plan: Plan) -> Plan:
    """Print one of each kind of letter to see whether it fits the page; zaken of those that do not, wait."""
    samples: dict[tuple[object, ...], Letter] = {}
    for planned in plan.letters:
        samples.setdefault(_sample(planned.letter), planned.letter)
    verdicts = refusals_to_print(list(samples.values()))
    refused: dict[int, Held] = {}
    for planned in plan.letters:
        if why := verdicts.get(samples[_sample(planned.letter)].kenmerk):
            refused[planned.zaak.pk] = _held(planned.zaak, Obstacle.UNPRINTABLE, why)
    return Plan(
        letters=tuple(planned for planned in plan.letters if planned.zaak.pk not in refused),
        held=(*plan.held, *refused.values()),
    )


class _Maker:
    """Everything that must be known of a set of zaken, read once."""

    def __init__(
        self, ids: Sequence[int], *, gemeente_code: str, today: date, visit: Visit | None, by: Actor,
        cards: bool,
    ) -> None:  # fmt: skip
        self.today, self.visit = today, visit
        self.reminder = CARD if cards else REMINDER
        self.signals = signals_of(ids)
        self.history = history_of(ids)
        self.no_visit = zaken_without_visit(ids, today)
        self.codes = known_codes(ids)
        self.stopped = stopped_zaken(ids)
        self.shelf, self.languages = shelf_on(today), languages_of(ids)
        self.gemeente = Gemeente.objects.get(pk=gemeente_code)
        self.writer = User.objects.filter(pk=by.user_id).first() if by.user_id else None

    def letters_of(self, zaak: Vroegsignaalzaak) -> Iterator[Planned | Held]:
        if zaak.pk in self.stopped:
            yield _held(zaak, Obstacle.STOPPED)
            return
        recipients = recipients_of(self.signals[zaak.pk])
        if not recipients:
            yield _held(zaak, Obstacle.NO_ADDRESS)
        for number, recipient in enumerate(recipients, 1):
            if isinstance(recipient, Obstacle):
                yield _held(zaak, recipient)
            else:
                yield self._letter(zaak, recipient, number)

    def _letter(self, zaak: Vroegsignaalzaak, recipient: Recipient, number: int) -> Planned | Held:
        ronde, letters, visited = self.history[zaak.pk]
        sjabloon = self._template(zaak, recipient, visited=visited, earlier=letters)
        sender, code = self._sender(zaak), self.codes.get(zaak.pk) or specimen()
        if sjabloon == ANNOUNCEMENT and self.visit is None:
            return _held(zaak, Obstacle.VISIT)
        if not (sender.telefoon and sender.email):
            return _held(zaak, Obstacle.SENDER)
        try:
            text = self.shelf.get(sjabloon, self.languages.get(zaak.pk, DUTCH))
        except TemplateFault:
            return _held(zaak, Obstacle.TEMPLATE)
        letter = Letter(
            sjabloon=text, afzender=sender,
            geadresseerde=recipient.to, aanhef=recipient.aanhef, datum=self.today,
            velden=self._velden(sjabloon, recipient),
            kenmerk=zaak.kenmerk if number == 1 else f"{zaak.kenmerk}-{number}", reactiecode=code.code,
            reactieadres=code.address, reactie_url=code.url,
        )  # fmt: skip
        try:
            content(letter)
        except Unprintable as fault:
            return _held(zaak, Obstacle.UNPRINTABLE, fault.reason)
        return Planned(
            zaak=zaak, recipient=recipient, letter=letter, stap=f"brief_{letters + 1}", ronde=ronde
        )

    def _template(self, zaak: Vroegsignaalzaak, recipient: Recipient, *, visited: bool, earlier: int) -> str:
        """A visit that must not or need not come any more is not announced; nothing tells which (R-ADM-6)."""
        if recipient.kind is Kind.CURATOR:
            return TO_CURATOR
        if recipient.kind is Kind.PARENTS:
            return TO_PARENT
        if zaak.volgende_kondigt_aan and not visited and zaak.pk not in self.no_visit:
            return ANNOUNCEMENT
        return self.reminder if earlier else OFFER

    def _sender(self, zaak: Vroegsignaalzaak) -> Afzender:
        return sender_of(zaak, self.writer, self.gemeente)

    def _velden(self, sjabloon: str, recipient: Recipient) -> dict[str, str]:
        """Who reported is named only to whom it surely concerns (AVG art. 14 lid 2 onder f)."""
        velden: dict[str, str] = {}
        if 0 < len(recipient.partners) <= MOST_PARTNERS:
            velden["melder"] = " en ".join(recipient.partners)
        if sjabloon == TO_CURATOR:
            velden["inwoner"] = recipient.inwoner
        if sjabloon == ANNOUNCEMENT and self.visit:
            velden |= self.visit.velden()
        return velden


def sender_of(zaak: Vroegsignaalzaak, by: User | None, gemeente: Gemeente) -> Afzender:
    """A person with a direct number: the behandelaar, else whoever sends; the gemeente fills the gaps."""
    writer = zaak.behandelaar or by
    return Afzender(
        gemeente=f"Gemeente {gemeente.naam}",
        afdeling=gemeente.afdeling,
        adresregels=tuple(line for line in (gemeente.adresregel1, gemeente.adresregel2) if line),
        medewerker=str(writer) if writer else gemeente.afdeling,
        telefoon=(writer.telefoon_direct if writer else "") or gemeente.telefoon,
        email=(writer.email if writer else "") or gemeente.email,
        openingstijden=gemeente.openingstijden,
        privacypagina=gemeente.privacypagina,
    )


def signals_of(ids: Sequence[int]) -> dict[int, list[ZaakSignaal]]:
    rows = ZaakSignaal.objects.filter(zaak_id__among=list(ids)).select_related(
        "vroegsignaal__partner", "vroegsignaal__toets__inwoner__curator"
    )
    found: dict[int, list[ZaakSignaal]] = defaultdict(list)
    for row in rows:
        if hasattr(row.vroegsignaal, "toets"):
            found[row.zaak_id].append(row)
    return found


def history_of(ids: Sequence[int]) -> dict[int, tuple[int, int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(HISTORY, [list(ids)])
        return {pk: (ronde, letters, visited) for pk, ronde, letters, visited in cursor.fetchall()}


def _held(zaak: Vroegsignaalzaak, obstacle: Obstacle, reason: str = "") -> Held:
    return Held(zaak=zaak, obstacle=obstacle, uitleg=f"{obstacle.value} {reason}".rstrip())


def _sample(letter: Letter) -> tuple[object, ...]:
    """What decides whether a letter fits its page; name and address have a place of their own."""
    long_greeting = letter.aanhef if len(letter.aanhef) > ONE_LINE else ""
    return (letter.sjabloon.id, letter.afzender, tuple(sorted(letter.velden.items())), long_greeting)
