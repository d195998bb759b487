/** The module that defines each element, so that a page may load a part when it is needed. One line a part. */
export const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  'striate-kernel-playground': () => import('./kernelPlayground/KernelPlayground'),
  'striate-optimizer-race': () => import('./optimizerRace/OptimizerRace'),
  'striate-gradient-explorer': () => import('./gradientExplorer/GradientExplorer'),
  'striate-training': () => import('./training/Training'),
  'striate-transfer-learning': () => import('./transferLearning/TransferLearning'),
  'striate-sentence-classifier': () => import('./sentenceClassifier/SentenceClassifier'),
};
