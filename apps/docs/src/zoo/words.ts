const en = {
  title: 'The zoo',
  description: 'The networks that made the field, ready to run: history, graph, parameters, weights.',
  intro:
    'Every network that Striate carries, as published and as other libraries build it. Parameters and operations are counted on the networks themselves; one operation is a multiplication or an addition, for one input.',
  network: 'Network',
  year: 'Year',
  input: 'Input',
  parameters: 'Parameters',
  trainable: 'of which trained',
  operations: 'Operations',
  weighted: 'Layers with weights',
  layers: 'Layers in all',
  weights: 'Weights',
  numbers: 'In numbers',
  history: 'What was new',
  usage: 'In code',
  speed: 'Speed',
  graph: 'Its graph',
  graphHint: 'Scroll to see all of it. Drawn by plotModel.',
  graphOf: 'The layers of',
  open: 'Open the drawing',
  none: 'No trained weights come with it; train it, or load your own file.',
  packaged: 'comes with the package',
  licence: 'Licence',
  trainedOn: 'Trained on',
  top1: 'Top-1',
  chapter: 'In the course',
  back: 'All networks',
  file: 'Where from',
} as const;

type Words = { readonly [K in keyof typeof en]: string };

const ko: Words = {
  title: '신경망 모음',
  description: 'CNN의 역사를 만든 신경망을 바로 실행할 수 있게 모았습니다. 역사, 구조, 파라미터, 가중치를 봅니다.',
  intro:
    'Striate에 들어 있는 모든 신경망입니다. 논문 그대로인 것과 다른 라이브러리의 방식으로 만든 것이 함께 있습니다. 파라미터와 연산 수는 신경망에서 직접 세었으며, 연산 하나는 입력 하나에 대한 곱셈 또는 덧셈 한 번입니다.',
  network: '신경망',
  year: '연도',
  input: '입력',
  parameters: '파라미터',
  trainable: '그중 학습되는 것',
  operations: '연산 수',
  weighted: '가중치가 있는 층',
  layers: '전체 층',
  weights: '가중치',
  numbers: '숫자로 보기',
  history: '무엇이 새로웠나',
  usage: '코드에서 쓰기',
  speed: '속도',
  graph: '구조',
  graphHint: '스크롤하면 전체를 볼 수 있습니다. plotModel로 그렸습니다.',
  graphOf: '층 구조:',
  open: '그림만 열기',
  none: '함께 제공되는 학습된 가중치는 없습니다. 직접 학습시키거나 파일을 불러오십시오.',
  packaged: '패키지에 들어 있음',
  licence: '라이선스',
  trainedOn: '학습 데이터',
  top1: 'Top-1 정확도',
  chapter: '강의에서',
  back: '모든 신경망',
  file: '출처',
};

/** The words of the zoo's pages. */
export function zooWords(locale: string | undefined): Words {
  return locale === 'ko' ? ko : en;
}
