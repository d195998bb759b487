"""Writes losses.json: every loss with its values and its gradient, as PyTorch computes them in float64.

    apt-get install python3-torch libopenblas0-pthread
    /usr/bin/python3 makeLosses.py

Where PyTorch has the loss, its function is called; what only Keras defines is written as Keras documents it.
An entry is { loss, options, name, yTrue, yPred, sampleWeight?, values, total, gradient }: the values before the reduction,
the loss of the batch after it, and the gradient of that with respect to yPred.
"""

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20240229)

# The bounds as float32 has them: 1 - 1e-7 is 1 - 1.19e-7 there.
EPSILON = float(np.float32(1e-7))
HIGH = float(np.float32(1 - 1e-7))


def random(*shape, low=-1.5, high=1.5, decimals=2):
    return torch.round(low + (high - low) * torch.rand(*shape), decimals=decimals)


def packed(tensor):
    values = tensor.detach().contiguous().flatten().tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{value:.9g}") for value in values]}


entries = []


def entry(loss, name, options, y_true, y_pred, f, sample_weight=None, divisor=None):
    """`f(y_true, y_pred)` gives the values; the total is their mean, weighted, over `divisor` (default: their number)."""
    x = y_pred.clone().requires_grad_(True)
    values = f(y_true, x)
    weights = torch.ones(()) if sample_weight is None else sample_weight.reshape(
        list(sample_weight.shape) + [1] * (values.dim() - sample_weight.dim()))
    total = (values * weights).sum()
    if options.get("reduction") != "sum":
        total = total / (divisor or values.numel())
    total.backward()
    made = {"loss": loss, "name": name, "options": options, "yTrue": packed(y_true), "yPred": packed(y_pred)}
    if sample_weight is not None:
        made["sampleWeight"] = packed(sample_weight)
    made |= {"values": packed(values), "total": float(f"{total.item():.9g}"), "gradient": packed(x.grad)}
    entries.append(made)


def one_hot(labels, classes):
    return F.one_hot(labels, classes).double()


# -- Cross-entropy ---------------------------------------------------------------------------------------------------
labels = torch.tensor([0, 3, 1, 2, 2, 0])
logits = random(6, 4, low=-3, high=3)
probabilities = torch.round(0.05 + 0.8 * F.softmax(logits, -1), decimals=3)
huge = torch.tensor([[1000.0, -1000, 0, 0], [-500, 300, 299, 0], [0, 0, 0, 0], [80, 81, -80, 0], [1e4, 1e4, 0, 0], [5, 6, 7, 8]])
extreme = torch.tensor([[1.0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0.5, 0, 0.5, 0], [0, 0, 1, 0], [0.25, 0.25, 0.25, 0.25]])
soft = torch.round(torch.distributions.Dirichlet(torch.ones(4)).sample((6,)), decimals=2)
soft[:, 3] = torch.round(1 - soft[:, :3].sum(-1), decimals=2)
weights = torch.tensor([1.0, 0.5, 0, 2, 1.5, 0.25])


def normalized(p, axis=-1):
    return torch.clamp(p / p.sum(axis, keepdim=True), EPSILON, HIGH)


def categorical(y, p):
    return -(y * torch.log(normalized(p))).sum(-1)


def sparse(y, p):
    return categorical(one_hot(y, p.shape[-1]), p)


def smoothed(y, amount):
    return y * (1 - amount) + amount / y.shape[-1]


S, C = "sparseCategoricalCrossentropy", "categoricalCrossentropy"
raw = {"fromLogits": True}
plain = lambda y, x: F.cross_entropy(x, y, reduction="none")
entry(S, "logits", raw, labels, logits, plain)
entry(S, "huge logits", raw, labels, huge, plain)
entry(S, "sample weights", raw, labels, logits, plain, weights)
entry(S, "a sum", {**raw, "reduction": "sum"}, labels, logits, plain, weights)
entry(S, "a weighted mean", {**raw, "reduction": "meanWithSampleWeight"}, labels, logits, plain, weights, float(weights.sum()))
# What PyTorch's `weight` does: the weight of a sample is that of its class, and the mean is over the weights.
by_class = torch.tensor([0.5, 2, 1, 3])
theirs = F.cross_entropy(logits, labels, weight=by_class)
ours = (plain(labels, logits) * by_class[labels]).sum() / by_class[labels].sum()
assert torch.allclose(theirs, ours)
entry(S, "weights of the classes, as PyTorch has them", {**raw, "reduction": "meanWithSampleWeight"}, labels, logits, plain,
      by_class[labels], float(by_class[labels].sum()))
entry(S, "probabilities", {}, labels, probabilities, sparse)
entry(S, "probabilities 0 and 1", {}, labels, extreme, sparse)
void = torch.tensor([[0, 255, 1], [2, 3, 255]])
pixels = random(2, 3, 4)
ignoring = lambda y, x: F.cross_entropy(x.permute(0, 2, 1), y, ignore_index=255, reduction="none")
entry(S, "a class that is ignored", {**raw, "ignoreClass": 255}, void, pixels, ignoring, divisor=4)
assert abs(entries[-1]["total"] - F.cross_entropy(pixels.permute(0, 2, 1), void, ignore_index=255).item()) < 1e-8
entry(S, "all ignored", {**raw, "ignoreClass": 255}, torch.full((2, 3), 255), pixels, ignoring)

entry(C, "logits", raw, one_hot(labels, 4), logits, lambda y, x: F.cross_entropy(x, y, reduction="none"))
entry(C, "soft labels", raw, soft, logits, lambda y, x: F.cross_entropy(x, y, reduction="none"))
entry(C, "label smoothing", {**raw, "labelSmoothing": 0.1}, one_hot(labels, 4), logits,
      lambda y, x: F.cross_entropy(x, labels, label_smoothing=0.1, reduction="none"))
entry(C, "huge logits", {**raw, "labelSmoothing": 0.2}, one_hot(labels, 4), huge,
      lambda y, x: F.cross_entropy(x, labels, label_smoothing=0.2, reduction="none"))
entry(C, "probabilities", {}, one_hot(labels, 4), probabilities, categorical)
entry(C, "probabilities 0 and 1", {"labelSmoothing": 0.1}, one_hot(labels, 4), extreme, lambda y, p: categorical(smoothed(y, 0.1), p))
entry(C, "another axis", {**raw, "axis": 1}, one_hot(torch.tensor([[0, 1], [2, 1]]), 3).permute(0, 2, 1), random(2, 3, 2),
      lambda y, x: F.cross_entropy(x, y, reduction="none"), torch.tensor([2.0, 0.5]))


def binary(y, p):
    p = torch.clamp(p, EPSILON, HIGH)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


B = "binaryCrossentropy"
yes = torch.tensor([[0.0, 1, 1], [1, 0, 0], [1, 1, 0]])
chances = random(3, 3, low=0.02, high=0.98)
certain = torch.tensor([[0.0, 1, 0], [1, 0, 1], [2e-7, 1e-4, 0.5]])
bits = random(3, 3, low=-4, high=4)
bce = lambda y, x: F.binary_cross_entropy_with_logits(x, y, reduction="none").mean(-1)
entry(B, "logits", raw, yes, bits, bce)
entry(B, "huge logits", raw, yes, torch.tensor([[1000.0, -1000, 100], [-90, 30, 0], [-1e-3, 50, -50]]), bce)
entry(B, "label smoothing", {**raw, "labelSmoothing": 0.2}, yes, bits, lambda y, x: bce(y * 0.8 + 0.1, x))
entry(B, "probabilities", {}, yes, chances, lambda y, p: F.binary_cross_entropy(p, y, reduction="none").mean(-1))
entry(B, "probabilities 0 and 1", {}, yes, certain, lambda y, p: binary(y, p).mean(-1))
entry(B, "soft labels and weights", {}, random(3, 3, low=0, high=1), chances,
      lambda y, p: F.binary_cross_entropy(p, y, reduction="none").mean(-1), torch.tensor([0.5, 2.0, 1.0]))

# -- Focal -----------------------------------------------------------------------------------------------------------


def binary_focal(y, p, gamma=2.0, alpha=None):
    each = binary(y, p)
    p = torch.clamp(p, EPSILON, HIGH)
    right = y * p + (1 - y) * (1 - p)
    each = (1 - right) ** gamma * each
    if alpha is not None:
        each = (y * alpha + (1 - y) * (1 - alpha)) * each
    return each.mean(-1)


def categorical_focal(y, p, gamma=2.0, alpha=0.25):
    p = normalized(p)
    return (alpha * (1 - p) ** gamma * -y * torch.log(p)).sum(-1)


BF, CF = "binaryFocalCrossentropy", "categoricalFocalCrossentropy"
entry(BF, "probabilities", {}, yes, chances, binary_focal)
entry(BF, "probabilities 0 and 1", {"gamma": 0.5}, yes, certain, lambda y, p: binary_focal(y, p, 0.5))
entry(BF, "gamma 0 is the cross-entropy", {"gamma": 0}, yes, chances, lambda y, p: F.binary_cross_entropy(p, y, reduction="none").mean(-1))
entry(BF, "balanced, from logits", {**raw, "applyClassBalancing": True, "alpha": 0.3, "gamma": 3}, yes, bits,
      lambda y, x: binary_focal(y, torch.sigmoid(x), 3.0, 0.3))
entry(BF, "label smoothing", {"labelSmoothing": 0.1}, yes, chances, lambda y, p: binary_focal(y * 0.9 + 0.05, p))
entry(CF, "probabilities", {}, one_hot(labels, 4), probabilities, categorical_focal)
entry(CF, "probabilities 0 and 1", {"gamma": 0.5}, one_hot(labels, 4), extreme, lambda y, p: categorical_focal(y, p, 0.5))
entry(CF, "a weight a class, from logits", {**raw, "alpha": [0.1, 0.2, 0.3, 0.4], "gamma": 1.5}, one_hot(labels, 4), logits,
      lambda y, x: categorical_focal(y, F.softmax(x, -1), 1.5, torch.tensor([0.1, 0.2, 0.3, 0.4])))
entry(CF, "label smoothing", {"labelSmoothing": 0.2}, one_hot(labels, 4), probabilities, lambda y, p: categorical_focal(smoothed(y, 0.2), p))

# -- Regression ------------------------------------------------------------------------------------------------------
targets, outputs = random(4, 3, low=-3, high=3), random(4, 3, low=-3, high=3)
sizes = torch.tensor([1.0, 0.5, 0, 2])
entry("meanSquaredError", "", {}, targets, outputs, lambda y, x: F.mse_loss(x, y, reduction="none").mean(-1))
entry("meanSquaredError", "weights", {}, targets, outputs, lambda y, x: F.mse_loss(x, y, reduction="none").mean(-1), sizes)
images = random(2, 2, 2, 3)
entry("meanSquaredError", "weights of samples of several axes", {"reduction": "meanWithSampleWeight"}, images, random(2, 2, 2, 3),
      lambda y, x: F.mse_loss(x, y, reduction="none").mean(-1), torch.tensor([3.0, 1.0]), 16.0)
entry("meanAbsoluteError", "", {}, targets, outputs, lambda y, x: F.l1_loss(x, y, reduction="none").mean(-1))
entry("meanAbsoluteError", "a sum", {"reduction": "sum"}, targets, outputs, lambda y, x: F.l1_loss(x, y, reduction="none").mean(-1))
around = targets.clone()
around[0, 0] = 0
percentage = lambda y, x: 100 * ((x - y).abs() / torch.clamp(y.abs(), min=EPSILON)).mean(-1)
entry("meanAbsolutePercentageError", "", {}, targets, outputs, percentage)
entry("meanAbsolutePercentageError", "with a label 0", {}, around, outputs, percentage)


def log_of(x):
    return torch.log(torch.maximum(x, torch.tensor(EPSILON)) + 1)


entry("meanSquaredLogarithmicError", "", {}, targets.abs(), outputs, lambda y, x: ((log_of(x) - log_of(y)) ** 2).mean(-1))
for delta in [1, 0.4]:
    entry("huber", f"delta {delta}", {"delta": delta}, targets, outputs,
          lambda y, x: F.huber_loss(x, y, delta=delta, reduction="none").mean(-1))
entry("logCosh", "", {}, targets, outputs, lambda y, x: torch.log(torch.cosh(x - y)).mean(-1))
far = torch.tensor([[1000.0, -1000.0, 0.0], [50.0, -50.0, 3.0]])
entry("logCosh", "large errors", {}, torch.zeros(2, 3), far, lambda y, x: (x.abs() + F.softplus(-2 * x.abs()) - np.log(2)).mean(-1))
counts = torch.tensor([[0.0, 1, 5], [2, 0, 1]])
rates = random(2, 3, low=0.1, high=4)
entry("poisson", "", {}, counts, rates,
      lambda y, x: F.poisson_nll_loss(x, y, log_input=False, eps=1e-7, reduction="none").mean(-1))

# -- Hinge -----------------------------------------------------------------------------------------------------------
signs = torch.where(yes == 1, 1.0, -1.0)
margin = lambda y, x: F.relu(1 - y * x)
wide = random(3, 3, low=-2, high=2) + 0.005  # off the kinks
entry("hinge", "labels -1 and 1", {}, signs, wide, lambda y, x: margin(y, x).mean(-1))
entry("hinge", "labels 0 and 1", {}, yes, wide, lambda y, x: margin(2 * y - 1, x).mean(-1))
entry("squaredHinge", "", {}, signs, wide, lambda y, x: (margin(y, x) ** 2).mean(-1))
entry("categoricalHinge", "", {}, one_hot(labels, 4), logits,
      lambda y, x: F.relu(((1 - y) * x).amax(-1) - (y * x).sum(-1) + 1))

# -- Distributions, directions, overlaps -----------------------------------------------------------------------------
clamped = lambda p: torch.clamp(p, EPSILON, 1)
entry("klDivergence", "", {}, soft, probabilities,
      lambda y, p: F.kl_div(torch.log(clamped(p)), clamped(y), reduction="none").sum(-1))
entry("klDivergence", "probabilities 0 and 1", {}, one_hot(labels, 4), extreme,
      lambda y, p: F.kl_div(torch.log(clamped(p)), clamped(y), reduction="none").sum(-1))
entry("cosineSimilarity", "", {}, targets, outputs, lambda y, x: -F.cosine_similarity(x, y, dim=-1))
entry("cosineSimilarity", "another axis", {"axis": 0}, targets, outputs, lambda y, x: -F.cosine_similarity(x, y, dim=0))
masks = (random(2, 3, 3, 1, low=0, high=1) > 0.5).double()
maps = random(2, 3, 3, 1, low=0, high=1)
each = (1, 2, 3)


def dice(y, p, axis):
    return 1 - 2 * (y * p).sum(axis) / (y.sum(axis) + p.sum(axis) + 1e-7)


def tversky(y, p, axis, alpha=0.5, beta=0.5):
    found = (y * p).sum(axis)
    return 1 - found / (found + alpha * ((1 - y) * p).sum(axis) + beta * (y * (1 - p)).sum(axis) + 1e-7)


entry("dice", "over all", {}, masks, maps, lambda y, p: dice(y, p, (0, 1, 2, 3)))
entry("dice", "for each image", {"axis": list(each)}, masks, maps, lambda y, p: dice(y, p, each), torch.tensor([1.0, 3.0]))
entry("dice", "empty masks", {"axis": list(each)}, torch.zeros(2, 3, 3, 1), maps, lambda y, p: dice(y, p, each))
entry("tversky", "over all", {}, masks, maps, lambda y, p: tversky(y, p, (0, 1, 2, 3)))
entry("tversky", "misses count more", {"alpha": 0.2, "beta": 0.8, "axis": list(each)}, masks, maps,
      lambda y, p: tversky(y, p, each, 0.2, 0.8))

path = Path(__file__).parent / "losses.json"
path.write_text("[\n" + ",\n".join(json.dumps(made, separators=(",", ":")) for made in entries) + "\n]\n")
print(f"{path.name}: {len(entries)} entries, {path.stat().st_size} bytes")
