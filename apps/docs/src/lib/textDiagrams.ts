import type { Diagram } from './diagram';

/** Kim's network: three widths of filters over the words, the strongest response of each, and a classifier. */
export function sentenceNetwork(words: { words: string; filter: string; max: string; classes: string }): Diagram {
  const row = (y: number, size: number) => ({
    conv: {
      x: 178,
      y,
      width: 92,
      height: 40,
      text: `${words.filter.replace('#', `${size}`)}\n× 100`,
      kind: 'strong' as const,
    },
    max: { x: 288, y, width: 72, height: 40, text: words.max },
  });
  const [three, four, five] = [row(28, 3), row(84, 4), row(140, 5)];
  return {
    width: 440,
    height: 168,
    items: {
      words: { x: 50, y: 84, width: 98, height: 56, text: words.words },
      conv3: three.conv,
      conv4: four.conv,
      conv5: five.conv,
      max3: three.max,
      max4: four.max,
      max5: five.max,
      classes: { x: 396, y: 84, width: 86, height: 56, text: words.classes },
    },
    arrows: [
      ['words', 'conv3'],
      ['words', 'conv4'],
      ['words', 'conv5'],
      ['conv3', 'max3'],
      ['conv4', 'max4'],
      ['conv5', 'max5'],
      ['max3', 'classes'],
      ['max4', 'classes'],
      ['max5', 'classes'],
    ],
  };
}
