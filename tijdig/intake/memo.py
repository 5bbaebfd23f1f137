"""What was found out before, kept as long as there is room."""

ROOM = 50_000  # entries; some megabytes


class Memo[Key, Value](dict[Key, Value]):
    """A dictionary that starts anew when it is full, so that a hostile file cannot make it grow."""

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= ROOM and key not in self:
            self.clear()
        super().__setitem__(key, value)
