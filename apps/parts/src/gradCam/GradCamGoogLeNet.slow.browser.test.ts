// The part with a large network: what the library itself finds with these weights is a test of @striate/explain.
import { expect, test } from 'vitest';
import { server } from 'vitest/browser';
import './GradCam';
import type { GradCam } from './GradCam';
import { hottest } from './paintHeat';

const folder = new URL(`/@fs${server.config.root}/../shared/data/googlenet/`, location.href).href;
const pixels = new Uint8Array(await (await fetch(`${folder}bvlc_cat.rgb224.u8`)).arrayBuffer());
const here = pixels.length === 224 * 224 * 3;

test.skipIf(!here)(
  `with GoogLeNet's weights of ../shared/data the strongest place lies on the cat${here ? '' : ' (absent)'}`,
  async () => {
    const part = document.createElement('striate-grad-cam') as GradCam;
    part.setAttribute('network', 'googlenet');
    part.setAttribute('weights', `${folder}bvlc_googlenet.safetensors`);
    document.body.append(part);
    await part.updateComplete;
    const root = part.shadowRoot!;
    root.querySelector<HTMLButtonElement>('button.play')?.click();
    await expect.poll(() => part.heat, { timeout: 240_000 }).toBeDefined();
    const before = part.heat;
    const canvas = document.createElement('canvas');
    canvas.width = 224;
    canvas.height = 224;
    const rgba = Uint8ClampedArray.from({ length: 224 * 224 * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : pixels[(i >> 2) * 3 + (i % 4)],
    );
    canvas.getContext('2d')?.putImageData(new ImageData(rgba, 224, 224), 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const input = root.querySelector<HTMLElement & { chooseFiles(files: File[]): Promise<void> }>(
      'striate-image-input',
    )!;
    await input.chooseFiles([new File([blob!], 'cat.png')]);
    await expect.poll(() => part.heat !== before && part.heat, { timeout: 240_000 }).toBeTruthy();
    expect(root.querySelector('.classes button[aria-pressed="true"]')?.textContent).toContain('tiger cat');
    const { row, column } = hottest(part.heat!);
    expect([row > 10, row < 215, column > 62, column < 190]).toEqual([true, true, true, true]);
    part.remove();
  },
  500_000, // a large network on a machine that is busy with other tests
);
