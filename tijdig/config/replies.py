"""What residents answered, on the page of a zaak: on its time line, and as the next thing to do (R-OUT-2, R-OUT-6)."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tijdig.accounts.gate import needs
from tijdig.accounts.rights import Right
from tijdig.accounts.staff import StaffRequest
from tijdig.casework.dossier import Dossier
from tijdig.casework.models import Vroegsignaalzaak
from tijdig.casework.moments import Moment
from tijdig.casework.next_action import NextAction
from tijdig.casework.views.closing import Said, page_of_closing
from tijdig.outreach.actions.replies import handle_reply
from tijdig.outreach.models import Reactie, Smsantwoord
from tijdig.outreach.reply.queries import when_of
from tijdig.rules.labels import label, label_in_sentence
from tijdig.rules.notation import day_in_full
from tijdig.rules.terms import Eindresultaat, Reactiesoort, Reactiestand, RedenGeenHulp

from .frame import link

# What an answer proposes for the closing (R-UIT-3); whoever closes the zaak decides.
CLOSING: Mapping[Reactiesoort, Mapping[str, str]] = {
    Reactiesoort.OPGELOST: {"eindresultaat": Eindresultaat.ZELF_OPGELOST},
    Reactiesoort.GEEN_HULP: {
        "eindresultaat": Eindresultaat.WIL_GEEN_HULP, "reden_geen_hulp": RedenGeenHulp.NIET_GEZEGD,
    },
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Right.ZAKEN_BEHANDELEN)
def afronden(request: StaffRequest, zaak_id: int) -> HttpResponse:
    """Close a zaak, with what the resident answered beside the choice; the closing handles that answer."""
    waiting = Reactie.objects.filter(zaak_id=zaak_id, stand=Reactiestand.OPEN).first()
    answer = page_of_closing(request, zaak_id, _said(waiting) if waiting else None)
    if waiting and answer.status_code == HTTPStatus.FOUND:
        handle_reply(waiting.pk, by=request.actor)
    return answer


def _said(reactie: Reactie) -> Said:
    soort = Reactiesoort(reactie.soort)
    words = [f"“{label(soort)}”", when_of(reactie), reactie.boodschap.rstrip(". ")]
    who = "aan de balie" if reactie.door_id else "op de reactiepagina"
    day = timezone.localtime(reactie.gemaakt_op)
    said = [f"{'. '.join(filter(None, words))}.", f"Gezegd {who} op {day_in_full(day)}."]
    if soort in CLOSING:
        said += ["Het eindresultaat is daarom alvast gekozen.", "U beslist."]
    return Said(kop="De inwoner antwoordde", voorstel=CLOSING.get(soort, {}), tekst=" ".join(said))


def replies_of(zaak: Vroegsignaalzaak) -> QuerySet[Reactie]:
    return Reactie.objects.filter(zaak=zaak).select_related("afspraak", "door")


def moments_of_replies(replies: Sequence[Reactie]) -> Iterator[Moment]:
    """Each answer, with what became of it."""
    for reactie in replies:
        told = [when_of(reactie).capitalize(), f"Nummer: {reactie.telefoon}" if reactie.telefoon else ""]
        told.append(reactie.boodschap.rstrip("."))
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


def sms_of(zaak: Vroegsignaalzaak) -> QuerySet[Smsantwoord]:
    return Smsantwoord.objects.filter(zaak=zaak)


def moments_of_sms(sms: Sequence[Smsantwoord]) -> Iterator[Moment]:
    """Each text message as it was written; that it stops the SMS stands beside it as a wish of its own."""
    for one in sms:
        done = label(Reactiestand.AFGEHANDELD) if one.stand != Reactiestand.OPEN else ""
        told = [f"“{one.tekst}”" if one.tekst else "", f"{done}." if done else ""]
        yield Moment(
            op=timezone.localdate(one.ontvangen_op), at=one.ontvangen_op, rank=4, icon="bericht",
            title="Sms van de inwoner", text=" ".join(filter(None, told)), who="De inwoner, per sms",
        )  # fmt: skip


def next_of_replies(
    replies: Sequence[Reactie], sms: Sequence[Smsantwoord], dossier: Dossier
) -> NextAction | None:
    """An answer that waits goes before the next step. It proposes to close; a person decides (AVG art. 22)."""
    if dossier.is_closed or not dossier.may_handle:
        return None
    waiting = next((reactie for reactie in replies if reactie.stand == Reactiestand.OPEN), None)
    if waiting is None:
        unread = any(one.stand == Reactiestand.OPEN for one in sms)
        return NextAction(label="Lees de sms van de inwoner", href=link("reacties:lijst")) if unread else None
    if Reactiesoort(waiting.soort) in CLOSING:
        said = label_in_sentence(Reactiesoort(waiting.soort))
        return NextAction(label=f"Rond af: {said}", href=reverse("casework:afronden", args=[dossier.zaak.pk]))
    return NextAction(label="Bekijk de reactie van de inwoner", href=link("reacties:lijst"))
