# What PyTorch makes of a small image in other sizes: writes src/images/testing/resized.json. Run with a Python that has torch.
import json
import os
import torch
from torch.nn.functional import interpolate

torch.manual_seed(0)
image = torch.rand(1, 3, 6, 9)
cases = []
for size in [(4, 5), (6, 4), (2, 9), (8, 13), (3, 11), (1, 1)]:
    for antialias in [True, False]:
        out = interpolate(image, size, mode='bilinear', align_corners=False, antialias=antialias)
        values = [round(v, 7) for v in out[0].permute(1, 2, 0).flatten().tolist()]
        cases.append({'size': size, 'antialias': antialias, 'values': values})
path = os.path.join(os.path.dirname(__file__), '../src/images/testing/resized.json')
source = [round(v, 7) for v in image[0].permute(1, 2, 0).flatten().tolist()]
with open(path, 'w') as file:
    file.write(json.dumps({'shape': [6, 9, 3], 'image': source, 'cases': cases}) + '\n')
