"""The masters of sheets: from the cache, or laid out now and kept there. They hold no value."""

from __future__ import annotations

from collections.abc import Iterable

from kat_handouts.batch.cache import About, Cache
from kat_handouts.batch.inputs import key_of, with_templates
from kat_handouts.batch.keys import KeyedSheet, KeyResolver
from kat_handouts.filling.master import Master, master_of
from kat_handouts.localise.localiser import Localiser
from kat_handouts.model.document import Document
from kat_handouts.model.errors import Finding, InputError, KatHandoutsError
from kat_handouts.model.sheet import Sheet
from kat_handouts.workers.renderer import Renderer


def masters(
    localiser: Localiser, sheets: Iterable[Sheet], renderer: Renderer, cache: Cache | None
) -> dict[Sheet, Master]:
    """Return the master of each sheet.

    Raises `InputError` with what is wrong of all those that cannot be made.
    """
    resolver = KeyResolver(localiser, cache)
    keyed_plan = resolver.resolve(list(sheets))
    findings: list[Finding] = []
    for _, error in keyed_plan.failed:
        findings += error.findings
    found: dict[Sheet, Master] = {}
    waiting: dict[Sheet, KeyedSheet] = {}
    documents: list[Document] = []
    for keyed in keyed_plan.keyed:
        if cache and (pdf := _kept(resolver, cache, keyed)):
            found[keyed.sheet] = master_of(pdf)
            continue
        document = keyed_plan.documents.get(keyed.sheet) or localiser.document(keyed.sheet)
        waiting[keyed.sheet] = resolver.keyed(document)
        documents.append(document)
    for document, result in renderer.render_all(documents) if documents else ():
        if isinstance(result, KatHandoutsError):
            findings += result.findings
            continue
        found[document.sheet] = master_of(result.data)
        keyed = waiting[document.sheet]
        inputs = with_templates(keyed.inputs, result.files)
        if cache and resolver.toolchain.unchanged():
            cache.put(key_of(inputs), result.data, About(result.pages, inputs))
            cache.put_templates(keyed.base, list(result.files))
    if findings:
        raise InputError(dict.fromkeys(findings))
    return found


def _kept(resolver: KeyResolver, cache: Cache, keyed: KeyedSheet) -> bytes | None:
    for templates in cache.get_templates(keyed.base):
        if cached := cache.get(key_of(resolver.inputs(keyed, templates))):
            return cached.data
    return None
