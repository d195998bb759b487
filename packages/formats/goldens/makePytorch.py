"""Small files as PyTorch writes them, and what is in them, for packages/formats/src/pytorch.

    python3 packages/formats/goldens/makePytorch.py

Made with torch 1.13. `pytorch.json` has each file as base64 and its tensors as PyTorch reads them.
"""

import base64
import io
import json
import math
import os
import pickle
from collections import OrderedDict

import torch


def values(t):
    return {
        'dtype': str(t.dtype)[6:],
        'shape': list(t.shape),
        'values': [str(v) if v == 0 or not math.isfinite(v) else v for v in t.double().flatten().tolist()],
    }


def saved(value, legacy=False, protocol=2):
    buffer = io.BytesIO()
    torch.save(value, buffer, _use_new_zipfile_serialization=not legacy, pickle_protocol=protocol)
    return base64.b64encode(buffer.getvalue()).decode()


torch.manual_seed(0)
net = torch.nn.Sequential(
    OrderedDict(conv=torch.nn.Conv2d(2, 3, 3), bn=torch.nn.BatchNorm2d(3), fc=torch.nn.Linear(4, 2, bias=False))
)
base = torch.arange(24, dtype=torch.float32)
shared = torch.arange(12, dtype=torch.float32) / 8
strided = OrderedDict(
    transposed=base.reshape(4, 6).t(),
    channelsLast=base.reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last),
    everySecond=base[1::2],
    part=base.reshape(4, 6)[1:3, 2:5],
    expanded=torch.tensor([1.0, 2.0]).reshape(2, 1).expand(2, 3),
    scalar=base[7],
    a=shared,
    b=shared.reshape(3, 4),
    c=shared[4:8],
    same=shared,
)
dtypes = OrderedDict(
    float64=torch.tensor([0.1, -2.5, 1e-30], dtype=torch.float64),
    float32=torch.tensor([0.1, float('inf'), -0.0]),
    float16=torch.tensor([0.1, -65504, 6e-8], dtype=torch.float16),
    bfloat16=torch.tensor([0.1, -3e38, 1.0], dtype=torch.bfloat16),
    int64=torch.tensor([-1, 2**31 - 1, -(2**31)]),
    int32=torch.tensor([-7, 7], dtype=torch.int32),
    int16=torch.tensor([-300, 300], dtype=torch.int16),
    int8=torch.tensor([-128, 127], dtype=torch.int8),
    uint8=torch.tensor([0, 255], dtype=torch.uint8),
    bool=torch.tensor([True, False]),
    scalar=torch.tensor(2.5),
    empty=torch.zeros(0, 4),
    halfTransposed=torch.arange(6, dtype=torch.float16).reshape(2, 3).t(),
)
checkpoint = {
    'epoch': 3,
    'arch': 'net',
    'best': 0.5,
    'big': 2**80,
    'state_dict': OrderedDict((f'module.{k}', v) for k, v in net.state_dict().items()),
    'optimizer': torch.optim.Adam(net.parameters()).state_dict(),
}
plain = {k: v for k, v in net.state_dict().items()}

files = {}
for name, content, state in [
    ('net', net.state_dict(), plain),
    ('strided', strided, strided),
    ('dtypes', dtypes, dtypes),
    ('checkpoint', checkpoint, plain),
    ('wrapped', {'model': plain}, plain),
    ('parameters', OrderedDict(net.named_parameters()), dict(net.named_parameters())),
]:
    files[name] = {
        'zip': saved(content),
        'legacy': saved(content, legacy=True),
        'tensors': {k: values(v) for k, v in state.items()},
    }
small = OrderedDict(a=torch.arange(4.0), b=torch.tensor(7))
protocols = {protocol: saved(small, protocol=protocol) for protocol in [1, 3, 4, 5]}

# Plain data in every protocol of pickle.
same = ['again', (1, 2)]
data = [None, True, False, 0, -5, 300, 70000, 2**40, 2**80, -(2**70), 1.5, -1e300, 'text', 'ü\n\\u', '', (), (1,), (1, 2, 3, 4)]
data += [same, same, {'a': 1, 2: 'b', '__proto__': None}, [], {}]
pickles = {p: base64.b64encode(pickle.dumps(data, protocol=p)).decode() for p in range(6)}
later = {p: base64.b64encode(pickle.dumps([b'bytes', {1}, frozenset([2])], protocol=p)).decode() for p in [4, 5]}

refused = {
    'model': saved(net),
    'modelLegacy': saved(net, legacy=True),
    'list': saved([torch.ones(2)]),
    'tensor': saved(torch.ones(2)),
    'nested': saved({'encoder': plain}),
    'large': saved({'steps': torch.tensor([2**31])}),
    'complex': saved({'z': torch.ones(2, dtype=torch.complex64)}),
}
script = io.BytesIO()
torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), script)
refused['script'] = base64.b64encode(script.getvalue()).decode()

with open(os.path.join(os.path.dirname(__file__), 'pytorch.json'), 'w') as out:
    json.dump({'torch': torch.__version__, 'files': files, 'protocols': protocols, 'pickles': pickles, 'later': later, 'refused': refused}, out, indent=1)
    out.write('\n')
