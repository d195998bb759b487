"""Writes torchvision.json: the modules of torchvision's networks, and the scores they give for one image.

    apt-get install python3-torch python3-torchvision libopenblas0-pthread
    /usr/bin/python3 makeTorchvision.py [network ...]

Weights come from formula.py, which the tests compute as well; everything runs in float64. With names of networks only those are made anew.
"""

import json
import sys
from pathlib import Path

import torch
import torchvision.models as models
from torch import nn

from formula import images, values

SIZE = 224
# Every eighth of the 1000 scores is kept.
STEP = 8

NETWORKS = {
    **{name: getattr(models, name) for name in ["alexnet", "squeezenet1_0", "squeezenet1_1"]},
    **{f"vgg{depth}{bn}": getattr(models, f"vgg{depth}{bn}") for depth in (11, 13, 16, 19) for bn in ("", "_bn")},
    **{f"resnet{depth}": getattr(models, f"resnet{depth}") for depth in (18, 34, 50, 101, 152)},
    "googlenet": lambda: models.GoogLeNet(init_weights=False, aux_logits=True),
}


def skip_initialization():
    """The values are replaced anyway."""
    for name in ("kaiming_normal_", "kaiming_uniform_", "normal_", "uniform_", "trunc_normal_"):
        setattr(nn.init, name, lambda tensor, *_, **__: tensor)


def filled(net):
    """The network with the formula's values, in float64."""
    state = net.state_dict()
    for name, value in state.items():
        if not name.endswith("num_batches_tracked"):
            value.copy_(torch.from_numpy(values(name, tuple(value.shape))))
    return net.double()


def modules(net):
    """Each module with parameters in one word or two: `64x3x7x7`, `1000x512 bias`, `norm 64`."""
    found = {}
    for name, module in net.named_modules():
        own = module._parameters
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            found[name] = f"norm {module.num_features}"
        elif own.get("weight") is not None:
            found[name] = "x".join(map(str, own["weight"].shape)) + (" bias" if own["bias"] is not None else "")
    return found


def rounded(numbers):
    return [float(f"{value:.7g}") for value in numbers]


def main():
    skip_initialization()
    path = Path(__file__).parent / "torchvision.json"
    wanted = sys.argv[1:] or list(NETWORKS)
    made = json.loads(path.read_text()) if path.exists() and sys.argv[1:] else {}
    for name in wanted:
        net = filled(NETWORKS[name]()).eval()
        with torch.no_grad():
            scores, others = net(torch.from_numpy(images(2, SIZE)).double())
        # A network that says much the same of any image would prove little.
        print(f"{name}: deviation {scores.std():.3g}, from another image {(scores - others).std():.3g}", flush=True)
        made[name] = {"modules": modules(net), "norm": rounded([scores.norm()])[0], "scores": rounded(scores[::STEP])}
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(made[name], separators=(',', ':'))}" for name in NETWORKS if name in made)
    path.write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
