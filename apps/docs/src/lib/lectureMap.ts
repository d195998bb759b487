// Where each heading of the five lectures lives here. A place is a page of this site, with the section of its English version
// where one is meant: `course/applications#self-driving-cars`. Headings that come several times in a lecture stand once.

export interface Lecture {
  readonly title: Readonly<Record<'en' | 'ko', string>>;
  readonly headings: readonly (readonly [heading: string, ...places: string[]])[];
}

const dense = 'course/why-not-a-dense-network';
const hand = 'course/convolution-by-hand';
const padding = 'course/bias-padding-stride-channels';
const edges = 'course/filters-that-see-edges';
const pooling = 'course/pooling-and-invariance';
const typical = 'course/the-typical-cnn';
const training = 'course/training-and-backpropagation';
const layers = 'course/what-layers-learn';
const history = 'course/lenet-5-to-resnet';
const clothes = 'course/a-dense-network-against-a-cnn';
const texts = 'course/text-classification';
const transfer = 'course/transfer-learning';
const uses = 'course/applications';

export const lectures: readonly Lecture[] = [
  {
    title: { en: '1. CNN overview', ko: '1. CNN 개요' },
    headings: [
      ['합성곱 신경망(CNN)', 'course'],
      ['CNN 개요', `${history}#lenet-5-everything-is-learned`, typical],
      ['CNN (Convolutional Neural Network)', history, typical],
      ['AlexNet', `${history}#alexnet-and-vgg-deeper-pays`],
      ['Fully connected Network의 문제점', dense],
      ['Object Detection, Segmentation', uses],
      ['Detection', `${uses}#object-detection-what-and-where`],
      ['Segmentation', `${uses}#segmentation-a-class-for-each-pixel`],
      ['Self-driving car - object detection', `${uses}#self-driving-cars`],
      ['NVIDIA Tesla line', `${uses}#self-driving-cars`, 'guides/backends-and-performance'],
      ['Pose estimation', `${uses}#pose-where-are-the-joints`, `${uses}#playing-from-pixels`],
      ['Image Captioning', `${uses}#captions-a-sentence-about-a-picture`],
      ['Style Transfer', `${uses}#style-transfer-the-picture-learns`],
      ['Filter', edges, padding],
      ['합성곱 연산', hand, padding],
      ['필터(커널) 연산', hand],
      ['계산 과정', hand],
      ['편향 (bias) 적용', padding],
      ['Image', padding],
      ['패딩(padding)', padding],
      ['스트라이드 (stride)', padding],
      ['3차원 데이터', padding],
      ['3차원 데이터 합성곱 계산 순서', padding],
      ['블럭으로 생각하기', padding],
      ['풀링 (Pooling)', pooling],
      ['풀링의 처리 순서', pooling],
      ['Pooling', pooling],
      ['CNN', 'course/augmentation'],
      ['CNN 학습', training],
      ['CNN for Text Classification (Convolutional Neural Network)', texts],
      ['Convolutional Neural Networks for Sentence Classification', `${texts}#kims-network`],
      ['Transfer Learning', `${transfer}#feature-extraction-and-fine-tuning`, 'guides/transfer-learning'],
      ['Traditional ML vs Transfer Learning', `${transfer}#two-ways-to-learn`],
    ],
  },
  {
    title: { en: '2. CNN by example', ko: '2. 예제로 배우는 CNN' },
    headings: [
      ['Convolutional Neural Network', typical],
      ['Before we learned', dense],
      ['The problem of Multi-layer Neural Network', dense],
      ['Solution', dense],
      ['Convolutional Neural Network: Overview', dense],
      ['Convolutional Layer: Example', hand, training],
      ['Convolutional Layer: Result', `${layers}#lines-first-shapes-later`],
      ['Convolutional Layer w/ Depth', padding],
      ['Max Pooling: Overview', pooling],
      ['Max Pooling: Example', pooling],
    ],
  },
  {
    title: { en: '3. CNN in Keras', ko: '3. Keras로 구현하는 CNN' },
    headings: [
      ['Deep Learning with Tensorflow Keras', 'start/from-keras'],
      ['MNIST 숫자 분류', 'start/first-network', training],
      ['이미지 분류시 FCN의 한계', dense],
      ['인간의 시각피질', `${layers}#lines-first-shapes-later`],
      ['합성곱(Convolution)', hand],
      ['실시간 합성곱 연산', hand],
      ['합성곱 연산 예시', hand, padding],
      ['합성곱 효과', edges],
      ['패딩(Padding, Zero-padding)', padding],
      ['패딩을 하는 이유', padding],
      ['스트라이딩(Striding)', padding],
      ['합성곱 후 이미지 크기', padding],
      ['Pooling', pooling],
      ['필터(=커널)의 채널 수', padding],
      ['필터 수', padding],
      ['필터 수와 출력 이미지의 채널 수', padding],
      ['일반적인 CNN 구조', typical],
      ['Keras 구현', typical],
      ['사실은 CNN도 FCN?', dense],
      ['CNN의 발전', `${history}#why-deeper-stopped-working`],
      ['GoogLeNet', `${history}#googlenet-several-sizes-at-once`],
      ['차원이 다른 ResNet의 층 수', history],
      ['ResNet', `${history}#resnet-a-way-around`],
      ['ResNet 작동원리', `${history}#resnet-a-way-around`],
      ['ResNet 성능', `${history}#why-deeper-stopped-working`],
      ['ResNet 구현', `${history}#resnet-a-way-around`],
      ['ResNet 가져다 쓰기', `${history}#resnet-a-way-around`, transfer],
    ],
  },
  {
    title: { en: '4. Computer vision theory', ko: '4. 컴퓨터 비전 이론' },
    headings: [
      ['PyTorch로 딥러닝 제대로 배우기 - 중급편 -', 'start/from-pytorch'],
      ['II. 합성곱 신경망(CNN)', 'course'],
      ['1. CNN (Convolutional Neural Network)', 'course'],
      ['개요', `${layers}#lines-first-shapes-later`, uses, texts],
      ['LeNet-5 (1998)', `${history}#lenet-5-everything-is-learned`],
      ['Convolution layer', hand, dense],
      ['Subsampling layer Average pool, Max pool', pooling],
      ['Subsampling layer - Global Pool', pooling],
      ['Fully connected layer', typical],
      ['3. CNN 응용', padding],
      ['커널(kernel) 또는 필터(Filter)', padding],
      ['Padding', padding],
      ['감사합니다.', 'course'],
    ],
  },
  {
    title: { en: '5. Fashion-MNIST: DNN and CNN', ko: '5. Fashion-MNIST: DNN과 CNN' },
    headings: [
      ['목차', 'course'],
      ['합성곱 신경망 Convolutional Neural Network', 'course'],
      ['합성곱 신경망 CNN Convolutional Neural Network', `${layers}#lines-first-shapes-later`],
      ['데이비드 허블과 토르스텐 비셀, 시각 피질의 구조에 대한 연구(1958)', `${layers}#lines-first-shapes-later`],
      ['가장 초기의 CNN 모델', `${history}#lenet-5-everything-is-learned`],
      ['CNN 체험하기', training, 'start/first-network'],
      ['합성곱 층 Convolution Layer', dense],
      ['합성곱 Convolution', hand],
      ['패딩 Padding', padding],
      ['스트라이드 Stride', padding],
      ['합성곱의 역할', edges, layers],
      ['합성곱 층 구현 방법', edges],
      ['Tensorflow', 'start/from-keras'],
      ['Keras', 'start/from-keras'],
      ['풀링 층 Pooling Layer', pooling],
      ['최대 풀링(max pooling)', pooling],
      ['풀링과 불변성', pooling],
      ['풀링 층 구현 방법', pooling],
      ['최대 풀링', pooling],
      ['Keras 전역 평균 풀링', pooling],
      ['깊이 방향 최대 풀링', pooling],
      ['Keras는 지원 X, Lambda 층 + Tensorflow의 max_pool을 활용하여 구현', pooling],
      ['CNN 구조', typical],
      ['MNIST 데이터 분류', `${clothes}#the-pictures`],
      ['DNN을 이용한 영상 분류', `${clothes}#the-two-networks`],
      ['CNN을 이용한 영상 분류', `${clothes}#let-them-learn`],
    ],
  },
];
