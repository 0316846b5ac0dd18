"""The frame of the project INTRA, read from the files beside this one."""

from functools import cache
from importlib import resources

from intra_core.io.decode import document_from
from intra_core.io.frame_file import FrameFiles, frame
from intra_core.model.frame import Frame


@cache
def project_frame() -> Frame:
    """Give the project's phases, claims, recommendations, events, indicators and service terms.

    >>> [claim.said.in_language("en") for claim in project_frame().claims_about("practices-collected")][:2]
    ['89 practices collected and evaluated', '98 study cases identified']
    """
    folder = resources.files("intra_core.handbook")
    names = ("project", "recommendations", "events", "indicators", "services")
    documents = {
        name: document_from(folder.joinpath(f"{name}.toml").read_bytes(), f"handbook/{name}.toml", "toml")
        for name in names
    }
    found = frame(FrameFiles(**documents))
    for document in documents.values():
        document.close()
    return found
