"""A lookup for many values at once: `pk__among=ids` is `id = any(array)`, one parameter whatever the number.

Django's own `in` writes a parameter per value; with the thousands of a chunk, writing and parsing that text costs
more than finding the rows.
"""

from typing import Any

from django.db.models import Field, Lookup
from django.db.models.fields.related import ForeignObject


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """The field is one of the values of a collection."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        """The values as the database knows them, in a list: psycopg makes an array of it."""
        field: Any = getattr(self.lhs.output_field, "target_field", self.lhs.output_field)
        return [field.get_prep_value(value) for value in self.rhs]

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """No value at all: no row."""
        lhs, lhs_params = self.process_lhs(compiler, connection)
        _, rhs_params = self.process_rhs(compiler, connection)
        kind = self.lhs.output_field.db_type(connection)
        kind = "text" if kind.startswith("varchar") else kind  # a cast to a length would cut what is compared
        return f"{lhs} = any(%s::{kind}[])", (*lhs_params, *rhs_params)
