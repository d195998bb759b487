import type { Translations } from '../language';
import type { Runner } from './race';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly layer: string;
  readonly race: string;
  readonly cancel: string;
  readonly runners: Readonly<Record<Runner, string>>;
  readonly absent: Readonly<Record<'threads' | 'webgl' | 'wasm' | 'typescript', string>>;
  readonly speed: (ms: string, gigaflops: string) => string;
  readonly note: string;
  readonly waiting: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'One convolution, four ways to compute it',
    intro:
      'The same layer as six loops in TypeScript, on WebAssembly with one thread and with several, and on the graphics processor. Which wins depends on the layer and on your machine.',
    layer: 'Layer: picture × channels → filters',
    race: 'Race',
    cancel: 'Cancel',
    runners: {
      typescript: 'TypeScript, six loops',
      wasm: 'WebAssembly',
      threads: 'WebAssembly, threads',
      webgl: 'WebGL',
    },
    absent: {
      typescript: 'did not run',
      wasm: 'this browser has no WebAssembly with SIMD',
      threads: 'this page may not share memory between threads, or there is one core',
      webgl: 'this browser has no WebGL2',
    },
    speed: (ms, gigaflops) => `${ms} ms · ${gigaflops} GFLOP/s`,
    note: 'The best of several runs, the way back from the device included; each result is checked against the loops.',
    waiting: 'running …',
  },
  ko: {
    title: '같은 합성곱, 네 가지 계산 방법',
    intro:
      '같은 합성곱층을 TypeScript의 여섯 겹 반복문, WebAssembly 스레드 하나와 여럿, GPU에서 각각 계산합니다. 무엇이 빠른지는 층의 크기와 컴퓨터에 따라 다릅니다.',
    layer: '층: 그림 × 채널 → 필터',
    race: '시작',
    cancel: '취소',
    runners: {
      typescript: 'TypeScript 반복문',
      wasm: 'WebAssembly',
      threads: 'WebAssembly 스레드 여럿',
      webgl: 'WebGL',
    },
    absent: {
      typescript: '실행되지 않았습니다',
      wasm: '이 브라우저에는 SIMD를 지원하는 WebAssembly가 없습니다',
      threads: '이 페이지에서는 스레드가 메모리를 공유할 수 없거나 코어가 하나입니다',
      webgl: '이 브라우저에는 WebGL2가 없습니다',
    },
    speed: (ms, gigaflops) => `${ms} ms · ${gigaflops} GFLOP/s`,
    note: '여러 번 계산한 것 가운데 가장 빠른 시간이며, 장치에서 결과를 가져오는 시간도 포함합니다. 결과는 모두 반복문의 값과 비교해 확인합니다.',
    waiting: '계산 중 …',
  },
};
