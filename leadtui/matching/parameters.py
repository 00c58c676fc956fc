"""The numbers of the score, with what is shipped for a book of which nothing is known yet."""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

FIELDS: Final = (
    "first", "last", "order", "suffix", "middle", "company", "domain", "email", "phone",
    "city", "street", "postal", "birth", "identifier", "topic", "country",
)  # fmt: skip
"""The fields of `compare.Levels`, in its order."""

EVIDENCE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("first", "last", "order", "suffix", "middle"), "name"),
    **dict.fromkeys(("company", "domain"), "company"),
    **dict.fromkeys(("city", "street", "postal", "country"), "address"),
    **{name: name for name in ("email", "phone", "birth", "identifier", "topic")},
}
"""Which evidence, as the rules name it, a field belongs to."""

Table = tuple[float, ...]


class Model(NamedTuple):
    """The numbers of the score; of every field the share of each level from 1 on.

    Attributes:
        rate: duplicates expected per record.
        household: persons of the same household expected per record.
        colleagues: colleagues expected per record, where no company is known.
        clan: bits by which two people of one country share a name more often than two of the whole book.
        same: shares among duplicates (m); ``other``: among chance pairs (u).
        colleague, kin: shares among colleagues and in a household; a field that is not named there is as
            by chance.
    """

    rate: float
    household: float
    colleagues: float
    clan: float
    same: Mapping[str, Table]
    other: Mapping[str, Table]
    colleague: Mapping[str, Table]
    kin: Mapping[str, Table]

    def __hash__(self) -> int:
        return hash((self.rate, self.clan, *self.same.values(), *self.colleague.values()))

    def to_json(self) -> str:
        """The numbers as JSON."""
        return json.dumps(
            {
                **{name: getattr(self, name) for name in _RATES},
                **{name: dict(getattr(self, name)) for name in _TABLES},
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "Model":
        """The model that `to_json` wrote.

        Raises:
            ValueError: not such a text.
        """
        found = json.loads(text)
        try:
            # A field that is newer than the text has the numbers that are shipped.
            tables = {
                name: {
                    **getattr(SHIPPED, name),
                    **{key: tuple(map(float, row)) for key, row in found[name].items()},
                }
                for name in _TABLES
            }
            rates = {name: float(found[name]) for name in _RATES}
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"Not a model: {error!r}") from error
        return SHIPPED._replace(**rates, **tables)


_RATES: Final = ("rate", "household", "colleagues", "clan")
_TABLES: Final = ("same", "other", "colleague", "kin")


SHIPPED: Final = Model(
    rate=0.3,
    household=0.1,
    colleagues=10.0,
    clan=1.0,
    same={
        "first": (0.75, 0.09, 0.06, 0.075, 0.01, 0.015),
        "last": (0.90, 0.06, 0.02, 0.02),
        "order": (0.98, 0.02),
        "suffix": (0.995, 0.005),
        "middle": (0.96, 0.04),
        "company": (0.70, 0.16, 0.06, 0.02, 0.06),
        "domain": (0.8, 0.2),
        "email": (0.65, 0.04, 0.02, 0.17, 0.02, 0.10),
        "phone": (0.55, 0.03, 0.12, 0.30),
        "city": (0.88, 0.05, 0.01, 0.06),
        "street": (0.78, 0.10, 0.03, 0.09),
        "postal": (0.86, 0.04, 0.02, 0.08),
        "birth": (0.82, 0.10, 0.04, 0.04),
        "identifier": (0.85, 0.10, 0.05),
        "topic": (0.20, 0.03, 0.77),
        "country": (0.985, 0.015),
    },
    other={
        "first": (0.004, 0.004, 0.0015, 0.012, 0.012, 0.9665),
        "last": (0.0006, 0.0002, 0.002, 0.9972),
        "order": (0.96, 0.04),
        "suffix": (0.5, 0.5),
        "middle": (0.08, 0.92),
        "company": (0.0004, 0.0004, 0.0004, 0.002, 0.9968),
        "domain": (0.0005, 0.9995),
        # Of levels 4 to 6: the share where names agree, for most addresses spell the name.
        "email": (0.00001, 0.0005, 0.00004, 0.32, 0.50, 0.11),
        "phone": (0.00002, 0.00002, 0.00008, 1.0),
        "city": (0.008, 0.001, 0.001, 0.99),
        "street": (0.0003, 0.0001, 0.003, 0.9966),
        "postal": (0.0005, 0.001, 0.003, 0.9955),
        "birth": (0.00005, 0.0006, 0.006, 0.99),
        "identifier": (0.000001, 0.00001, 1.0),
        "topic": (0.08, 0.03, 0.89),
        "country": (0.6, 0.3),  # where names agree, if only of some countries
    },
    colleague={
        "email": (0.003, 0.0005, 0.00004, 0.32, 0.50, 0.10),
        "phone": (0.20, 0.01, 0.27, 0.52),
        "city": (0.60, 0.03, 0.01, 0.36),
        "street": (0.50, 0.07, 0.03, 0.40),
        "postal": (0.52, 0.03, 0.05, 0.40),
        "topic": (0.10, 0.03, 0.87),
    },
    kin={
        "last": (0.80, 0.03, 0.03, 0.14),
        "company": (0.40, 0.08, 0.02, 0.01, 0.49),
        "email": (0.02, 0.001, 0.00004, 0.32, 0.50, 0.10),
        "phone": (0.50, 0.01, 0.04, 0.45),
        "city": (0.90, 0.04, 0.01, 0.05),
        "street": (0.80, 0.10, 0.03, 0.07),
        "postal": (0.85, 0.04, 0.04, 0.07),
    },
)
