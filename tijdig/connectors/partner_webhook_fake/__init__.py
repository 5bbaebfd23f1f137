"""A receiver as a partner would build one: it checks the signature and does nothing twice. For tests and the demo."""

from .server import FakePartner, Fault, Got

__all__ = ["FakePartner", "Fault", "Got"]
