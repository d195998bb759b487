"""PyTorch on the other end of a pipe.

The first line of the input is a job as JSON; every further line is a number of runs, answered by the milliseconds one took
and what came out of it, as JSON. Timed here, so that the pipe does not count.
"""
import base64
import json
import sys
import time

import numpy as np
import torch
from torch import nn


def array(packed, dtype=np.float32):
    return torch.from_numpy(np.frombuffer(base64.b64decode(packed), dtype=dtype).copy())


def build(network, weights):
    """The network, with Keras' weights in PyTorch's layouts: HWIO -> OIHW, and flattening in the order of channels first."""
    height, width, channels = network["inputShape"]
    weights = iter([array(w["values"]).reshape(w["shape"]) for w in weights])
    flat = None
    modules = []
    for layer in network["layers"]:
        kind = layer["kind"]
        if kind == "conv2d":
            k = layer["kernelSize"]
            conv = nn.Conv2d(channels, layer["filters"], k, padding=k // 2 if layer["padding"] == "same" else 0)
            conv.weight.data = next(weights).permute(3, 2, 0, 1).contiguous()
            conv.bias.data = next(weights)
            modules += [conv, nn.ReLU()]
            if layer["padding"] == "valid":
                height, width = height - k + 1, width - k + 1
            channels = layer["filters"]
        elif kind == "maxPooling2d":
            modules.append(nn.MaxPool2d(layer["poolSize"]))
            height, width = height // layer["poolSize"], width // layer["poolSize"]
        elif kind == "flatten":
            modules.append(nn.Flatten())
            flat = (height, width, channels)
            channels = height * width * channels
        elif kind == "dense":
            dense = nn.Linear(channels, layer["units"])
            kernel = next(weights)
            if flat is not None:
                kernel = kernel.reshape(*flat, -1).permute(2, 0, 1, 3).reshape(channels, -1)
                flat = None
            dense.weight.data = kernel.t().contiguous()
            dense.bias.data = next(weights)
            modules.append(dense)
            # The softmax at the end is part of the loss here.
            if layer["activation"] == "relu":
                modules.append(nn.ReLU())
            channels = layer["units"]
        else:
            raise ValueError(f"no layer '{kind}'")
    return nn.Sequential(*modules)


def train(job):
    model = build(job["network"], job["weights"])
    x = array(job["images"]).reshape(job["batch"], *job["network"]["inputShape"]).permute(0, 3, 1, 2).contiguous()
    y = array(job["labels"], np.int32).long()
    adam = job["adam"]
    optimizer = torch.optim.Adam(
        model.parameters(), lr=adam["learningRate"], betas=(adam["beta1"], adam["beta2"]), eps=adam["epsilon"]
    )
    loss_of = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def gemm(job):
    n = job["n"]
    a, b = array(job["a"]).reshape(n, n), array(job["b"]).reshape(n, n)

    def product():
        a @ b

    return product


def main():
    job = json.loads(sys.stdin.readline())
    torch.set_num_threads(job["threads"])
    torch.set_flush_denormal(True)
    work = {"train": train, "gemm": gemm}[job["kind"]](job)
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        times = int(line)
        results = []
        start = time.perf_counter()
        for _ in range(times):
            results.append(work())
        ms = (time.perf_counter() - start) * 1000 / times
        print(json.dumps({"ms": ms, "results": [r for r in results if r is not None]}), flush=True)


main()
