"""What a site made, page for page, as `counted` records it."""

from dataclasses import dataclass
from pathlib import Path

APPLICATION = "tests.faults.counted:application"


@dataclass(frozen=True)
class Page:
    path: str
    statements: int


class Record:
    """The record of a site that is served `how` it says."""

    def __init__(self, folder):
        self._file = Path(folder) / "made"
        self._file.write_text("")
        self._read_to = 0
        self.how = {"application": APPLICATION, "environment": {"MADE": str(self._file)}}

    def news(self):
        """The pages that were made since this was last asked."""
        lines = self._file.read_text().splitlines()
        new, self._read_to = lines[self._read_to :], len(lines)
        return [
            Page(path, int(number)) for number, _, path in (line.partition(" ") for line in new)
        ]
