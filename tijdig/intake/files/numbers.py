"""A number of JSON or a spreadsheet as text that cannot be misread: a comma before the decimals, always.

In a delivered text "1.234" is twelve hundred and thirty-four, but the number 1.234 is not.
"""

from decimal import Decimal

CENT = Decimal("0.01")
NOISE = Decimal("0.000001")  # what adding up in binary leaves behind
LONGEST = 30  # digits; a longer number is no amount, date or house number


def number_text(value: float | Decimal) -> str:
    """3.0 → "3"; 12.5 → "12,5"; 12.340000000000002 → "12,34"; what is no number at all comes back as written."""
    exact = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or abs(exact.adjusted()) > LONGEST:
        return str(exact)
    rounded = exact.quantize(CENT) if exact.adjusted() < LONGEST - 6 else exact
    if abs(rounded - exact) < NOISE:
        exact = rounded
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
