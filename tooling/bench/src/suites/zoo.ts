import type { Suite } from '../suite';
import { networkMacs } from '../zoo/networkMacs';
import { zooProbe } from '../zoo/zooProbe';

export const zoo: Suite = {
  name: 'zoo',
  about: 'every network of @striate/models: parameters, memory, milliseconds an image; the scores must agree',
  cases: Object.keys(networkMacs).map(zooProbe),
  threads: [1, 2],
};
