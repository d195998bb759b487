"""Both ways between PyTorch and this package, by files: real .pth files are read here, and PyTorch reads what is written here.

    apt-get install python3-torch python3-torchvision libopenblas0-pthread
    /usr/bin/python3 packages/models/scripts/checkPyTorch.py [network ...]

Networks of torchvision with random weights are saved into a temporary folder (all of them: 3.3 GB, and as much again as is written), in
the zip format and every second one in the older one; src/pyTorchFiles.test.ts reads them, compares the scores and writes them; then
PyTorch loads those strictly and compares again.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "goldens"))

from formula import images  # noqa: E402
from makeTorchvision import NETWORKS  # noqa: E402

ROOT = HERE.parents[2]
TEST = "packages/models/src/pyTorchFiles.test.ts"


def random_network(name):
    """Random weights, and statistics that are not those of a fresh network."""
    net = NETWORKS[name]()
    for key, value in net.named_buffers():
        if key.endswith("running_mean"):
            value.normal_(0, 0.1)
        elif key.endswith("running_var"):
            value.uniform_(0.5, 1.5)
    return net.eval()


def scores_of(net, pictures):
    with torch.no_grad():
        return net(pictures)[0]


def relative_error(found, wanted):
    return float((found - wanted).norm() / wanted.norm())


def main():
    torch.manual_seed(7)
    names = sys.argv[1:] or list(NETWORKS)
    pictures = torch.from_numpy(images(1, 224))
    with tempfile.TemporaryDirectory() as folder:
        expected = {}
        for i, name in enumerate(names):
            net = random_network(name)
            expected[name] = scores_of(net, pictures)
            torch.save(net.state_dict(), f"{folder}/{name}.pth", _use_new_zipfile_serialization=i % 2 == 0)
        Path(folder, "scores.json").write_text(json.dumps({name: scores.tolist() for name, scores in expected.items()}))
        environment = {**os.environ, "STRIATE_PYTORCH_FILES": folder}
        subprocess.run(["npx", "vitest", "run", "--project", "node", TEST], cwd=ROOT, env=environment, check=True)
        worst = 0
        for name in names:
            net = NETWORKS[name]().eval()
            net.load_state_dict(torch.load(f"{folder}/{name}.written.pth"))
            error = relative_error(scores_of(net, pictures), expected[name])
            print(f"{name}: PyTorch reads what was written; the scores differ by {error:.1e}")
            worst = max(worst, error)
        if worst > 1e-6:
            sys.exit("the scores differ")


if __name__ == "__main__":
    main()
