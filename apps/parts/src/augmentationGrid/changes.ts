/** How strong each change may be; 0 leaves it out. Shares but for `flip` (0 or 1). */
export interface Changes {
  readonly flip: number;
  readonly rotation: number;
  readonly zoom: number;
  readonly translation: number;
  readonly shear: number;
  readonly contrast: number;
  readonly brightness: number;
  readonly hue: number;
  readonly erasing: number;
}

export type ChangeName = keyof Changes;

/** The largest strength of each change, in the order of the layers. */
export const largest: Changes = {
  flip: 1,
  rotation: 0.5,
  zoom: 0.5,
  translation: 0.5,
  shear: 0.5,
  contrast: 0.9,
  brightness: 0.6,
  hue: 0.5,
  erasing: 1,
};

export const changeNames = Object.keys(largest) as ChangeName[];

export const gentle: Changes = {
  flip: 1,
  rotation: 0.08,
  zoom: 0.2,
  translation: 0.1,
  shear: 0,
  contrast: 0.3,
  brightness: 0.2,
  hue: 0,
  erasing: 0,
};

/** The call that makes the layer of a change. */
const calls: Readonly<Record<ChangeName, (strength: number) => string>> = {
  flip: () => "randomFlip({ mode: 'horizontal' })",
  rotation: (f) => `randomRotation({ factor: ${f} })`,
  zoom: (f) => `randomZoom({ heightFactor: ${f} })`,
  translation: (f) => `randomTranslation({ heightFactor: ${f}, widthFactor: ${f} })`,
  shear: (f) => `randomShear({ xFactor: ${f} })`,
  contrast: (f) => `randomContrast({ factor: ${f} })`,
  brightness: (f) => `randomBrightness({ factor: ${f} })`,
  hue: (f) => `randomHue({ factor: ${f} })`,
  erasing: (f) => `randomErasing({ factor: [${f}, ${f}] })`,
};

/** The program that makes these pictures of a batch. */
export function layersCode(changes: Changes, seed: number): string {
  const used = changeNames.filter((name) => changes[name] > 0);
  const lines = used.map((name) => `  ${calls[name](changes[name])},`);
  const names = used.map((name) => calls[name](0).split('(')[0]);
  return [
    `import { ${['augmented', ...names].join(', ')} } from 'striate';`,
    '',
    'const augment = augmented([',
    ...lines,
    `], { seed: ${seed} });`,
    'const train = photos.batch(32).map(augment);',
  ].join('\n');
}

/** The same in the words of Keras' generator, with what it has no option for as a comment. */
export function generatorCode(changes: Changes, seed: number, notHere: string): string {
  const { flip, rotation, zoom, translation, shear, brightness, contrast, hue, erasing } = changes;
  const round = (value: number) => Math.round(value * 100) / 100;
  const options = [
    flip > 0 && 'horizontalFlip: true',
    rotation > 0 && `rotationRange: ${round(rotation * 360)}`,
    zoom > 0 && `zoomRange: ${zoom}`,
    translation > 0 && `widthShiftRange: ${translation}`,
    translation > 0 && `heightShiftRange: ${translation}`,
    shear > 0 && `shearRange: ${round((Math.atan(shear) * 180) / Math.PI)}`,
    brightness > 0 && `brightnessRange: [${round(1 - brightness)}, ${round(1 + brightness)}]`,
  ].filter((option) => option !== false);
  const missing = Object.entries({ contrast, hue, erasing }).flatMap(([name, strength]) =>
    strength > 0 ? [name] : [],
  );
  return [
    'const generator = imageDataGenerator({',
    ...options.map((option) => `  ${option},`),
    ...(missing.length > 0 ? [`  // ${notHere}: ${missing.join(', ')}`] : []),
    '});',
    `const batches = generator.flow(images, labels, { batchSize: 32, seed: ${seed} });`,
  ].join('\n');
}
