import { percent, picture } from '@striate/kit';
import type { Filters, Stage } from '../visualize';

/** The first layer's filters: one colour where a filter wants light, the other where it wants dark. */
export function filterPictures({ values, size, count }: Filters): string {
  const largest = Math.max(...values.map(Math.abs));
  const tiles = Array.from({ length: count }, (_, filter) => {
    const cells = Array.from({ length: size * size }, (_, at) => {
      const weight = values[at * count + filter];
      const opacity = (Math.abs(weight) / largest).toFixed(2);
      const place = `x="${at % size}" y="${Math.floor(at / size)}"`;
      return `<rect class="${weight < 0 ? 'minus' : 'plus'}" ${place} width="1" height="1" opacity="${opacity}"/>`;
    });
    const svg = `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="Filter ${filter + 1}">${cells.join('')}</svg>`;
    return `<div class="tile">${svg}</div>`;
  });
  return `<div class="filters">${tiles.join('')}</div>`;
}

/** One digit on its way through the network, stage by stage. */
export async function stagePictures(stages: readonly Stage[]): Promise<string> {
  const bodies = await Promise.all(stages.map(stageBody));
  return stages
    .map((stage, i) => {
      const { name, shape, parameters } = stage;
      const weights = parameters > 0 ? `${parameters.toLocaleString('en')} parameters` : 'no parameters';
      const note = `${shape.join(' × ')}${name === 'input' ? '' : `, ${weights}`}`;
      return `<div class="stage"><div><h3>${name}</h3><p>${note}</p></div>${bodies[i]}</div>`;
    })
    .join('');
}

async function stageBody({ name, shape, values }: Stage): Promise<string> {
  const largest = Math.max(1e-6, ...values);
  const ink = Array.from(values, (value) => value / largest);
  if (shape.length === 1) {
    if (shape[0] === 10) return probabilityBars(values);
    return `<div class="strip">${await picture(ink, shape[0], 1, `The ${shape[0]} values of ${name}`)}</div>`;
  }
  const [height, width, channels] = shape;
  const maps = Array.from({ length: channels }, async (_, channel) => {
    const map = ink.filter((_, i) => i % channels === channel);
    const alt = channels === 1 ? 'The digit' : `Map ${channel + 1} of ${name}`;
    return `<span>${await picture(map, width, height, alt)}</span>`;
  });
  const columns = channels === 1 ? 'one' : channels <= 6 ? 'six' : 'sixteen';
  return `<div class="maps ${columns}" style="--n:${channels}">${(await Promise.all(maps)).join('')}</div>`;
}

function probabilityBars(values: ArrayLike<number>): string {
  const best = Array.from(values).indexOf(Math.max(...Array.from(values)));
  const bars = Array.from(values, (value, digit) => {
    const isBest = digit === best;
    const label = isBest ? `<small>${percent(value, value > 0.9995 ? 0 : 1)}</small>` : '';
    return `<div${isBest ? ' class="best"' : ''}>${label}<span style="--v:${value.toFixed(3)}"></span>${digit}</div>`;
  });
  return `<div class="bars" role="img" aria-label="Read as ${best}">${bars.join('')}</div>`;
}
