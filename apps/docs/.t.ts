import * as S from 'striate';
const net = S.lenet5();
console.log(net.layers.map(l=>[l.name,l.weights.map(w=>w.name+w.shape)]).slice(0,3), [...net.namedWeights().keys()]);
const { train } = await S.mnist();
net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const h = await net.fit(train.images, train.labels, { epochs: 1, verbose: 0, batchSize: 128, validationSplit: 0.1 });
console.log(h.history);
const t = await net.predict(S.ops.zeros([1,28,28,1])); console.log(await t.data());
