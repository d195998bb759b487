// What is told of each family of networks: the paper, and what was new. The rest is counted on the networks themselves.
import type { NetworkName } from 'striate';

export interface Family {
  readonly title: string;
  readonly year: number;
  readonly authors: string;
  readonly paper: string;
  readonly story: { readonly en: string; readonly ko: string };
  /** A chapter of the course about it. */
  readonly chapter?: string;
}

const history = 'course/lenet-5-to-resnet/';

export const families = {
  dense: {
    title: 'Dense network',
    year: 1986,
    authors: 'Rumelhart, Hinton, Williams',
    paper: 'Learning representations by back-propagating errors',
    story: {
      en: 'Hidden layers learn by themselves what to look for. But an image is a list of numbers here: each pixel has a weight of its own in every unit, so nothing learned at one place holds for another. Convolutional networks are compared with this one.',
      ko: '은닉층이 무엇을 볼지 스스로 배웁니다. 다만 이미지를 숫자의 나열로 다루어 픽셀마다 가중치가 따로 있으므로, 한 자리에서 배운 것이 다른 자리에는 통하지 않습니다. CNN과 비교하는 기준이 되는 신경망입니다.',
    },
    chapter: 'course/a-dense-network-against-a-cnn/',
  },
  lenet: {
    title: 'LeNet-5',
    year: 1998,
    authors: 'LeCun, Bottou, Bengio, Haffner',
    paper: 'Gradient-based learning applied to document recognition',
    story: {
      en: 'The whole way from pixels to classes is trained at once, by gradients. Filters share their few weights over the image, pooling forgives small shifts, and two such stages turn strokes into shapes and shapes into digits.',
      ko: '픽셀에서 클래스까지 전체를 경사 하강으로 한꺼번에 학습시킨 신경망입니다. 필터는 적은 가중치를 이미지 전체에서 공유하고, 풀링은 작은 이동을 눈감아 줍니다. 이 두 단계를 쌓아 획을 모양으로, 모양을 숫자로 읽습니다.',
    },
    chapter: history,
  },
  alexNet: {
    title: 'AlexNet',
    year: 2012,
    authors: 'Krizhevsky, Sutskever, Hinton',
    paper: 'ImageNet classification with deep convolutional neural networks',
    story: {
      en: 'Size, and what makes size trainable: rectified units learn faster than tanh, dropout and augmentation keep sixty million parameters from learning the photographs by heart, and two graphics cards do the work. The present of the field began with it.',
      ko: '큰 신경망과, 그것을 학습시킬 수 있게 한 방법들이 새로웠습니다. ReLU는 tanh보다 빨리 배우고, 드롭아웃과 데이터 증강은 6천만 개의 파라미터가 사진을 외워 버리지 못하게 막으며, 계산은 그래픽 카드 두 장이 맡았습니다.',
    },
    chapter: history,
  },
  vgg: {
    title: 'VGG',
    year: 2014,
    authors: 'Simonyan, Zisserman',
    paper: 'Very deep convolutional networks for large-scale image recognition',
    story: {
      en: 'One idea, taken to its end: all filters are 3 × 3. Two in a row see 5 × 5 pixels, three see 7 × 7, with fewer weights than one large filter and a rectification after each. So depth could grow in even stages.',
      ko: '모든 필터를 3 × 3으로 통일한다는 하나의 생각을 끝까지 밀고 갔습니다. 두 겹이면 5 × 5, 세 겹이면 7 × 7을 보면서도 큰 필터 하나보다 가중치가 적고, 층마다 ReLU가 들어갑니다. 그래서 층을 고르게 깊이 쌓을 수 있었습니다.',
    },
    chapter: history,
  },
  googLeNet: {
    title: 'GoogLeNet',
    year: 2014,
    authors: 'Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich',
    paper: 'Going deeper with convolutions',
    story: {
      en: 'The inception module: several filter sizes side by side, and 1 × 1 convolutions that thin the channels out before the expensive ones. The large dense layers are gone; the mean of each channel goes to the classifier.',
      ko: '인셉션 모듈은 여러 크기의 필터를 나란히 두고, 비싼 합성곱 앞에서 1 × 1 합성곱으로 채널을 줄입니다. 큰 완전연결층은 사라지고 채널별 평균이 분류기로 들어갑니다.',
    },
    chapter: history,
  },
  resNet: {
    title: 'ResNet',
    year: 2015,
    authors: 'He, Zhang, Ren, Sun',
    paper: 'Deep residual learning for image recognition',
    story: {
      en: 'Deeper plain networks had become worse, even on the images they were trained on. Here a block learns only what to change and adds it to its input: a block with nothing to say lets everything pass, and the gradient has a way to the first layer that no weight stands in.',
      ko: '그때까지는 층을 더 쌓으면 학습 이미지에서조차 오히려 나빠졌습니다. ResNet의 블록은 바꿀 것만 배워 입력에 더합니다. 할 말이 없는 블록은 입력을 그대로 통과시키고, 기울기는 가중치에 막히지 않고 첫 층까지 갑니다.',
    },
    chapter: history,
  },
  squeezeNet: {
    title: 'SqueezeNet',
    year: 2016,
    authors: 'Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer',
    paper: 'SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size',
    story: {
      en: 'A network designed to be small. A fire module squeezes the channels with a few 1 × 1 filters before it expands them again; there is no dense layer, and pools come late.',
      ko: '처음부터 작게 설계한 신경망입니다. 파이어 모듈은 1 × 1 필터 몇 개로 채널을 줄였다가 다시 늘립니다. 완전연결층이 없고 풀링은 뒤쪽에 있습니다.',
    },
  },
  textCnn: {
    title: 'Text CNN',
    year: 2014,
    authors: 'Kim',
    paper: 'Convolutional neural networks for sentence classification',
    story: {
      en: 'One layer of filters over word vectors, the maximum of each over the sentence, and a classifier. A filter looks for a phrase of three, four or five words; the maximum says whether it is there, wherever it is.',
      ko: '단어 벡터 위에 필터 한 층, 문장 전체에서의 최댓값, 그리고 분류기가 전부입니다. 필터는 3~5개 단어로 된 구를 찾고, 최댓값은 그 구가 어디에 있든 있는지를 알려 줍니다.',
    },
    chapter: 'course/text-classification/',
  },
  lectures: {
    title: 'Networks of the lectures',
    year: 2026,
    authors: '',
    paper: '',
    story: {
      en: 'The networks that the lectures of this course write in code.',
      ko: '이 강의에서 코드로 작성하는 신경망입니다.',
    },
    chapter: 'course/the-typical-cnn/',
  },
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof families;

const starts: readonly (readonly [start: string, family: FamilyName])[] = [
  ['dense', 'dense'],
  ['lenet', 'lenet'],
  ['alexNet', 'alexNet'],
  ['vgg', 'vgg'],
  ['googLeNet', 'googLeNet'],
  ['resNet', 'resNet'],
  ['squeezeNet', 'squeezeNet'],
  ['textCnn', 'textCnn'],
  ['lecture', 'lectures'],
];

export function familyOf(name: NetworkName): Family {
  const family = starts.find(([start]) => name.startsWith(start))?.[1];
  if (!family) throw new Error(`${name} belongs to no family of src/zoo/families.ts`);
  return families[family];
}
