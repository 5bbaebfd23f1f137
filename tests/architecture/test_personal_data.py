"""Every field of every table is kept or erased, and the BSN stands in one place (R-BEW-2)."""

import pytest
from django.apps import apps
from django.db.models import Field, Model

from .source import python_files, shown

OURS = [model for model in apps.get_models() if model.__module__.startswith("tijdig.")]
each_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


def _fields(model: type[Model]) -> dict[str, Field]:
    return {field.name: field for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}


@each_model
def test_every_field_is_either_kept_or_erased(model: type[Model]) -> None:  # R-BEW-2
    keep, erase = set(model.Personal.keep), set(model.Personal.erase)
    assert keep | erase == set(_fields(model))
    assert not keep & erase


@each_model
def test_what_stands_there_after_erasing_fits_the_field(model: type[Model]) -> None:  # R-BEW-2
    fields = _fields(model)
    for name, left in model.Personal.erase.items():
        field = fields[name]
        if left is None:
            assert field.null, f"{name} cannot be empty"
        else:
            assert field.get_prep_value(left) is not None, name


def test_a_readable_bsn_has_no_column_at_all() -> None:
    """Sealed or as a fingerprint only. Source: Wgs art. 8c; ADR 6."""
    columns = {f"{model._meta.label}.{name}" for model in OURS for name in _fields(model) if "bsn" in name}
    assert {column.rpartition(".")[2] for column in columns} <= {"bsn_zegel", "bsn_kenmerk"}
    assert {column for column in columns if column.endswith("bsn_zegel")} == {"checks.Inwoner.bsn_zegel"}


def test_the_sealed_bsn_is_written_once_and_opened_only_for_ddas_and_the_shv_register() -> None:
    """Source: Wgs art. 9; ADR 6; R-MON-9."""
    named = {
        shown(path) for path in python_files("tijdig") if "bsn_zegel" in path.read_text(encoding="utf-8")
    }
    rooms = {name for name in named if "/migrations/" not in name}
    assert rooms == {
        "tijdig/checks/models.py",
        "tijdig/checks/writing.py",
        "tijdig/checks/actions/shv_register.py",  # to be asked about, in the body only (R-SHV-3; Wgs 8c)
        "tijdig/ddas/facts.py",
    }
