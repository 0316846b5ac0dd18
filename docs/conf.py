"""How the documentation is built: Sphinx, MyST, Furo; nothing is fetched while building or reading."""

from importlib.metadata import version as version_of

project = "intra-core"
author = "The intra-core contributors"
copyright = author  # noqa: A001 - Sphinx calls it so
release = version_of("intra-core")
version = ".".join(release.split(".")[:2])

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = f"intra-core {version}"
html_copy_source = False
