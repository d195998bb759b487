import { imageFolder, randomCropLoader } from '@striate/data';
import { cast } from '@striate/tensor';
import { folderTraining } from '../images/folderTraining';
import { makePhotographs, type Photographs } from '../images/photographs';
import { sharpDecoding } from '../peers/sharp';
import { startBackend } from '../startBackend';
import { type Setup, type Suite, timedMany } from '../suite';

/** Images of one pass. */
const images = 256;
const batchSize = 64;

let photographs: Promise<Photographs> | undefined;
/** The same files for ours and for the peer. */
const shared = () => (photographs ??= makePhotographs(images));

/** What a network that begins with `rescaling` gets: `[64, 224, 224, 3]`, float32 from 0 to 255. */
const ours: Setup = async ({ threads }) => {
  await startBackend(threads);
  const { folder, dispose } = await shared();
  const colors = { brightness: 0.4, contrast: 0.4, saturation: 0.4 };
  const load = randomCropLoader({ imageSize: [224, 224], ...colors });
  const batches = (await imageFolder(folder, { load, seed: 0 }))
    .batch(batchSize)
    .prefetch(2)
    .map(({ x, y }) => ({ x: cast(x, 'float32'), y }));
  const passes = async (times: number) => {
    for (let pass = 0; pass < times; pass++)
      for await (const { x } of batches) if (x.rank !== 4) throw new Error('data');
  };
  return timedMany(passes, { dispose });
};

export const data: Suite = {
  name: 'data',
  about: 'photographs to batches of random crops, against decoding alone; and how long a training waits for images',
  cases: [
    { name: 'jpeg-crop224', images, ours, peers: { sharp: sharpDecoding(shared) } },
    folderTraining('folder-cnn64', 0.05),
  ],
};
