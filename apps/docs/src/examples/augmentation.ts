// Layers that change pictures at random: one digit, three passes.
import {
  augmented,
  Dataset,
  mnist,
  randomRotation,
  randomTranslation,
  randomZoom,
} from 'striate';

const { train } = await mnist();
const changes = [
  randomRotation({ factor: 0.04, fillMode: 'constant' }), // 0.04 turns: 14 degrees
  randomTranslation({ heightFactor: 0.1, widthFactor: 0.1, fillMode: 'constant' }),
  randomZoom({ heightFactor: 0.1, fillMode: 'constant' }),
];

const one = {
  x: { data: train.images.data.slice(0, 784), shape: [1, 28, 28, 1] },
  y: train.labels.slice(0, 1),
};
const passes = Dataset.fromArrays(one)
  .repeat(3)
  .batch(1)
  .map(augmented(changes, { seed: 11 }));

for await (const { x } of passes) {
  const ink = Array.from(await x.div(255).data());
  for (let row = 4; row < 26; row += 2) {
    // Every other row: a letter is about twice as high as wide.
    const pixels = ink.slice(28 * row, 28 * row + 28);
    console.log(pixels.map((value) => ' ·░▒▓█'[Math.round(value * 5)]).join(''));
  }
}
