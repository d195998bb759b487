/**
 * The course in its order: a chapter's page is `course/<slug>`, its interactive parts come from @striate/parts. `minutes` is
 * how long reading it takes, `lectures` those of the five lectures it covers.
 */
export const chapters = [
  { slug: 'why-not-a-dense-network', minutes: 12, lectures: [1, 3] },
  { slug: 'convolution-by-hand', minutes: 15, lectures: [1, 3] },
  { slug: 'bias-padding-stride-channels', minutes: 20, lectures: [1, 3] },
  { slug: 'filters-that-see-edges', minutes: 12, lectures: [1, 3] },
  { slug: 'pooling-and-invariance', minutes: 15, lectures: [1, 2, 3, 4] },
  { slug: 'the-typical-cnn', minutes: 15, lectures: [1, 2, 3, 4] },
  { slug: 'training-and-backpropagation', minutes: 25, lectures: [2] },
  { slug: 'what-layers-learn', minutes: 15, lectures: [2] },
  { slug: 'lenet-5-to-resnet', minutes: 25, lectures: [3, 4] },
  { slug: 'a-dense-network-against-a-cnn', minutes: 20, lectures: [5] },
  { slug: 'augmentation', minutes: 12, lectures: [1] },
  { slug: 'text-classification', minutes: 15, lectures: [1] },
  { slug: 'transfer-learning', minutes: 20, lectures: [1, 3] },
  { slug: 'applications', minutes: 12, lectures: [1] },
];
