"""Records in XML: packages of Dynamics' Configuration Migration Tool, and Odoo's data files."""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError, iterparse

from leadtui.domain.fields import Kind
from leadtui.transfer.errors import NotATable
from leadtui.transfer.table import Meter, Row, Table, numbered

Opener = Callable[[], IO[bytes]]
Record = dict[str, str]
_KINDS: Final = {
    "lead": Kind.LEAD,
    "account": Kind.ACCOUNT,
    "contact": Kind.CONTACT,
    "opportunity": Kind.OPPORTUNITY,
    "crm.lead": Kind.LEAD,
}
_LARGEST: Final = 1 << 30


def read_xml(path: Path, kind: Kind | None = None) -> Table:
    """The records of one kind in a CMT ``data.xml`` or an Odoo data file; leads where it has some.

    Raises:
        NotATable: damaged, or another kind of XML.
    """
    return _table(path, lambda: path.open("rb"), path.stat().st_size, kind)


def read_cmt_zip(path: Path, kind: Kind | None = None) -> Table:
    """The records of one kind in a zipped CMT package.

    Raises:
        NotATable: damaged, or a zip without ``data.xml``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo("data.xml")
    except (KeyError, zipfile.BadZipFile):
        raise NotATable(
            f"{path.name} is an archive without a table that leadtui knows.",
            "Unpack it and import the file inside.",
        ) from None
    if info.file_size > _LARGEST:
        raise NotATable(f"{path.name} unpacks to more than 1 GB.", "Export fewer records at a time.")

    def opened() -> IO[bytes]:
        return zipfile.ZipFile(path).open("data.xml")

    return _table(path, opened, info.file_size, kind)


def _table(path: Path, opened: Opener, size: int, kind: Kind | None) -> Table:
    counts: Counter[str] = Counter()
    keys: dict[str, dict[str, None]] = {}
    for entity, record in _records(path, opened):
        counts[entity] += 1
        keys.setdefault(entity, {}).update(dict.fromkeys(record))
    wanted = [name for name in counts if _KINDS.get(name) is kind] if kind else _first(counts)
    if not wanted:
        raise NotATable(
            f"{path.name} holds no {kind or 'leads, accounts, contacts or opportunities'}.",
            "It holds: "
            + (", ".join(f"{count} {name}" for name, count in counts.items()) or "no records")
            + ".",
        )
    entity = wanted[0]
    names = list(keys[entity])
    meter = Meter(counts[entity])

    def read() -> Iterator[Row]:
        number = 0
        for found, record in _records(path, opened):
            if found == entity:
                number += 1
                meter.done = number
                yield Row(number, [record.get(name, "") for name in names])

    others = {str(_KINDS[name]): count for name, count in counts.items() if name in _KINDS and name != entity}
    system = "odoo" if "." in entity else "dynamics"
    return Table(
        path.name,
        numbered(names),
        read,
        encoding="utf-8",
        kind=_KINDS[entity],
        system=system,
        others=others,
        meter=meter,
    )


def _first(counts: Counter[str]) -> list[str]:
    return [name for name in _KINDS if counts.get(name)]


def _records(path: Path, opened: Opener) -> Iterator[tuple[str, Record]]:
    """Kind there and fields of each record; what is behind is dropped, so memory stays flat."""
    entity = ""
    _refuse_declarations(path, opened)
    with closing(opened()) as file:
        try:
            for event, node in iterparse(file, ("start", "end")):
                if event == "start":
                    entity = node.get("name", "") if node.tag == "entity" else entity
                elif node.tag == "record":
                    record, model = _fields(node), node.get("model")
                    node.clear()
                    # An Odoo record without a name only changes one that stands above it.
                    if "name" in record or not model:
                        yield model or entity, record
        except ParseError as error:
            raise NotATable(f"{path.name} is not XML: {error}.", "Export the records again.") from None


def _refuse_declarations(path: Path, opened: Opener) -> None:
    """Entities can make a small file unpack without end; no export declares any."""
    with closing(opened()) as file:
        head = file.read(1 << 16)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise NotATable(
            f"{path.name} declares a document type, which no export does.", "Export the records again."
        )


def _fields(node: Element) -> Record:
    record: Record = {}
    if node.get("model"):
        record["id"] = node.get("id", "")
    for field in node.iter("field"):
        name = field.get("name", "")
        reference = field.get("lookupentityname")
        if name == "customerid" and field.get("lookupentity") == "contact":
            name = "parentcontactid"
        if reference:
            record[name] = reference
            record[f"{name} (id)"] = field.get("value", "")
        elif field.get("ref"):
            record[name] = _odoo_reference(name, field.get("ref", ""))
        elif not field.get("eval"):  # Odoo computes these on loading; they hold code, no value
            record[name] = field.get("value") or "".join(field.itertext())
    return record


_ODOO_STAGES: Final = {
    "stage_lead1": "New",
    "stage_lead2": "Qualified",
    "stage_lead3": "Proposition",
    "stage_lead4": "Won",
}


def _odoo_reference(name: str, reference: str) -> str:
    """Words of an external id: ``utm.utm_source_mailing`` is ``mailing``, ``base.fr`` is ``FR``."""
    word = reference.rpartition(".")[2]
    if name == "country_id":
        return word.upper()
    for start in ("utm_campaign_", "utm_source_", "utm_medium_", "user_"):
        word = word.removeprefix(start)
    return _ODOO_STAGES.get(word, word.replace("_", " "))
