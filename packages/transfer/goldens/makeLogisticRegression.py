"""Writes logisticRegression.json: the best linear classifier of random points, by SciPy's trust-region Newton method to the last digits.

    python3 makeLogisticRegression.py
"""

import json
import os

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

N, D, C = 30, 4, 3
rng = np.random.default_rng(5)
labels = np.arange(N) % C
centers = rng.normal(size=(C, D))
x = np.round(centers[labels] + rng.normal(size=(N, D)), 3)
onehot = np.eye(C)[labels]


def solve(l2):
    """Cross-entropy summed over samples, and l2 / 2 times the squares of the weights without the biases."""

    def value(flat):
        w = flat.reshape(D + 1, C)
        scores = x @ w[:D] + w[D]
        return (logsumexp(scores, axis=1) - (scores * onehot).sum(1)).sum() + l2 / 2 * (w[:D] ** 2).sum()

    def gradient(flat):
        w = flat.reshape(D + 1, C)
        scores = x @ w[:D] + w[D]
        p = np.exp(scores - logsumexp(scores, axis=1, keepdims=True))
        g = np.vstack([x.T @ (p - onehot) + l2 * w[:D], (p - onehot).sum(0)])
        return g.ravel()

    found = minimize(value, np.zeros((D + 1) * C), jac=gradient, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000})
    w = found.x.reshape(D + 1, C)
    scores = x @ w[:D] + w[D]
    p = np.exp(scores - logsumexp(scores, axis=1, keepdims=True))
    return {"l2": l2, "loss": found.fun, "weights": w[:D].tolist(), "probabilities": p.tolist()}


golden = {"x": x.tolist(), "labels": labels.tolist(), "cases": [solve(l2) for l2 in (0.1, 1.0, 10.0)]}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "logisticRegression.json")
with open(path, "w") as file:
    json.dump(golden, file)
    file.write("\n")
