"""The files that somebody chooses."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 40


class SeveralFiles(forms.FileInput):
    """A DDAS delivery has a file for every page."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or more, each checked as one is."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data if isinstance(data, (list, tuple)) else [data]
        one = super().clean
        return [one(file, initial) for file in chosen[:MOST_FILES] or [None]]


class InleesForm(forms.Form):
    """One file, or the pages of a DDAS delivery."""

    bestanden = SeveralFilesField(
        label="Bestand", allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": ".csv,.parquet,.json", "multiple": True}),
        help_text="CSV, Parquet of DDAS (JSON). Van een DDAS-levering kiest u alle bestanden tegelijk.",
        error_messages={"required": "Kies een bestand."},
    )  # fmt: skip

    def chosen(self) -> Sequence[UploadedFile]:
        return list(self.cleaned_data["bestanden"])
