"""Two people act on one zaak in any order of steps: nobody's work is lost (spec 14)."""

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
from tijdig.casework.models import Contactpoging, Notitie, Vroegsignaalzaak
from tijdig.refusals import Refused
from tijdig.rules.terms import Bereikt, Contactsoort

ROUNDS = 200
ACTS = ("poging", "notitie", "neem", "draag_over")


def _act(name: str, zaak: int, versie: int, word: str, by: Actor) -> None:
    match name:
        case "poging":
            record_contactpoging(
                zaak, soort=Contactsoort.TELEFOON, bereikt=Bereikt.NEE, datum=make.TODAY, notitie=word,
                versie=versie, today=make.TODAY, by=by,
            )  # fmt: skip
        case "notitie":
            add_notitie(zaak, tekst=word, by=by)
        case "neem":
            take_zaken([zaak], today=make.TODAY, by=by)
        case _:
            hand_over_zaak(zaak, team=f"Team {word}", reden=word, versie=versie, by=by)


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
                _act(name, zaak, versie, mark, by)
            done.append((name, mark))
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
    assert attempts == marks["poging"], "what was said to be stored is there, and nothing else"
    assert {note for note in notes if not note.startswith("Overgedragen")} == marks["notitie"]
    handed = [note for note in notes if note.startswith("Overgedragen")]
    assert {note.rpartition(": ")[2] for note in handed} == marks["draag_over"]
    assert zaak.team in {f"Team {mark}" for mark in marks["draag_over"]}
    # Each hand-over started from the team that the one before left: no update was overwritten.
    chain = [note.removeprefix("Overgedragen van ").partition(":")[0].split(" aan ") for note in handed]
    assert all(now[0] == earlier[1] for earlier, now in pairwise(chain))
    assert zaak.versie > before
    assert len(done) > ROUNDS // 2
