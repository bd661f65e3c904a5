"""The report on a learner as PDF: the page, laid out on A4 by WeasyPrint, which the extra `pdf` brings."""

import re
from hashlib import blake2b
from importlib import import_module

_PICTURE = re.compile(r"<svg [^>]*>")
_STYLE = (
    "<style>line{fill:none}.axis,.frame{stroke:#bbb;fill:none}.mark{stroke:#444;stroke-dasharray:3 2}"
    ".reach{stroke:#0b5cad;stroke-width:3}.end{stroke:#0b5cad;stroke-width:2}.dot{fill:#000;stroke:#fff}"
    ".hollow{fill:#fff;stroke:#000}.column{fill:#0b5cad}.none{fill:#bbb}text{fill:#444;font-size:10px;font-family:sans-serif}</style>"
)
"""What pictures look like on paper: here they do not see the page's own style."""


class NoPdf(Exception):
    """PDF cannot be written here; the message says what to do."""


def learner_pdf(page: str) -> bytes:
    """The page as PDF with tags for screen readers and bookmarks; the same page gives the same bytes. Nothing is fetched.

    Raises NoPdf.
    """
    try:
        weasyprint = import_module("weasyprint")
        urls = import_module("weasyprint.urls")
    except ImportError:
        raise NoPdf(
            "PDF needs WeasyPrint, which is not installed: pip install 'rolecall[pdf]', or write HTML and print that."
        ) from None
    except OSError:  # Pango, which it draws with, is no Python package
        raise NoPdf(
            "PDF needs the library Pango, which WeasyPrint does not find: install it (Debian: libpango-1.0-0 and "
            "libpangoft2-1.0-0), or write HTML and print that."
        ) from None
    name = blake2b(page.encode(), digest_size=16).hexdigest().encode()
    styled = _PICTURE.sub(lambda match: match[0] + _STYLE, page)
    nothing = urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=styled, url_fetcher=nothing)
    return bytes(document.write_pdf(pdf_identifier=name, pdf_tags=True))
