"""The score of whole columns of pairs: the same probability as `look`, a million pairs at a time.

For the scan of a whole book and for imports only. Pairs whose names disagree and that share no address
or number are dropped first: most candidates are of that sort. A test holds the rest against `look`,
pair by pair.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log2
from typing import Final

import numpy as np

from leadtui.matching import companies
from leadtui.matching.bulk_columns import ACCOUNT, OPPORTUNITY, Columns
from leadtui.matching.bulk_fields import Rest
from leadtui.matching.bulk_firms import Company
from leadtui.matching.bulk_levels import Levels, Mask
from leadtui.matching.bulk_marks import Marks
from leadtui.matching.bulk_names import Names
from leadtui.matching.bulk_pairs import Ints, ends
from leadtui.matching.bulk_rarity import Frequencies
from leadtui.matching.bulk_reach import Email, Phones
from leadtui.matching.bulk_scored import Compared, Scored, joined
from leadtui.matching.bulk_screen import Screen
from leadtui.matching.compare import ONE_FIRM
from leadtui.matching.model import (
    EVIDENCE,
    FIELDS,
    Model,
    Odds,
    Rarity,
    person_odds,
    posterior,
    same_odds,
    weights,
)
from leadtui.matching.owning import LARGE

_BLOCK: Final = 1 << 18  # pairs weighed at a time
_ALONE: Final = (
    "suffix", "middle", "domain", "city", "street", "postal", "birth", "identifier", "topic",
    "country",
)  # fmt: skip


class Scorer:
    """Weighs pairs of records of some columns.

    Args:
        columns: the records, settled.
        model: the numbers of the score.
        evidence: names of what counts.
        counts: of each field whose values' frequency counts how many records of the book hold each value,
            by the value's number; None counts in the columns, where they are the whole book.
        total: records of the book.
    """

    def __init__(
        self,
        columns: Columns,
        model: Model,
        evidence: frozenset[str],
        counts: Mapping[str, Ints] | None = None,
        total: int | None = None,
    ) -> None:
        self._columns = columns
        self._model = model
        self._evidence = evidence
        self._bits = weights(model, evidence, make=np.asarray)
        self._names = Names(columns)
        self._company = Company(columns)
        self._email = Email(columns)
        self._phones = Phones(columns)
        self._rest = Rest(columns)
        self._frequencies = Frequencies(columns, self._phones, model, evidence)
        self._marks = Marks(columns, self._email, self._phones)
        self.refresh(counts, total)

    def refresh(self, counts: Mapping[str, Ints] | None = None, total: int | None = None) -> None:
        """Take in what the columns have more than before; arguments as of the class."""
        self._frequencies.refresh(counts, total)
        self._marks.refresh(self._frequencies.phone_users)
        self._large = self._frequencies.total >= LARGE
        columns = self._columns
        self._person = (columns.codes("first") != 0) | (columns.codes("last") != 0)

    def use(self, model: Model) -> None:
        """Weigh by these numbers from now on."""
        self._model = model
        self._bits = weights(model, self._evidence, make=np.asarray)
        self._frequencies.use(model)

    def screen(self) -> Screen:
        """What tells of pairs of the columns which are worth to be scored."""
        firms = EVIDENCE["company"] in self._evidence
        return Screen(self._columns, self._names, self._marks, large=self._large, firms=firms)

    def scored(
        self,
        pairs: Ints,
        least: float,
        progress: Callable[[int], None] | None = None,
    ) -> Scored:
        """Those of the pairs that are likely enough, and of one sort: see `alike_in_sort`.

        Args:
            pairs: see `bulk_pairs`.
            least: the least probability.
            progress: called with how many of the pairs are behind.
        """
        found: list[Scored] = []
        for at in range(0, len(pairs), _BLOCK):
            block = pairs[at : at + _BLOCK]
            one, other = ends(self.alike_in_sort(block))
            found.append(self._weighed(one, other, least))
            if progress:
                progress(min(at + _BLOCK, len(pairs)))
        if not found:
            found.append(self._weighed(*ends(pairs), least))
        return joined(found)

    def alike_in_sort(self, pairs: Ints) -> Ints:
        """The pairs whose records can be one and the same: two persons, companies or opportunities."""
        one, other = ends(pairs)
        kinds = self._columns.codes("kind")
        deal = kinds == OPPORTUNITY
        company = ~deal & ((kinds == ACCOUNT) | ~self._person)
        same = (deal[one] == deal[other]) & (company[one] == company[other])
        # A nameless lead may be of a person or a company; a lead or contact beside it is of either.
        loose = ~np.isin(kinds, (ACCOUNT, OPPORTUNITY))
        return pairs[same | (loose[one] & loose[other])]

    def _weighed(self, one: Ints, other: Ints, least: float) -> Scored:
        by_company = self._of_companies(one, other)
        persons = self._persons(one[~by_company], other[~by_company], least)
        companies_ = self._firms(one[by_company], other[by_company], least)
        return joined((persons, companies_))

    def _of_companies(self, one: Ints, other: Ints) -> Mask:
        """See `companies.applies`."""
        kinds, email = self._columns.codes("kind"), self._columns.codes("email")
        no_person = np.isin(kinds, (ACCOUNT, OPPORTUNITY))
        nobody = ~self._person[one] & ~self._person[other]
        same_email = (email[one] == email[other]) & (email[one] != 0)
        birth = self._columns.codes("birth")
        born = (birth[one] != 0) & (birth[other] != 0)
        return no_person[one] | no_person[other] | (nobody & ~same_email & ~born)

    def _firms(self, one: Ints, other: Ints, least: float) -> Scored:
        """Companies and opportunities are few: each pair goes the way of a single one."""
        probabilities = np.zeros(len(one))
        sure = np.zeros(len(one), dtype=np.bool_)
        row = self._columns.row
        for at, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            probabilities[at], said = companies.score(row(a), row(b), self._frequencies.total, self._evidence)
            levels = {field: level for field, level, _ in said}
            sure[at] = levels.get("identifier") == 1 or (
                1 in (levels.get("email"), levels.get("phone")) and levels.get("company", 5) < 3
            )
        kept = probabilities >= least
        return Scored(one[kept], other[kept], probabilities[kept], sure[kept])

    def _persons(self, one: Ints, other: Ints, least: float) -> Scored:
        seen = self.compared(one, other, least=least)
        levels = dict(zip(FIELDS, seen.levels, strict=True))
        same, _, _ = posterior(self._odds(seen.levels, seen.rare))
        kept = np.asarray(same) >= least
        equal = (levels["email"] == 1) | (levels["phone"] == 1) | (levels["identifier"] == 1)
        sure = equal & (levels["first"] < 5) & (levels["last"] < 4)
        return Scored(seen.one[kept], seen.other[kept], np.asarray(same)[kept], sure[kept])

    def persons(self, pairs: Ints) -> "Compared":
        """The levels of those of the pairs that are of two persons and not hopeless."""
        one, other = ends(pairs)
        of_persons = ~self._of_companies(one, other)
        return self.compared(one[of_persons], other[of_persons])

    def compared(self, one: Ints, other: Ints, *, screen: bool = True, least: float = 0.0) -> "Compared":
        """How alike the persons of two columns of positions are, field by field.

        Args:
            one: positions of the one side.
            other: of the other, row by row.
            screen: leave out hopeless pairs.
            least: leave out pairs that cannot be that likely, whatever their other fields say.
        """
        first, last, order = self._names.levels(one, other)
        kept = ~self._hopeless(one, other, first, last) if screen else np.ones(len(one), dtype=np.bool_)
        one, other, first, last, order = one[kept], other[kept], first[kept], last[kept], order[kept]
        levels: dict[str, Levels] = {"first": first, "last": last, "order": order}
        levels["email"] = self._email.levels(one, other, (first < 6) & (last < 4))
        levels["phone"] = self._phones.levels(one, other)
        if least > 0:
            kept = self._promising(levels, one, other, least)
            one, other = one[kept], other[kept]
            levels = {field: its[kept] for field, its in levels.items()}
        levels["company"] = self._company.levels(one, other)
        elsewhere = (levels["phone"] == 3) & ~np.isin(levels["company"], ONE_FIRM)  # `compare.within_firm`
        levels["phone"] = np.where(elsewhere, 4, levels["phone"]).astype(levels["phone"].dtype)
        for field in _ALONE:
            levels[field] = self._rest.levels(field, one, other)
        rare = self._frequencies.of(levels, one, other)
        return Compared(one, other, tuple(levels[field] for field in FIELDS), rare)

    def weighed_again(self, seen: "Compared") -> "Compared":
        """The same pairs with what their values' frequencies add by the numbers in use."""
        levels: dict[str, Levels] = dict(zip(FIELDS, seen.levels, strict=True))
        return seen._replace(rare=self._frequencies.of(levels, seen.one, seen.other))

    def _promising(self, levels: Mapping[str, Levels], one: Ints, other: Ints, least: float) -> Mask:
        """Which pairs could still be so likely if what differs in their other fields were as near as can be.

        The probability only grows with the odds of the same person, and each field adds to these on its own.
        """
        best = dict(levels)
        for at, field in enumerate(FIELDS):
            if field not in best:
                codes = self._columns.codes(field)
                equal = codes[one] == codes[other]
                near = self._bits.same[at][1 if field == "topic" else 2 :]
                nearest = len(self._bits.same[at]) - len(near) + int(np.argmax(near))
                best[field] = np.where(equal, 1, nearest).astype(np.uint8)
                best[field][(codes[one] == 0) | (codes[other] == 0)] = 0
        best["company"] = self._company.nearest(one, other, self._bits.same[FIELDS.index("company")])
        ordered = [best[field] for field in FIELDS]
        rare = self._frequencies.of(best, one, other)
        odds = same_odds(ordered, rare, self._bits, self._model, self._frequencies.total)
        return np.asarray(odds) >= log2(least / max(1.0 - least, 1e-12)) - 1e-6

    def _odds(self, levels: Sequence[Levels], rare: Rarity) -> Odds:
        return person_odds(levels, rare, self._bits, self._model, self._frequencies.total)

    def _hopeless(self, one: Ints, other: Ints, first: Levels, last: Levels) -> Mask:
        """See `look`: names that disagree without anything else that points at one person."""
        disagree = (last == 4) & ~((first > 0) & (first < 4))
        apart = (first > 0) & (last > 0) & ((first > 5) | (last > 3)) & self._large
        found = np.zeros(len(one), dtype=np.bool_)
        some = np.flatnonzero(disagree | apart)
        some = some[~self._marks.same(one[some], other[some])]
        found[some] = disagree[some]
        some = some[apart[some]]
        found[some] |= self._marks.elsewhere(one[some], other[some])
        if self._large and EVIDENCE["company"] in self._evidence:
            some = np.flatnonzero(disagree & ~found)
            some = some[~self._marks.alone(one[some], other[some])]
            found[some] = np.isin(self._company.levels(one[some], other[some]), (1, 2))
        return found
