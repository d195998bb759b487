import type { Translations } from '../language';
import type { PictureFilterName } from './pictureFilters';

interface PictureMessages {
  readonly filter: string;
  readonly preset: string;
  readonly own: string;
  readonly presets: Readonly<Record<PictureFilterName, string>>;
  readonly size: string;
  readonly stride: string;
  readonly dilation: string;
  readonly gray: string;
  readonly show: string;
  readonly shows: Readonly<Record<'clip' | 'magnitude' | 'signed', string>>;
  readonly output: (width: number, height: number) => string;
  readonly patch: string;
  readonly point: string;
  readonly speed: (rate: string, backend: string) => string;
}

export const pictureMessages: Translations<PictureMessages> = {
  en: {
    filter: 'Filter',
    preset: 'Preset',
    own: 'your own',
    presets: {
      sobelHorizontal: 'Sobel horizontal',
      sobelVertical: 'Sobel vertical',
      edge: 'edges',
      sharpen: 'sharpen',
      emboss: 'emboss',
      boxBlur: 'box blur',
      gaussian: 'Gaussian blur',
      verticalLine: 'vertical line',
      horizontalLine: 'horizontal line',
      identity: 'identity',
    },
    size: 'Size',
    stride: 'Stride',
    dilation: 'Dilation',
    gray: 'grey',
    show: 'Shown as',
    shows: { clip: 'a picture, 0 to 255', magnitude: 'strength, without sign', signed: 'blue above 0, orange below' },
    output: (width, height) => `Feature map, ${width} × ${height}`,
    patch: 'Under the filter',
    point: 'Point at the feature map, or focus it and use the arrow keys, to see the products of a pixel.',
    speed: (rate, backend) => `fast enough for ${rate} pictures a second, on ${backend}`,
  },
  ko: {
    filter: '필터',
    preset: '필터 고르기',
    own: '직접 입력',
    presets: {
      sobelHorizontal: '소벨(왼쪽 → 오른쪽)',
      sobelVertical: '소벨(위 → 아래)',
      edge: '윤곽선',
      sharpen: '선명하게',
      emboss: '양각',
      boxBlur: '흐리게(평균)',
      gaussian: '흐리게(가우시안)',
      verticalLine: '세로줄',
      horizontalLine: '가로줄',
      identity: '그대로',
    },
    size: '크기',
    stride: '스트라이드',
    dilation: '팽창',
    gray: '흑백',
    show: '보이는 방식',
    shows: { clip: '사진으로 (0~255)', magnitude: '부호 없이 크기만', signed: '양수는 파랑, 음수는 주황' },
    output: (width, height) => `피처 맵, ${width} × ${height}`,
    patch: '필터 아래의 픽셀',
    point: '피처 맵을 가리키거나, 선택한 뒤 화살표 키로 움직이면 그 픽셀의 곱을 볼 수 있습니다.',
    speed: (rate, backend) => `1초에 ${rate}장까지 계산할 수 있는 속도, ${backend} 백엔드`,
  },
};
