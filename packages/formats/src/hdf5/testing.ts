import { gunzipSync } from 'node:zlib';
import goldens from '../../goldens/hdf5.json' with { type: 'json' };
import { storedTensor } from '../keras/storedTensor';
import type { Hdf5Group } from './Hdf5Node';

/** A file that h5py wrote. */
export function golden(name: keyof typeof goldens): Uint8Array {
  return new Uint8Array(gunzipSync(Buffer.from(goldens[name], 'base64')));
}

/** All that a file holds, as plain values by their paths; attributes after an `@`. */
export async function contents(group: Hdf5Group): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name of group.attributeNames()) found[`${group.path}@${name}`] = group.attribute(name)?.values;
  for (const member of group.members.values()) {
    if (member.kind === 'group') Object.assign(found, await contents(member));
    else if (member.kind === 'dataset') {
      const { dtype, shape, data } = await storedTensor(member, 'contents');
      found[member.path] = `${dtype} [${shape}] ${data}`;
    } else found[member.path] = member.kind;
  }
  return found;
}
