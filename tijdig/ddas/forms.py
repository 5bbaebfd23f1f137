"""The choices of a delivery: over which period, in which version."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms

from tijdig.ddas.actions.deliver import Vraag
from tijdig.monitor.periods import month_after
from tijdig.monitor.words import month_words
from tijdig.policies import policy_on
from tijdig.rules.ddas_lists import refusal_of_version
from tijdig.rules.ddas_mapping import last_day

from .queries import usual_vraag

PERIODS = 8


class LeveringForm(forms.Form):
    """A period that is over or that runs now, and a version that counts today."""

    periode = forms.ChoiceField(label="Periode")
    versie = forms.ChoiceField(label="Versie van DDAS")

    def __init__(
        self, data: Mapping[str, Any] | None, *, gemeente: str, today: date, chosen: Vraag | None = None
    ) -> None:
        usual = usual_vraag(today, gemeente)
        uitwisseling = policy_on(today, gemeente).uitwisseling
        self._months = uitwisseling.maanden
        first = chosen or usual
        super().__init__(data, initial={"periode": f"{first.van:%Y-%m}", "versie": first.versie})
        periods = [month_after(usual.van, -step * self._months) for step in range(-1, PERIODS)]
        versions = [
            v
            for v in sorted(uitwisseling.versies, reverse=True)
            if not refusal_of_version(uitwisseling, v, today)
        ]
        self._choose(
            "periode", [(f"{van:%Y-%m}", period_words(van, self._end(van), short=True)) for van in periods]
        )
        self._choose("versie", [(versie, versie) for versie in versions])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _end(self, van: date) -> date:
        return last_day(month_after(van, self._months - 1))

    def vraag(self) -> Vraag:
        """What was chosen. Only after `is_valid()`."""
        van = date.fromisoformat(f"{self.cleaned_data['periode']}-01")
        return Vraag(van=van, tot=self._end(van), versie=self.cleaned_data["versie"])


def period_words(van: date, tot: date, *, short: bool = False) -> str:
    """ "juli tot en met september 2026", or short: "jul t/m sep 2026"."""
    last = month_words(tot, short=short)
    if (van.year, van.month) == (tot.year, tot.month):
        return last
    first = month_words(van, short=short)
    if van.year == tot.year:
        first = first.split()[0]
    return f"{first} t/m {last}" if short else f"{first} tot en met {last}"
