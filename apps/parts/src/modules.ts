/** The module that defines each element, so that a page may load a part when it is needed. One line a part. */
export const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  'striate-kernel-playground': () => import('./kernelPlayground/KernelPlayground'),
  'striate-code-cell': () => import('./codeCell/CodeCell'),
  'striate-exercise': () => import('./exercise/Exercise'),
  'striate-worked': () => import('./worked/Worked'),
  'striate-gradient-explorer': () => import('./gradientExplorer/GradientExplorer'),
  'striate-training': () => import('./training/Training'),
  'striate-grad-cam': () => import('./gradCam/GradCam'),
  'striate-network-explorer': () => import('./networkExplorer/NetworkExplorer'),
  'striate-transfer-learning': () => import('./transferLearning/TransferLearning'),
  'striate-sentence-classifier': () => import('./sentenceClassifier/SentenceClassifier'),
  'striate-history-lane': () => import('./historyLane/HistoryLane'),
  'striate-backend-race': () => import('./backendRace/BackendRace'),
};
