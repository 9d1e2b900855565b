"""The only way a sheet reaches a picture or a style: files below ``templates/``, and pictures that
stand in the page itself."""

from __future__ import annotations

import mimetypes
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kat_handouts.model.errors import RenderError
from kat_handouts.render.template_files import TemplateFiles

# What the program itself puts into a page: a clinic's checked pictures, and codes that it draws.
_PICTURES = ("image/svg+xml;base64,", "image/png;base64,", "image/jpeg;base64,")


class TemplateFetcher(URLFetcher):  # type: ignore[misc]
    """Serves template files by name. Anything else stops the sheet: other schemes, a name or a
    symbolic link that leads out, a file that is not there."""

    def __init__(self, files: TemplateFiles) -> None:
        protocols = {"file", "data"}
        super().__init__(allowed_protocols=protocols, allow_redirects=False, fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file; raises `FatalURLFetchingError` for whatever may not be served."""
        parts = urlsplit(url)
        if parts.scheme == "data" and parts.path.startswith(_PICTURES):
            return super().fetch(url, headers)
        if parts.scheme != "file" or parts.netloc:
            shown = url if len(url) < 80 else url[:77] + "…"
            raise FatalURLFetchingError(f"{shown}: only files of the template folders are served")
        name = unquote(parts.path).removeprefix("/")
        try:
            data = self._files.read(name)
        except RenderError as error:
            raise FatalURLFetchingError(error.findings[0].message) from None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": kind})
