import { peakProbe } from '../memory/peakProbe';
import { predictProbe } from '../memory/predictProbe';
import { trainProbe } from '../memory/trainProbe';
import type { Suite } from '../suite';

export const memory: Suite = {
  name: 'memory',
  about:
    'what 10,000 training steps and 1,000 predictions leave behind, and the most a prediction takes; fails beyond its limits',
  cases: [
    trainProbe,
    predictProbe,
    peakProbe('vgg16-predict', 'vgg16', 1.5e9),
    peakProbe('resnet50-predict', 'resNet50', 400e6),
  ],
};
