"""Writes layers.json: what every layer computes, and its gradients, according to PyTorch.

    apt-get install python3-torch libopenblas0-pthread
    /usr/bin/python3 makeLayers.py

Everything is computed in float64 and in this project's layout: images NHWC, kernels as Keras keeps them. Where PyTorch has no such
layer, or Keras defines it otherwise, the function below is the documented formula. An entry is
{ layer, name, options, inputs, weights, training, dy, output, gradients }: the gradients are those of sum(output * dy) with respect
to the inputs (null for one that has none) and to the trainable weights by name.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20240229)
entries = []


def random(*shape, low=-1.5, high=1.5, decimals=2):
    return torch.round(low + (high - low) * torch.rand(*shape), decimals=decimals)


def distinct(*shape, gap=0.07):
    """No two values are equal, and none is 0: a maximum has one winner, and kinks are not met."""
    size = int(torch.tensor(shape).prod())
    return torch.round((torch.randperm(size) - size // 2 + 0.5) * gap, decimals=4).reshape(shape)


def packed(tensor):
    values = tensor.detach().contiguous().flatten().tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{value:.7g}") for value in values]}


def entry(layer, name, options, inputs, f, weights=None, fixed=None, training=False):
    """`f(*inputs, **weights)`; `fixed` weights are not trained."""
    weights, fixed = weights or {}, fixed or {}
    inputs = [x.clone().requires_grad_(x.is_floating_point()) for x in inputs]
    weights = {key: w.clone().requires_grad_() for key, w in weights.items()}
    output = f(*inputs, **weights, **fixed)
    dy = random(*output.shape, decimals=1)
    (output * dy).sum().backward()
    entries.append(
        {
            "layer": layer,
            "name": name,
            "options": options,
            "inputs": [packed(x) for x in inputs],
            "weights": {key: packed(w) for key, w in {**weights, **fixed}.items()},
            "training": training,
            "dy": packed(dy),
            "output": packed(output),
            "gradients": {
                "inputs": [packed(x.grad) if x.is_floating_point() else None for x in inputs],
                "weights": {key: packed(w.grad) for key, w in weights.items()},
            },
        }
    )


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def two(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value, value)


def same(size, window, stride):
    """TensorFlow's `same`: as many outputs as strides fit into the input, the odd place after."""
    total = max(0, (math.ceil(size / stride) - 1) * stride + window - size)
    return total // 2, total - total // 2


def edges(padding, sizes, windows, strides):
    if padding == "valid":
        return [(0, 0), (0, 0)]
    if padding == "same":
        return [same(*each) for each in zip(sizes, windows, strides)]
    return [two(side) for side in two(padding)]


def windows_of(size, dilation):
    return [(k - 1) * d + 1 for k, d in zip(two(size), two(dilation))]


def padded(x, padding, size, strides, dilation=1, value=0.0):
    """NCHW, with what the padding adds."""
    (top, bottom), (left, right) = edges(padding, x.shape[2:], windows_of(size, dilation), two(strides))
    return F.pad(x, (left, right, top, bottom), value=value)


# Convolutions.


def convolve(x, kernel, bias, padding, strides, dilation, groups):
    y = padded(nchw(x), padding, kernel.shape[:2], strides, dilation)
    return nhwc(F.conv2d(y, kernel.permute(3, 2, 0, 1), bias, two(strides), 0, two(dilation), groups))


def bias_of(filters, use_bias):
    return {"bias": random(filters)} if use_bias else {}


def conv2d(name, x, options):
    filters, size = options["filters"], two(options["kernelSize"])
    groups = options.get("groups", 1)

    def f(x, kernel, bias=None):
        y = convolve(
            x, kernel, bias, options.get("padding", "valid"), options.get("strides", 1), options.get("dilationRate", 1), groups
        )
        return acts[options.get("activation", "linear")](y)

    weights = {"kernel": random(*size, x[3] // groups, filters), **bias_of(filters, options.get("useBias", True))}
    entry("conv2d", name, options, [random(*x)], f, weights)


def conv1d(name, x, options):
    filters, size = options["filters"], options["kernelSize"]
    strides, dilation, groups = options.get("strides", 1), options.get("dilationRate", 1), options.get("groups", 1)
    padding = options.get("padding", "valid")
    if padding == "causal":
        sides = ((size - 1) * dilation, 0)
    elif padding == "same":
        sides = same(x[1], (size - 1) * dilation + 1, strides)
    else:
        sides = (0, 0) if padding == "valid" else two(padding)

    def f(x, kernel, bias=None):
        y = F.pad(x.permute(0, 2, 1), sides)
        y = F.conv1d(y, kernel.permute(2, 1, 0), bias, strides, 0, dilation, groups).permute(0, 2, 1)
        return acts[options.get("activation", "linear")](y)

    weights = {"kernel": random(size, x[2] // groups, filters), **bias_of(filters, options.get("useBias", True))}
    entry("conv1d", name, options, [random(*x)], f, weights)


def depthwise(x, kernel, bias, options):
    h, w, channels, depth = kernel.shape
    return convolve(
        x,
        kernel.reshape(h, w, 1, channels * depth),
        bias,
        options.get("padding", "valid"),
        options.get("strides", 1),
        options.get("dilationRate", 1),
        channels,
    )


def depthwise_conv2d(name, x, options):
    depth = options.get("depthMultiplier", 1)
    weights = {"kernel": random(*two(options["kernelSize"]), x[3], depth), **bias_of(x[3] * depth, options.get("useBias", True))}
    entry("depthwiseConv2d", name, options, [random(*x)], lambda x, kernel, bias=None: depthwise(x, kernel, bias, options), weights)


def separable_conv2d(name, x, options):
    depth, filters = options.get("depthMultiplier", 1), options["filters"]

    def f(x, depthwise_kernel, pointwise_kernel, bias):
        y = depthwise(x, depthwise_kernel, None, options)
        return acts[options.get("activation", "linear")](convolve(y, pointwise_kernel, bias, "valid", 1, 1, 1))

    weights = {
        "depthwise_kernel": random(*two(options["kernelSize"]), x[3], depth),
        "pointwise_kernel": random(1, 1, x[3] * depth, filters),
        "bias": random(filters),
    }
    entry("separableConv2d", name, options, [random(*x)], f, weights)


def transposed_cut(padding, window, stride, extra):
    """What Keras cuts off the whole result of a transposed convolution (before, after), and the places it adds (negative `after`)."""
    if padding == "valid":
        return 0, -(max(0, stride - window) if extra is None else extra)
    if padding == "same":
        # The result has in * stride places, or (in - 1) * stride + window % 2 + extra.
        cut = window - stride if extra is None else window - window % 2 - extra
        return max(0, cut) // 2, cut - max(0, cut) // 2
    before, after = two(padding)
    return before, after - (extra or 0)


def transposed(name, x, options, rank):
    filters = options["filters"]
    size, strides, dilation = (two(options.get(key, 1)) for key in ("kernelSize", "strides", "dilationRate"))
    padding = options.get("padding", "valid")
    padding = (padding, padding) if isinstance(padding, str) or rank == 1 else two(padding)
    extra = two(options.get("outputPadding"))
    cuts = [transposed_cut(p, w, s, e) for p, w, s, e in zip(padding, windows_of(size, dilation), strides, extra)]

    def f(x, kernel, bias=None):
        turned = kernel.permute(2, 1, 0) if rank == 1 else kernel.permute(3, 2, 0, 1)
        if rank == 1:
            y = F.conv_transpose1d(x.permute(0, 2, 1), turned, None, strides[0], dilation=dilation[0])
            y = F.pad(y, [-c for c in cuts[0]]).permute(0, 2, 1)
        else:
            y = F.conv_transpose2d(nchw(x), turned, None, strides, dilation=dilation)
            (top, bottom), (left, right) = cuts
            y = nhwc(F.pad(y, (-left, -right, -top, -bottom)))
        y = y if bias is None else y + bias
        return acts[options.get("activation", "linear")](y)

    weights = {"kernel": random(*size[:rank], filters, x[-1]), **bias_of(filters, options.get("useBias", True))}
    entry(f"conv{rank}dTranspose", name, options, [random(*x)], f, weights)


# Activations, by the name of Keras' documentation.


def sparsemax(x):
    z = torch.sort(x, dim=-1, descending=True).values
    k = torch.arange(1, x.shape[-1] + 1)
    inside = 1 + k * z > torch.cumsum(z, -1)
    count = inside.sum(-1, keepdim=True)
    tau = ((z * inside).sum(-1, keepdim=True) - 1) / count
    return torch.relu(x - tau)


acts = {
    "linear": lambda x: x,
    "relu": F.relu,
    "relu6": F.relu6,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "elu": F.elu,
    "celu": F.celu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "swish": F.silu,
    "glu": F.glu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "sparseSigmoid": lambda x: torch.where(x <= -1, 0 * x, torch.where(x >= 1, 0 * x + 1, (x + 1) / 2)),
    "tanh": torch.tanh,
    "tanhShrink": F.tanhshrink,
    "softmax": lambda x: F.softmax(x, -1),
    "logSoftmax": lambda x: F.log_softmax(x, -1),
    "sparsemax": sparsemax,
    "softplus": F.softplus,
    "squareplus": lambda x: (x + torch.sqrt(x**2 + 4)) / 2,
    "sparsePlus": lambda x: torch.where(x <= -1, 0 * x, torch.where(x < 1, (x + 1) ** 2 / 4, x)),
    "softsign": F.softsign,
    "softShrink": F.softshrink,
    "hardShrink": F.hardshrink,
    "logSigmoid": F.logsigmoid,
    "hardSigmoid": F.hardsigmoid,
    "hardSilu": F.hardswish,
    "hardSwish": F.hardswish,
    "hardTanh": F.hardtanh,
    "exponential": torch.exp,
}


# Pooling.


def pool2d(kind, name, x, options):
    size = two(options.get("poolSize", 2))
    strides = two(options.get("strides", size))
    padding, ceil = options.get("padding", "valid"), options.get("ceilMode", False)

    def f(x):
        x = nchw(x)
        if kind == "max":
            return nhwc(F.max_pool2d(padded(x, padding, size, strides, value=-math.inf), size, strides, ceil_mode=ceil))
        # Keras leaves padding out of the mean.
        counts = padded(torch.ones_like(x), padding, size, strides)
        total = F.avg_pool2d(padded(x, padding, size, strides), size, strides, ceil_mode=ceil)
        return nhwc(total / F.avg_pool2d(counts, size, strides, ceil_mode=ceil))

    entry(f"{'max' if kind == 'max' else 'average'}Pooling2d", name, options, [distinct(*x)], f)


def pool1d(kind, name, x, options):
    size = options.get("poolSize", 2)
    strides = options.get("strides", size)
    padding, ceil = options.get("padding", "valid"), options.get("ceilMode", False)
    sides = same(x[1], size, strides) if padding == "same" else (0, 0) if padding == "valid" else two(padding)

    def f(x):
        x = x.permute(0, 2, 1)
        if kind == "max":
            return F.max_pool1d(F.pad(x, sides, value=-math.inf), size, strides, ceil_mode=ceil).permute(0, 2, 1)
        total = F.avg_pool1d(F.pad(x, sides), size, strides, ceil_mode=ceil)
        return (total / F.avg_pool1d(F.pad(torch.ones_like(x), sides), size, strides, ceil_mode=ceil)).permute(0, 2, 1)

    entry(f"{'max' if kind == 'max' else 'average'}Pooling1d", name, options, [distinct(*x)], f)


def depth_pool(kind, name, x, options):
    size = options.get("poolSize", 2)
    strides = options.get("strides", size)
    sides = same(x[-1], size, strides) if options.get("padding") == "same" else (0, 0)

    def f(x):
        flat = x.reshape(-1, 1, x.shape[-1])
        if kind == "Max":
            y = F.max_pool1d(F.pad(flat, sides, value=-math.inf), size, strides)
        else:
            y = F.avg_pool1d(F.pad(flat, sides), size, strides) / F.avg_pool1d(F.pad(torch.ones_like(flat), sides), size, strides)
        return y.reshape(*x.shape[:-1], -1)

    entry(f"depth{kind}Pooling", name, options, [distinct(*x)], f)


# Normalisations.


def shaped(weight, x, axes):
    return weight.reshape([d if i in axes else 1 for i, d in enumerate(x.shape)])


def layer_norm(name, x, options):
    axis = options.get("axis", -1)
    axes = sorted(a % len(x) for a in (axis if isinstance(axis, list) else [axis]))
    shape = [x[a] for a in axes]

    def f(x, gamma=None, beta=None):
        variance, mean = torch.var_mean(x, axes, unbiased=False, keepdim=True)
        y = (x - mean) / torch.sqrt(variance + options.get("epsilon", 1e-3))
        y = y if gamma is None else y * shaped(gamma, x, axes)
        return y if beta is None else y + shaped(beta, x, axes)

    weights = {}
    if options.get("scale", True):
        weights["gamma"] = random(*shape)
    if options.get("center", True):
        weights["beta"] = random(*shape)
    entry("layerNormalization", name, options, [random(*x)], f, weights)


def group_norm(name, x, options):
    axis = options.get("axis", -1) % len(x)
    channels = x[axis]
    groups = options.get("groups", 32)
    groups = channels if groups == -1 else groups

    def f(x, gamma=None, beta=None):
        gamma = torch.ones(channels) if gamma is None else gamma  # torch 1.13 cannot differentiate it with an offset alone
        return F.group_norm(x.movedim(axis, 1), groups, gamma, beta, options.get("epsilon", 1e-3)).movedim(1, axis)

    weights = {}
    if options.get("scale", True):
        weights["gamma"] = random(channels)
    if options.get("center", True):
        weights["beta"] = random(channels)
    entry("groupNormalization", name, options, [random(*x)], f, weights)


def batch_norm(name, x, options, training):
    channels = x[-1]
    fixed = {"moving_mean": random(channels), "moving_variance": random(channels, low=0.5, high=2)}

    def f(x, moving_mean, moving_variance, gamma=None, beta=None):
        flat = x.reshape(-1, channels)
        mean = None if training else moving_mean
        variance = None if training else moving_variance
        return F.batch_norm(flat, mean, variance, gamma, beta, training, eps=options.get("epsilon", 1e-3)).reshape(x.shape)

    weights = {}
    if options.get("scale", True):
        weights["gamma"] = random(channels)
    if options.get("center", True):
        weights["beta"] = random(channels)
    entry("batchNormalization", name, options, [random(*x)], f, weights, fixed, training)


# Every layer.


def convolutions():
    conv2d("3x3", (2, 5, 4, 2), {"filters": 3, "kernelSize": 3})
    conv2d("same, strides 2", (1, 6, 5, 2), {"filters": 2, "kernelSize": 3, "strides": 2, "padding": "same", "activation": "tanh"})
    conv2d("2x4, same: odd places after", (1, 5, 6, 2), {"filters": 2, "kernelSize": [2, 4], "strides": [1, 2], "padding": "same"})
    conv2d("dilated, without bias", (1, 6, 6, 2), {"filters": 2, "kernelSize": 3, "dilationRate": 2, "padding": "same", "useBias": False})
    conv2d("groups", (1, 4, 5, 4), {"filters": 6, "kernelSize": 3, "groups": 2, "padding": 1, "activation": "silu"})
    conv2d("uneven padding", (1, 4, 4, 2), {"filters": 2, "kernelSize": 3, "strides": 2, "padding": [[0, 1], [2, 1]]})
    conv1d("3 steps", (2, 6, 3), {"filters": 2, "kernelSize": 3, "activation": "sigmoid"})
    conv1d("same, strides 2", (1, 7, 2), {"filters": 3, "kernelSize": 4, "strides": 2, "padding": "same"})
    conv1d("causal, dilated", (1, 7, 2), {"filters": 2, "kernelSize": 3, "dilationRate": 2, "padding": "causal", "useBias": False})
    conv1d("groups, padding", (1, 6, 4), {"filters": 4, "kernelSize": 3, "groups": 2, "padding": [2, 0]})
    depthwise_conv2d("3x3", (1, 4, 5, 3), {"kernelSize": 3, "padding": "same"})
    depthwise_conv2d("multiplier, strides", (1, 5, 6, 2), {"kernelSize": [2, 3], "depthMultiplier": 2, "strides": 2, "padding": "same"})
    depthwise_conv2d("dilated, without bias", (1, 6, 5, 2), {"kernelSize": 2, "dilationRate": 2, "useBias": False})
    separable_conv2d("3x3", (1, 5, 4, 3), {"filters": 2, "kernelSize": 3, "activation": "tanh"})
    separable_conv2d("multiplier, same", (1, 5, 6, 2), {"filters": 3, "kernelSize": 3, "depthMultiplier": 2, "strides": 2, "padding": "same"})
    transposed("3x3", (1, 3, 4, 2), {"filters": 3, "kernelSize": 3}, 2)
    transposed("strides larger than the kernel", (1, 3, 2, 2), {"filters": 2, "kernelSize": [1, 2], "strides": 3}, 2)
    transposed("same, strides 2", (1, 3, 4, 2), {"filters": 2, "kernelSize": 3, "strides": 2, "padding": "same", "activation": "tanh"}, 2)
    transposed("same, 4x1", (1, 3, 3, 2), {"filters": 2, "kernelSize": [4, 1], "strides": [1, 2], "padding": "same", "useBias": False}, 2)
    transposed("same, output padding", (1, 3, 3, 2), {"filters": 2, "kernelSize": [3, 4], "strides": 2, "padding": "same", "outputPadding": [1, 0]}, 2)
    transposed("valid, output padding", (1, 2, 3, 2), {"filters": 2, "kernelSize": 3, "strides": 2, "outputPadding": 1}, 2)
    transposed("PyTorch's padding", (1, 3, 3, 2), {"filters": 2, "kernelSize": 4, "strides": 2, "padding": 1}, 2)
    transposed("dilated", (1, 3, 3, 2), {"filters": 2, "kernelSize": 2, "dilationRate": 2, "padding": "same"}, 2)
    transposed("3 steps", (2, 4, 2), {"filters": 3, "kernelSize": 3, "strides": 2, "padding": "same"}, 1)
    transposed("valid", (1, 4, 2), {"filters": 2, "kernelSize": 3, "strides": 2, "activation": "sigmoid"}, 1)
    transposed("output padding", (1, 4, 2), {"filters": 2, "kernelSize": 4, "strides": 3, "padding": "same", "outputPadding": 2}, 1)


def dense():
    def f(x, kernel, bias=None, activation="linear"):
        y = x @ kernel
        return acts[activation](y if bias is None else y + bias)

    entry("dense", "features", {"units": 3}, [random(2, 4)], f, {"kernel": random(4, 3), "bias": random(3)})
    entry(
        "dense",
        "steps, gelu",
        {"units": 2, "activation": "gelu"},
        [random(2, 3, 4)],
        lambda x, kernel, bias: f(x, kernel, bias, "gelu"),
        {"kernel": random(4, 2), "bias": random(2)},
    )
    entry("dense", "without bias", {"units": 2, "useBias": False}, [random(3, 3)], f, {"kernel": random(3, 2)})
    indices = torch.tensor([[3, 0, 3], [1, 2, 3]])
    entry("embedding", "words", {"inputDim": 5, "outputDim": 3}, [indices], lambda x, embeddings: embeddings[x], {"embeddings": random(5, 3)})


def pooling():
    for kind in ("max", "average"):
        pool2d(kind, "2x2", (1, 4, 5, 2), {})
        pool2d(kind, "3x3 same, strides 2", (1, 6, 5, 2), {"poolSize": 3, "strides": 2, "padding": "same"})
        pool2d(kind, "padding, ceil", (1, 6, 6, 2), {"poolSize": [3, 2], "strides": [2, 1], "padding": 1, "ceilMode": True})
        pool1d(kind, "2 steps", (2, 5, 2), {})
        pool1d(kind, "same, strides 2", (1, 6, 2), {"poolSize": 3, "strides": 2, "padding": "same"})
        pool1d(kind, "padding", (1, 5, 2), {"poolSize": 3, "strides": 2, "padding": [1, 0]})
    for keep in (False, True):
        options = {"keepDims": keep}
        entry("globalMaxPooling2d", str(keep), options, [distinct(2, 3, 2, 2)], lambda x: x.amax((1, 2), keep))
        entry("globalAveragePooling2d", str(keep), options, [random(2, 3, 2, 2)], lambda x: x.mean((1, 2), keep))
        entry("globalMaxPooling1d", str(keep), options, [distinct(2, 5, 2)], lambda x: x.amax(1, keep))
        entry("globalAveragePooling1d", str(keep), options, [random(2, 5, 2)], lambda x: x.mean(1, keep))
    for name, size in (("smaller", [2, 3]), ("larger", [5, 4]), ("square", 3)):
        x = (1, 5, 7, 2) if name != "larger" else (1, 3, 3, 2)
        options = {"outputSize": size}
        entry("adaptiveAveragePooling2d", name, options, [random(*x)], lambda x: nhwc(F.adaptive_avg_pool2d(nchw(x), size)))
        entry("adaptiveMaxPooling2d", name, options, [distinct(*x)], lambda x: nhwc(F.adaptive_max_pool2d(nchw(x), size)))
    for size in (3, 9):
        options = {"outputSize": size}
        name = f"7 steps to {size}"
        entry("adaptiveAveragePooling1d", name, options, [random(2, 7, 2)], lambda x: F.adaptive_avg_pool1d(x.permute(0, 2, 1), size).permute(0, 2, 1))
        entry("adaptiveMaxPooling1d", name, options, [distinct(2, 7, 2)], lambda x: F.adaptive_max_pool1d(x.permute(0, 2, 1), size).permute(0, 2, 1))
    for kind in ("Max", "Average"):
        depth_pool(kind, "pairs", (1, 2, 3, 5), {})
        depth_pool(kind, "same, overlapping", (2, 3, 5), {"poolSize": 3, "strides": 2, "padding": "same"})


def normalizations():
    for training in (False, True):
        name = "training" if training else "inference"
        batch_norm(name, (2, 3, 2, 3), {}, training)
        batch_norm(f"{name}, without center", (6, 3), {"center": False, "epsilon": 1e-2}, training)
        batch_norm(f"{name}, without scale", (2, 4, 3), {"scale": False}, training)
        batch_norm(f"{name}, without either", (5, 2), {"center": False, "scale": False, "axis": 1}, training)
    layer_norm("last axis", (2, 3, 4), {})
    layer_norm("two axes", (2, 3, 2, 4), {"axis": [-1, 1], "epsilon": 1e-5})
    layer_norm("axis 1, without center", (2, 4, 3), {"axis": 1, "center": False})
    layer_norm("without scale", (2, 5), {"scale": False})
    group_norm("2 groups", (2, 3, 2, 6), {"groups": 2})
    group_norm("instance", (2, 2, 3, 3), {"groups": -1, "epsilon": 1e-5})
    group_norm("axis 1, without scale", (2, 4, 3), {"groups": 2, "axis": 1, "scale": False})
    group_norm("one group, without either", (2, 3, 4), {"groups": 1, "scale": False, "center": False})
    entry("localResponseNormalization", "AlexNet's", {"alpha": 0.1}, [random(1, 2, 2, 7)], lambda x: nhwc(F.local_response_norm(nchw(x), 5, 0.1, 0.75, 2)))
    options = {"size": 3, "alpha": 0.5, "beta": 0.5, "k": 1}
    entry("localResponseNormalization", "3 channels", options, [random(1, 2, 2, 5)], lambda x: nhwc(F.local_response_norm(nchw(x), 3, 0.5, 0.5, 1)))
    entry("unitNormalization", "last axis", {}, [random(3, 4)], lambda x: F.normalize(x, dim=-1))
    entry("unitNormalization", "two axes", {"axis": [1, 2]}, [random(2, 3, 2)], lambda x: x / x.square().sum((1, 2), True).sqrt())


def activations():
    for name, f in acts.items():
        entry("activation", name, {"activation": name}, [distinct(3, 6, gap=0.31)], f)
    x = distinct(2, 5, gap=0.43)
    entry("relu", "with all options", {"maxValue": 1.5, "negativeSlope": 0.1, "threshold": 0.4}, [x], lambda x: torch.where(x >= 1.5, 0 * x + 1.5, torch.where(x >= 0.4, x, 0.1 * (x - 0.4))))
    entry("relu", "6", {"maxValue": 6}, [4 * x], F.relu6)
    entry("leakyRelu", "Keras' slope", {}, [x], lambda x: F.leaky_relu(x, 0.3))
    entry("leakyRelu", "PyTorch's slope", {"negativeSlope": 0.01}, [x], F.leaky_relu)
    entry("elu", "alpha", {"alpha": 0.7}, [x], lambda x: F.elu(x, 0.7))
    entry("prelu", "a slope for each place", {}, [distinct(2, 3, 2)], lambda x, alpha: torch.where(x > 0, x, alpha * x), {"alpha": random(3, 2)})
    entry("prelu", "a slope for each channel", {"sharedAxes": [1, 2]}, [distinct(2, 2, 3, 2)], lambda x, alpha: nhwc(F.prelu(nchw(x), alpha.reshape(-1))), {"alpha": random(1, 1, 2)})
    entry("softmax", "last axis", {}, [random(2, 4)], lambda x: F.softmax(x, -1))
    entry("softmax", "axis 1", {"axis": 1}, [random(2, 3, 2)], lambda x: F.softmax(x, 1))
    entry("softmax", "two axes", {"axis": [1, 2]}, [random(2, 3, 2)], lambda x: F.softmax(x.flatten(1), 1).reshape(x.shape))
    mask = torch.tensor([[1, 0, 1, 1], [0, 0, 0, 0], [1, 1, 1, 1]])
    entry("softmax", "mask", {}, [random(3, 4), mask], lambda x, m: F.softmax(torch.where(m > 0, x, torch.tensor(-1e9)), -1) * m)


def shapes():
    entry("flatten", "image", {}, [random(2, 2, 3, 2)], lambda x: x.flatten(1))
    entry("reshape", "-1", {"targetShape": [3, -1]}, [random(2, 6, 2)], lambda x: x.reshape(2, 3, -1))
    entry("permute", "image", {"dims": [3, 1, 2]}, [random(2, 2, 3, 2)], nchw)
    entry("permute", "steps", {"dims": [2, 1]}, [random(2, 2, 3)], lambda x: x.permute(0, 2, 1))
    entry("repeatVector", "3", {"n": 3}, [random(2, 3)], lambda x: x[:, None].expand(-1, 3, -1))
    entry("zeroPadding1d", "one number", {"padding": 2}, [random(1, 3, 2)], lambda x: F.pad(x, (0, 0, 2, 2)))
    entry("zeroPadding1d", "pair", {"padding": [0, 3]}, [random(1, 3, 2)], lambda x: F.pad(x, (0, 0, 0, 3)))
    entry("zeroPadding2d", "default", {}, [random(1, 2, 3, 2)], lambda x: F.pad(x, (0, 0, 1, 1, 1, 1)))
    entry("zeroPadding2d", "pair", {"padding": [2, 1]}, [random(1, 2, 2, 2)], lambda x: F.pad(x, (0, 0, 1, 1, 2, 2)))
    entry("zeroPadding2d", "pair of pairs", {"padding": [[1, 0], [2, 3]]}, [random(1, 2, 2, 1)], lambda x: F.pad(x, (0, 0, 2, 3, 1, 0)))
    entry("cropping1d", "default", {}, [random(1, 5, 2)], lambda x: x[:, 1:-1])
    entry("cropping1d", "pair", {"cropping": [2, 0]}, [random(1, 5, 2)], lambda x: x[:, 2:])
    entry("cropping2d", "one number", {"cropping": 1}, [random(1, 4, 5, 2)], lambda x: x[:, 1:-1, 1:-1])
    entry("cropping2d", "pair", {"cropping": [0, 2]}, [random(1, 2, 6, 2)], lambda x: x[:, :, 2:-2])
    entry("cropping2d", "pair of pairs", {"cropping": [[1, 0], [0, 2]]}, [random(1, 3, 4, 2)], lambda x: x[:, 1:, :-2])
    entry("upSampling1d", "3", {"size": 3}, [random(2, 2, 2)], lambda x: x.repeat_interleave(3, 1))
    entry("upSampling2d", "nearest", {"size": [2, 3]}, [random(1, 2, 2, 2)], lambda x: nhwc(F.interpolate(nchw(x), scale_factor=(2, 3))))
    entry("upSampling2d", "bilinear", {"interpolation": "bilinear"}, [random(1, 3, 2, 2)], lambda x: nhwc(F.interpolate(nchw(x), scale_factor=2, mode="bilinear", align_corners=False)))
    entry("rescaling", "scale and offset", {"scale": 0.5, "offset": -1}, [random(2, 3)], lambda x: x / 2 - 1)
    entry("rescaling", "by channel", {"scale": [0.5, 2], "offset": [1, 0]}, [random(2, 2, 2)], lambda x: x * torch.tensor([0.5, 2]) + torch.tensor([1.0, 0]))
    entry("identityLayer", "", {}, [random(2, 3)], lambda x: x * 1)
    for layer, options in (
        ("dropout", {"rate": 0.5}),
        ("spatialDropout1d", {"rate": 0.5}),
        ("gaussianNoise", {"stddev": 1}),
        ("gaussianDropout", {"rate": 0.5}),
        ("alphaDropout", {"rate": 0.5}),
    ):
        entry(layer, "inference", options, [random(1, 2, 2)], lambda x: x * 1)
    entry("spatialDropout2d", "inference", {"rate": 0.5}, [random(1, 2, 2, 1)], lambda x: x * 1)


def merges():
    three = lambda: [distinct(2, 3, 2), distinct(2, 3, 2) + 0.01, distinct(2, 3, 2) - 0.01]
    entry("add", "three", {}, three(), lambda a, b, c: a + b + c)
    entry("add", "broadcast", {}, [random(2, 3, 2), random(2, 1, 2)], lambda a, b: a + b)
    entry("subtract", "two", {}, three()[:2], lambda a, b: a - b)
    entry("multiply", "three", {}, three(), lambda a, b, c: a * b * c)
    entry("average", "three", {}, three(), lambda a, b, c: (a + b + c) / 3)
    entry("maximum", "three", {}, three(), lambda a, b, c: torch.maximum(torch.maximum(a, b), c))
    entry("minimum", "three", {}, three(), lambda a, b, c: torch.minimum(torch.minimum(a, b), c))
    entry("concatenate", "channels", {}, [random(2, 2, 2), random(2, 2, 1)], lambda a, b: torch.cat((a, b), -1))
    entry("concatenate", "axis 1", {"axis": 1}, [random(2, 2, 2), random(2, 1, 2)], lambda a, b: torch.cat((a, b), 1))
    entry("dot", "vectors", {"axes": 1}, [random(2, 4), random(2, 4)], lambda a, b: (a * b).sum(1, True))
    entry("dot", "cosines", {"axes": -1, "normalize": True}, [random(2, 4), random(2, 4)], lambda a, b: F.cosine_similarity(a, b)[:, None])
    entry("dot", "matrices", {"axes": [2, 1]}, [random(2, 3, 4), random(2, 4, 2)], lambda a, b: a @ b)
    entry("dot", "more axes", {"axes": [1, 3]}, [random(2, 3, 2), random(2, 2, 2, 3)], lambda a, b: torch.einsum("bik,bxyi->bkxy", a, b))


for family in (convolutions, dense, pooling, normalizations, activations, shapes, merges):
    family()
path = Path(__file__).parent / "layers.json"
path.write_text("[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in entries) + "\n]\n")
print(f"{len(entries)} entries, {path.stat().st_size} bytes")
