"""Who acts: a person with the rights of their roles in one gemeente, or the system itself."""

from dataclasses import dataclass, field

from .rights import EVERY_RIGHT, Right


@dataclass(frozen=True, kw_only=True)
class Actor:
    """`str(actor)` is the code that goes into the audit trail: never a name."""

    code: str
    rights: frozenset[Right]
    user_id: int | None = None
    name: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.code

    def refusal_without(self, right: Right) -> str | None:
        """Why this actor may not, or None. Source: R-ROL-1."""
        if right in self.rights:
            return None
        return "U heeft voor deze handeling geen recht. Vraag het aan uw functioneel beheerder."


SYSTEM = Actor(code="systeem", rights=EVERY_RIGHT, name="Tijdig")
