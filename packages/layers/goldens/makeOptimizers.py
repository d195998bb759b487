"""Writes the golden values of optimizers.json and schedules.json.

    apt-get install python3-torch
    /usr/bin/python3 makeOptimizers.py

Everything is computed in float64. Each optimizer takes ten steps from the same weights along the same gradients, a matrix and a
vector of them. Where PyTorch and Keras define the same steps the values are PyTorch's, otherwise they are those of the formula
that Keras documents, in NumPy; a comment says where they differ.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
folder = Path(__file__).parent
steps = 10
random = np.random.default_rng(20240229)
weights = [random.uniform(-1, 1, (2, 3)).round(2), random.uniform(-1, 1, 3).round(2)]
gradients = [[random.normal(0, 1, w.shape).round(2) for w in weights] for _ in range(steps)]


def rounded(values):
    return [float(f"{value:.9g}") for value in np.asarray(values).flatten()]


def entry(name, optimizer, options, path):
    """The weights after every step, one flat list a step."""
    return {"name": name, "optimizer": optimizer, "options": options, "path": [rounded(p) for p in path]}


def pytorch(name, optimizer, options, make):
    parameters = [torch.tensor(w).requires_grad_() for w in weights]
    made = make(parameters)
    path = []
    for gradient in gradients:
        for parameter, g in zip(parameters, gradient):
            parameter.grad = torch.tensor(g)
        made.step()
        path.append(np.concatenate([p.detach().numpy().flatten() for p in parameters]))
    return entry(name, optimizer, options, path)


def keras(name, optimizer, options, update):
    """`update(w, g, slots, t)` gives the new weight; `slots` is a dictionary of its own for each weight, t counts from 1."""
    values, slots = [w.copy() for w in weights], [{} for _ in weights]
    path = []
    for t, gradient in enumerate(gradients, 1):
        values = [update(w, g, s, t) for w, g, s in zip(values, gradient, slots)]
        path.append(np.concatenate([w.flatten() for w in values]))
    return entry(name, optimizer, options, path)


# Keras decays w -= learning_rate * weight_decay * w before the step, apart from the gradient, in every optimizer: PyTorch does so
# in AdamW alone, and adds weight_decay * w to the gradient elsewhere.
def with_decay(update, rate, decay):
    return lambda w, g, slots, t: update(w - rate * decay * w, g, slots, t)


def sgd(rate, momentum, nesterov):
    def update(w, g, slots, t):
        v = slots["v"] = momentum * slots.get("v", 0) - rate * g
        return w + (momentum * v - rate * g if nesterov else v)

    return update


# Keras has epsilon under the root, PyTorch beside it.
def rmsprop(rate, rho, momentum, epsilon, centered):
    def update(w, g, slots, t):
        v = slots["v"] = rho * slots.get("v", 0) + (1 - rho) * g**2
        spread = v
        if centered:
            mean = slots["mean"] = rho * slots.get("mean", 0) + (1 - rho) * g
            spread = v - mean**2
        change = rate * g / np.sqrt(spread + epsilon)
        if momentum:
            change = slots["m"] = momentum * slots.get("m", 0) + change
        return w - change

    return update


def adagrad(rate, initial, epsilon):
    def update(w, g, slots, t):
        s = slots["s"] = slots.get("s", initial) + g**2
        return w - rate * g / np.sqrt(s + epsilon)

    return update


# Keras has alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t) and adds epsilon to the uncorrected root.
def adam(rate, beta1, beta2, epsilon, amsgrad):
    def update(w, g, slots, t):
        m = slots["m"] = beta1 * slots.get("m", 0) + (1 - beta1) * g
        v = slots["v"] = beta2 * slots.get("v", 0) + (1 - beta2) * g**2
        if amsgrad:
            v = slots["hat"] = np.maximum(slots.get("hat", 0), v)
        return w - rate * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + epsilon)

    return update


# PyTorch adds epsilon to the gradient before the maximum is taken, Keras to the maximum.
def adamax(rate, beta1, beta2, epsilon):
    def update(w, g, slots, t):
        m = slots["m"] = beta1 * slots.get("m", 0) + (1 - beta1) * g
        u = slots["u"] = np.maximum(beta2 * slots.get("u", 0), abs(g))
        return w - rate * m / ((1 - beta1**t) * (u + epsilon))

    return update


# Keras' momentum rises with 0.96^t, PyTorch's with 0.96^(t * momentum_decay), 0.004 by default; up to version 1.13 PyTorch also
# multiplies by the momentum of the step twice.
def nadam(rate, beta1, beta2, epsilon):
    def momentum(t):
        return beta1 * (1 - 0.5 * 0.96**t)

    def update(w, g, slots, t):
        m = slots["m"] = beta1 * slots.get("m", 0) + (1 - beta1) * g
        v = slots["v"] = beta2 * slots.get("v", 0) + (1 - beta2) * g**2
        product = math.prod(momentum(k) for k in range(1, t + 1))
        following = product * momentum(t + 1)
        direction = momentum(t + 1) * m / (1 - following) + (1 - momentum(t)) * g / (1 - product)
        return w - rate * direction / (np.sqrt(v / (1 - beta2**t)) + epsilon)

    return update


def options(torch_betas, rest):
    return {**rest, "beta1": torch_betas[0], "beta2": torch_betas[1]}


tiny = 1e-12  # where it no longer matters on which side of the root it stands
betas = (0.8, 0.95)
optim = torch.optim
optimizers = [
    pytorch("plain", "sgd", {"learningRate": 0.1}, lambda p: optim.SGD(p, 0.1)),
    pytorch(
        "momentum", "sgd", {"learningRate": 0.1, "momentum": 0.8}, lambda p: optim.SGD(p, 0.1, momentum=0.8)
    ),
    pytorch(
        "nesterov",
        "sgd",
        {"learningRate": 0.1, "momentum": 0.8, "nesterov": True},
        lambda p: optim.SGD(p, 0.1, momentum=0.8, nesterov=True),
    ),
    keras(
        "nesterov with weight decay",
        "sgd",
        {"learningRate": 0.1, "momentum": 0.8, "nesterov": True, "weightDecay": 0.3},
        with_decay(sgd(0.1, 0.8, True), 0.1, 0.3),
    ),
    keras("defaults of Keras", "sgd", {}, sgd(0.01, 0, False)),
    pytorch(
        "plain",
        "rmsprop",
        {"learningRate": 0.1, "rho": 0.8, "epsilon": tiny**2},
        lambda p: optim.RMSprop(p, 0.1, alpha=0.8, eps=tiny),
    ),
    pytorch(
        "momentum",
        "rmsprop",
        {"learningRate": 0.01, "rho": 0.8, "momentum": 0.7, "epsilon": tiny**2},
        lambda p: optim.RMSprop(p, 0.01, alpha=0.8, momentum=0.7, eps=tiny),
    ),
    pytorch(
        "centered with momentum",
        "rmsprop",
        {"learningRate": 0.01, "rho": 0.8, "momentum": 0.7, "epsilon": tiny**2, "centered": True},
        lambda p: optim.RMSprop(p, 0.01, alpha=0.8, momentum=0.7, eps=tiny, centered=True),
    ),
    keras(
        "centered with a large epsilon",
        "rmsprop",
        {"learningRate": 0.1, "rho": 0.8, "epsilon": 0.05, "centered": True},
        rmsprop(0.1, 0.8, 0, 0.05, True),
    ),
    keras("defaults of Keras", "rmsprop", {}, rmsprop(1e-3, 0.9, 0, 1e-7, False)),
    pytorch(
        "plain",
        "adagrad",
        {"learningRate": 0.3, "initialAccumulatorValue": 0.2, "epsilon": tiny},
        lambda p: optim.Adagrad(p, 0.3, initial_accumulator_value=0.2, eps=tiny),
    ),
    keras(
        "with a large epsilon",
        "adagrad",
        {"learningRate": 0.3, "epsilon": 0.05},
        adagrad(0.3, 0.1, 0.05),
    ),
    keras("defaults of Keras", "adagrad", {}, adagrad(1e-3, 0.1, 1e-7)),
    pytorch(
        "as in the paper",
        "adadelta",
        {"learningRate": 1, "rho": 0.9, "epsilon": 1e-3},
        lambda p: optim.Adadelta(p, 1, rho=0.9, eps=1e-3),
    ),
    # Keras' learning rate is 0.001, PyTorch's 1; rho is 0.95 and 0.9.
    pytorch("defaults of Keras", "adadelta", {}, lambda p: optim.Adadelta(p, 1e-3, rho=0.95, eps=1e-7)),
    pytorch(
        "plain",
        "adam",
        options(betas, {"learningRate": 0.05, "epsilon": tiny}),
        lambda p: optim.Adam(p, 0.05, betas, tiny),
    ),
    pytorch(
        "amsgrad",
        "adam",
        options(betas, {"learningRate": 0.05, "epsilon": tiny, "amsgrad": True}),
        lambda p: optim.Adam(p, 0.05, betas, tiny, amsgrad=True),
    ),
    keras(
        "with a large epsilon",
        "adam",
        options(betas, {"learningRate": 0.05, "epsilon": 0.05}),
        adam(0.05, *betas, 0.05, False),
    ),
    keras(
        "amsgrad with a large epsilon",
        "adam",
        options(betas, {"learningRate": 0.05, "epsilon": 0.05, "amsgrad": True}),
        adam(0.05, *betas, 0.05, True),
    ),
    keras("defaults of Keras", "adam", {}, adam(1e-3, 0.9, 0.999, 1e-7, False)),
    pytorch(
        "plain",
        "adamW",
        options(betas, {"learningRate": 0.05, "epsilon": tiny, "weightDecay": 0.3}),
        lambda p: optim.AdamW(p, 0.05, betas, tiny, weight_decay=0.3),
    ),
    # Keras' weight decay is 0.004, PyTorch's 0.01.
    keras("defaults of Keras", "adamW", {}, with_decay(adam(1e-3, 0.9, 0.999, 1e-7, False), 1e-3, 4e-3)),
    pytorch(
        "plain",
        "adamax",
        options(betas, {"learningRate": 0.05, "epsilon": tiny}),
        lambda p: optim.Adamax(p, 0.05, betas, tiny),
    ),
    keras(
        "with a large epsilon",
        "adamax",
        options(betas, {"learningRate": 0.05, "epsilon": 0.05}),
        adamax(0.05, *betas, 0.05),
    ),
    keras("defaults of Keras", "adamax", {}, adamax(1e-3, 0.9, 0.999, 1e-7)),
    keras(
        "with a large epsilon",
        "nadam",
        options(betas, {"learningRate": 0.05, "epsilon": 0.05}),
        nadam(0.05, *betas, 0.05),
    ),
    keras("defaults of Keras", "nadam", {}, nadam(1e-3, 0.9, 0.999, 1e-7)),
]


def torch_schedule(rate, make, count, momentum=False):
    """The rates, or the momenta, of the steps from 0."""
    optimizer = optim.SGD([torch.zeros(1, requires_grad=True)], rate, momentum=0.9)
    scheduler = make(optimizer)
    found = []
    for step in range(count):
        found.append(optimizer.param_groups[0]["momentum" if momentum else "lr"])
        optimizer.step()
        if step < count - 1:
            scheduler.step()
    return found


def schedule(name, options, values, at=None):
    return {"schedule": name, "options": options, "at": list(at or range(len(values))), "values": rounded(values)}


def one_cycle(count, top, **given):
    return lambda optimizer: optim.lr_scheduler.OneCycleLR(optimizer, top, total_steps=count, **given)


def cosine(rate, alpha, done):
    return rate * ((1 - alpha) * 0.5 * (1 + math.cos(math.pi * done)) + alpha)


def restarts(step, first, t_mul, m_mul, alpha):
    """Keras' formula, period by period."""
    period, length = 0, first
    while step >= length:
        step, period, length = step - length, period + 1, length * t_mul
    return (1 - alpha) * 0.5 * m_mul**period * (1 + math.cos(math.pi * step / length)) + alpha


def polynomial(step, rate, length, end, power, cycle):
    if cycle:
        length *= max(1, math.ceil(step / length))
    return (rate - end) * (1 - min(step, length) / length) ** power + end


rates = optim.lr_scheduler
long = [0, 1, 3, 9, 10, 11, 19, 20, 25, 29, 30, 31, 69, 70, 71, 150]
schedules = [
    schedule(
        "exponentialDecay",
        {"initialLearningRate": 0.1, "decaySteps": 1, "decayRate": 0.7},
        torch_schedule(0.1, lambda o: rates.ExponentialLR(o, 0.7), 10),
    ),
    schedule(
        "exponentialDecay",
        {"initialLearningRate": 0.1, "decaySteps": 4, "decayRate": 0.7},
        [0.1 * 0.7 ** (s / 4) for s in range(10)],
    ),
    schedule(
        "stepDecay",
        {"initialLearningRate": 0.1, "dropSteps": 3, "dropRate": 0.5},
        torch_schedule(0.1, lambda o: rates.StepLR(o, 3, 0.5), 10),
    ),
    # A boundary still has the value before it in Keras; PyTorch's milestones do not.
    schedule(
        "piecewiseConstantDecay",
        {"boundaries": [2, 5], "values": [0.1, 0.05, 0.01]},
        torch_schedule(0.1, lambda o: rates.LambdaLR(o, lambda s: 1 if s <= 2 else 0.5 if s <= 5 else 0.1), 10),
    ),
    schedule(
        "polynomialDecay",
        {"initialLearningRate": 0.1, "decaySteps": 8, "endLearningRate": 0.02},
        torch_schedule(0.1, lambda o: rates.LinearLR(o, 1, 0.2, 8), 10),
    ),
    schedule(
        "polynomialDecay",
        {"initialLearningRate": 0.1, "decaySteps": 4, "power": 2.5},
        [polynomial(s, 0.1, 4, 1e-4, 2.5, False) for s in range(10)],
    ),
    schedule(
        "polynomialDecay",
        {"initialLearningRate": 0.1, "decaySteps": 4, "endLearningRate": 0.01, "power": 0.5, "cycle": True},
        [polynomial(s, 0.1, 4, 0.01, 0.5, True) for s in range(13)],
    ),
    schedule(
        "inverseTimeDecay",
        {"initialLearningRate": 0.1, "decaySteps": 2, "decayRate": 0.5},
        [0.1 / (1 + 0.5 * s / 2) for s in range(10)],
    ),
    schedule(
        "inverseTimeDecay",
        {"initialLearningRate": 0.1, "decaySteps": 2, "decayRate": 0.5, "staircase": True},
        [0.1 / (1 + 0.5 * (s // 2)) for s in range(10)],
    ),
    schedule(
        "cosineDecay",
        {"initialLearningRate": 0.1, "decaySteps": 9, "alpha": 0.2},
        torch_schedule(0.1, lambda o: rates.CosineAnnealingLR(o, 9, 0.02), 10),
    ),
    schedule(
        "cosineDecay",
        {"initialLearningRate": 0.01, "decaySteps": 6, "alpha": 0.2, "warmupTarget": 0.1, "warmupSteps": 3},
        [0.01 + 0.09 * s / 3 if s < 3 else cosine(0.1, 0.2, min(1, (s - 3) / 6)) for s in range(11)],
    ),
    schedule(
        "cosineDecayRestarts",
        {"initialLearningRate": 0.1, "firstDecaySteps": 10},
        torch_schedule(0.1, lambda o: rates.CosineAnnealingWarmRestarts(o, 10, 2), 151),
    ),
    schedule(
        "cosineDecayRestarts",
        {"initialLearningRate": 0.1, "firstDecaySteps": 10, "tMul": 1, "mMul": 0.8, "alpha": 0.1},
        [0.1 * restarts(s, 10, 1, 0.8, 0.1) for s in long],
        long,
    ),
    schedule(
        "cosineDecayRestarts",
        {"initialLearningRate": 0.1, "firstDecaySteps": 10, "tMul": 1.5, "mMul": 0.8, "alpha": 0.1},
        [0.1 * restarts(s, 10, 1.5, 0.8, 0.1) for s in long],
        long,
    ),
    schedule("oneCycle", {"maxLearningRate": 0.1, "totalSteps": 20}, torch_schedule(0.1, one_cycle(20, 0.1), 20)),
    schedule(
        "oneCycle",
        {
            "maxLearningRate": 0.1,
            "totalSteps": 17,
            "pctStart": 0.4,
            "annealStrategy": "linear",
            "divFactor": 10,
            "finalDivFactor": 100,
            "threePhase": True,
        },
        torch_schedule(
            0.1,
            one_cycle(
                17, 0.1, pct_start=0.4, anneal_strategy="linear", div_factor=10, final_div_factor=100, three_phase=True
            ),
            17,
        ),
    ),
    schedule("oneCycleMomentum", {"totalSteps": 20}, torch_schedule(0.1, one_cycle(20, 0.1), 20, True)),
    schedule(
        "oneCycleMomentum",
        {"totalSteps": 20, "threePhase": True, "baseMomentum": 0.7, "maxMomentum": 0.9},
        torch_schedule(0.1, one_cycle(20, 0.1, three_phase=True, base_momentum=0.7, max_momentum=0.9), 20, True),
    ),
    schedule(
        "warmup",
        {"learningRate": 0.1, "warmupSteps": 4, "initialLearningRate": 0.02},
        torch_schedule(0.1, lambda o: rates.LinearLR(o, 0.2, 1, 4), 10),
    ),
]


def write(name, value):
    text = json.dumps(value, separators=(",", ":")).replace('{"name"', '\n{"name"').replace('{"schedule"', '\n{"schedule"')
    (folder / f"{name}.json").write_text(text + "\n")


write(
    "optimizers",
    {
        "shapes": [list(w.shape) for w in weights],
        "weights": [rounded(w) for w in weights],
        "gradients": [[rounded(g) for g in gradient] for gradient in gradients],
        "runs": optimizers,
    },
)
write("schedules", schedules)
