import { conv2d, dense, flatten, input, model, relu, rescaling, sequential, zeroPadding2d } from '@striate/layers';
import { randomUniform, type Tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { adaptInputChannels } from './adaptInputChannels';
import { backbone } from './backbone';
import { tinyNet, useCpu } from './testing';

useCpu();

describe('adaptInputChannels', () => {
  test.each([[1], [2], [3], [4], [7]])(
    '%i channels: the weights of the first convolution are those of timm',
    async (channels) => {
      const net = tinyNet();
      const other = adaptInputChannels(net, channels);
      expect(other.inputs[0].shape).toEqual([null, 12, 12, channels]);
      const from = await net.getLayer('conv1').weights[0].data();
      const to = await other.getLayer('conv1').weights[0].data();
      expect(to).toHaveLength(9 * channels * 8);
      for (let at = 0; at < 9; at++)
        for (let c = 0; c < channels; c++)
          for (let f = 0; f < 8; f++) {
            const old = (channel: number) => from[(at * 3 + channel) * 8 + f];
            const expected = channels === 1 ? old(0) + old(1) + old(2) : (old(c % 3) * 3) / channels;
            expect(to[(at * channels + c) * 8 + f]).toBeCloseTo(expected, 6);
          }
      expect(other.getLayer('layer1.0.conv1')).toBe(net.getLayer('layer1.0.conv1'));
    },
  );

  test('a grey picture is what it was with its channel three times', async () => {
    const net = tinyNet();
    const grey = randomUniform([2, 12, 12, 1]);
    const three = (x: Tensor) => x.mul([1, 1, 1]);
    const expected = await (await net.predict(three(grey))).data();
    const found = await (await adaptInputChannels(net, 1).predict(grey)).data();
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  });

  test('sees through padding and scaling, keeps bias and what is frozen', async () => {
    const layers = [
      rescaling({ scale: 1 / 255, inputShape: [8, 8, 3] }),
      zeroPadding2d(),
      conv2d({ name: 'first', filters: 2, kernelSize: 3, trainable: false, biasInitializer: 'ones' }),
      flatten(),
      dense({ units: 2 }),
    ];
    const other = adaptInputChannels(sequential(layers), 1);
    expect(await other.getLayer('first').weights[1].data()).toEqual(Float32Array.of(1, 1));
    expect(other.getLayer('first').trainable).toBe(false);
  });

  test('refuses what has no such convolution', () => {
    expect(() => adaptInputChannels(tinyNet(), 0)).toThrow('a whole number >= 1, got 0');
    expect(() => adaptInputChannels(backbone(tinyNet(), { preprocessing: 'imagenet' }), 1)).toThrow(
      "'rescaling', which is no convolution",
    );
    const x = input({ shape: [8, 8, 4] });
    const grouped = model({
      inputs: x,
      outputs: relu()(conv2d({ name: 'halves', filters: 4, kernelSize: 3, groups: 2 })(x)),
    });
    expect(() => adaptInputChannels(grouped, 1)).toThrow("'halves', which is no convolution without groups");
    expect(() => adaptInputChannels(sequential([dense({ units: 2, inputShape: [4] })]), 1)).toThrow('the input of');
  });
});
