"""Acts on partners and agreements."""

from .partners import add_overeenkomst, add_partner, change_partner, end_overeenkomst

__all__ = ["add_overeenkomst", "add_partner", "change_partner", "end_overeenkomst"]
