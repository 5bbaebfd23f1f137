"""Two people act on one zaak in any order of steps: nobody's work is lost (spec 14)."""

import os
import random
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tests import make
from tests.casework.conftest import CODE, build
from tijdig.accounts.actors import Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.attempts import record_contactpoging
from tijdig.casework.actions.handling import add_notitie, hand_over_zaak, take_zaken
from tijdig.casework.actions.undo import undo_handeling
from tijdig.casework.models import Contactpoging, Handeling, Notitie, Vroegsignaalzaak
from tijdig.casework.undoing import remember, stood
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Bereikt, Contactsoort

ROUNDS = int(os.environ.get("TIJDIG_INTERLEAVINGS", "200"))  # 10000: by hand
ACTS = ("poging", "notitie", "neem", "draag_over", "ongedaan")


def _act(name: str, zaak: int, versie: int, word: str, by: Actor) -> str:
    """Do it. Returns the mark it left, or of an undone attempt the mark that is gone."""
    match name:
        case "poging":
            before = stood(zaak)
            record_contactpoging(
                zaak, soort=Contactsoort.TELEFOON, bereikt=Bereikt.NEE, datum=make.TODAY, notitie=word,
                versie=versie, today=make.TODAY, by=by,
            )  # fmt: skip
            remember(zaak, soort="poging", voor=before, by=by)
        case "ongedaan":
            return _undo(zaak, by)
        case "notitie":
            add_notitie(zaak, tekst=word, by=by)
        case "neem":
            take_zaken([zaak], today=make.TODAY, by=by)
        case _:
            hand_over_zaak(zaak, team=f"Team {word}", reden=word, versie=versie, by=by)
    return word


def _undo(zaak: int, by: Actor) -> str:
    """The last attempt of this person, when nothing followed on it."""
    last = Handeling.objects.filter(zaak_id=zaak, door_id=by.user_id, ongedaan_op__isnull=True).last()
    require(None if last else "Er is niets om ongedaan te maken.")
    assert last is not None
    attempt = Contactpoging.objects.filter(zaak_id=zaak, pk__gt=last.voor["laatste"]["poging"]).first()
    undo_handeling(last.pk, verteld=(), verstuurd=(), today=make.TODAY, by=by)
    assert attempt is not None
    return attempt.notitie


def _one(
    plan: list[str], zaak: int, by: Actor, word: str, start: Barrier, done: list[tuple[str, str]], seed: int
) -> None:
    """A person: look, then act on what was seen; a refusal is told and nothing is stored."""
    chance = random.Random(seed)
    for number, name in enumerate(plan):
        start.wait()
        mark = f"{word}{number}"
        try:
            with working_for(CODE):
                versie = Vroegsignaalzaak.objects.values_list("versie", flat=True).get(pk=zaak)
                if chance.random() < 0.5:
                    connection.cursor().execute("select pg_sleep(%s)", [chance.random() / 200])
                left = _act(name, zaak, versie, mark, by)
            done.append((name, left))
        except Refused:
            pass
    connection.close()


def test_no_interleaving_loses_an_act(real_db: str) -> None:  # §14
    with working_for(CODE):
        house = build()
        bram = make.actor(make.user("bram"))
        zaak = make.zaak(make.checked(house.huur))
    chance = random.Random(20261126)
    start, done, before = Barrier(2), list[tuple[str, str]](), zaak.versie
    plans = [[chance.choice(ACTS) for _ in range(ROUNDS)] for _ in range(2)]
    people: list[Any] = [
        Thread(target=_one, args=(plan, zaak.pk, by, word, start, done, seed))
        for seed, (plan, by, word) in enumerate(zip(plans, (house.by, bram), ("a", "b"), strict=True))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    with working_for(CODE):
        zaak.refresh_from_db()
        attempts = set(Contactpoging.objects.values_list("notitie", flat=True))
        notes = list(Notitie.objects.values_list("tekst", flat=True))
    marks = {name: {mark for act, mark in done if act == name} for name in ACTS}
    assert marks["ongedaan"] <= marks["poging"], "only what was there is undone"
    assert marks["ongedaan"], "some were"
    assert len(marks["ongedaan"]) == [act for act, _ in done].count("ongedaan"), "each once"
    assert attempts == marks["poging"] - marks["ongedaan"], (
        "what was said to be stored is there, and nothing else"
    )
    assert {note for note in notes if not note.startswith("Overgedragen")} == marks["notitie"]
    handed = [note for note in notes if note.startswith("Overgedragen")]
    assert {note.rpartition(": ")[2] for note in handed} == marks["draag_over"]
    assert zaak.team in {f"Team {mark}" for mark in marks["draag_over"]}
    # Each hand-over started from the team that the one before left: no update was overwritten.
    chain = [note.removeprefix("Overgedragen van ").partition(":")[0].split(" aan ") for note in handed]
    assert all(now[0] == earlier[1] for earlier, now in pairwise(chain))
    assert zaak.versie > before
    assert len(done) > ROUNDS // 2
