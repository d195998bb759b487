"""Writes metrics.json: every metric over 60 samples, computed by its formula in plain loops over all samples at once.

    /usr/bin/python3 makeMetrics.py

The formulas are those of Keras' documentation, in float64. An entry is { metric, name, options, yTrue, yPred, sampleWeight?,
value, details? }.
"""

import json
import math
from pathlib import Path

import numpy as np

rng = np.random.default_rng(20240229)
SAMPLES = 60
entries = []


def packed(array):
    array = np.asarray(array, dtype=np.float64)
    return {"shape": list(array.shape), "values": [float(f"{value:.9g}") for value in array.flatten()]}


def rounded(value):
    if isinstance(value, (list, tuple, np.ndarray)):
        return [rounded(v) for v in value]
    return None if math.isnan(value) else float(f"{value:.9g}")


def entry(metric, name, options, y_true, y_pred, value, details=None, weights=None):
    made = {"metric": metric, "name": name, "options": options, "yTrue": packed(y_true), "yPred": packed(y_pred)}
    if weights is not None:
        made["sampleWeight"] = packed(weights)
    made["value"] = rounded(float(value))
    if details is not None:
        made["details"] = rounded(details)
    entries.append(made)


def ratio(a, b):
    return a / b if b else 0.0


weights = np.round(rng.random(SAMPLES) * 3, 2)
weights[:5] = 0
ones = np.ones(SAMPLES)
both = [("", None, ones), ("weighted", weights, weights)]

# -- Class numbers and scores ----------------------------------------------------------------------------------------
CLASSES = 7
labels = rng.integers(0, CLASSES - 1, SAMPLES)  # the last class never comes up
scores = np.round(rng.random((SAMPLES, CLASSES)) + 0.5 * np.eye(CLASSES)[labels], 3)
scores[np.arange(SAMPLES), -1] = 0  # and is never said
scores /= scores.sum(-1, keepdims=True)
scores = np.round(scores, 5)
one_hot = np.eye(CLASSES)[labels]
said = [int(np.argmax(row)) for row in scores]

for name, given, w in both:
    right = sum(w[i] for i in range(SAMPLES) if said[i] == labels[i])
    share = right / sum(w)
    entry("accuracy", f"sparse {name}", {}, labels, scores, share, weights=given)
    entry("sparseCategoricalAccuracy", name, {}, labels[:, None], scores, share, weights=given)
    entry("accuracy", f"one-hot {name}", {}, one_hot, scores, share, weights=given)
    entry("categoricalAccuracy", name, {}, one_hot, scores, share, weights=given)
    for k in [1, 3, 20]:
        top = sum(w[i] for i in range(SAMPLES) if sum(v > scores[i][labels[i]] for v in scores[i]) < k) / sum(w)
        entry("sparseTopKCategoricalAccuracy", f"{k} {name}", {"k": k}, labels, scores, top, weights=given)
        entry("topKCategoricalAccuracy", f"{k} {name}", {"k": k}, one_hot, scores, top, weights=given)

    matrix = [[sum(w[i] for i in range(SAMPLES) if labels[i] == r and said[i] == c) for c in range(CLASSES)] for r in range(CLASSES)]
    rows, columns = [sum(row) for row in matrix], [sum(row[c] for row in matrix) for c in range(CLASSES)]
    diagonal = [matrix[c][c] for c in range(CLASSES)]
    entry("confusionMatrix", name, {}, labels, scores, share, matrix, given)
    entry("confusionMatrix", f"one-hot {name}", {"numClasses": CLASSES}, one_hot, scores, share, matrix, given)
    each = [ratio(d, r) if r else math.nan for d, r in zip(diagonal, rows)]
    entry("perClassAccuracy", name, {}, labels, scores, np.nanmean(each), each, given)
    s, c = sum(rows), sum(diagonal)
    top = c * s - sum(p * t for p, t in zip(columns, rows))
    bottom = math.sqrt((s * s - sum(p * p for p in columns)) * (s * s - sum(t * t for t in rows)))
    entry("matthewsCorrelation", name, {}, labels, scores, top / bottom, weights=given)

    overlap = [d / (r + c - d) if r + c - d else math.nan for d, r, c in zip(diagonal, rows, columns)]
    entry("meanIoU", f"class numbers {name}", {"numClasses": CLASSES}, labels, np.array(said), np.nanmean(overlap), overlap, given)
    entry("meanIoU", f"scores {name}", {}, labels, scores, np.nanmean(overlap), overlap, given)
    entry("oneHotMeanIoU", name, {"numClasses": CLASSES}, one_hot, scores, np.nanmean(overlap), overlap, given)
    some = {"numClasses": CLASSES, "targetClassIds": [0, 2, 6]}
    entry("iou", name, some, labels, np.array(said), (overlap[0] + overlap[2]) / 2, overlap, given)
    entry("oneHotIoU", name, some, one_hot, scores, (overlap[0] + overlap[2]) / 2, overlap, given)

    for beta, average, threshold in [(1, "none", None), (1, "micro", None), (2, "macro", None), (0.5, "weighted", 0.2)]:
        yes = [[v > threshold for v in row] if threshold else [j == k for j in range(CLASSES)] for row, k in zip(scores, said)]
        tp = [sum(w[i] for i in range(SAMPLES) if yes[i][c] and labels[i] == c) for c in range(CLASSES)]
        fp = [sum(w[i] for i in range(SAMPLES) if yes[i][c] and labels[i] != c) for c in range(CLASSES)]
        fn = [rows[c] - tp[c] for c in range(CLASSES)]

        def f(tp, fp, fn):
            p, r = ratio(tp, tp + fp), ratio(tp, tp + fn)
            return ratio((1 + beta**2) * p * r, beta**2 * p + r)

        each = [f(*counts) for counts in zip(tp, fp, fn)]
        value = {"micro": f(sum(tp), sum(fp), sum(fn)), "weighted": sum(e * r for e, r in zip(each, rows)) / sum(rows)}.get(average, np.mean(each))
        options = {"average": average, "beta": beta} | ({"threshold": threshold} if threshold else {})
        entry("fBetaScore", f"{average} {name}", options, one_hot, scores, value, each, given)
        if beta == 1:
            entry("f1Score", f"{average}, class numbers {name}", {"average": average}, labels, scores, value, each, given)

# A label that counts for nothing, on maps of pixels.
maps = rng.integers(0, 3, (SAMPLES, 2, 3))
maps[rng.random(maps.shape) < 0.3] = 255
guesses = rng.integers(0, 3, maps.shape)
pairs = [(t, p, weights[i]) for i in range(SAMPLES) for t, p in zip(maps[i].flatten(), guesses[i].flatten()) if t != 255]
matrix = [[sum(w for t, p, w in pairs if t == r and p == c) for c in range(3)] for r in range(3)]
overlap = [matrix[c][c] / (sum(matrix[c]) + sum(row[c] for row in matrix) - matrix[c][c]) for c in range(3)]
entry("meanIoU", "a class that is ignored, weights of samples", {"numClasses": 3, "ignoreClass": 255}, maps, guesses, np.mean(overlap), overlap, weights)
hits = sum(matrix[c][c] for c in range(3))
entry("confusionMatrix", "a class that is ignored", {"ignoreClass": 255}, maps, np.eye(3)[guesses], hits / sum(map(sum, matrix)), matrix, weights)

# -- Yes and no ------------------------------------------------------------------------------------------------------
truth = (rng.random((SAMPLES, 1)) < 0.4).astype(float)
chances = np.round(np.clip(0.5 * rng.random((SAMPLES, 1)) + 0.35 * truth, 0, 1), 4)
chances[:4, 0] = [0, 1, 0, 1]
truth[:4, 0] = [0, 1, 1, 0]
many_truth = (rng.random((SAMPLES, 3)) < [0.2, 0.5, 0.7]).astype(float)
many = np.round(np.clip(0.7 * rng.random((SAMPLES, 3)) + 0.25 * many_truth, 0, 1), 4)


def counts(truth, yes, w):
    cells = [(truth[i][j], yes[i][j], w[i]) for i in range(SAMPLES) for j in range(len(truth[i]))]
    return [sum(w for t, y, w in cells if (t > 0) == a and bool(y) == b) for a, b in [(1, 1), (0, 1), (0, 0), (1, 0)]]


def best_of(row, k):
    return [sum(v > x for v in row) < k for x in row]


COUNTS = ["truePositives", "falsePositives", "trueNegatives", "falseNegatives"]
for name, given, w in both:
    for threshold in [0.5, 0.3]:
        yes = chances > threshold
        tp, fp, tn, fn = found = counts(truth, yes, w)
        entry("binaryAccuracy", f"{threshold} {name}", {"threshold": threshold}, truth, chances, (tp + tn) / sum(found), weights=given)
        for which, value in zip(COUNTS, found):
            entry(which, f"{threshold} {name}", {"thresholds": threshold}, truth, chances, value, weights=given)
        entry("precision", f"{threshold} {name}", {"thresholds": threshold}, truth[:, 0], chances, ratio(tp, tp + fp), weights=given)
        entry("recall", f"{threshold} {name}", {"thresholds": threshold}, truth, chances[:, 0], ratio(tp, tp + fn), weights=given)
    entry("accuracy", f"yes or no {name}", {}, truth, chances, np.dot(w, (chances[:, 0] > 0.5) == truth[:, 0]) / sum(w), weights=given)
    entry("f1Score", f"yes or no {name}", {"average": "macro"}, truth, chances, ratio(2 * counts(truth, chances > 0.5, w)[0], 2 * counts(truth, chances > 0.5, w)[0] + counts(truth, chances > 0.5, w)[1] + counts(truth, chances > 0.5, w)[3]), weights=given)
    tp, fp, tn, fn = counts(many_truth, many > 0.5, w)
    entry("precision", f"several labels {name}", {}, many_truth, many, ratio(tp, tp + fp), weights=given)
    yes = [best_of(row, 2) for row in many]
    tp, fp, tn, fn = counts(many_truth, yes, w)
    entry("precision", f"the best two {name}", {"topK": 2}, many_truth, many, ratio(tp, tp + fp), weights=given)
    entry("recall", f"the best two {name}", {"topK": 2}, many_truth, many, ratio(tp, tp + fn), weights=given)
    tp, fp, tn, fn = counts(many_truth[:, 1:2], many[:, 1:2] > 0.6, w)
    entry("precision", f"one class {name}", {"classId": 1, "thresholds": 0.6}, many_truth, many, ratio(tp, tp + fp), weights=given)
    tp, fp, tn, fn = counts(one_hot, scores > 0.2, w)
    entry("recall", f"class numbers {name}", {"thresholds": 0.2}, labels, scores, ratio(tp, tp + fn), weights=given)
    tp, fp, tn, fn = counts(truth, chances >= 0.5, w)
    overlap = [tn / (tn + fp + fn), tp / (tp + fp + fn)]
    entry("binaryIoU", name, {}, truth, chances, np.mean(overlap), overlap, given)
    entry("binaryIoU", f"of what is found {name}", {"targetClassIds": [1]}, truth, chances, overlap[1], overlap, given)

nothing = np.zeros((SAMPLES, 1))
for metric in ["precision", "recall", "f1Score", "auc", "matthewsCorrelation"]:
    entry(metric, "nothing there, nothing said", {}, nothing, nothing, 0)

# -- Curves ----------------------------------------------------------------------------------------------------------


def curve(truth, p, w, thresholds):
    return [counts(truth, p > t, w) for t in thresholds]


def area(points, method, kind):
    if kind == "PR" and method == "interpolation":
        total = 0.0
        for (tp, fp, _, fn), (tp1, fp1, _, fn1) in zip(points, points[1:]):
            said, said1 = tp + fp, tp1 + fp1
            slope = ratio(tp - tp1, max(said - said1, 0))
            intercept = tp1 - slope * said1
            growth = math.log(said / said1) if said > 0 and said1 > 0 else 0.0
            total += ratio(slope * (tp - tp1 + intercept * growth), tp1 + fn1)
        return total
    recall = [ratio(tp, tp + fn) for tp, fp, tn, fn in points]
    wrong = [ratio(fp, fp + tn) for tp, fp, tn, fn in points]
    precision = [ratio(tp, tp + fp) for tp, fp, tn, fn in points]
    x, y = (wrong, recall) if kind == "ROC" else (recall, precision)
    height = {"interpolation": lambda a, b: (a + b) / 2, "minoring": min, "majoring": max}[method]
    return sum((x[i] - x[i + 1]) * height(y[i], y[i + 1]) for i in range(len(x) - 1))


def steps(count):
    return [-1e-7] + [(i + 1) / (count - 1) for i in range(count - 2)] + [1 + 1e-7]


for name, given, w in both:
    for kind in ["ROC", "PR"]:
        for method in ["interpolation", "minoring", "majoring"]:
            count = 200 if method == "interpolation" else 10
            options = {"curve": kind, "summationMethod": method, "numThresholds": count}
            entry("auc", f"{kind} {method} {name}", options, truth, chances, area(curve(truth, chances, w, steps(count)), method, kind), weights=given)
        each = [area(curve(many_truth[:, j : j + 1], many[:, j : j + 1], w, steps(50)), "interpolation", kind) for j in range(3)]
        options = {"curve": kind, "multiLabel": True, "numThresholds": 50}
        entry("auc", f"{kind} of each label {name}", options, many_truth, many, np.mean(each), each, given)
        entry("auc", f"{kind} of each label, counted differently {name}", {**options, "labelWeights": [1, 0.5, 3]}, many_truth, many, np.dot(each, [1, 0.5, 3]) / 4.5, each, given)
        entry("auc", f"{kind} of all labels {name}", {"curve": kind}, many_truth, many, area(curve(many_truth, many, w, steps(200)), "interpolation", kind), weights=given)
    chosen = [0.2, 0.35, 0.5, 0.9]
    entry("auc", f"thresholds of one's own {name}", {"thresholds": [0.5, 0.2, 0.9, 0.35]}, truth, chances, area(curve(truth, chances, w, [-1e-7, *chosen, 1 + 1e-7]), "interpolation", "ROC"), weights=given)
    few = curve(truth, chances, w, [-1e-7, 0.5, 1 + 1e-7])
    details = [[ratio(fp, fp + tn), ratio(tp, tp + fn)] for tp, fp, tn, fn in reversed(few)]
    entry("auc", f"three points {name}", {"numThresholds": 3}, truth, chances, area(few, "interpolation", "ROC"), details, given)
    logits = np.round(np.log((chances[4:] + 1e-3) / (1 - chances[4:])), 3)
    rest = curve(np.vstack([truth[4:], nothing[:4]]), np.vstack([1 / (1 + np.exp(-logits)), nothing[:4]]), np.concatenate([w[4:], np.zeros(4)]), steps(200))
    entry("auc", f"from logits {name}", {"fromLogits": True}, truth[4:], logits, area(rest, "interpolation", "ROC"), weights=None if given is None else given[4:])

    points = curve(truth, chances, w, [i / 199 for i in range(200)])
    precisions = [ratio(tp, tp + fp) for tp, fp, tn, fn in points]
    recalls = [ratio(tp, tp + fn) for tp, fp, tn, fn in points]
    specificities = [ratio(tn, tn + fp) for tp, fp, tn, fn in points]

    def best(wanted, given, least):
        return max([0.0] + [a for a, b in zip(wanted, given) if b >= least])

    for least in [0.503, 0.803, 0.999]:
        entry("precisionAtRecall", f"{least} {name}", {"recall": least}, truth, chances, best(precisions, recalls, least), weights=given)
        entry("recallAtPrecision", f"{least} {name}", {"precision": least}, truth, chances, best(recalls, precisions, least), weights=given)
        entry("sensitivityAtSpecificity", f"{least} {name}", {"specificity": least}, truth, chances, best(recalls, specificities, least), weights=given)
        entry("specificityAtSensitivity", f"{least} {name}", {"sensitivity": least}, truth, chances, best(specificities, recalls, least), weights=given)

# -- Numbers ---------------------------------------------------------------------------------------------------------
targets = np.round(rng.normal(1, 2, (SAMPLES, 3)), 2)
outputs = np.round(targets + rng.normal(0, [0.5, 1, 3], (SAMPLES, 3)), 2)
for name, given, w in both:
    error = np.average((targets - outputs) ** 2, axis=0, weights=w)
    entry("rootMeanSquaredError", name, {}, targets, outputs, math.sqrt(error.mean()), weights=given)
    cosines = [np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b)) for a, b in zip(targets, outputs)]
    entry("cosineSimilarity", name, {}, targets, outputs, np.average(cosines, weights=w), weights=given)
    variance = np.average((targets - np.average(targets, axis=0, weights=w)) ** 2, axis=0, weights=w)
    each = 1 - error / variance
    entry("r2Score", name, {}, targets, outputs, each.mean(), each, given)
    value = (each * variance).sum() / variance.sum()
    entry("r2Score", f"by variance {name}", {"classAggregation": "varianceWeightedAverage"}, targets, outputs, value, each, given)
    n = np.count_nonzero(w)
    entry("r2Score", f"adjusted {name}", {"numRegressors": 4}, targets[:, 0], outputs[:, :1], 1 - (1 - each[0]) * (n - 1) / (n - 5), weights=given)
    entry("meanSquaredError", name, {}, targets, outputs, error.mean(), weights=given)
    entry("meanAbsoluteError", name, {}, targets, outputs, np.average(np.abs(targets - outputs), axis=0, weights=w).mean(), weights=given)
    entry("sparseCategoricalCrossentropy", name, {}, labels, scores, np.average([-math.log(max(row[k], 1e-7) / row.sum()) for row, k in zip(scores, labels)], weights=w), weights=given)

path = Path(__file__).parent / "metrics.json"


# Many entries are of the same arrays: each is written once, and entries have its number.
arrays = []


def numbered(array):
    if array not in arrays:
        arrays.append(array)
    return arrays.index(array)


for made in entries:
    for key in ["yTrue", "yPred", "sampleWeight"]:
        if key in made:
            made[key] = numbered(made[key])
lines = lambda items: ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
path.write_text('{"arrays":[\n' + lines(arrays) + '\n],"entries":[\n' + lines(entries) + "\n]}\n")
print(f"{path.name}: {len(entries)} entries, {len(arrays)} arrays, {path.stat().st_size} bytes")
