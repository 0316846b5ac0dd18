"""Codes: territories (NUTS and ITL), activities (NACE), numbers of undertakings, and legal forms.

A code says something only with its version or revision; an unknown one is told with those that may be meant.

>>> from intra_core.law.codes.places import place, successors
>>> place("SI032", "2021").name, place("BG331", "2024").latin, place("TLG31", "2025").parent
('Podravska', 'Varna', 'TLG3')
>>> successors("SI012", "2010", "2024"), successors("PT17", "2021", "2024"), successors("UKG31", "2016", "2021")
(('SI032',), ('PT1A', 'PT1B'), ('TLG31',))
>>> from intra_core.law.codes.activities import activity, in_revision
>>> activity("25.40", "2").name, in_revision("62.01", "2", "2.1"), activity("61", "2.1").section
('Manufacture of weapons and ammunition', ('62.10',), 'K')
>>> from intra_core.law.codes.exclusions import excluded
>>> [excluded("25.40", revision, "weapons").excluded for revision in ("2", "2.1")]
[True, False]
>>> from intra_core.law.codes.identifiers import vat
>>> vat("SI 50223054").digits.value
'fit'
>>> from intra_core.law.codes.legal_forms import legal_form
>>> legal_form("D. O. O.", "SI").name
'družba z omejeno odgovornostjo'
"""
