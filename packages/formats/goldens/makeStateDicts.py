"""Writes stateDicts.json: small PyTorch networks, one for each way a weight can be laid out, with what they compute.

    apt-get install python3-torch libopenblas0-pthread
    /usr/bin/python3 makeStateDicts.py

An entry is { name, state, inputs, output }: the state dict in PyTorch's own layout; inputs and output with the channels last. The test
builds the same network of our layers, loads the state dict and compares the outputs.
"""

import json
from pathlib import Path

import torch
from torch import nn

torch.manual_seed(20240301)
entries = []


def packed(tensor):
    values = tensor.detach().contiguous().flatten().tolist()
    if tensor.dtype == torch.int64:
        return {"shape": list(tensor.shape), "values": values}
    return {"shape": list(tensor.shape), "values": [float(f"{value:.6g}") for value in values]}


def channels_last(tensor):
    return tensor.movedim(1, -1) if tensor.dim() == 4 else tensor


def rounded(module):
    """Random values everywhere, statistics too, that JSON holds exactly enough."""
    for name, value in module.state_dict().items():
        if value.dtype.is_floating_point:
            positive = name.endswith("running_var")
            value.copy_(torch.round((torch.rand_like(value) + 0.5) if positive else torch.randn_like(value) * 0.5, decimals=3))
    return module.eval()


def entry(name, module, *inputs):
    rounded(module)
    with torch.no_grad():
        output = module(*inputs)
    entries.append(
        {
            "name": name,
            "state": {key: packed(value) for key, value in module.state_dict().items()},
            "inputs": [packed(channels_last(x)) for x in inputs],
            "output": packed(channels_last(output)),
        }
    )


def image(*shape):
    return torch.round(torch.randn(*shape), decimals=2)


def stack(**modules):
    net = nn.Sequential()
    for name, module in modules.items():
        net.add_module(name, module)
    return net


class Separable(nn.Module):
    def __init__(self):
        super().__init__()
        self.depthwise = nn.Conv2d(3, 6, 3, groups=3, bias=False)
        self.pointwise = nn.Conv2d(6, 4, 1)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


entry(
    "convolutions",
    stack(
        plain=nn.Conv2d(3, 4, (3, 2)),
        grouped=nn.Conv2d(4, 6, 3, groups=2),
        depthwise=nn.Conv2d(6, 12, 3, groups=6),
        transposed=nn.ConvTranspose2d(12, 3, (2, 3)),
        separable=Separable(),
    ),
    image(2, 3, 9, 9),
)
entry(
    "normalizations",
    stack(
        batch=nn.BatchNorm2d(4),
        group=nn.GroupNorm(2, 4),
        slopes=nn.PReLU(4),
        slope=nn.PReLU(),
        layer=nn.LayerNorm((4, 3, 5)),
    ),
    image(2, 4, 3, 5),
)
entry(
    "dense layers after a feature map",
    stack(
        conv=nn.Conv2d(2, 3, 2),
        flatten=nn.Flatten(),
        drop=nn.Dropout(),
        norm=nn.BatchNorm1d(3 * 3 * 4),
        slopes=nn.PReLU(3 * 3 * 4),
        fc1=nn.Linear(3 * 3 * 4, 5),
        relu=nn.ReLU(),
        fc2=nn.Linear(5, 4, bias=False),
    ),
    image(2, 2, 4, 5),
)
entry("a dense layer on images", stack(flatten=nn.Flatten(), fc=nn.Linear(2 * 3 * 4, 3)), image(2, 2, 3, 4))
entry(
    "a feature map after a dense layer",
    stack(
        fc=nn.Linear(3, 2 * 2 * 3),
        norm=nn.BatchNorm1d(2 * 2 * 3),
        map=nn.Unflatten(1, (3, 2, 2)),
        up=nn.ConvTranspose2d(3, 2, 2, stride=2),
    ),
    image(2, 3),
)


class Sequences(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(7, 4)
        self.norm = nn.LayerNorm(4)
        self.conv = nn.Conv1d(4, 6, 3, groups=2)
        self.up = nn.ConvTranspose1d(6, 3, 2)
        self.fc = nn.Linear(3 * 5, 2)

    def forward(self, tokens):
        x = self.norm(self.words(tokens)).transpose(1, 2)
        return self.fc(self.up(self.conv(x)).flatten(1))


entry("sequences", Sequences(), torch.randint(0, 7, (2, 6)))
entry(
    "a dense layer on word vectors",
    stack(words=nn.Embedding(7, 3), flatten=nn.Flatten(), fc=nn.Linear(4 * 3, 2)),
    torch.randint(0, 7, (2, 4)),
)


class Branches(nn.Module):
    """Vectors of two maps of other sizes and one that never was a map, side by side; blocks within blocks."""

    def __init__(self):
        super().__init__()
        self.left = stack(conv=nn.Conv2d(2, 3, 2), norm=nn.BatchNorm2d(3))
        self.direct = nn.Linear(3, 4)
        self.right = stack(inner=stack(conv=nn.Conv2d(2, 2, 3)))
        self.fc = nn.Linear(3 * 4 + 4 + 2, 3)

    def forward(self, x, vector):
        parts = [self.left(x).flatten(1), self.direct(vector), self.right(x).flatten(1)]
        return self.fc(torch.cat(parts, 1))


entry("branches", Branches(), image(2, 2, 3, 3), image(2, 3))

path = Path(__file__).parent / "stateDicts.json"
path.write_text(json.dumps(entries, separators=(",", ":")) + "\n")
