"""A delivery that is refused whole."""

from tijdig.rules.terms import Afwijzing


class DeliveryRefused(Exception):
    """Nothing of this delivery is taken. `uitleg` is one plain Dutch sentence that says what to do."""

    def __init__(self, code: Afwijzing, uitleg: str) -> None:
        super().__init__(uitleg)
        self.code, self.uitleg = code, uitleg

    def as_json(self) -> dict[str, str]:
        return {"code": str(self.code), "uitleg": self.uitleg}
