"""The column that every table of a gemeente has."""

from enum import StrEnum

from django.db import models

from .models import Gemeente


class OfGemeente(models.Model):
    """A row of one gemeente; row-level security keeps it from all others (R-ROL-2)."""

    # No foreign key: row security lets no row in but of the gemeente one works for, and a gemeente never goes (ADR 12).
    # No index of its own either: each table names one that begins with it, or the parent it is reached by.
    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        abstract = True


def one_of(field: str, choices: type[StrEnum], *, name: str, blank: bool = False) -> models.CheckConstraint:
    """A closed list, kept by the database."""
    values = [str(choice) for choice in choices] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)
