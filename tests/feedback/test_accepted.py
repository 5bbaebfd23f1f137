"""Help is accepted with the appointment: the partner hears of it then, with the one pause (R-TER-3, R-TER-4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import make
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.casework.actions.appointments import make_afspraak, settle_afspraak
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.closing import close_zaak, reopen_zaak
from tijdig.casework.actions.weighing import confirm_voorstellen
from tijdig.casework.models import Afspraak, Vroegsignaalzaak
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.feedback.models import Terugkoppeling
from tijdig.partners.models import Signaalpartner
from tijdig.rules.outcome import Afsluitgegevens
from tijdig.rules.terms import Bereikt, Contactsoort, Eindresultaat, Hulptype, Terugkoppelcode

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)
HELP = Afsluitgegevens(
    eindresultaat=Eindresultaat.VERWIJZING_FINANCIEEL, hulptype=Hulptype.VERWIJZING_FINANCIEEL,
    verwezen_naar="Sociale Dienst",
)  # fmt: skip
NO_HELP = Afsluitgegevens(eindresultaat=Eindresultaat.WIL_GEEN_HULP)


def on(day: int) -> date:
    """So many days after Monday."""
    return MONDAY + timedelta(days=day)


class Case:
    """One zaak of one signal, and what people do with it, day by day; the partner is told at the end of each day."""

    def __init__(self) -> None:
        make.gemeente()
        self.partner: Signaalpartner = make.partner()
        self.by: Actor = make.actor(make.user())
        self.signal = make.checked(self.partner, ontvangen=MONDAY)
        self.zaak: Vroegsignaalzaak = make.zaak(self.signal, today=MONDAY)
        confirm_voorstellen([self.zaak.pk], today=MONDAY, by=self.by)

    def _with(self, day: int) -> dict:
        self.zaak.refresh_from_db()
        return {"versie": self.zaak.versie, "today": on(day), "by": self.by}

    def agree(self, day: int) -> Afspraak:
        moment = datetime(2026, 11, 30, 10, tzinfo=UTC)
        return make_afspraak(self.zaak.pk, moment=moment, plaats="Stadskantoor", **self._with(day))

    def call_off(self, afspraak: Afspraak, day: int) -> None:
        settle_afspraak(afspraak.pk, stand=Afspraak.Stand.AFGEZEGD, **self._with(day))

    def close(self, day: int, gegevens: Afsluitgegevens) -> None:
        record_contactpoging(
            self.zaak.pk, soort=Contactsoort.HUISBEZOEK, bereikt=Bereikt.JA, datum=on(day), **self._with(day)
        )
        close_zaak(self.zaak.pk, gegevens=gegevens, **self._with(day))

    def reopen(self, day: int) -> None:
        reopen_zaak(self.zaak.pk, reden="Belde", **self._with(day))

    def ready(self, day: int) -> list[tuple[str, int, int | None]]:
        """Put ready; all there is, as (code, day of the fact, last day of the pause) counted from Monday."""
        for _ in range(2):
            prepare_feedback(gemeente_code="0505", today=on(day), by=SYSTEM)
        rows = Terugkoppeling.objects.order_by("pk").values_list("code", "feit_op", "pauze_tot")
        return [(code, (op - MONDAY).days, (tot - MONDAY).days if tot else None) for code, op, tot in rows]

    def tell(self, day: int) -> None:
        make_terugkoppelbestand(partner_id=self.partner.pk, gemeente_code="0505", today=on(day), by=SYSTEM)


@pytest.fixture
def case() -> Case:
    return Case()


ACCEPTED = Terugkoppelcode.HULP_GEACCEPTEERD
OVER = Terugkoppelcode.PAUZE_VOORBIJ


@pytest.mark.parametrize("told", [True, False])
def test_an_appointment_is_told_at_once_and_the_closing_says_nothing_new(case: Case, told: bool) -> None:
    # R-TRM-3, R-TER-3, R-TER-4
    case.agree(2)
    assert case.ready(2) == [(ACCEPTED, 2, 32)]
    if told:
        case.tell(2)
    case.close(20, HELP)
    assert case.ready(20) == [(ACCEPTED, 2, 32)]


def test_what_was_called_off_before_it_was_told_is_not_told(case: Case) -> None:
    # R-TER-3: a later appointment is another acceptance
    first = case.agree(2)
    case.ready(2)
    case.call_off(first, 3)
    assert case.ready(3) == []
    case.agree(4)
    assert case.ready(4) == [(ACCEPTED, 4, 34)]


def test_what_was_told_stands_and_a_later_pause_is_told_too(case: Case) -> None:
    # R-TER-2, R-TER-4
    first = case.agree(2)
    case.ready(2)
    case.tell(2)
    case.call_off(first, 3)
    assert case.ready(3) == [(ACCEPTED, 2, 32)]
    case.agree(4)
    assert case.ready(4) == [(ACCEPTED, 2, 32), (ACCEPTED, 4, 34)]
    case.tell(4)
    assert case.ready(33)[2:] == []  # the longer pause goes on
    assert case.ready(35)[2:] == [(OVER, 35, None)]


def test_who_wants_no_help_after_all_is_never_told_of(case: Case) -> None:
    # R-TER-2
    case.agree(2)
    case.ready(2)
    case.close(3, NO_HELP)
    assert case.ready(3) == []


def test_accepting_again_after_a_reopening_is_told_with_its_own_pause(case: Case) -> None:
    # R-UIT-5, R-TER-4
    case.close(3, HELP)
    assert case.ready(3) == [(ACCEPTED, 3, 33)]
    case.tell(3)
    case.reopen(10)
    assert case.ready(10) == [(ACCEPTED, 3, 33)]
    case.close(12, replace(HELP, verwezen_naar="Wijkteam"))
    assert case.ready(12) == [(ACCEPTED, 3, 33), (ACCEPTED, 12, 42)]


@pytest.mark.parametrize(
    ("joins", "codes"), [(10, [(ACCEPTED, 2, 32), (ACCEPTED, 10, 32)]), (33, [(ACCEPTED, 2, 32)])]
)
def test_a_signal_that_joins_hears_of_the_pause_while_it_lasts(
    case: Case, joins: int, codes: list[tuple[str, int, int]]
) -> None:
    # R-MAT-4, R-TER-4
    case.agree(2)
    case.ready(2)
    other = make.partner("22222222", "Waterbedrijf Maas", ("drinkwater",))
    make.zaak(make.checked(other, soort="drinkwater", ontvangen=on(joins)), today=on(joins))
    assert [row for row in case.ready(joins) if row[0] == ACCEPTED] == codes
