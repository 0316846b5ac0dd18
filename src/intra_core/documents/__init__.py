"""Reports as files: a page, drawings of its charts, a workbook and tables of plain text.

A page, a drawing and a workbook need the extra `documents`; a table as CSV needs nothing.
"""
