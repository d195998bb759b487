import type { Translations } from '../language';
import type { ScheduleName, TrackName } from './racers';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly race: string;
  readonly again: string;
  readonly stop: string;
  readonly track: string;
  readonly tracks: Readonly<Record<TrackName, string>>;
  readonly rate: string;
  readonly schedule: string;
  readonly schedules: Readonly<Record<ScheduleName, string>>;
  readonly seed: string;
  readonly who: string;
  readonly map: (surface: string) => string;
  readonly height: string;
  readonly loss: string;
  readonly step: string;
  readonly running: (name: string, done: number, all: number) => string;
  readonly leads: (name: string) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Optimizer race',
    intro: 'All of them start at the same place with the same learning rate. Who is down first?',
    race: 'Race',
    again: 'Race again',
    stop: 'Stop',
    track: 'Where',
    tracks: {
      bowl: 'A long bowl',
      valley: 'A bent valley (Rosenbrock’s)',
      saddle: 'A saddle',
      hills: 'Four hollows (Himmelblau’s)',
      digits: 'A network on digits',
    },
    rate: 'Learning rate',
    schedule: 'Schedule',
    schedules: { constant: 'constant', cosine: 'cosine to 0', exponential: 'halved each quarter' },
    seed: 'Seed',
    who: 'Who races',
    map: (surface) => `Map of the surface f(x, y) = ${surface} with the paths of the optimizers`,
    height: 'Height above the lowest point',
    loss: 'Loss (mean of 10 steps)',
    step: 'Step',
    running: (name, done, all) => `${name} learns: ${done} of ${all} are done`,
    leads: (name) => `Lowest now: ${name}`,
  },
  ko: {
    title: '옵티마이저 경주',
    intro: '모두 같은 곳에서 같은 학습률로 출발합니다. 누가 가장 먼저 내려갈까요?',
    race: '경주 시작',
    again: '다시 경주',
    stop: '멈추기',
    track: '경주할 곳',
    tracks: {
      bowl: '길쭉한 그릇',
      valley: '굽은 골짜기(로젠브록 함수)',
      saddle: '안장점',
      hills: '네 개의 웅덩이(힘멜블라우 함수)',
      digits: '숫자를 배우는 신경망',
    },
    rate: '학습률',
    schedule: '학습률 스케줄',
    schedules: { constant: '일정', cosine: '코사인으로 0까지', exponential: '4분의 1마다 절반' },
    seed: '시드',
    who: '참가할 옵티마이저',
    map: (surface) => `곡면 f(x, y) = ${surface}의 지도와 옵티마이저들의 경로`,
    height: '가장 낮은 점으로부터의 높이',
    loss: '손실 (10스텝 평균)',
    step: '스텝',
    running: (name, done, all) => `${name} 학습 중: ${all}개 중 ${done}개 완료`,
    leads: (name) => `지금 가장 낮은 것: ${name}`,
  },
};
