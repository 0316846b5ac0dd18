"""Letters that pages, images and workbooks can hold, and how their markup writes them."""

import html
import re

STAND_IN = "\N{REPLACEMENT CHARACTER}"

_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Control characters, halves of letters and what Unicode calls noncharacters: neither HTML nor XML can hold them."""


def visible(text: str) -> str:
    r"""Put a stand-in for every letter that markup cannot hold; a line ends with "\n" alone.

    An image with a control character in it is not merely wrong: the library that draws it ends the whole process.

    >>> visible("one\r\ntwo\0")
    'one\ntwo�'
    """
    return _FORBIDDEN.sub(STAND_IN, text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Write a text so that markup takes it for nothing but text, in an element as in an attribute.

    >>> escaped('<b>"R&D"</b>')
    '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;'
    """
    return html.escape(visible(text), quote=True)
