"""The only way a sheet reaches a picture or a style: files below the template folders, and
pictures that stand in the page itself."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# What the program itself puts into a page: a clinic's checked logo, and codes that it draws.
_PICTURES = ("image/svg+xml;base64,", "image/png;base64,")


class TemplateFetcher(URLFetcher):  # type: ignore[misc]
    """Serves files below some folders. Anything else stops the sheet: other schemes, a path or
    a symbolic link that leads out, a file that is not there."""

    def __init__(self, folders: Iterable[Path]) -> None:
        protocols = {"file", "data"}
        super().__init__(allowed_protocols=protocols, allow_redirects=False, fail_on_errors=True)
        self._folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file; raises `FatalURLFetchingError` for whatever may not be served."""
        parts = urlsplit(url)
        if parts.scheme == "data" and parts.path.startswith(_PICTURES):
            return super().fetch(url, headers)
        if parts.scheme != "file" or parts.netloc:
            shown = url if len(url) < 80 else url[:77] + "…"
            raise FatalURLFetchingError(f"{shown}: only files of the template folders are served")
        path = Path(unquote(parts.path))
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            raise FatalURLFetchingError(f"{path}: there is no such file") from None
        if not any(real.is_relative_to(folder) for folder in self._folders):
            raise FatalURLFetchingError(f"{path}: lies outside the template folders")
        if not real.is_file():
            raise FatalURLFetchingError(f"{path}: is not a file")
        kind = mimetypes.guess_type(real.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, real.read_bytes(), {"Content-Type": kind})
