"""Who handles a zaak, remarks on it, and splitting one address into two zaken."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Rol
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.bulk import insert_rows
from tijdig.casework import permissions
from tijdig.casework.clocks import refresh_clocks
from tijdig.casework.colleagues import HANDLERS, colleagues_of
from tijdig.casework.counting import lookback_on, refresh_counts
from tijdig.casework.models import Notitie, Vermelding, Vroegsignaalzaak, Weging, ZaakInwoner, ZaakSignaal
from tijdig.casework.new_zaken import new_kenmerk
from tijdig.casework.proposing import lock_open
from tijdig.casework.search_words import refresh_words
from tijdig.casework.standing_in import ids_replaced_by
from tijdig.casework.steps import refresh_steps
from tijdig.refusals import require
from tijdig.rules.mentions import called_on

from .opening import locked_zaak


@transaction.atomic
def assign_zaken(zaken: Iterable[int], *, aan: int | None, by: Actor) -> int:
    """Give open zaken to a colleague (id of the user), or to nobody. Returns how many. Errors: Refused."""
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN))
    if aan is not None:
        known = Rol.objects.filter(user_id=aan, soort__in=HANDLERS).exists()
        require(None if known else "Deze collega behandelt in deze gemeente geen zaken.")
    ids = lock_open(sorted(set(zaken)))
    Vroegsignaalzaak.objects.filter(pk__in=ids).update(behandelaar_id=aan, versie=F("versie") + 1)
    for pk in ids:
        record(
            "zaak.toegewezen", subject=f"zaak:{pk}", by=by, ground="wgs.3.1.b", aan=f"gebruiker:{aan or 0}"
        )
    return len(ids)


@transaction.atomic
def take_zaken(zaken: Iterable[int], *, today: date, by: Actor) -> int:
    """Take open zaken oneself: those of nobody, and those for whose behandelaar one stands in. Returns how many.

    What a colleague handles stays with them; the page says so when the count is less than was asked. Errors: Refused.
    """
    require(by.refusal_without(Right.ZAKEN_BEHANDELEN))
    free = Q(behandelaar__isnull=True) | Q(behandelaar__in=ids_replaced_by(by.user_id, today))
    ids = list(
        Vroegsignaalzaak.objects.filter(free, pk__in=lock_open(sorted(set(zaken)))).values_list(
            "pk", flat=True
        )
    )
    Vroegsignaalzaak.objects.filter(pk__in=ids).update(behandelaar_id=by.user_id, versie=F("versie") + 1)
    for pk in ids:
        record("zaak.genomen", subject=f"zaak:{pk}", by=by, ground="wgs.3.1.b")
    return len(ids)


@transaction.atomic
def hand_over_zaken(zaken: Iterable[int], *, team: str, reden: str, gemeente_code: str, by: Actor) -> int:
    """Another team takes these open zaken, with one reason (R-TRI-7). Those it has already are passed over.

    Returns how many. Errors: Refused.
    """
    require(
        by.refusal_without(Right.ZAKEN_BEHANDELEN),
        None if team.strip() else "Kies een team.",
        None if reden.strip() else "Schrijf op waarom u de zaken overdraagt.",
    )
    rows = list(
        Vroegsignaalzaak.objects.filter(pk__in=lock_open(sorted(set(zaken))))
        .exclude(team=team.strip())
        .values_list("pk", "team")
    )
    ids = [pk for pk, _ in rows]
    Vroegsignaalzaak.objects.filter(pk__in=ids).update(
        team=team.strip(), behandelaar=None, versie=F("versie") + 1
    )
    Notitie.objects.bulk_create(
        Notitie(gemeente_id=gemeente_code, zaak_id=pk, door_id=by.user_id,
                tekst=f"Overgedragen van {before or 'geen team'} aan {team.strip()}: {reden.strip()}")
        for pk, before in rows
    )  # fmt: skip
    for pk in ids:
        record("zaak.overgedragen", subject=f"zaak:{pk}", by=by, ground="leidraad.8.6")
    return len(ids)


@transaction.atomic
def hand_over_zaak(zaak_id: int, *, team: str, reden: str, versie: int, by: Actor) -> None:
    """Another team takes the zaak, with a reason (R-TRI-7). Nobody of the old team keeps it. Errors: Refused."""
    zaak = locked_zaak(zaak_id, versie=versie)
    require(
        permissions.refusal_to_handle(zaak, by),
        None if reden.strip() else "Schrijf op waarom u de zaak overdraagt.",
        None if team.strip() and team != zaak.team else "Kies een ander team.",
    )
    before, zaak.team, zaak.behandelaar, zaak.versie = zaak.team, team.strip(), None, zaak.versie + 1
    zaak.save(update_fields=["team", "behandelaar", "versie"])
    Notitie.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, door_id=by.user_id,
        tekst=f"Overgedragen van {before or 'geen team'} aan {zaak.team}: {reden.strip()}",
    )  # fmt: skip
    record("zaak.overgedragen", subject=f"zaak:{zaak.pk}", by=by, ground="leidraad.8.6")


@transaction.atomic
def add_notitie(zaak_id: int, *, tekst: str, by: Actor, roept: Iterable[int] = ()) -> Notitie:
    """Write a remark. It does not clash with anybody's work, so no version is asked. Errors: Refused.

    `roept`: ids of colleagues to call on, beside those named with an @ in the text. Only who may see the zaak.
    """
    zaak = Vroegsignaalzaak.objects.select_for_update().get(pk=zaak_id)
    require(
        by.refusal_without(Right.ZAKEN_BEHANDELEN),
        "De notitie is leeg." if not tekst.strip() else None,
        "De gegevens van deze zaak zijn gewist." if zaak.gewist_op else None,
    )
    called = _called_on(zaak, tekst, set(roept))
    notitie = Notitie.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, tekst=tekst.strip(), door_id=by.user_id
    )
    Vermelding.objects.bulk_create(
        Vermelding(gemeente_id=zaak.gemeente_id, notitie=notitie, wie_id=pk) for pk in sorted(called)
    )
    record("notitie.geschreven", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.3.1.b", genoemd=len(called))
    return notitie


def _called_on(zaak: Vroegsignaalzaak, tekst: str, chosen: set[int]) -> set[int]:
    """Ids of the colleagues this note calls on. Errors: Refused when one may not see the zaak."""
    if not chosen and "@" not in tekst:
        return set()
    colleagues = colleagues_of(zaak.gemeente_id)
    named, unknown = called_on(tekst, colleagues.working())
    called = chosen | named
    require(
        "Achter een @ staat geen naam van één collega. Kies de collega in de lijst, of laat het @-teken weg."
        if unknown else None,
        "Een collega die u noemt, mag deze zaak niet zien. Kies iemand anders, of draag de zaak eerst over."
        if called - set(colleagues.seeing(zaak)) else None,
    )  # fmt: skip
    return called


@transaction.atomic
def read_vermeldingen(zaak_id: int, *, by: Actor) -> int:
    """Who is called on looks at the zaak: what was unread is read. Returns how many."""
    unread = Vermelding.objects.filter(notitie__zaak_id=zaak_id, wie_id=by.user_id, gelezen_op__isnull=True)
    count = unread.update(gelezen_op=timezone.now())
    if count:
        record("vermelding.gelezen", subject=f"zaak:{zaak_id}", by=by, ground="wgs.3.1.b", aantal=count)
    return count


@transaction.atomic
def split_zaak(
    zaak_id: int, *, signalen: Iterable[int], reden: str, versie: int, today: date, by: Actor
) -> Vroegsignaalzaak:
    """Two adults who do not share a household: move these signals to a zaak of their own (R-MAT-1).

    `signalen`: ids of vroegsignalen of this zaak, not all of them. Errors: Refused.
    """
    zaak = locked_zaak(zaak_id, versie=versie)
    own = set(ZaakSignaal.objects.filter(zaak=zaak).values_list("vroegsignaal_id", flat=True))
    moved = set(signalen) & own
    require(
        permissions.refusal_to_handle(zaak, by),
        "Schrijf op waarom u de zaak splitst." if not reden.strip() else None,
        "Kies minstens één signaal, maar niet alle." if not moved or moved == own else None,
    )
    new = _twin(zaak, today)
    ZaakSignaal.objects.filter(zaak=zaak, vroegsignaal_id__in=moved).update(zaak=new)
    Notitie.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=new, tekst=f"Gesplitst van {zaak.kenmerk}: {reden.strip()}",
        door_id=by.user_id,
    )  # fmt: skip
    _persons_follow_signals([zaak.pk, new.pk], zaak.gemeente_id)
    refresh_words([zaak.pk, new.pk], gemeente_code=zaak.gemeente_id)
    _count_again([zaak.pk, new.pk], zaak.gemeente_id, today)
    record(
        "zaak.gesplitst",
        subject=f"zaak:{zaak.pk}",
        by=by,
        ground="leidraad.3.5",
        naar=new.pk,
        signalen=len(moved),
    )
    return new


def _twin(zaak: Vroegsignaalzaak, today: date) -> Vroegsignaalzaak:
    """A new zaak on the same address; the proposal of the old one is copied so that it does not wait unseen."""
    new = Vroegsignaalzaak.objects.get(pk=zaak.pk)
    new.pk, new._state.adding = None, True
    new.kenmerk, new.geopend_op, new.versie = new_kenmerk(), today, 1
    new.save(force_insert=True)
    for weging in Weging.objects.filter(zaak=zaak).exclude(stand=Weging.Stand.VERVALLEN).order_by("id"):
        weging.pk, weging._state.adding, weging.zaak = None, True, new
        weging.save(force_insert=True)
    return new


def _persons_follow_signals(zaken: list[int], gemeente_code: str) -> None:
    ZaakInwoner.objects.filter(zaak_id__in=zaken).delete()
    pairs = (
        ZaakSignaal.objects.filter(zaak_id__in=zaken, vroegsignaal__toets__inwoner__isnull=False)
        .values_list("zaak_id", "vroegsignaal__toets__inwoner_id")
        .distinct()
    )
    insert_rows(ZaakInwoner, ("gemeente", "zaak", "inwoner"), [(gemeente_code, *pair) for pair in pairs])


def _count_again(zaken: list[int], gemeente_code: str, today: date) -> None:
    refresh_counts(zaken, **lookback_on(today, gemeente_code))
    refresh_clocks(zaken, gemeente_code=gemeente_code)
    refresh_steps(zaken, today=today)
    Vroegsignaalzaak.objects.filter(pk__in=zaken).update(versie=F("versie") + 1)
