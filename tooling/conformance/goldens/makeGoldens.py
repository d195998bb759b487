"""Writes the golden values of PyTorch that the conformance suite compares with.

    apt-get install python3-torch libopenblas0-pthread
    /usr/bin/python3 makeGoldens.py

Everything is computed in float64 and turned to this project's layout: images NHWC, filters [kh, kw, in / groups, out].
An entry is { op, name, params, inputs, dy, output, gradients }: the gradients are those of sum(output * dy) with
respect to each input (null for one that has none). Inputs have few decimals so that the files stay small.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20240229)
folder = Path(__file__).parent


def random(*shape, low=-1.5, high=1.5, decimals=2):
    return torch.round(low + (high - low) * torch.rand(*shape), decimals=decimals)


def distinct(*shape, gap=0.05):
    """No two values are equal: a maximum has one winner."""
    size = int(torch.tensor(shape).prod())
    return torch.round((torch.randperm(size) - size // 2 + 0.5) * gap, decimals=4).reshape(shape)


def packed(tensor):
    if tensor is None:
        return None
    values = tensor.detach().contiguous().flatten().tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{value:.8g}") for value in values]}


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def hwio(w):
    return w.permute(2, 3, 1, 0)


def oihw(w):
    return w.permute(3, 2, 0, 1)


def entry(op, name, params, inputs, f, differentiable=None):
    """Runs `f` on this project's layout and takes torch's gradients of it."""
    differentiable = differentiable or [True] * len(inputs)
    leaves = [x.clone().requires_grad_(d) if d else x for x, d in zip(inputs, differentiable)]
    output = f(*leaves)
    dy = random(*output.shape, decimals=1)
    (output * dy).sum().backward()
    return {
        "op": op,
        "name": name,
        "params": params,
        "inputs": [packed(x) for x in inputs],
        "dy": packed(dy),
        "output": packed(output),
        "gradients": [packed(x.grad) if d else None for x, d in zip(leaves, differentiable)],
    }


def write(name, value):
    path = folder / f"{name}.json"
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


def conv_entry(name, x, w, stride=(1, 1), padding=((0, 0), (0, 0)), dilation=(1, 1), groups=1):
    (top, bottom), (left, right) = padding

    def f(x, w, b):
        padded = F.pad(nchw(x), (left, right, top, bottom))
        return nhwc(F.conv2d(padded, oihw(w), b, stride=stride, dilation=dilation, groups=groups))

    params = {"strides": stride, "padding": padding, "dilations": dilation, "groups": groups}
    return entry("conv2d", name, params, [random(*x), random(*w), random(w[3])], f)


def conv():
    yield conv_entry("3x3", (2, 6, 5, 3), (3, 3, 3, 4))
    yield conv_entry("1x1", (2, 4, 3, 7), (1, 1, 7, 5))
    yield conv_entry("5x5 padding 2", (1, 8, 7, 2), (5, 5, 2, 3), padding=((2, 2), (2, 2)))
    yield conv_entry("3x3 many channels", (1, 8, 9, 16), (3, 3, 16, 8), padding=((1, 1), (1, 1)))
    yield conv_entry("7x7 stride 2 padding 3", (1, 11, 12, 3), (7, 7, 3, 4), stride=(2, 2), padding=((3, 3), (3, 3)))
    yield conv_entry("strides 2x3", (2, 9, 8, 3), (3, 2, 3, 5), stride=(2, 3))
    yield conv_entry("asymmetric padding", (1, 5, 6, 2), (3, 4, 2, 3), stride=(2, 1), padding=((0, 1), (2, 1)))
    yield conv_entry("dilation 2", (1, 9, 8, 3), (3, 3, 3, 4), dilation=(2, 2), padding=((2, 2), (2, 2)))
    yield conv_entry("dilations 1x3", (1, 5, 11, 2), (2, 3, 2, 3), dilation=(1, 3))
    yield conv_entry("groups 2", (2, 5, 6, 4), (3, 3, 2, 6), groups=2, padding=((1, 1), (1, 1)))
    yield conv_entry("groups 3, stride 2", (1, 7, 7, 9), (3, 3, 3, 6), groups=3, stride=(2, 2))
    yield conv_entry("depthwise, multiplier 2", (1, 6, 7, 5), (3, 3, 1, 10), groups=5, padding=((1, 1), (1, 1)))


def transposed_entry(name, x, w, stride=(1, 1), padding=((0, 0), (0, 0))):
    """Filters are [kh, kw, out, in], as Keras keeps them; `padding` is what is cut off the result's edges."""
    (top, bottom), (left, right) = padding

    def f(x, w, b):
        y = F.conv_transpose2d(nchw(x), w.permute(3, 2, 0, 1), b, stride=stride)
        return nhwc(y[:, :, top : y.shape[2] - bottom, left : y.shape[3] - right])

    params = {"strides": stride, "padding": padding}
    return entry("conv2dTranspose", name, params, [random(*x), random(*w), random(w[2])], f)


def conv_transpose():
    yield transposed_entry("3x3", (2, 4, 3, 3), (3, 3, 4, 3))
    yield transposed_entry("2x2 stride 2", (1, 4, 5, 3), (2, 2, 2, 3), stride=(2, 2))
    yield transposed_entry("4x4 stride 2 padding 1", (1, 4, 3, 2), (4, 4, 3, 2), stride=(2, 2), padding=((1, 1), (1, 1)))
    yield transposed_entry("3x3 strides 3x2", (2, 3, 4, 2), (3, 3, 3, 2), stride=(3, 2))


def pool_entry(op, name, x, window, stride, padding=0, ceil=False, count=True):
    def f(x):
        if op == "maxPool2d":
            return nhwc(F.max_pool2d(nchw(x), window, stride, padding, ceil_mode=ceil))
        return nhwc(F.avg_pool2d(nchw(x), window, stride, padding, ceil_mode=ceil, count_include_pad=count))

    params = {"poolSize": window, "strides": stride, "padding": [[padding, padding]] * 2, "ceilMode": ceil}
    if op == "avgPool2d":
        params["countPadding"] = count
    return entry(op, name, params, [distinct(*x)], f)


def pool():
    for op in ("maxPool2d", "avgPool2d"):
        yield pool_entry(op, "2x2 stride 2", (2, 6, 4, 3), (2, 2), (2, 2))
        yield pool_entry(op, "3x3 stride 2", (1, 7, 9, 2), (3, 3), (2, 2))
        yield pool_entry(op, "3x3 stride 2 padding 1", (1, 8, 7, 4), (3, 3), (2, 2), padding=1)
        yield pool_entry(op, "3x2 strides 1x2", (1, 5, 6, 5), (3, 2), (1, 2))
        yield pool_entry(op, "3x3 stride 2 ceil", (1, 8, 10, 2), (3, 3), (2, 2), ceil=True)
        yield pool_entry(op, "3x3 stride 2 padding 1 ceil", (1, 6, 8, 3), (3, 3), (2, 2), padding=1, ceil=True)
    yield pool_entry("avgPool2d", "padding not counted", (1, 8, 7, 4), (3, 3), (2, 2), padding=1, count=False)
    yield pool_entry("avgPool2d", "padding not counted, ceil", (1, 6, 8, 3), (3, 3), (2, 2), padding=1, ceil=True, count=False)


def norm():
    x, scale, offset = random(3, 4, 3, 5), random(5), random(5)
    mean, variance = random(5, low=-0.5, high=0.5), random(5, low=0.5, high=2)
    yield entry(
        "batchNorm",
        "inference",
        {"epsilon": 1e-3},
        [x, mean, variance, scale, offset],
        lambda x, m, v, s, o: nhwc(F.batch_norm(nchw(x), m, v, s, o, training=False, eps=1e-3)),
        # torch takes the moving statistics as constants.
        [True, False, False, True, True],
    )
    yield entry(
        "batchNormTraining",
        "training",
        {"epsilon": 1e-3},
        [x, scale, offset],
        lambda x, s, o: nhwc(F.batch_norm(nchw(x), None, None, s, o, training=True, eps=1e-3)),
    )
    yield entry(
        "layerNorm",
        "last axis",
        {"epsilon": 1e-3},
        [random(3, 4, 7), random(7), random(7)],
        lambda x, s, o: F.layer_norm(x, (7,), s, o, eps=1e-3),
    )
    for size, alpha, beta, k in ((5, 1e-1, 0.75, 2.0), (3, 0.5, 0.5, 1.0), (4, 0.5, 0.75, 1.0)):
        yield entry(
            "localResponseNorm",
            f"{size} channels",
            {"size": size, "alpha": alpha, "beta": beta, "k": k},
            [random(2, 3, 2, 8)],
            lambda x: nhwc(F.local_response_norm(nchw(x), size, alpha, beta, k)),
        )


def softmax():
    yield entry("softmax", "last axis", {"axis": -1}, [random(4, 7, high=3)], lambda x: F.softmax(x, -1))
    yield entry("softmax", "axis 1", {"axis": 1}, [random(2, 5, 3)], lambda x: F.softmax(x, 1))
    yield entry("logSoftmax", "last axis", {"axis": -1}, [random(4, 7, high=3)], lambda x: F.log_softmax(x, -1))
    labels = torch.tensor([3, 0, 6, 2, 5])
    yield entry(
        "sparseSoftmaxCrossEntropy",
        "class numbers",
        {"labels": labels.tolist()},
        [random(5, 7, high=3)],
        lambda x: F.cross_entropy(x, labels, reduction="none"),
    )
    targets = torch.round(F.softmax(random(5, 4), -1), decimals=3)
    yield entry(
        "softmaxCrossEntropy",
        "probabilities",
        {"labels": packed(targets)},
        [random(5, 4)],
        lambda x: F.cross_entropy(x, targets, reduction="none"),
    )
    targets = torch.round(torch.rand(5, 4), decimals=1)
    yield entry(
        "sigmoidCrossEntropy",
        "probabilities",
        {"labels": packed(targets)},
        [random(5, 4, low=-4, high=4)],
        lambda x: F.binary_cross_entropy_with_logits(x, targets, reduction="none"),
    )


def activation():
    # Off the kinks at 0 and ±3, on both sides of them.
    x = torch.tensor([-12, -6.5, -4.2, -3.1, -2.7, -1.9, -1.1, -0.6, -0.25, -0.03, 0.04, 0.3, 0.7, 1.2, 2.1, 2.9, 3.2, 5.5, 6.4, 11])
    functions = {
        "relu": F.relu,
        "relu6": F.relu6,
        "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
        "gelu": F.gelu,
        "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
        "silu": F.silu,
        "mish": F.mish,
        "hardSwish": F.hardswish,
        "hardSigmoid": F.hardsigmoid,
        "elu": F.elu,
        "selu": F.selu,
        "softplus": F.softplus,
        "softsign": F.softsign,
        "sigmoid": torch.sigmoid,
        "logSigmoid": F.logsigmoid,
        "tanh": torch.tanh,
        "erf": torch.erf,
        "expm1": torch.expm1,
    }
    for name, f in functions.items():
        yield entry(name, "both tails", {}, [x], f)


def resize():
    for size in ((8, 6), (7, 5), (3, 2), (9, 4)):
        yield entry(
            "resizeBilinear",
            f"4x3 to {size[0]}x{size[1]}",
            {"size": size},
            [random(1, 4, 3, 2)],
            lambda x: nhwc(F.interpolate(nchw(x), size, mode="bilinear", align_corners=False)),
        )
    for size in ((8, 6), (12, 3), (7, 5)):
        # "nearest-exact" is the half-pixel rule; for whole factors it equals "nearest".
        yield entry(
            "resizeNearest",
            f"4x3 to {size[0]}x{size[1]}",
            {"size": size},
            [random(1, 4, 3, 2)],
            lambda x: nhwc(F.interpolate(nchw(x), size, mode="nearest-exact")),
        )


def sample():
    """Pixel (x, y) of the output is the input's (a x + b y + c, d x + e y + f): as torch has it, in halves of the image."""
    modes = {"constant": "zeros", "nearest": "border", "reflect": "reflection"}
    for mode, padding in modes.items():
        for interpolation in ("bilinear", "nearest"):
            for (h, w), (oh, ow) in (((4, 5), (4, 5)), ((6, 3), (5, 7))):

                def f(x, m):
                    a, b, c, d, e, g = m.unbind(1)
                    mx, my = (ow - 1) / 2, (oh - 1) / 2
                    row_x = torch.stack([a * ow / w, b * oh / w, (2 * (a * mx + b * my + c) + 1) / w - 1], 1)
                    row_y = torch.stack([d * ow / h, e * oh / h, (2 * (d * mx + e * my + g) + 1) / h - 1], 1)
                    theta = torch.stack([row_x, row_y], 1)
                    grid = F.affine_grid(theta, (x.shape[0], x.shape[3], oh, ow), align_corners=False)
                    return nhwc(F.grid_sample(nchw(x), grid, mode=interpolation, padding_mode=padding, align_corners=False))

                # Crooked numbers: no place is half way between pixels or on one, where slopes are a matter of taste.
                m = torch.tensor([[0.9137, 0.3719, -0.6127, -0.3343, 1.0711, 0.8317], [-1.1327, 0.2113, 4.0731, 0.1709, 0.7127, -1.3931]])
                params = {"size": (oh, ow), "fillMode": mode, "interpolation": interpolation}
                name = f"{h}x{w} to {oh}x{ow}, {interpolation}, {mode}"
                yield entry("affineSample", name, params, [random(2, h, w, 2), m], f, [True, interpolation == "bilinear"])


def network(x, weights):
    conv_w, conv_b, dense_w, dense_b = weights
    y = F.relu(F.conv2d(nchw(x), oihw(conv_w), conv_b, padding=1))
    y = nhwc(F.max_pool2d(y, 2))
    return y.reshape(y.shape[0], -1) @ dense_w + dense_b


def training():
    """Five steps of a small network: conv 3x3 → relu → max pool → dense → softmax cross-entropy."""
    x = random(4, 8, 6, 2)
    labels = torch.tensor([2, 0, 1, 2])
    start = [random(3, 3, 2, 4, low=-0.4, high=0.4), random(4, low=-0.1, high=0.1), random(48, 3, low=-0.3, high=0.3), random(3)]
    optimizers = {
        "sgd": lambda w: torch.optim.SGD(w, lr=0.05),
        "momentum": lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9),
        "nesterov": lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9, nesterov=True),
        "adam": lambda w: torch.optim.Adam(w, lr=0.01, betas=(0.9, 0.999), eps=1e-8),
    }
    runs = []
    for name, make in optimizers.items():
        weights = [w.clone().requires_grad_() for w in start]
        optimizer = make(weights)
        losses = []
        for _ in range(5):
            optimizer.zero_grad()
            loss = F.cross_entropy(network(x, weights), labels)
            loss.backward()
            optimizer.step()
            losses.append(float(f"{loss.item():.8g}"))
        runs.append({"optimizer": name, "losses": losses, "weights": [packed(w) for w in weights]})
    return {"x": packed(x), "labels": labels.tolist(), "weights": [packed(w) for w in start], "runs": runs}


for family in (conv, conv_transpose, pool, norm, softmax, activation, resize):
    name = {"conv_transpose": "convTranspose"}.get(family.__name__, family.__name__)
    write(name, list(family()))
write("training", training())
write("sample", list(sample()))
