/** The course in its order: a chapter's page is `course/<slug>`, its interactive parts come from @striate/parts. */
export const chapters = [
  { slug: 'why-not-a-dense-network' },
  { slug: 'convolution-by-hand' },
  { slug: 'bias-padding-stride-channels' },
  { slug: 'filters-that-see-edges' },
  { slug: 'pooling-and-invariance' },
  { slug: 'the-typical-cnn' },
  { slug: 'training-and-backpropagation' },
  { slug: 'what-layers-learn' },
  { slug: 'lenet-5-to-resnet' },
  { slug: 'a-dense-network-against-a-cnn' },
  { slug: 'augmentation' },
  { slug: 'text-classification' },
  { slug: 'transfer-learning' },
  { slug: 'applications' },
];
