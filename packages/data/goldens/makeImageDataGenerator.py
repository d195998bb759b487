"""Writes what the tests of ImageDataGenerator compare with: Keras' formulas, in NumPy.

    /usr/bin/python3 makeImageDataGenerator.py

Maps are Keras' product of matrices on (row, column), about the middle of the image; standardising and whitening as its `standardize`
and `fit` have them.
"""

import json
from pathlib import Path

import numpy as np

np.random.seed(3)
image = np.random.randint(0, 256, (6, 5, 2)).astype(np.float64)
h, w, _ = image.shape


def reach(i, size, mode):
    if 0 <= i < size:
        return i
    if mode == "constant":
        return None
    if mode == "nearest":
        return min(max(i, 0), size - 1)
    if mode == "wrap":
        return i % size
    i %= 2 * size
    return i if i < size else 2 * size - 1 - i


def affine(x, p, mode, cval, order):
    theta, shear = np.deg2rad(p.get("theta", 0)), np.deg2rad(p.get("shear", 0))
    rotation = np.array([[np.cos(theta), -np.sin(theta), 0], [np.sin(theta), np.cos(theta), 0], [0, 0, 1]])
    shift = np.array([[1, 0, p.get("tx", 0)], [0, 1, p.get("ty", 0)], [0, 0, 1]])
    slant = np.array([[1, -np.sin(shear), 0], [0, np.cos(shear), 0], [0, 0, 1]])
    zoom = np.diag([p.get("zx", 1), p.get("zy", 1), 1])
    there = np.array([[1, 0, h / 2 - 0.5], [0, 1, w / 2 - 0.5], [0, 0, 1]])
    back = np.array([[1, 0, -h / 2 + 0.5], [0, 1, -w / 2 + 0.5], [0, 0, 1]])
    m = there @ rotation @ shift @ slant @ zoom @ back
    out = np.empty_like(x)

    def at(r, c):
        r, c = reach(r, h, mode), reach(c, w, mode)
        return cval if r is None or c is None else x[r, c]

    for row in range(h):
        for column in range(w):
            r, c, _ = m @ [row, column, 1]
            if order == 0:
                out[row, column] = at(int(np.rint(r)), int(np.rint(c)))
                continue
            r0, c0 = int(np.floor(r)), int(np.floor(c))
            fr, fc = r - r0, c - c0
            top = at(r0, c0) * (1 - fc) + at(r0, c0 + 1) * fc
            bottom = at(r0 + 1, c0) * (1 - fc) + at(r0 + 1, c0 + 1) * fc
            out[row, column] = top * (1 - fr) + bottom * fr
    return out


def transform(p, mode, cval=0.0, order=1):
    x = affine(image, p, mode, cval, order)
    if p.get("channelShiftIntensity") is not None:
        x = np.clip(x + p["channelShiftIntensity"], x.min(), x.max())
    if p.get("flipHorizontal"):
        x = x[:, ::-1]
    if p.get("flipVertical"):
        x = x[::-1]
    if p.get("brightness") is not None:
        x = np.clip(x * p["brightness"], 0, 255)
    return x


transforms = [
    [{"theta": 23.7}, "nearest", {}],
    [{"tx": 1.3, "ty": -0.7}, "constant", {"cval": 7.0}],
    [{"shear": 31.3}, "reflect", {}],
    [{"zx": 0.71, "zy": 1.37}, "wrap", {}],
    [{"theta": -41.3, "tx": 0.61, "ty": 1.23, "shear": 11.7, "zx": 1.21, "zy": 0.83}, "reflect", {}],
    [{"theta": 17.3, "tx": -0.37, "flipHorizontal": True, "flipVertical": True}, "nearest", {}],
    [{"theta": 17.3, "flipHorizontal": True}, "nearest", {"order": 0}],
    [{"channelShiftIntensity": 40.5}, "nearest", {}],
    [{"brightness": 1.3}, "nearest", {}],
    [{"theta": 9.1, "channelShiftIntensity": -30.0, "brightness": 0.6, "flipVertical": True}, "nearest", {}],
]

samples = np.random.randint(0, 256, (40, 3, 3, 2)).astype(np.float64)
few = samples[:7]


def whiten(x, epsilon):
    mean = x.mean(axis=(0, 1, 2))
    flat = (x - mean).reshape(len(x), -1)
    u, s, _ = np.linalg.svd(flat.T, full_matrices=False)
    kept = s > s.max() * 1e-7
    s_inv = np.where(kept, np.sqrt(len(x)) / (s + epsilon), 0)
    matrix = (u * s_inv).dot(u.T)
    return (flat @ matrix).reshape(x.shape)


mean, std = samples.mean(axis=(0, 1, 2)), samples.std(axis=(0, 1, 2))
own_mean, own_std = samples.mean(axis=(1, 2, 3), keepdims=True), samples.std(axis=(1, 2, 3), keepdims=True)
standards = [
    [{"rescale": 1 / 255}, samples / 255],
    [{"samplewiseCenter": True}, samples - own_mean],
    [{"samplewiseStdNormalization": True}, (samples - own_mean) / (own_std + 1e-6)],
    [{"featurewiseCenter": True}, samples - mean],
    [{"featurewiseStdNormalization": True, "rescale": 0.5}, (samples - mean) / 2 / (std / 2 + 1e-6)],
    [{"zcaWhitening": True, "zcaEpsilon": 0.1}, whiten(samples, 0.1)],
]

# A symmetric matrix with double, zero and negative eigenvalues.
basis, _ = np.linalg.qr(np.random.randn(9, 9))
symmetric = basis @ np.diag([5, 5, 2, 0, 0, -1, -1, -3, 100]) @ basis.T
symmetric = (symmetric + symmetric.T) / 2


def packed(x):
    return {"shape": list(x.shape), "values": [float(f"{v:.9g}") for v in np.asarray(x).flatten()]}


value = {
    "image": packed(image),
    "transforms": [
        {"parameters": p, "fillMode": mode, **more, "output": packed(transform(p, mode, **more))} for p, mode, more in transforms
    ],
    "samples": packed(samples),
    "standards": [{"options": options, "output": packed(output)} for options, output in standards],
    "few": {"count": len(few), "output": packed(whiten(few, 1e-6))},
    "symmetric": packed(symmetric),
    "eigenvalues": [float(v) for v in np.linalg.eigvalsh(symmetric)],
}
path = Path(__file__).parent / "imageDataGenerator.json"
path.write_text(json.dumps(value, separators=(",", ":")) + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")
