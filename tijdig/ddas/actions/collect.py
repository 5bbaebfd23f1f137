"""Let an afnemer collect: the pages are fixed once, and every page that leaves is recorded per gemeente (R-MON-9)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.utils import timezone

from tijdig.accounts.context import enter, working_for
from tijdig.accounts.models import Gemeente
from tijdig.audit.record import record
from tijdig.ddas.facts import Bereik, numbers_in, reading_for
from tijdig.ddas.models import Ddaslevering, Ddasronde
from tijdig.ddas.queries import may_collect
from tijdig.ddas.taken import note_taken
from tijdig.ddas.writing import Geschreven, head_of_message, message, name_of
from tijdig.policies import policy_on
from tijdig.refusals import require
from tijdig.rules.ddas_paging import stretches
from tijdig.rules.terms import Leverkanaal

from .deliver import Vraag


def start_ronde(
    *, afnemer_id: int, vraag: Vraag, organisatie: str, code: str, paginagrootte: int, today: date, by: str
) -> Ddasronde | None:
    """Fix which signals of which gemeente stand on which page. None: no gemeente lets this afnemer collect.

    `organisatie`: only the gemeente that delivers under this name; empty for all. `code`: the question in short.
    """
    with reading_for(""):
        ronde = Ddasronde(
            afnemer_id=afnemer_id, vraag=code, dag=today, paginagrootte=paginagrootte, signalen=0, paginas=[]
        )
        for gemeente in Gemeente.objects.order_by("pk"):
            if organisatie and organisatie != name_of(gemeente):
                continue
            enter(gemeente.pk)
            if may_collect(afnemer_id, today):
                _add_gemeente(ronde, gemeente.pk, vraag, by)
        if not ronde.paginas:
            return None
        ronde.save()
    return ronde


def _add_gemeente(ronde: Ddasronde, gemeente: str, vraag: Vraag, by: str) -> None:
    if ronde._state.adding and not ronde.paginas:
        ronde.save()  # a delivery points at it
    last_page = ronde.paginas[-1] if ronde.paginas else []
    room = ronde.paginagrootte - sum(part[4] for part in last_page)
    numbers = numbers_in(Bereik(gemeente=gemeente, van=vraag.van, tot=vraag.tot))
    parts = list(stretches(numbers, ronde.paginagrootte, room=room or None)) or [(0, 0, 0)]
    levering = Ddaslevering.objects.create(
        gemeente_id=gemeente, ronde=ronde, kanaal=Leverkanaal.API, versie=vraag.versie, van=vraag.van, tot=vraag.tot,
        signalen=sum(count for _, _, count in parts), grenzen=[[first, last] for first, last, _ in parts], door=by,
    )  # fmt: skip
    for number, (first, last, count) in enumerate(parts):
        part = [gemeente, str(levering.pk), first, last, count]
        if number == 0 and ronde.paginas and room > 0:
            ronde.paginas[-1].append(part)
        else:
            ronde.paginas.append([part])
    ronde.signalen += levering.signalen
    record("ddas.voorbereid", subject=f"ddaslevering:{levering.pk}", by=by, ground="wgs.9",
           signalen=levering.signalen, paginas=len(parts), versie=vraag.versie)  # fmt: skip


def fetch_page(
    ronde: Ddasronde, *, vraag: Vraag, pagina: int, write: Callable[[bytes], object], by: str
) -> None:
    """One page as a message, written piece by piece: memory stays flat. What leaves is recorded before it leaves.

    Errors: Refused when a gemeente on it took back that this afnemer may collect.
    """
    parts = ronde.paginas[pagina - 1]
    for code, *_ in parts:
        with working_for(code):
            allowed = may_collect(ronde.afnemer_id, ronde.dag)
            require(None if allowed else "Een gemeente heeft haar toestemming ingetrokken. Begin opnieuw.")
    bereiken = [
        Bereik(gemeente=code, van=vraag.van, tot=vraag.tot, eerste=first, laatste=last)
        for code, _, first, last, _ in parts
    ]
    written = Geschreven()
    kop = head_of_message(vraag.van, vraag.tot, timezone.localtime())
    lijsten = policy_on(ronde.dag, bereiken[0].gemeente).uitwisseling.versies[vraag.versie]
    for piece in message(kop, bereiken, lijsten, written):
        write(piece)
    for code, levering_id, *_ in parts:
        with working_for(code):
            note_taken(Ddaslevering.objects.get(pk=UUID(levering_id)), [pagina], written)
            record("ddas.opgehaald", subject=f"ddaslevering:{levering_id}", by=by, ground="wgs.9", pagina=pagina,
                   signalen=written.signalen[code], zaken=written.zaken[code])  # fmt: skip
