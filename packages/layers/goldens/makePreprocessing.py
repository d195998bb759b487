"""Writes the values that the tests of the preprocessing layers compare with.

    apt-get install python3-torch
    /usr/bin/python3 makePreprocessing.py

Each entry is a layer, its options (so that nothing is left to chance), and what it makes of the same two images [2, 6, 5, 3] with
values from 0 to 255. Maps are PyTorch's grid_sample on the matrices that Keras 3 documents, colours Python's colorsys, the rest the
formulas of Keras 3 in NumPy.
"""

import colorsys
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

np.random.seed(7)
images = np.random.randint(0, 256, (2, 6, 5, 3)).astype(np.float64)
images[0, 0, 0] = [90, 90, 90]  # a grey pixel has no hue
images[0, 0, 1] = [0, 0, 0]
n, h, w, c = images.shape
modes = {"constant": "zeros", "nearest": "border", "reflect": "reflection"}


def affine(x, matrix, fill_mode, interpolation="bilinear"):
    """Keras' affine_transform: output pixel (x, y) is the input's (a0 x + a1 y + a2, b0 x + b1 y + b2)."""
    a0, a1, a2, b0, b1, b2 = matrix
    ys, xs = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    px, py = a0 * xs + a1 * ys + a2, b0 * xs + b1 * ys + b2
    grid = torch.tensor(np.stack([(2 * px + 1) / w - 1, (2 * py + 1) / h - 1], -1))[None].repeat(n, 1, 1, 1)
    nchw = torch.tensor(x).permute(0, 3, 1, 2)
    y = F.grid_sample(nchw, grid, mode=interpolation, padding_mode=modes[fill_mode], align_corners=False)
    return y.permute(0, 2, 3, 1).numpy()


def rotation(factor):
    angle = factor * 2 * math.pi
    cos, sin = math.cos(angle), math.sin(angle)
    x_offset = ((w - 1) - (cos * (w - 1) - sin * (h - 1))) / 2
    y_offset = ((h - 1) - (sin * (w - 1) + cos * (h - 1))) / 2
    return cos, -sin, x_offset, sin, cos, y_offset


def zoom(height, width):
    zy, zx = 1 + height, 1 + width
    return zx, 0, (w - 1) / 2 * (1 - zx), 0, zy, (h - 1) / 2 * (1 - zy)


def hsv(change):
    out = np.empty_like(images)
    for index in np.ndindex(n, h, w):
        r, g, b = images[index] / 255
        out[index] = np.array(colorsys.hsv_to_rgb(*change(*colorsys.rgb_to_hsv(r, g, b)))) * 255
    return out


def resized(x, size):
    y = F.interpolate(torch.tensor(x).permute(0, 3, 1, 2), size, mode="bilinear", align_corners=False)
    return y.permute(0, 2, 3, 1).numpy()


def entries():
    for factor in (0.1, -0.23):
        for mode in modes:
            yield "RandomRotation", {"factor": [factor, factor], "fillMode": mode}, affine(images, rotation(factor), mode)
    options = {"heightFactor": [0.27, 0.27], "widthFactor": [-0.13, -0.13], "fillMode": "constant"}
    yield "RandomTranslation", options, affine(images, (1, 0, 0.13 * w, 0, 1, -0.27 * h), "constant")
    yield "RandomZoom", {"heightFactor": [0.31, 0.31]}, affine(images, zoom(0.31, 0.31), "reflect")
    options = {"heightFactor": [-0.37, -0.37], "widthFactor": [0.21, 0.21], "interpolation": "nearest"}
    yield "RandomZoom", options, affine(images, zoom(-0.37, 0.21), "reflect", "nearest")
    for factor in (0.3, 0.5, 0.7, 1):
        scale = factor / (1 - factor + 1e-7)
        yield "RandomSaturation", {"factor": [factor, factor]}, hsv(lambda h, s, v: (h, min(1, s * scale), v))
    yield "RandomHue", {"factor": [0.4, 0.4]}, hsv(lambda h, s, v: ((h + 0.2) % 1, s, v))
    yield "RandomHue", {"factor": [0.4, 0.4], "other": True}, hsv(lambda h, s, v: ((h - 0.2) % 1, s, v))
    yield "RandomBrightness", {"factor": [0.2, 0.2]}, np.clip(images + 0.2 * 255, 0, 255)
    gray = (images * np.array([0.2989, 0.587, 0.114])).sum(-1, keepdims=True)
    yield "RandomGrayscale", {"factor": 1}, np.repeat(gray, 3, -1)
    yield "Resizing", {"height": 4, "width": 7}, resized(images, (4, 7))
    yield "Resizing", {"height": 3, "width": 5, "cropToAspectRatio": True}, resized(images[:, 1:4], (3, 5))
    square = np.pad(images, ((0, 0), (0, 0), (0, 1), (0, 0)), constant_values=9)
    yield "Resizing", {"height": 4, "width": 4, "padToAspectRatio": True, "fillValue": 9}, resized(square, (4, 4))
    yield "CenterCrop", {"height": 3, "width": 2}, images[:, 1:4, 1:3]
    yield "CenterCrop", {"height": 8, "width": 8}, resized(images[:, 0:5], (8, 8))
    mean, variance = images.mean((0, 1, 2)), images.var((0, 1, 2))
    options = {"mean": mean.tolist(), "variance": variance.tolist()}
    yield "Normalization", options, (images - mean) / np.sqrt(variance)


def packed(value):
    return {"shape": list(value.shape), "values": [float(f"{v:.8g}") for v in np.asarray(value).flatten()]}


cases = [
    {"layer": layer, "options": options, "output": packed(output)} for layer, options, output in entries()
]
path = Path(__file__).parent / "preprocessing.json"
path.write_text(json.dumps({"images": packed(images), "cases": cases}, separators=(",", ":")) + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")
