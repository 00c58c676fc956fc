"""Records in JSON: one object a line, a Dataverse answer, Salesforce's tree, or a plain list."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

from leadtui.domain.fields import Kind
from leadtui.transfer.dialects import encoding_of
from leadtui.transfer.errors import NotATable
from leadtui.transfer.table import Meter, Row, Table, numbered

Record = Mapping[str, object]
_LABEL: Final = "@OData.Community.Display.V1.FormattedValue"
_LARGEST: Final = 512 << 20
_KINDS: Final = {
    "lead": Kind.LEAD,
    "leads": Kind.LEAD,
    "account": Kind.ACCOUNT,
    "accounts": Kind.ACCOUNT,
    "contact": Kind.CONTACT,
    "contacts": Kind.CONTACT,
    "opportunity": Kind.OPPORTUNITY,
    "opportunities": Kind.OPPORTUNITY,
}


def read_json(path: Path) -> Table:
    """The records of a JSON or JSON Lines file.

    Raises:
        NotATable: not JSON, or not a list of records.
    """
    encoding = encoding_of(path)
    return _lines(path, encoding) if _is_lines(path, encoding) else _whole(path, encoding)


def _is_lines(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding) as file:
        first = next((line for line in file if line.strip()), "")
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and not {"value", "records"} & record.keys()


def _lines(path: Path, encoding: str) -> Table:
    meter = Meter(path.stat().st_size)

    def records() -> Iterator[tuple[int, Record | str]]:
        with path.open("rb") as raw, path.open(encoding=encoding) as file:
            raw.seek(0)
            for number, line in enumerate(file, 1):
                meter.done += len(line)
                if line.strip():
                    yield number, _parsed(line)

    keys = dict.fromkeys(key for _, record in records() if not isinstance(record, str) for key in record)
    meter.done = 0
    if not keys:
        raise NotATable(f"{path.name} holds no records.", "Write one JSON object on each line.")

    def read() -> Iterator[Row]:
        meter.done = 0
        for number, record in records():
            if isinstance(record, str):
                yield Row(number, [record], "This line is not a JSON object.")
            else:
                yield Row(number, [_cell(record.get(key)) for key in keys])

    return Table(path.name, numbered(list(keys)), read, encoding=encoding, meter=meter)


def _parsed(line: str) -> Record | str:
    try:
        record = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return line.strip()[:500]
    return cast("Record", record) if isinstance(record, dict) else line.strip()[:500]


def _whole(path: Path, encoding: str) -> Table:
    if path.stat().st_size > _LARGEST:
        raise NotATable(
            f"{path.name} is too large to read as one JSON document.", "Write one object on each line."
        )
    try:
        document = json.loads(path.read_text(encoding), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise NotATable(f"{path.name} is not JSON: {error}.", "Export the records again.") from None
    records = _records_in(document)
    if not records:
        raise NotATable(f"{path.name} holds no list of records.", "A list of objects is needed.")
    kind, refused = _kind(path, document, records)
    flat = [_flat(record) for record in records]
    keys = list(dict.fromkeys(key for record in flat for key in record))
    meter = Meter(len(flat))

    def read() -> Iterator[Row]:
        for number, record in enumerate(flat, 1):
            meter.done = number
            yield Row(number, [_cell(record.get(key)) for key in keys])

    system = "dynamics" if "@odata.etag" in records[0] else "salesforce" if "attributes" in records[0] else ""
    return Table(
        path.name,
        numbered(keys),
        read,
        encoding=encoding,
        kind=kind,
        system=system,
        refused=refused,
        meter=meter,
    )


def _records_in(document: object) -> list[Record]:
    if isinstance(document, dict):
        held = cast("dict[str, object]", document)
        document = held.get("value") or held.get("records") or held.get("data") or []
    if not isinstance(document, list):
        return []
    return [cast("Record", item) for item in cast("list[object]", document) if isinstance(item, dict)]


def _kind(path: Path, document: object, records: Iterable[Record]) -> tuple[Kind | None, str]:
    """What an OData context or Salesforce's attributes say; the second is what else it is."""
    named = ""
    if isinstance(document, dict):
        context = str(cast("dict[str, object]", document).get("@odata.context", ""))
        named = context.rpartition("#")[2].split("(")[0]
    attributes = next(iter(records)).get("attributes")
    if isinstance(attributes, dict):
        named = str(cast("Record", attributes).get("type", ""))
    kind = _KINDS.get(named.casefold())
    return kind, "" if kind or not named else named


def _flat(record: Record) -> dict[str, object]:
    """One level: labels instead of codes and ids (an id stays beside its label), no bookkeeping."""
    flat: dict[str, object] = {}
    for key, value in record.items():
        if key in ("attributes", "@odata.etag") or "@" in key:
            continue
        if (
            key.endswith("name")
            and key + "" in record
            and record.get(key[:-4] + _LABEL) == value
            and value is not None
        ):
            continue  # `owneridname` beside the label of `ownerid`
        label = record.get(key + _LABEL)
        flat[key] = value if label is None else label
        if label is not None and isinstance(value, str) and value != label:
            flat[f"{key} (id)"] = value
    return flat


def _cell(value: object) -> object:
    """Text of what a cell cannot hold as it is."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        items = cast("list[object]", value)
        if all(isinstance(item, str | int) for item in items):
            return "; ".join(map(str, items))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value
