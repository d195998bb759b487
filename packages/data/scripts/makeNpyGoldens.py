"""Writes src/readers/npy.golden.json: small files as NumPy writes them.

    python3 scripts/makeNpyGoldens.py
"""

import base64
import io
import json
import pathlib

import numpy as np


def npy(array, **options):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, **options)
    return base64.b64encode(file.getvalue()).decode()


def npz(save, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return base64.b64encode(file.getvalue()).decode()


grid = np.arange(6).reshape(2, 3)
arrays = {
    "float32": grid.astype("<f4") / 4,
    "float64 big-endian": grid.astype(">f8") / 2,
    "float16": np.array([1, -2.5, 0, 65504, 6e-8, 0.333], "<f2"),
    "int64": np.array([-1, 2**31 - 1, -(2**31)], "<i8"),
    "uint64": np.array([5], "<u8"),
    "uint32": np.array([2**31 - 1], "<u4"),
    "int32 big-endian": grid.astype(">i4"),
    "int16": np.array([-300], "<i2"),
    "uint16": np.array([65535], "<u2"),
    "int8": np.array([-128, 127], "i1"),
    "uint8": np.array([[255], [0]], "u1"),
    "bool": np.array([True, False, True]),
    "scalar": np.array(3.5, "<f4"),
    "empty": np.zeros((0, 3), "<f4"),
    "Fortran order": np.asfortranarray(grid.astype("<f4")),
    "Fortran order, three axes": np.asfortranarray(np.arange(24).reshape(2, 3, 4).astype("<i4")),
}
cases = [
    {"name": name, "file": npy(a), "shape": list(a.shape), "values": a.astype("f8").ravel().astype("f4").tolist()}
    for name, a in arrays.items()
]
# 2^31 - 1 is no float32
for case in cases:
    if "int" in case["name"]:
        case["values"] = arrays[case["name"]].ravel().tolist()
cases.append({"name": "version 2", "file": npy(grid.astype("<i4"), version=(2, 0)), "shape": [2, 3], "values": grid.ravel().tolist()})

refused = [
    (np.array([0, 2**31], "<i8"), "readNpy: type '<i8': value 2147483648 at index 1 does not fit into int32"),
    (np.array([2**32 - 1], "<u4"), "value 4294967295 at index 0"),
    (np.array([{"a": 1}], object), "type '|O' (objects are pickles, which could run code)"),
    (np.array([1j]), "type '<c16' is none of b1, u1"),
    (np.zeros(1, [("a", "<f4")]), "records with named fields"),
]
out = {
    "npy": cases,
    "refused": [{"file": npy(a), "message": message} for a, message in refused],
    "npz": {
        "savez": npz(np.savez, x=grid.astype("<f4"), y=np.array([3, 1])),
        "savez_compressed": npz(np.savez_compressed, x=grid.astype("<f4"), y=np.array([3, 1])),
    },
}
path = pathlib.Path(__file__).parent.parent / "src/readers/npy.golden.json"
path.write_text(json.dumps(out, indent=2) + "\n")
