// An inception module: four branches look at the same input, and their maps
// are put one behind the other.
import {
  concatenate,
  conv2d,
  input,
  layerCosts,
  maxPooling2d,
  model,
} from 'striate';

const image = input({ shape: [28, 28, 192] });
const conv = (filters = 64, size = 3) =>
  conv2d({ filters, kernelSize: size, padding: 'same', activation: 'relu' });

for (const thin of [false, true]) {
  const reduce = (filters = 64) => (thin ? conv(filters, 1)(image) : image);
  const outputs = concatenate()([
    conv(64, 1)(image),
    conv(128, 3)(reduce(96)),
    conv(32, 5)(reduce(16)),
    conv(32, 1)(maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' })(image)),
  ]);
  const module = model({ inputs: image, outputs });
  const flops = layerCosts(module).reduce((sum, layer) => sum + layer.flops, 0);
  const [parameters, work] = [
    module.countParams().toLocaleString('en'),
    (flops / 1e6).toFixed(0),
  ];
  console.log(
    `${thin ? 'with 1x1' : 'without'}: ${parameters} parameters, ${work} million operations`,
  );
}
