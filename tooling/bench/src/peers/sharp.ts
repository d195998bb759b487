import sharp from 'sharp';
import type { Photographs } from '../images/photographs';
import { type Setup, timedMany } from '../suite';

/** Files in the making at the same time: more than sharp's threads, which therefore never wait. */
const atOnce = 16;

/** Decoding to bytes and nothing else, with all threads that sharp has. */
export function sharpDecoding(photographs: () => Promise<Photographs>): Setup {
  return async () => {
    const { files } = await photographs();
    return timedMany(async (times) => {
      let next = 0;
      const work = async () => {
        while (next < times * files.length)
          await sharp(files[next++ % files.length])
            .raw()
            .toBuffer();
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    });
  };
}
