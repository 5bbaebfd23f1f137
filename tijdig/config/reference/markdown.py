"""The little Markdown that the generated pages need."""

from collections.abc import Iterable, Sequence

MARK = "<!-- Written by `tijdig docs` (make docs). Change the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A whole page with its mark, each part set apart by one empty line."""
    return "\n\n".join([MARK, f"# {title}", *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table. A bar or a line end inside a cell does not break it."""
    lines = [_row(headings), _row(["---"] * len(headings))]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def code(text: str) -> str:
    return f"`{text}`"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '\\|').replace(chr(10), ' ') for cell in cells)} |"
