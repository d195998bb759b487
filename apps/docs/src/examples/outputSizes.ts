import { conv2d, zeros } from 'striate';

const photos = zeros([1, 32, 32, 3]); // one colour image

const sizes = {
  'six 5x5 filters': conv2d({ filters: 6, kernelSize: 5 }),
  "the same, padding 'same'": conv2d({
    filters: 6,
    kernelSize: 5,
    padding: 'same',
  }),
  'the same, strides 2': conv2d({
    filters: 6,
    kernelSize: 5,
    strides: 2,
    padding: 'same',
  }),
};
for (const [name, layer] of Object.entries(sizes)) {
  const maps = layer(photos);
  console.log(name, '→', maps.shape, layer.countParams(), 'parameters');
}
