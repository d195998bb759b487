"""PyTorch loads what encodeStateDict wrote: written.pth.base64, whose bytes encodeStateDict.test.ts pins.

    python3 packages/formats/goldens/checkWritten.py

After a change of the format: npx vitest run --project node packages/formats/src/pytorch/encodeStateDict -u, then this.
"""

import base64
import io
import os
from collections import OrderedDict

import torch

expected = OrderedDict(
    [
        ('conv.weight', torch.arange(1, 9, dtype=torch.float32).reshape(2, 1, 2, 2)),
        ('conv.bias', torch.tensor([0.5, -0.0, float('inf')])),
        ('tied', torch.tensor([0.5, -0.0, float('inf')])),
        ('scalar', torch.tensor(-7, dtype=torch.int32)),
        ('pixels', torch.tensor([0, 255], dtype=torch.uint8)),
        ('mask', torch.tensor([[False, True]])),
        ('empty', torch.zeros(0, 3)),
        ('__proto__', torch.tensor([2**31 - 1], dtype=torch.int32)),
        ('größe', torch.ones(1)),
    ]
)
with open(os.path.join(os.path.dirname(__file__), 'written.pth.base64')) as file:
    written = base64.b64decode(file.read())
for options in [{}, {'weights_only': True}]:
    loaded = torch.load(io.BytesIO(written), **options)
    assert type(loaded) is OrderedDict and list(loaded) == list(expected), loaded
    for name, tensor in expected.items():
        found = loaded[name]
        assert found.dtype == tensor.dtype and found.shape == tensor.shape and torch.equal(found, tensor), (name, found)
        assert found.is_contiguous() and found.stride() == tensor.stride(), (name, found.stride())
    assert loaded['tied'].data_ptr() == loaded['conv.bias'].data_ptr()
print(f'torch {torch.__version__} reads all {len(expected)} tensors')
