"""Text that is safe to open in a spreadsheet.

A cell that starts like a formula is run by Excel and LibreOffice when a CSV is opened; names and remarks
come from outside. Source: OWASP, "CSV Injection".
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula; full-width forms count too."""


def defuse(text: str) -> str:
    """Return `text` with a leading apostrophe when a spreadsheet would run it as a formula.

    Leading blanks are looked through, since a spreadsheet skips them. Everything else comes back
    unchanged, and defusing twice changes nothing more. For cells of text only: a negative number that
    must stay a number is not text.
    """
    if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS):
        return "'" + text
    return text
