// The contents of the package: programs of the lectures, line by line.
export { cnn, compare, dnn } from './fashionMnist';
export { lectureThree } from './lectureThree';
export { lectureTwo } from './lectureTwo';
export { resNet34 } from './resNet34';
export { classifyTexts, type LabelledTexts, type TextCnnOptions, textCnn } from './textCnn';
