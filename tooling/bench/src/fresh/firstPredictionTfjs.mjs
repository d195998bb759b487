// The same with TensorFlow.js on its plain JavaScript backend.
const start = performance.now();
const { default: tf } = await import('@tensorflow/tfjs-core');
tf.env().set('IS_TEST', true);
await import('@tensorflow/tfjs-backend-cpu');
const { default: tfl } = await import('@tensorflow/tfjs-layers');
await tf.setBackend('cpu');
const { conv2d, dense, flatten, maxPooling2d } = tfl.layers;
const net = tfl.sequential({
  layers: [
    conv2d({ filters: 6, kernelSize: 5, padding: 'same', activation: 'relu', inputShape: [28, 28, 1] }),
    maxPooling2d({ poolSize: 2 }),
    conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 120, activation: 'relu' }),
    dense({ units: 84, activation: 'relu' }),
    dense({ units: 10, activation: 'softmax' }),
  ],
});
await net.predict(tf.zeros([1, 28, 28, 1])).data();
console.log(performance.now() - start);
