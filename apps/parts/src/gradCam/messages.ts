import type { PictureNetwork } from '../kit/pictureNetworks';
import type { Translations } from '../language';
import type { HeatMethod } from './Heat';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly network: string;
  readonly networks: Readonly<Record<PictureNetwork, string>>;
  readonly needsFile: string;
  readonly chooseFile: string;
  readonly loading: string;
  readonly method: string;
  readonly methods: Readonly<Record<HeatMethod, string>>;
  readonly about: Readonly<Record<HeatMethod, string>>;
  readonly classes: string;
  readonly strength: string;
  readonly seed: string;
  readonly cancel: string;
  readonly working: string;
  readonly heat: (label: string) => string;
  readonly hottest: (row: number, column: number) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Where does the network look?',
    intro: 'Give a network a picture, choose one of its answers, and see which parts of the picture speak for it.',
    network: 'Network',
    networks: { resnet20: 'ResNet-20 · CIFAR-10, sees 32 × 32', googlenet: 'GoogLeNet · ImageNet, sees 224 × 224' },
    needsFile:
      'GoogLeNet’s weights (28 MB) do not come with this page. Choose or drop bvlc_googlenet.safetensors; it stays on this machine.',
    chooseFile: 'Choose the weights …',
    loading: 'Loading the network …',
    method: 'Method',
    methods: { gradCam: 'Grad-CAM', saliency: 'Saliency', smoothGrad: 'SmoothGrad', occlusion: 'Occlusion' },
    about: {
      gradCam: 'The last feature maps, each weighted by its mean gradient (Selvaraju et al. 2017).',
      saliency: 'The gradient of the score with respect to each pixel (Simonyan et al. 2014).',
      smoothGrad: 'The mean gradient of 25 copies of the picture with noise (Smilkov et al. 2017).',
      occlusion:
        'A square covers the picture piece by piece: how much probability is lost? (Zeiler and Fergus 2014). Blue: the class gains.',
    },
    classes: 'Most probable classes: choose one',
    strength: 'Strength of the overlay',
    seed: 'Seed of the noise',
    cancel: 'Cancel',
    working: 'Computing …',
    heat: (label) => `What speaks for “${label}”`,
    hottest: (row, column) => `Strongest at row ${row}, column ${column} of what the network sees.`,
  },
  ko: {
    title: '신경망은 어디를 보고 판단할까?',
    intro: '신경망에 사진을 보여 주고 답 하나를 고르면, 사진의 어느 부분이 그 답의 근거가 되었는지 볼 수 있습니다.',
    network: '신경망',
    networks: { resnet20: 'ResNet-20 · CIFAR-10, 입력 32 × 32', googlenet: 'GoogLeNet · ImageNet, 입력 224 × 224' },
    needsFile:
      'GoogLeNet의 가중치(28 MB)는 이 페이지에 들어 있지 않습니다. bvlc_googlenet.safetensors 파일을 고르거나 끌어다 놓으십시오. 파일은 이 컴퓨터를 벗어나지 않습니다.',
    chooseFile: '가중치 파일 고르기 …',
    loading: '신경망을 불러오는 중 …',
    method: '방법',
    methods: {
      gradCam: 'Grad-CAM',
      saliency: '현저성 맵(Saliency)',
      smoothGrad: 'SmoothGrad',
      occlusion: '가림 실험(Occlusion)',
    },
    about: {
      gradCam: '마지막 피처 맵들을 각 맵의 평균 기울기로 가중하여 더합니다(Selvaraju 외 2017).',
      saliency: '픽셀 하나하나에 대한 점수의 기울기입니다(Simonyan 외 2014).',
      smoothGrad: '사진에 잡음을 넣은 사본 25장의 기울기를 평균합니다(Smilkov 외 2017).',
      occlusion:
        '사각형으로 사진을 조금씩 가리면서 확률이 얼마나 줄어드는지 봅니다(Zeiler, Fergus 2014). 파란색은 가렸을 때 오히려 확률이 올라간 곳입니다.',
    },
    classes: '확률이 높은 클래스: 하나를 고르십시오',
    strength: '겹쳐 보이는 정도',
    seed: '잡음의 시드',
    cancel: '취소',
    working: '계산하는 중 …',
    heat: (label) => `‘${label}’의 근거가 된 곳`,
    hottest: (row, column) => `신경망이 보는 사진에서 ${row}행 ${column}열이 가장 강합니다.`,
  },
};
