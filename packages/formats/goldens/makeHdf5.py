"""HDF5 files of every form that h5py writes, gzip and base64, in hdf5.json. Run: python3 makeHdf5.py (h5py 3.7)."""
import base64
import gzip
import json
import os

import h5py
import numpy as np


def oldest(f):
    f.attrs['text'] = 'größer'
    f.attrs['bytes'] = b'ascii'
    f.attrs['names'] = [b'a', b'bcd', b'']
    f.attrs['none'] = []
    f.attrs['number'] = np.float64(0.5)
    f.attrs['integers'] = np.array([1, -2, 3], 'i8')
    g = f.create_group('kinds')
    g['float32'] = np.array([[1.5, -2], [3, 4]], 'f4')
    g['float64'] = np.array([0.1, 1e300])
    g['float16'] = np.array([1, 0.5, -2], 'f2')
    g['big'] = np.array([1.5, -2], '>f4')
    g['int64'] = np.array(7, 'i8')
    g['int16'] = np.array([-1, 300], '<i2')
    g['uint16'] = np.array([65535, 1], '<u2')
    g['uint32'] = np.array([4294967295, 1], '<u4')
    g['uint8'] = np.array([0, 255], 'u1')
    g['bool'] = np.array([True, False])
    g.create_dataset('bfloat16', data=np.array([0x3F80, 0xC000], '<u2').view('V2')).attrs['dtype'] = 'bfloat16'
    g['empty'] = np.zeros((0, 3), 'f4')


def chunks(f):
    x = np.arange(70, dtype='f4').reshape(7, 10)
    f.create_dataset('plain', data=x, chunks=(3, 4))
    f.create_dataset('packed', data=x, chunks=(3, 4), compression='gzip', shuffle=True, fletcher32=True)


def many(f):
    for i in range(40):
        f.create_group(f'group_{i}').attrs['i'] = i
    for i in range(20):
        f.attrs[f'attribute_{i}'] = f'value {i}'
    f['x'] = np.arange(3, dtype='f4')


def links(f):
    f['x'] = np.arange(3, dtype='f4')
    f['soft'] = h5py.SoftLink('/x')
    f['outside'] = h5py.ExternalLink('/etc/passwd', '/')


def circle(f):
    f.create_group('a')['back'] = f['/']


def bomb(f):
    f.create_dataset('huge', shape=(1 << 40,), dtype='f4', chunks=(1 << 20,), compression='gzip')


def file(fill, **options):
    path = '/tmp/golden.h5'
    with h5py.File(path, 'w', **options) as f:
        fill(f)
    with open(path, 'rb') as f:
        bytes = f.read()
    os.remove(path)
    return bytes


files = {
    'oldest': file(oldest),
    'latest': file(oldest, libver='latest'),
    'chunks': file(chunks),
    'many': file(many),
    'manyLatest': file(many, libver='latest'),
    'links': file(links),
    'linksLatest': file(links, libver='latest'),
    'circle': file(circle),
    'bomb': file(bomb),
}

packed = {name: base64.b64encode(gzip.compress(bytes, 9, mtime=0)).decode() for name, bytes in files.items()}
with open(os.path.join(os.path.dirname(__file__), 'hdf5.json'), 'w') as out:
    json.dump(packed, out, indent=1)
    out.write('\n')
