import type { PictureNetwork } from '../kit/pictureNetworks';
import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly tab: string;
  readonly tabs: Readonly<Record<'channels' | 'dream', string>>;
  readonly about: Readonly<Record<'channels' | 'dream', string>>;
  readonly network: string;
  readonly networks: Readonly<Record<PictureNetwork, string>>;
  readonly needsFile: string;
  readonly chooseFile: string;
  readonly layer: string;
  readonly layerOption: (name: string, channels: number) => string;
  readonly channel: string;
  readonly count: string;
  readonly steps: string;
  readonly octaves: string;
  readonly seed: string;
  readonly start: string;
  readonly pause: string;
  readonly resume: string;
  readonly cancel: string;
  readonly tile: (layer: string, channel: string) => string;
  readonly dreamed: string;
  readonly value: (value: string) => string;
  readonly progress: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'What does a channel want to see?',
    intro:
      'A picture of noise is changed, step by step, so that one channel of a trained network answers more and more strongly.',
    tab: 'What is made',
    tabs: { channels: 'Channels', dream: 'DeepDream' },
    about: {
      channels:
        'Gradient ascent from noise; before each step the picture moves a little, and after it a slight blur keeps it smooth (Erhan et al. 2009; Olah et al. 2017).',
      dream: 'A photograph gets more of what a layer already sees in it, in several sizes (Mordvintsev et al. 2015).',
    },
    network: 'Network',
    networks: { resnet20: 'ResNet-20 · CIFAR-10', googlenet: 'GoogLeNet · ImageNet' },
    needsFile:
      'GoogLeNet’s weights (28 MB) do not come with this page. Choose bvlc_googlenet.safetensors; it stays on this machine.',
    chooseFile: 'Choose the weights …',
    layer: 'Layer',
    layerOption: (name, channels) => `${name} · ${channels} channels`,
    channel: 'First channel',
    count: 'How many',
    steps: 'Steps',
    octaves: 'Sizes',
    seed: 'Seed',
    start: 'Grow',
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Cancel',
    tile: (layer, channel) => `${layer}, ${channel}`,
    dreamed: 'The dream',
    value: (value) => `answers ${value}`,
    progress: 'Progress',
  },
  ko: {
    title: '채널은 무엇을 보고 싶어 할까?',
    intro: '잡음뿐인 그림을 조금씩 바꾸어 가며, 학습된 신경망의 한 채널이 점점 더 강하게 반응하는 그림을 만듭니다.',
    tab: '만들 것',
    tabs: { channels: '채널', dream: '딥드림(DeepDream)' },
    about: {
      channels:
        '잡음에서 시작하는 경사 상승입니다. 단계마다 그림을 조금 옮기고, 살짝 흐리게 하여 매끄럽게 유지합니다(Erhan 외 2009; Olah 외 2017).',
      dream: '한 층이 사진에서 이미 보고 있는 것을 여러 크기에서 더 강하게 만듭니다(Mordvintsev 외 2015).',
    },
    network: '신경망',
    networks: { resnet20: 'ResNet-20 · CIFAR-10', googlenet: 'GoogLeNet · ImageNet' },
    needsFile:
      'GoogLeNet의 가중치(28 MB)는 이 페이지에 들어 있지 않습니다. bvlc_googlenet.safetensors 파일을 고르십시오. 파일은 이 컴퓨터를 벗어나지 않습니다.',
    chooseFile: '가중치 파일 고르기 …',
    layer: '층',
    layerOption: (name, channels) => `${name} · 채널 ${channels}개`,
    channel: '첫 채널',
    count: '개수',
    steps: '단계 수',
    octaves: '크기 수',
    seed: '시드',
    start: '키우기',
    pause: '일시 정지',
    resume: '계속',
    cancel: '취소',
    tile: (layer, channel) => `${layer}, ${channel}`,
    dreamed: '꿈',
    value: (value) => `반응 ${value}`,
    progress: '진행',
  },
};
