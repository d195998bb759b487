import type { Shape } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { batchNormalization } from '../layers/BatchNormalization';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { input } from '../layers/Input';
import { add } from '../layers/Merge';
import { useCpu } from '../testing';
import { model } from './Functional';
import { sequential } from './Sequential';

useCpu();

describe('summary', () => {
  it('looks as Keras prints it', () => {
    const net = sequential([
      conv2d({ filters: 32, kernelSize: 3, inputShape: [28, 28, 1] }),
      batchNormalization(),
      flatten(),
    ]);
    expect(net.summaryText()).toBe(
      [
        'Model: "sequential"',
        '┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓',
        '┃ Layer (type)                             ┃ Output Shape           ┃       Param # ┃',
        '┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩',
        '│ conv2d (Conv2D)                          │ (None, 26, 26, 32)     │           320 │',
        '├──────────────────────────────────────────┼────────────────────────┼───────────────┤',
        '│ batch_normalization (BatchNormalization) │ (None, 26, 26, 32)     │           128 │',
        '├──────────────────────────────────────────┼────────────────────────┼───────────────┤',
        '│ flatten (Flatten)                        │ (None, 21632)          │             0 │',
        '└──────────────────────────────────────────┴────────────────────────┴───────────────┘',
        ' Total params: 448 (1.75 KB)',
        ' Trainable params: 384 (1.50 KB)',
        ' Non-trainable params: 64 (256.00 B)',
      ].join('\n'),
    );
  });

  it('shows the connections of a graph', () => {
    const x = input({ shape: [2] });
    const twice = dense({ units: 2 });
    const net = model({ inputs: x, outputs: add()([twice(x), twice(twice(x))]) });
    const rows = net.summaryRows();
    expect(rows.map(({ name }) => name)).toEqual(['input_layer', 'dense', 'add']);
    expect(rows[2].connectedTo).toEqual(['dense[0][0]', 'dense[2][0]']);
    expect(net.summaryText()).toContain('Connected to');
    expect(rows.map(({ outputShape }) => outputShape)).toEqual([
      [null, 2],
      [null, 2],
      [null, 2],
    ] satisfies (null | Shape | (number | null)[])[]);
  });

  it('of an unbuilt model says so', () => {
    expect(sequential([dense({ units: 2 })]).summaryText()).toContain('│ ?                      │   0 (unbuilt) │');
  });
});
