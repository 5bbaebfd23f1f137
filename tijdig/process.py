"""The whole story on one page: from a partner's file to proposals, and what follows by itself.

    receive > admit > check (BRP, SHV) > match and weigh > a person decides > reach > close > tell > erase

Each stage may run again: what was done is not done twice. Nothing here decides anything; the rooms do.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypedDict, Unpack

from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.alongside import Alongside
from tijdig.casework.actions.attempts import lapse_written_attempts
from tijdig.casework.actions.matching import Matched, match_again, open_zaken
from tijdig.casework.actions.rechecked import hear_checks
from tijdig.casework.actions.weighing import propose_wegingen
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.search_words import refresh_stale_words
from tijdig.checks.actions.forward import forward_known
from tijdig.checks.actions.identify import Checked, identify_signals, recheck_shv
from tijdig.checks.actions.shv_register import ask_shv_register
from tijdig.connectors.brp.client import BrpClient
from tijdig.ddas.actions.rehearse import rehearse
from tijdig.ddas.queries import is_collected_from, usual_vraag
from tijdig.feedback.actions.deliver import send_waiting
from tijdig.feedback.actions.prepare import prepare_feedback
from tijdig.intake.actions.admit import admit_aanlevering
from tijdig.intake.models import Aanlevering
from tijdig.monitor.actions.rebuild import rebuild_kubus
from tijdig.outreach.actions.walk_visits import lapse_rondes
from tijdig.privacy.actions.erase import erase_expired
from tijdig.rules.terms import Zaakstatus

type Progress = Callable[[str, int], None]
type Tell = Callable[[int], None]
ALONGSIDE = 2_000  # so many ready: enough for the next stage to begin


class Work(TypedDict):
    """For whom, on which day, and who does it."""

    gemeente_code: str
    today: date
    by: Actor


@dataclass(frozen=True)
class Processed:
    """What came of one delivery."""

    aanlevering: Aanlevering
    checked: Checked
    matched: Matched


def process_aanlevering(
    aanlevering_id: str, *, gemeente_code: str, today: date, by: Actor, progress: Progress | None = None,
    brp: BrpClient | None = None,
) -> Processed:  # fmt: skip
    """From delivery to proposal. Call it again after a crash: it goes on where it was."""
    admitted: list[Aanlevering] = []

    def admit(tell: Tell) -> None:
        # Wgs 3.1.b, 8b: may we process it?
        admitted.append(admit_aanlevering(aanlevering_id, gemeente_code=gemeente_code, by=by, progress=tell))

    stages = Stages(gemeente_code=gemeente_code, today=today, by=by, progress=progress, brp=brp)
    checked, matched = stages.run(admit)
    return Processed(admitted[0], checked, matched)


def follow_up_signals(
    *, gemeente_code: str, today: date, by: Actor, progress: Progress | None = None, retry_now: bool = False,
    brp: BrpClient | None = None,
) -> tuple[Checked, Matched]:  # fmt: skip
    """Everything that waits in a gemeente goes one step further, whichever delivery it came from."""
    stages = Stages(
        gemeente_code=gemeente_code, today=today, by=by, progress=progress, brp=brp, retry_now=retry_now
    )
    return stages.run()


@dataclass(kw_only=True)
class Stages:
    """The stages in their order; each goes on with what is ready while the one before it does the rest."""

    gemeente_code: str
    today: date
    by: Actor
    progress: Progress | None = None
    brp: BrpClient | None = None
    retry_now: bool = False
    counted: Counter[str] = field(default_factory=Counter)

    def run(self, admit: Callable[[Tell], None] | None = None) -> tuple[Checked, Matched]:
        def join() -> Matched:
            # Leidraad 3.5: one address, one zaak. Leidraad 5.8: the kader proposes, a person decides.
            return open_zaken(**self._work)

        with Alongside(join, every=ALONGSIDE) as joining:

            def check() -> Checked:
                # Wgs 8b; Wet BRP 1.7: who is it? Leidraad 3.2.6: are they helped already?
                tell = self._telling("controleren", joining)
                return identify_signals(**self._work, retry_now=self.retry_now, brp=self.brp, progress=tell)

            with Alongside(check, every=ALONGSIDE) as checking:
                if admit is not None:
                    admit(self._telling("lezen", checking))
            checked = sum([*checking.results, check()], Checked())
        # Awb 2:3: whoever lives elsewhere is sent on without delay.
        forward_known(**self._work)
        # Who has another name now is found by it.
        refresh_stale_words(gemeente_code=self.gemeente_code, since=self.today)
        matched = sum([*joining.results, join()], Matched())
        # Who came under curatele, died or is a minor is not called or visited any more: the step changes now.
        hear_checks(**self._work, joined=matched.aangevuld)
        # Leidraad 3.2.6: where the register has a service, it is asked before anybody decides.
        if ask_shv_register(**self._work):
            renew_shv(**self._work)
        # Leidraad 6: what may be told is put ready.
        prepare_feedback(**self._work)
        send_waiting(**self._work)
        return checked, matched

    @property
    def _work(self) -> Work:
        return {"gemeente_code": self.gemeente_code, "today": self.today, "by": self.by}

    def _telling(self, name: str, following: Alongside[Any]) -> Tell:
        """Tell the next stage how many more are done, and whoever watches how many in all."""
        told = 0

        def tell(done: int) -> None:
            nonlocal told
            self.counted[name] += done - told
            following.more(done - told)
            told = done
            if self.progress is not None:
                self.progress(name, self.counted[name])

        return tell


def renew_shv(*, gemeente_code: str, today: date, by: Actor) -> int:
    """A new SHV list came: what is open is checked against it, what nobody decided on is weighed again (R-SHV-1)."""
    changed = recheck_shv(gemeente_code=gemeente_code, today=today, by=by)
    with working_for(gemeente_code):
        proposed = Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD)
        zaken = list(proposed.values_list("pk", flat=True))
    propose_wegingen(zaken, gemeente_code=gemeente_code, today=today, by=by)
    return changed


def end_of_day(*, gemeente_code: str, today: date, by: Actor) -> dict[str, int]:
    """What time itself brings about: letters without reply, feedback that is due, data that must go.

    Where the register does not answer, the data of others still go. Every step may run twice.
    Errors: ExceptionGroup, after all that could be done was done.
    """
    work: Work = {"gemeente_code": gemeente_code, "today": today, "by": by}
    counts: dict[str, int] = {}

    def counted(step: Step) -> None:
        counts.update(step(**work))

    in_turn(partial(counted, step) for step in END_OF_DAY)
    return counts


def in_turn(steps: Iterable[Callable[[], object]]) -> None:
    """Do each of these. One that fails holds up no other. Errors: ExceptionGroup of what failed, at the end."""
    failed: list[Exception] = []
    for step in steps:
        try:
            step()
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("some steps failed, the others were done", failed)


def _match_again(**work: Unpack[Work]) -> dict[str, int]:
    match_again(**work)
    return {}


def _ask_register_again(**work: Unpack[Work]) -> dict[str, int]:
    if ask_shv_register(**work, again=True):
        renew_shv(**work)
    return {}


def _follow_up(**work: Unpack[Work]) -> dict[str, int]:
    follow_up_signals(**work)
    return {}


def _lapse(**work: Unpack[Work]) -> dict[str, int]:
    silent = lapse_written_attempts(**work)
    lapse_rondes(**work)
    return {"niet_bereikt": silent}


def _rehearse(**work: Unpack[Work]) -> dict[str, int]:
    """What will be collected is rehearsed every night, so that there is time to mend it (R-MON-9)."""
    if is_collected_from(work["gemeente_code"]):
        rehearse(vraag=usual_vraag(work["today"], work["gemeente_code"]), **work)
    return {}


def _count_and_erase(**work: Unpack[Work]) -> dict[str, int]:
    """Counted before anything goes, and nothing goes uncounted: the figures outlive the data (R-MON-1, R-BEW-1)."""
    rebuild_kubus(**work)
    erased = erase_expired(**work)
    refresh_stale_words(gemeente_code=work["gemeente_code"])
    return erased


type Step = Callable[..., dict[str, int]]
END_OF_DAY: tuple[Step, ...] = (
    _match_again,
    _ask_register_again,
    _follow_up,
    _lapse,
    _rehearse,
    _count_and_erase,
)
