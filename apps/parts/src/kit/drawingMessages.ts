import type { Translations } from '../language';

interface DrawingMessages {
  readonly label: string;
  readonly hint: string;
  readonly keys: string;
  readonly clear: string;
  readonly undo: string;
  readonly penDown: string;
  readonly penUp: string;
}

/** The texts of the drawing pad. */
export const drawingMessages: Translations<DrawingMessages> = {
  en: {
    label: 'Drawing pad',
    hint: 'Draw here',
    keys: 'Arrow keys move the pen, Space puts it down or lifts it, Backspace takes the last stroke back, Delete clears.',
    clear: 'Clear',
    undo: 'Undo',
    penDown: 'Pen down',
    penUp: 'Pen up',
  },
  ko: {
    label: '그림판',
    hint: '여기에 그리십시오',
    keys: '화살표 키로 펜을 움직이고, 스페이스 키로 펜을 내리거나 듭니다. 백스페이스 키는 마지막 획을 되돌리고, Delete 키는 모두 지웁니다.',
    clear: '지우기',
    undo: '되돌리기',
    penDown: '펜을 내렸습니다',
    penUp: '펜을 들었습니다',
  },
};
