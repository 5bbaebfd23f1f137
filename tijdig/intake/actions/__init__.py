"""Acts of intake: receive a delivery, admit its lines."""

from .admit import admit_aanlevering
from .receive import receive_aanlevering

__all__ = ["admit_aanlevering", "receive_aanlevering"]
