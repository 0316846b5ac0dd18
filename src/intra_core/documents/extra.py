"""What is told where the extra `documents` is not installed."""

PACKAGES = ("altair", "openpyxl", "vl_convert")


def told(error: ModuleNotFoundError) -> ModuleNotFoundError:
    """Give the error that names the extra, if that is what is missing; else the error as it came.

    >>> print(told(ModuleNotFoundError("No module named 'altair'", name="altair")))
    pages, charts and workbooks need the extra `documents`: pip install 'intra-core[documents]'
    """
    if (error.name or "").partition(".")[0] not in PACKAGES:
        return error
    missing = "pages, charts and workbooks need the extra `documents`: pip install 'intra-core[documents]'"
    return ModuleNotFoundError(missing, name=error.name)
