"""What others wrote while a batch of an import waited for its turn: few records, each compared by itself."""

from collections.abc import Collection

from leadtui.domain.incoming import Likeness
from leadtui.domain.match import MatchPolicy
from leadtui.matching import Facts, Model, look, unpack
from leadtui.matching.looking import Score
from leadtui.store.import_deciding import Entry
from leadtui.store.match_index import ready
from leadtui.store.match_lookup import counts_of, known
from leadtui.store.match_pairs import pairing
from leadtui.store.match_state import ref
from leadtui.store.session import Session


class Newcomers:
    """Records that were written just now.

    Args:
        session: the store, in the transaction that will store the batch.
        numbers: of those records in the index; who takes no part any more is left out.
        model: the numbers of the score.
        policy: what counts, and the least probability of a likeness.
    """

    def __init__(self, session: Session, numbers: Collection[int], model: Model, policy: MatchPolicy) -> None:
        self._session = session
        self._model = model
        self._policy = policy
        self._facts: dict[int, Facts] = {}
        self._holders: dict[int, list[int]] = {}
        for number, (facts, text) in known(session, sorted(numbers)).items():
            self._facts[number] = facts
            for key in ready(facts, text).keys:
                self._holders.setdefault(key, []).append(number)

    def like(self, entry: Entry) -> list[Likeness]:
        """Those that a row looks like."""
        near = sorted({number for key in entry.ready.keys for number in self._holders.get(key, ())})
        if not near:
            return []
        mine = unpack(entry.ready.text)
        others = [self._facts[number] for number in near]
        counts, total = counts_of(self._session, [mine], others)
        scores = look(mine, others, self._model, counts, total, self._policy.evidence)
        return [
            Likeness(ref(number), score.probability, sure=_sure(score))
            for number, facts, score in zip(near, others, scores, strict=True)
            if score.probability >= self._policy.warn and pairing(mine, facts)
        ]


def _sure(score: Score) -> bool:
    """An e-mail, phone or number is equal, and the names fit; as `bulk.Scorer` says it of many."""
    if score.levels is not None:
        levels = score.levels
        equal = 1 in (levels.email, levels.phone, levels.identifier)
        return equal and levels.first < 5 and levels.last < 4
    said = {field: level for field, level, _ in score.bits}
    reached = 1 in (said.get("email"), said.get("phone")) and said.get("company", 5) < 3
    return said.get("identifier") == 1 or reached
