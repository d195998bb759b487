// The contents of the package: programs of the lectures. The networks they train are in the library.
export { classifyTexts, type LabelledTexts } from './classifyTexts';
export { compare } from './fashionMnist';
export { lectureTwo } from './lectureTwo';
