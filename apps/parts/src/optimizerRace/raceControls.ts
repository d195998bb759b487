import { html, type TemplateResult } from 'lit';
import { seriesColors } from '../kit/seriesColors';
import type { messages } from './messages';
import type { OptimizerRace } from './OptimizerRace';
import { racerNames, racerTitles, scheduleNames, trackNames } from './racers';

type Change = Event & { target: HTMLInputElement };
type Choice = Event & { target: HTMLSelectElement };

/** Where they race, how fast, and who. */
export function raceControls(
  part: OptimizerRace,
  t: (typeof messages)['en'],
  control: (key: string, label: string, input: TemplateResult) => unknown,
): TemplateResult {
  const choose = <N extends string>(
    key: 'track' | 'schedule',
    names: readonly N[],
    titles: Readonly<Record<N, string>>,
  ) =>
    html`<select @change=${({ target }: Choice) => Object.assign(part, { [key]: names[target.selectedIndex] })}>
      ${names.map((name) => html`<option ?selected=${part[key] === name}>${titles[name]}</option>`)}
    </select>`;
  const slider = html`<span class="row">
    <input
      type="range"
      min="-2"
      max="2"
      step="0.25"
      .value=${String(part.rate)}
      @change=${({ target }: Change) => Object.assign(part, { rate: target.valueAsNumber })}
    />
    <output>${part.learningRate.toLocaleString(part.language, { maximumSignificantDigits: 2 })}</output>
  </span>`;
  const seed = html`<input
    type="number"
    min="0"
    max="999999"
    .value=${String(part.seed)}
    @change=${({ target }: Change) => Object.assign(part, { seed: Math.max(0, Math.round(target.valueAsNumber) || 0) })}
  />`;
  const toggle = (name: (typeof racerNames)[number], on: boolean) =>
    Object.assign(part, { racers: racerNames.filter((other) => (other === name ? on : part.racers.includes(other))) });
  return html`
    <div class="controls">
      ${control('track', t.track, choose('track', trackNames, t.tracks))} ${control('rate', t.rate, slider)}
      ${control('schedule', t.schedule, choose('schedule', scheduleNames, t.schedules))}
      ${part.track === 'digits' ? control('seed', t.seed, seed) : ''}
    </div>
    <fieldset class="racers">
      <legend>${t.who}</legend>
      ${racerNames.map(
        (name, i) => html`<label>
          <input type="checkbox" .checked=${part.racers.includes(name)} @change=${({ target }: Change) => toggle(name, target.checked)} />
          <i style="background: ${seriesColors[i]}"></i>${racerTitles[name]}
        </label>`,
      )}
    </fieldset>
  `;
}
