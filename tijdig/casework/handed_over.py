"""Who is in schuldhulpverlening already: their zaak goes to the professional who has the contact (R-SHV-1, R-SHV-2).

A schuldhulpverlener sees own clients only: the professional of the gemeente's list bears their name or e-mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from tijdig.accounts.models import Rol, User
from tijdig.checks.models import Toets
from tijdig.intake.models import Vroegsignaal
from tijdig.rules.terms import Aanpak, Rolsoort, Zaakstatus

from .models import Notitie, Vroegsignaalzaak, ZaakInwoner
from .persons import Person, persons_of
from .rows import address_of

HANDED_OVER = Q(status=Zaakstatus.IN_OPVOLGING, aanpak=Aanpak.OVERDRAGEN_SHV)


@dataclass(frozen=True, kw_only=True)
class Client:
    """A resident of a schuldhulpverlener, with the signals that came in about them."""

    zaak: Vroegsignaalzaak
    adres: str
    personen: Sequence[Person]
    signalen: Sequence[Vroegsignaal]


def handed_over(zaken: QuerySet[Vroegsignaalzaak], gemeente_code: str) -> QuerySet[Vroegsignaalzaak]:
    """Of these zaken: open and given to schuldhulpverlening, with `professional` and `aangenomen`; crisis first."""
    checks = Toets.objects.filter(vroegsignaal__zaaksignaal__zaak=OuterRef("pk")).exclude(shv_professional="")
    return (
        zaken.filter(HANDED_OVER)
        .annotate(
            professional=Subquery(checks.order_by("-op").values("shv_professional")[:1]),
            aangenomen=_taken_on(gemeente_code),
        )
        .order_by("-crisis", "ontvangen_op", "pk")
    )


def clients_of(user_id: int | None, gemeente_code: str) -> QuerySet[Vroegsignaalzaak]:
    """Zaken about clients of this schuldhulpverlener that they did not take on yet; crisis first (R-TRM-2)."""
    user = User.objects.filter(pk=user_id or 0).first()
    names = [name for name in (user.get_full_name(), user.email) if name] if user else []
    about = Toets.objects.filter(_named(names), vroegsignaal__zaaksignaal__zaak=OuterRef("pk"))
    zaken = Vroegsignaalzaak.objects.filter(HANDED_OVER, Exists(about), ~_taken_on(gemeente_code))
    return zaken.order_by("-crisis", "ontvangen_op", "pk")


def _named(names: Sequence[str]) -> Q:
    found = Q(pk__in=[])
    for name in names:
        found |= Q(shv_professional__iexact=name)
    return found


def _taken_on(gemeente_code: str) -> Exists:
    """A zaak is taken on when somebody with that role here wrote so on it."""
    theirs = Rol.objects.filter(
        user=OuterRef("door"), gemeente_id=gemeente_code, soort=Rolsoort.SCHULDHULPVERLENER
    )
    return Exists(Notitie.objects.filter(Exists(theirs), zaak=OuterRef("pk")))


def with_signals(zaken: QuerySet[Vroegsignaalzaak]) -> QuerySet[Vroegsignaalzaak]:
    """With the persons and signals that the list shows: two queries, whatever the number of zaken."""
    return zaken.prefetch_related(
        Prefetch("zaakinwoners", ZaakInwoner.objects.select_related("inwoner")),
        "zaaksignalen__vroegsignaal__partner",
        "zaaksignalen__vroegsignaal__toets",
    )


def client_of(zaak: Vroegsignaalzaak) -> Client:
    """One zaak of the list, read with `with_signals`."""
    signals = [joined.vroegsignaal for joined in zaak.zaaksignalen.all()]
    people = [joined.inwoner for joined in zaak.zaakinwoners.all()]
    today = zaak.geopend_op
    return Client(
        zaak=zaak, adres=address_of(zaak), personen=persons_of(people, signals, today),
        signalen=sorted(signals, key=lambda s: (s.ontvangen_op, s.pk), reverse=True),
    )  # fmt: skip
