"""Archives whose parts have no moment of their own: the same content gives the same bytes, whenever it is written."""

import datetime as dt
import os
import shutil
import zipfile
from pathlib import Path

NO_MOMENT = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (of no place: the first that an archive can tell)


class UndatedArchive(zipfile.ZipFile):
    """An archive that openpyxl writes a workbook into."""

    def writestr(  # type: ignore[override]
        self, name: str, content: str | bytes
    ) -> None:
        """Add a part."""
        super().writestr(_part(name), content)

    def write(  # type: ignore[override]
        self, file: str | os.PathLike[str], name: str
    ) -> None:
        """Add a part that stands in a file, piece by piece."""
        with Path(file).open("rb") as part, self.open(_part(name), "w") as opened:
            shutil.copyfileobj(part, opened)


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, (NO_MOMENT.year, NO_MOMENT.month, NO_MOMENT.day, 0, 0, 0))
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = 3  # on every system the same
    part.external_attr = 0o600 << 16
    return part
