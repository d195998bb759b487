"""Values that Python and TypeScript compute alike from a name: networks of any size need no files. src/testing/formula.ts says the same."""

import math

import numpy as np


def noise(name, size):
    """Numbers in [-1, 1) with 24 bits: a hash (FNV-1a) of the name, and one of the index (MurmurHash3's last steps)."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    with np.errstate(over="ignore"):
        x = np.arange(size, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed)
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x85EBCA6B)
        x ^= x >> np.uint32(13)
        x *= np.uint32(0xC2B2AE35)
        x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)).astype(np.float64) / 2**23 - 1


def values(name, shape):
    """A parameter or a moving statistic, float32: signals keep about their size through any network."""
    u = noise(name, math.prod(shape))
    if name.endswith("running_var"):
        v = 1 + 0.3 * u
    elif len(shape) > 1:
        v = math.sqrt(6 / math.prod(shape[1:])) * u
    elif name.endswith("bn3.weight"):
        v = 0.3 + 0.15 * u  # what each of fifty blocks adds to a sum is small
    elif name.endswith("weight"):
        v = 0.85 + 0.15 * u
    else:
        v = 0.1 * u
    return v.astype(np.float32).reshape(shape)


def images(count, size, name="images"):
    """About as bright as normalised photographs, [count, 3, size, size]."""
    return (2 * noise(name, count * 3 * size * size)).astype(np.float32).reshape(count, 3, size, size)
