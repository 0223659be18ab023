"""Which weights explain the labels best without trusting any one feature too far?

Several questions are fitted at once over the same features: of some one answer is right (how a comment
reads), of others any number (its themes). Labels may be soft, and a row may have none.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Question(NamedTuple):
    """What is asked of each row: `target` says how far each answer holds, `weight` how much it counts.

    A weight of nought leaves a row out. With `one_answer` the answers of a row share a probability of
    one (softmax, one weight a row); without, each stands for itself (logistic, a weight an answer).
    """

    target: Floats
    weight: Floats
    one_answer: bool


def softmax(scores: Floats) -> Floats:
    """Turn each row of scores into probabilities."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def fit(
    features: Any, questions: Sequence[Question], *, caution: float, steps: int = 60
) -> tuple[Floats, Floats]:
    """Return weights (a row per feature, a column per answer of each question in turn) and biases.

    `features` is an array or a SciPy sparse matrix. `caution` is the strength of the L2 penalty: the
    higher, the closer to nought the weights stay. Nothing in it is random.
    """
    from scipy.optimize import minimize

    features = features.astype(np.float32)
    turned = features.T.tocsr() if hasattr(features, "tocsr") else features.T
    answers = sum(question.target.shape[1] for question in questions)
    shape = (features.shape[1], answers)

    def cost(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[:-answers].reshape(shape).astype(np.float32)
        scores = features @ weights + flat[-answers:].astype(np.float32)
        wrong = np.empty_like(scores)
        loss, at = 0.0, 0
        for question in questions:
            columns = slice(at, at + question.target.shape[1])
            at = columns.stop
            part, wrong[:, columns] = _loss(scores[:, columns], question)
            loss += part
        slope = turned @ wrong + caution * weights
        loss += 0.5 * caution * float(np.square(flat[:-answers]).sum())
        return loss, np.concatenate([slope.ravel(), wrong.sum(axis=0)]).astype(np.float64)

    start = np.zeros(shape[0] * answers + answers)
    best = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8}).x
    return best[:-answers].reshape(shape).astype(np.float32), best[-answers:].astype(np.float32)


def _loss(scores: Floats, question: Question) -> tuple[float, Floats]:
    """Return the cross entropy, and by how much each score is too high."""
    if question.one_answer:
        shares = softmax(scores)
        right = question.target * np.log(shares + 1e-9)
        return -float((question.weight[:, None] * right).sum()), question.weight[:, None] * (
            shares - question.target
        )
    shares = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    right = question.target * np.log(shares + 1e-9) + (1 - question.target) * np.log(1 - shares + 1e-9)
    return -float((question.weight * right).sum()), question.weight * (shares - question.target)
