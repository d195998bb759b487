import { type NetworkName, networks } from '@striate/models';
import type { Suite } from '../suite';
import { networkMacs } from '../zoo/networkMacs';
import { zooProbe } from '../zoo/zooProbe';

const macs = (name: NetworkName) => networkMacs[name] ?? Number.POSITIVE_INFINITY;

export const zoo: Suite = {
  name: 'zoo',
  about: 'every network of @striate/models: parameters, memory, milliseconds an image; the scores must agree',
  cases: (Object.keys(networks) as NetworkName[]).toSorted((a, b) => macs(a) - macs(b)).map(zooProbe),
  threads: [1, 2],
};
