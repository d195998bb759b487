import type { Translations } from '../language';
import type { PhotoName } from '../photos/photos';
import type { WebcamRefusal } from './webcamStream';

interface ImageInputMessages extends Readonly<Record<WebcamRefusal, string>> {
  readonly label: string;
  readonly photos: Readonly<Record<PhotoName, string>>;
  readonly file: string;
  readonly webcam: string;
  readonly stop: string;
  readonly drop: string;
  readonly empty: string;
  readonly live: string;
  readonly unreadable: (name: string) => string;
}

export const imageInputMessages: Translations<ImageInputMessages> = {
  en: {
    label: 'Picture',
    photos: { cat: 'A cat', coffee: 'A cup of coffee', astronaut: 'An astronaut' },
    file: 'Choose a file',
    webcam: 'Use the webcam',
    stop: 'Stop the webcam',
    drop: 'or drop a picture here',
    empty: 'No picture yet',
    live: 'What the webcam sees',
    refused: 'The browser may not use the camera. Allow it beside the address, or choose a file.',
    absent: 'No camera was found here. Choose a file or one of the pictures.',
    busy: 'The camera did not start; another program may be using it. Choose a file, or try again.',
    unreadable: (name) => `${name} is not a picture that this browser can read.`,
  },
  ko: {
    label: '그림',
    photos: { cat: '고양이', coffee: '커피 한 잔', astronaut: '우주 비행사' },
    file: '파일 선택',
    webcam: '웹캠 사용',
    stop: '웹캠 끄기',
    drop: '또는 그림을 여기에 끌어다 놓으십시오',
    empty: '아직 그림이 없습니다',
    live: '웹캠 화면',
    refused: '브라우저가 카메라를 사용할 수 없습니다. 주소창 옆에서 허용하거나 파일을 선택하십시오.',
    absent: '카메라를 찾지 못했습니다. 파일이나 예시 그림을 선택하십시오.',
    busy: '카메라가 시작되지 않았습니다. 다른 프로그램이 사용 중일 수 있습니다. 파일을 선택하거나 다시 시도하십시오.',
    unreadable: (name) => `${name}: 이 브라우저가 읽을 수 있는 그림이 아닙니다.`,
  },
};
