"""The check digits of numbers, as python-stdnum knows them (the extra `ids`); without it nobody looks at them."""

from collections.abc import Callable, Mapping
from functools import cache


@cache
def rules() -> Mapping[str, Callable[[str], bool]]:
    """Give the rules by the names they have there; none if the extra `ids` is not installed.

    >>> rules()["si.ddv"]("50223054"), rules()["si.ddv"]("50223055")
    (True, False)
    """
    try:
        from stdnum import lei  # noqa: PLC0415 (an extra, and slow to import)
        from stdnum.bg import vat as bg_vat  # noqa: PLC0415 (likewise)
        from stdnum.es import cif, dni, nie  # noqa: PLC0415 (likewise)
        from stdnum.es import nif as es_nif  # noqa: PLC0415 (likewise)
        from stdnum.eu import vat as eu_vat  # noqa: PLC0415 (likewise)
        from stdnum.gb import vat as gb_vat  # noqa: PLC0415 (likewise)
        from stdnum.it import codicefiscale, iva  # noqa: PLC0415 (likewise)
        from stdnum.pt import nif as pt_nif  # noqa: PLC0415 (likewise)
        from stdnum.si import ddv, maticna  # noqa: PLC0415 (likewise)
    except ImportError:
        return {}
    return {
        "bg.vat": bg_vat.is_valid,
        "es.cif": cif.is_valid,
        "es.dni": dni.is_valid,
        "es.nie": nie.is_valid,
        "es.nif": es_nif.is_valid,
        "eu.vat": eu_vat.is_valid,
        "gb.vat": gb_vat.is_valid,
        "it.codicefiscale": codicefiscale.is_valid,
        "it.iva": iva.is_valid,
        "lei": lei.is_valid,
        "pt.nif": pt_nif.is_valid,
        "si.ddv": ddv.is_valid,
        "si.maticna": maticna.is_valid,
    }


def fits(rule: str, number: str) -> bool | None:
    """Say whether the check digits of a number fit a rule; None where the extra `ids` is not installed.

    >>> fits("lei", "213800KUD8LAJWSQ9D15")
    True
    """
    check = rules().get(rule)
    return None if check is None else bool(check(number))
