"""Order and hours of the doors of a plan: worked out again after every change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tijdig.bulk import update_rows
from tijdig.outreach.models import Bezoek, Bezoekplan
from tijdig.rules.visits import Deur, Huisbezoekbeleid, Plaats, Venster, minutes_of, time_of, walk


def window_of(plan: Bezoekplan) -> Venster:
    return Venster(van=minutes_of(plan.van), tot=minutes_of(plan.tot))


def start_of(plan: Bezoekplan) -> Plaats | None:
    if plan.start_lat is None or plan.start_lon is None:
        return None
    return Plaats(lat=plan.start_lat, lon=plan.start_lon)


def door_of(bezoek: Bezoek, places: Mapping[str, Plaats]) -> Deur:
    window = Venster(van=minutes_of(bezoek.venster_van), tot=minutes_of(bezoek.venster_tot))
    return Deur(plaats=places.get(bezoek.zaak.adres_sleutel), venster=window, voorrang=bezoek.zaak.crisis)


def put_in_order(plan: Bezoekplan, order: Mapping[int, Sequence[int]]) -> None:
    """Write which door (id) is in which round (id) at which place; doors that are not named are in none."""
    named = {bezoek: (ronde, n) for ronde, doors in order.items() for n, bezoek in enumerate(doors, 1)}
    doors = plan.bezoeken.filter(open=True).values_list("pk", flat=True)
    update_rows(
        Bezoek, "id", ("ronde", "volgorde", "aankomst"),
        [(bezoek, *named.get(bezoek, (None, None)), None) for bezoek in doors],
    )  # fmt: skip


def set_times(plan: Bezoekplan, places: Mapping[str, Plaats], beleid: Huisbezoekbeleid) -> None:
    """Write when each door is reached and whether that is inside its window. One query each way."""
    rounds: dict[int, list[Bezoek]] = defaultdict(list)
    doors = plan.bezoeken.filter(open=True, ronde__isnull=False).select_related("zaak")
    for bezoek in doors.order_by("ronde_id", "volgorde"):
        rounds[bezoek.ronde_id or 0].append(bezoek)
    rows = []
    for bezoeken in rounds.values():
        reached = walk(
            [door_of(bezoek, places) for bezoek in bezoeken], start=start_of(plan), venster=window_of(plan),
            minuten_per_deur=plan.minuten_per_deur, beleid=beleid,
        )  # fmt: skip
        rows += [
            (bezoek.pk, time_of(at.minuut), at.op_tijd) for bezoek, at in zip(bezoeken, reached, strict=True)
        ]
    update_rows(Bezoek, "id", ("aankomst", "op_tijd"), rows)
