"""The next stage runs beside the stage before it, and nothing of it goes unseen (spec 14)."""

from threading import Event

import pytest

from tijdig.alongside import Alongside


def test_it_runs_each_time_enough_is_ready_and_one_at_a_time() -> None:
    began, may_end, again = Event(), Event(), Event()

    def work() -> str:
        if began.is_set():
            again.set()
        began.set()
        assert may_end.wait(10)
        return "gedaan"

    with Alongside(work, every=100) as alongside:
        alongside.more(99)
        assert not began.is_set()
        alongside.more(1)
        assert began.wait(10)
        alongside.more(150)  # waits: the first still runs
        may_end.set()
        assert again.wait(10)  # and then it goes on by itself
    assert alongside.results == ["gedaan", "gedaan"]


def test_what_it_raises_is_raised_at_the_end() -> None:
    def work() -> None:
        raise ValueError("de tweede stap viel om")

    with pytest.raises(ValueError, match="viel om"), Alongside(work, every=1) as alongside:
        alongside.more(1)


def test_a_failure_of_the_stage_itself_comes_first() -> None:
    def work() -> None:
        raise ValueError("de tweede stap viel om")

    def stage() -> None:
        with Alongside(work, every=1) as alongside:
            alongside.more(1)
            raise KeyError

    with pytest.raises(KeyError):
        stage()
