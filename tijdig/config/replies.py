"""What residents answered, on the page of a zaak: on its time line, and as the next thing to do (R-OUT-6)."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from tijdig.casework.dossier import Dossier
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.moments import Moment
from tijdig.casework.next_action import NextAction
from tijdig.outreach.models import Reactie
from tijdig.outreach.reply.queries import when_of
from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.terms import Reactiesoort, Reactiestand

from .frame import link

CLOSING = (Reactiesoort.OPGELOST, Reactiesoort.GEEN_HULP)


def replies_of(zaak: Vroegsignaalzaak) -> QuerySet[Reactie]:
    return Reactie.objects.filter(zaak=zaak).select_related("afspraak", "door")


def moments_of_replies(replies: Sequence[Reactie]) -> Iterator[Moment]:
    """Each answer, with what became of it."""
    for reactie in replies:
        told = [when_of(reactie).capitalize(), f"Nummer: {reactie.telefoon}" if reactie.telefoon else ""]
        if reactie.stand != Reactiestand.OPEN:
            told.append(label(Reactiestand(reactie.stand)))
        yield Moment(
            op=timezone.localdate(reactie.gemaakt_op),
            at=reactie.gemaakt_op,
            rank=4,
            icon="persoon",
            title=f"Reactie van de inwoner: {label_in_sentence(Reactiesoort(reactie.soort))}",
            text=" ".join(f"{part}." for part in told if part),
            who=f"Aangenomen door {reactie.door}" if reactie.door else "De inwoner, met de code",
        )


def next_of_replies(replies: Sequence[Reactie], dossier: Dossier) -> NextAction | None:
    """An answer that waits goes before the next step. It proposes to close; a person decides (AVG art. 22)."""
    waiting = next((reactie for reactie in replies if reactie.stand == Reactiestand.OPEN), None)
    if waiting is None or dossier.is_closed or not dossier.may_handle:
        return None
    if waiting.soort in CLOSING:
        said = label_in_sentence(Reactiesoort(waiting.soort))
        return NextAction(label=f"Rond af: {said}", href=reverse("casework:afronden", args=[dossier.zaak.pk]))
    return NextAction(label="Bekijk de reactie van de inwoner", href=link("reacties:lijst"))
