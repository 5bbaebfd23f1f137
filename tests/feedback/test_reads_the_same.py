"""What a partner may not know cannot be read from what it is told either (R-TER-2)."""

import pytest
from django.db.models import CharField, JSONField, TextField

from tests import make
from tests.feedback.ends import End, close, reopen
from tests.feedback.test_prepare import LATER, TOLD, close_again, prepare, tell, told
from tijdig.casework.models import Afsluiting
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.models import Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.feedback import EINDE_VERVALT, NEVER_TOLD
from tijdig.rules.terms import Eindresultaat, Terugkoppelcode

pytestmark = pytest.mark.django_db
E = Eindresultaat


@pytest.fixture
def partner() -> Signaalpartner:
    make.gemeente()
    return make.partner()


HIDDEN = [
    *sorted(NEVER_TOLD),
    E.WIL_GEEN_HULP,
    E.ANDERE_REDEN,
]  # the last two: without consent, after an offer


@pytest.mark.parametrize("als", [als for als, (_, code) in TOLD.items() if code in EINDE_VERVALT])
def test_from_what_takes_a_message_back_nobody_reads_how_it_went_on(
    partner: Signaalpartner, als: Eindresultaat
) -> None:
    # R-TER-2: whatever may not be told became of it, and while nothing did yet, the partner reads the same
    hidden = [None, *(end for end in HIDDEN if end != als or als is E.ANDERE_REDEN)]
    signals = close(partner, *[End(als, toestemming=True)] * len(hidden))
    prepare()
    tell(partner)
    for signal, end in zip(signals, hidden, strict=True):
        zaak = reopen(signal)
        Vroegsignaal.objects.filter(pk=signal.pk).update(opgepakt_op=LATER)
        if end is not None:
            close_again(zaak, end, op=LATER)
    Afsluiting.objects.filter(heropend_op__isnull=False).update(heropend_op=LATER)
    prepare(LATER)
    code = TOLD[als][1]
    assert {tuple(told(signal)) for signal in signals} == {(code, EINDE_VERVALT[Terugkoppelcode(code)])}


def test_a_message_has_no_place_for_a_text() -> None:
    # R-TER-2: what is no closed list is the partner's own
    texts = [
        f.name
        for f in Terugkoppeling._meta.concrete_fields
        if isinstance(f, CharField | TextField | JSONField)
    ]
    assert texts == ["referentie", "soort", "code"]
