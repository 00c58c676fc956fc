"""What an import tells at its end, as sentences and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from leadtui.domain.fields import Kind
from leadtui.domain.results import Exit
from leadtui.domain.text import listed, plural
from leadtui.transfer.convert import UNREAD
from leadtui.transfer.headings import AN, Columns
from leadtui.transfer.survey import Survey
from leadtui.transfer.table import Table

_NAMED_AFTER = {
    "topic": "its topic",
    "company": "its company",
    "external_id": "its id there",
    "website": "its website",
    "email": "its e-mail",
    "phone": "its phone",
    "street": "its street",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What became of every row.

    ``rows`` = ``stored`` + ``updated`` + ``skipped`` + ``rejected``, but for a strict import with
    rejects, which stores none.

    Attributes:
        import_id: number of the import; None where nothing was stored.
        updated: rows whose record changed, was opened again, or got a note instead of a new one.
        similar, duplicates, returning: rows by what they look like, whatever was done with them.
        mapping: field -> heading, or headings in their order.
        unmapped: headings whose values went to the other values.
        notes: sentences on what was decided or guessed.
        unknown_owners: names that nobody here has, with the open leads that name them; the most named.
    """

    import_id: int | None
    kind: Kind
    rows: int
    stored: int
    rejected: int
    rejects_file: str | None
    mapping: Mapping[str, str]
    unmapped: tuple[str, ...]
    encoding: str
    delimiter: str
    system: str
    seconds: float = 0.0
    updated: int = 0
    skipped: int = 0
    similar: int = 0
    duplicates: int = 0
    returning: int = 0
    dry_run: bool = False
    strict: bool = False
    notes: tuple[str, ...] = ()
    unknown_owners: tuple[tuple[str, int], ...] = ()

    @property
    def exit(self) -> Exit:
        """Done, rejects or not; failed where strict stored nothing because of them."""
        return Exit.FAILED if self.strict and self.rejected else Exit.DONE

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / max(self.seconds, 0.001)

    @property
    def sentence(self) -> str:
        """The counts, for terminal and toast."""
        rejected = f", {self.rejected:,} rejected (see {self.rejects_file})" if self.rejected else ""
        told = "".join(
            f", {count:,} {word}"
            for count, word in ((self.updated, "updated"), (self.skipped, "skipped"))
            if count
        )
        if self.strict and self.rejected:
            count = f"{self.rejected:,} of {plural(self.rows, 'row')}"
            return f"Nothing stored: strict, and {count} rejected (see {self.rejects_file})."
        verb = "would be stored" if self.dry_run else "stored"
        one, many = NOUNS[self.kind]
        return f"{plural(self.stored, one, many)} {verb} of {plural(self.rows, 'row')}{told}{rejected}."

    @property
    def marked(self) -> str:
        """How many rows look like something known; empty where none does."""
        parts = [
            f"{self.similar:,} similar to something known" if self.similar else "",
            plural(self.duplicates, "duplicate") if self.duplicates else "",
            plural(self.returning, "returning enquiry", "returning enquiries") if self.returning else "",
        ]
        said = listed([part for part in parts if part])
        return f"Among the rows: {said}." if said else ""

    def to_json(self) -> dict[str, object]:
        """The shape of ``import --json`` (DESIGN 8)."""
        return {
            "import": self.import_id,
            "kind": str(self.kind),
            "rows": self.rows,
            "stored": self.stored,
            "updated": self.updated,
            "skipped": self.skipped,
            "similar": self.similar,
            "duplicates": self.duplicates,
            "returning": self.returning,
            "rejected": self.rejected,
            "rejects_file": self.rejects_file,
            "mapping": dict(self.mapping),
            "unmapped": list(self.unmapped),
            "encoding": self.encoding or None,
            "delimiter": self.delimiter or None,
            "system": self.system or None,
            "dry_run": self.dry_run,
            "notes": list(self.notes),
        }


NOUNS = {
    Kind.LEAD: ("lead", "leads"),
    Kind.ACCOUNT: ("account", "accounts"),
    Kind.CONTACT: ("contact", "contacts"),
    Kind.OPPORTUNITY: ("opportunity", "opportunities"),
}


def notes_of(table: Table, columns: Columns, decided: Survey, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Sentences on what was decided or guessed, so that nobody is surprised later."""
    notes: list[str] = []
    # Dataverse's own packages always write dates as in the US. Source: data-formats 3.1.
    known = table.kind is not None and columns.system == "dynamics"
    guessed = (
        [] if known else [columns.headings[at] for at, order in decided.orders.items() if order.is_guess]
    )
    if guessed:
        notes.append(
            f"No date in {listed(guessed)} says whether day or month comes first: read as month/day/year."
        )
    if table.others:
        held = listed([f"{count} {NOUNS[Kind(kind)][count != 1]}" for kind, count in table.others.items()])
        notes.append(f"The file also holds {held}: import them with --kind.")
    for code, count in counts.items():
        instead = _NAMED_AFTER.get(code.removeprefix("named_after_"), "")
        one, many = NOUNS[columns.kind]
        what, _, linked = code.rpartition("_")
        if what == "missing":
            verb = "names" if count == 1 else "name"
            lacking = f"{plural(count, one, many)} {verb} {AN[Kind(linked)]} that is not in the book"
            notes.append(f"{lacking}: import the {NOUNS[Kind(linked)][1]} too, and these {many} are linked.")
        elif what == "by_name":
            notes.append(f"{plural(count, one, many)} linked to {AN[Kind(linked)]} by its name alone.")
        elif instead:
            notes.append(
                f"{plural(count, one, many)} without name, company, e-mail and phone: "
                f"each called by {instead}."
            )
        elif code == UNREAD:
            notes.append(
                f"{plural(count, one, many)} with a value that is not what its column holds, such as an"
                " e-mail without @: kept as text in the other values."
            )
        elif code == "closed_time_unknown":
            notes.append(
                f"{plural(count, one, many)} closed elsewhere at a time that the file does not say: "
                "the time of this import stands."
            )
    return tuple(notes)
