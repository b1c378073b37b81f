"""Two models on the same pictures, and the temperature that makes one honest about how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import binomtest

from training.evaluation.metrics import Labels, Probabilities, log_loss
from training.evaluation.over_people import interval, resampled_ratios, sign_flip_p

SIGNIFICANT = 0.05
_LOG_TEMPERATURE_SD = 0.25


@dataclass(frozen=True, slots=True)
class Comparison:
    """`only_first` and `only_second`: pictures that just one of the models has right. `difference` is the
    second's accuracy less the first's, with a 95 % interval over `people`; `p_value` is of McNemar's exact test that
    both are equally often right, which takes each picture for a person of its own, `p_over_people` of the test that
    does not (`over_people.sign_flip_p`)."""

    n: int
    people: int
    only_first: int
    only_second: int
    difference: float
    interval: tuple[float, float]
    p_value: float
    p_over_people: float

    @property
    def is_significant(self) -> bool:
        """Whether chance among people does not explain the difference, by the test and by the interval."""
        low, high = self.interval
        return self.p_over_people < SIGNIFICANT and not low <= 0 <= high


def compare(
    first_right: NDArray[np.bool_], second_right: NDArray[np.bool_], people: Sequence[str], seed: int = 1
) -> Comparison:
    """McNemar's exact test, its like over people, and a percentile bootstrap over people. Both arrays (n,), right or
    not, and who is on each picture: in the same order.

    McNemar, "Note on the sampling error of the difference between correlated proportions" (1947). Pictures of one
    person are alike, so the interval is of people drawn anew: `over_people`.
    """
    if first_right.shape != second_right.shape or first_right.ndim != 1 or not len(first_right):
        raise ValueError(f"expected two equally long rows, not {first_right.shape} and {second_right.shape}")
    n = len(first_right)
    only_first = int(np.sum(first_right & ~second_right))
    only_second = int(np.sum(second_right & ~first_right))
    discordant = only_first + only_second
    p_value = float(binomtest(only_first, discordant, 0.5).pvalue) if discordant else 1.0
    names, person_of = np.unique(np.asarray(people), return_inverse=True)
    gains = np.zeros(len(names))
    np.add.at(gains, person_of, second_right.astype(float) - first_right)
    pictures = np.bincount(person_of)
    drawn = interval(resampled_ratios(gains, pictures, seed))
    difference = (only_second - only_first) / n
    return Comparison(n, len(names), only_first, only_second, difference, drawn, p_value, sign_flip_p(gains))


def fitted_temperature(probabilities: Probabilities, labels: Labels) -> float:
    """The temperature that the logits are divided by for the smallest log loss (Guo et al., 2017).

    Give it pictures that the model was not trained on. It never changes which class is the likeliest. Few pictures
    say little, and where all of them are read rightly the loss alone would ask for boundless certainty: so the
    logarithm of the temperature has a normal prior around 0, which thousands of pictures outweigh.
    """
    logits = np.log(np.maximum(probabilities.astype(np.float64), 1e-12))

    def loss(log_temperature: float) -> float:
        prior = (log_temperature / _LOG_TEMPERATURE_SD) ** 2 / (2 * len(labels))
        return log_loss(softmax(logits / np.exp(log_temperature)), labels) + prior

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows (n, classes) as probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
