"""Two models on the same pictures, and the temperature that makes one honest about how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.stats import binomtest

from training.evaluation.metrics import Labels, Probabilities, log_loss

_LOG_TEMPERATURE_SD = 0.25


@dataclass(frozen=True, slots=True)
class Comparison:
    """`only_first` and `only_second`: pictures that just one of the models has right. `difference` is the
    second's accuracy less the first's, with a 95 % interval; `p_value` is of McNemar's exact test that both
    are equally often right."""

    n: int
    only_first: int
    only_second: int
    difference: float
    interval: tuple[float, float]
    p_value: float


def compare(
    first_right: NDArray[np.bool_], second_right: NDArray[np.bool_], resamples: int = 10_000, seed: int = 1
) -> Comparison:
    """McNemar's exact test and a percentile bootstrap over the pictures. Both arrays (n,): right or not,
    same order.

    McNemar, "Note on the sampling error of the difference between correlated proportions" (1947).
    """
    if first_right.shape != second_right.shape or first_right.ndim != 1 or not len(first_right):
        raise ValueError(f"expected two equally long rows, not {first_right.shape} and {second_right.shape}")
    n = len(first_right)
    only_first = int(np.sum(first_right & ~second_right))
    only_second = int(np.sum(second_right & ~first_right))
    discordant = only_first + only_second
    p_value = float(binomtest(only_first, discordant, 0.5).pvalue) if discordant else 1.0
    # Resampling pictures is drawing (only first, only second, the rest) from a multinomial.
    shares = np.array([only_first, only_second, n - discordant]) / n
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=resamples)
    low, high = np.quantile((drawn[:, 1] - drawn[:, 0]) / n, [0.025, 0.975])
    return Comparison(n, only_first, only_second, (only_second - only_first) / n, (float(low), float(high)), p_value)


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
