"""A BRP that is not the BRP: a real server that speaks Haal Centraal BRP Personen bevragen 2.7.

For tests, for a demonstration and for measuring. Start at `server.py`; in its own process it runs as
`python -m tijdig.connectors.brp_fake --persons FILE --port N`.
"""

from tijdig.connectors.brp_fake.faults import Fault, FaultKind
from tijdig.connectors.brp_fake.register import load_persons
from tijdig.connectors.brp_fake.server import FakeBrp, Seen
from tijdig.connectors.brp_fake.tokens import FakeOAuth

__all__ = ["FakeBrp", "FakeOAuth", "Fault", "FaultKind", "Seen", "load_persons"]
