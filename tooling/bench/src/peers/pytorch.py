"""PyTorch on the other end of a pipe.

The first line of the input names a folder with `job.json` and, in `numbers.bin`, the arrays it points to. Every further line is a
number of runs, answered by the milliseconds one took and what came out of it, as JSON. Timed here, so that the pipe does not count.
"""
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F


def read_arrays(folder, job):
    values = np.fromfile(os.path.join(folder, "numbers.bin"), dtype=np.float32)

    def array(packed):
        count = int(np.prod(packed["shape"]))
        # A copy: what is trained must not share its memory, and must be aligned.
        part = values[packed["offset"] : packed["offset"] + count].copy()
        return torch.from_numpy(part).reshape(packed["shape"])

    return {name: array(packed) for name, packed in job["arrays"].items()}


def padded(x, attributes, value):
    """ONNX: top, left, bottom, right; where the sides differ, PyTorch pads in a step of its own."""
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    if attributes.get("auto_pad") == "SAME_UPPER":
        height, width = [max(k - s, 0) for k, s in zip(attributes["kernel_shape"], attributes["strides"])]
        top, left, bottom, right = height // 2, width // 2, height - height // 2, width - width // 2
    if top == bottom and left == right:
        return x, (top, left)
    return F.pad(x, (left, right, top, bottom), value=value), (0, 0)


def conv(x, w, b, a):
    x, padding = padded(x, a, 0.0)
    return F.conv2d(x, w, b, a["strides"], padding, a["dilations"], a["group"])


def max_pool(x, a):
    x, padding = padded(x, a, float("-inf"))
    return F.max_pool2d(x, a["kernel_shape"], a["strides"], padding, ceil_mode=bool(a.get("ceil_mode", 0)))


def avg_pool(x, a):
    padding = a.get("pads", [0, 0])[:2]
    ceil = bool(a.get("ceil_mode", 0))
    return F.avg_pool2d(x, a["kernel_shape"], a["strides"], padding, ceil, count_include_pad=False)


def network(job, arrays, training):
    """A function from images to scores that goes through the graph node by node, as a module's forward would."""
    nodes = job["nodes"]
    if training and nodes[-1]["type"] == "Softmax":
        # It is part of the loss here.
        nodes = nodes[:-1]

    def forward(x):
        values = {"input": x}
        for node in nodes:
            kind, a = node["type"], node["attributes"]
            given = [values[name] if name in values else arrays[name] for name in node["inputs"]]
            x = given[0]
            if kind == "Conv":
                y = conv(x, given[1], given[2] if len(given) > 2 else None, a)
            elif kind == "Gemm":
                y = F.linear(x, given[1], given[2] if len(given) > 2 else None)
            elif kind == "BatchNormalization":
                gamma, beta, mean, variance = given[1:]
                y = F.batch_norm(x, mean, variance, gamma, beta, training, 0.1, a["epsilon"]["float"])
            elif kind == "Relu":
                y = F.relu(x)
            elif kind == "MaxPool":
                y = max_pool(x, a)
            elif kind == "AveragePool":
                y = avg_pool(x, a)
            elif kind == "GlobalAveragePool":
                y = x.mean((2, 3), keepdim=True)
            elif kind == "Flatten":
                y = torch.flatten(x, 1)
            elif kind == "Transpose":
                y = x.permute(a["perm"])
            elif kind == "Concat":
                y = torch.cat(given, a["axis"])
            elif kind == "Add":
                y = x + given[1]
            elif kind == "Softmax":
                y = F.softmax(x, a["axis"])
            else:
                raise ValueError(f"no node '{kind}'")
            values[node["name"]] = y
        return y

    return forward


def inference(job, arrays):
    forward = network(job, arrays, training=False)
    images = arrays["images"]

    def predict():
        with torch.inference_mode():
            return forward(images)

    return predict


def train(job, arrays):
    # The third and fourth weight of a normalisation are its running means: followed, not learned.
    running = {name for node in job["nodes"] if node["type"] == "BatchNormalization" for name in node["inputs"][3:]}
    parameters = [
        array.requires_grad_() for name, array in arrays.items() if name != "images" and name not in running
    ]
    forward = network(job, arrays, training=True)
    images, labels, adam = arrays["images"], torch.tensor(job["labels"]), job["adam"]
    optimizer = torch.optim.Adam(
        parameters, lr=adam["learningRate"], betas=(adam["beta1"], adam["beta2"]), eps=adam["epsilon"]
    )

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def gemm(job, arrays):
    a, b = arrays["a"], arrays["b"]

    def product():
        a @ b

    return product


def conv_gradient(job, arrays):
    x, w, dy = (torch.rand(job[name]) - 0.5 for name in ("x", "w", "dy"))
    a = job["attributes"]
    mask = [job["of"] == "input", job["of"] == "filter", False]

    def gradient():
        torch.ops.aten.convolution_backward(
            dy, x, w, None, a["strides"], a["pads"][:2], a["dilations"], False, [0, 0], a["group"], mask
        )

    return gradient


kinds = {"train": train, "inference": inference, "gemm": gemm, "convGradient": conv_gradient}


def main():
    folder = sys.stdin.readline().strip()
    with open(os.path.join(folder, "job.json")) as file:
        job = json.load(file)
    torch.set_num_threads(job["threads"])
    torch.set_flush_denormal(True)
    work = kinds[job["kind"]](job, read_arrays(folder, job))
    if job["kind"] == "inference":
        work().contiguous().numpy().tofile(os.path.join(folder, "scores.bin"))
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        times = int(line)
        results = []
        start = time.perf_counter()
        for _ in range(times):
            results.append(work())
        ms = (time.perf_counter() - start) * 1000 / times
        print(json.dumps({"ms": ms, "results": [r for r in results if isinstance(r, float)]}), flush=True)


main()
