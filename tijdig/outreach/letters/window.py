"""Where things stand on the sheet, in millimetres from the top left of an A4.

The envelope is C5/6 as sold for A4 in three (110 x 220 mm), window on the left, 90 x 35 mm, 20 mm from the
left and 20 mm from the bottom: the usual Dutch one. The folded sheet is 99 x 210 mm, so it slides 11 mm up
and down and 10 mm sideways. What must be read lies in the part that always shows; what nobody needs to see
lies outside all that can ever show (R-OUT-3: nothing on the outside tells why we write).
"""

from dataclasses import dataclass

ENVELOPE = (220.0, 110.0)
FOLDED_SHEET = (210.0, 99.0)
WINDOW_LEFT, WINDOW_BOTTOM, WINDOW_WIDTH, WINDOW_HEIGHT = 20.0, 20.0, 90.0, 35.0


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle on the sheet, millimetres from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def _areas() -> tuple[Area, Area]:
    slide_x = ENVELOPE[0] - FOLDED_SHEET[0]
    slide_y = ENVELOPE[1] - FOLDED_SHEET[1]
    right = WINDOW_LEFT + WINDOW_WIDTH
    bottom = ENVELOPE[1] - WINDOW_BOTTOM
    top = bottom - WINDOW_HEIGHT
    always = Area(left=WINDOW_LEFT, top=top, right=right - slide_x, bottom=bottom - slide_y)
    ever = Area(left=WINDOW_LEFT - slide_x, top=top - slide_y, right=right, bottom=bottom)
    return always, ever


ALWAYS_VISIBLE, EVER_VISIBLE = _areas()

LAYOUT = {
    "text_left": 22.0,
    "text_right": 22.0,
    "address_left": ALWAYS_VISIBLE.left + 2,
    "address_top": ALWAYS_VISIBLE.top,
    "address_width": ALWAYS_VISIBLE.right - ALWAYS_VISIBLE.left - 3,
    "address_height": ALWAYS_VISIBLE.bottom - ALWAYS_VISIBLE.top,
    "head_width": 100.0,
    "head_height": EVER_VISIBLE.top - 16 - 2,
    "side_left": 128.0,
    "side_width": 62.0,
    "side_height": FOLDED_SHEET[1] - 16 - 1,
    "body_top": FOLDED_SHEET[1] + 2,
}
"""What the page layout needs; the file brief.typ reads it as data."""
