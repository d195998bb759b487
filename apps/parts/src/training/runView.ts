import { html, nothing, type TemplateResult } from 'lit';
import type { messages } from './messages';
import type { Training } from './Training';
import type { TrainingRun } from './TrainingRun';

type Texts = (typeof messages)['en'];

const delays = [500, 100, 0];

/** The buttons of the training, how far it is, and the checkpoints to go back to. */
export function runView(part: Training, t: Texts): TemplateResult {
  const { runs, compact } = part;
  const is = (state: TrainingRun['state']) => runs.some((run) => run.state === state);
  const running = is('running');
  const speed = html`<select
    aria-label=${t.speed}
    @change=${({ target }: Event & { target: HTMLSelectElement }) => part.setDelay(delays[target.selectedIndex])}
  >
    ${t.speeds.map((name, i) => html`<option ?selected=${delays[i] === part.delay}>${name}</option>`)}
  </select>`;
  return html`
    <div class="row" style="gap: 0.5rem">
      <button type="button" class="primary" data-action="toggle" ?disabled=${!running && !is('paused')} @click=${() => part.toggle()}>
        ${running ? `❚❚ ${t.pause}` : `▶ ${t.train}`}
      </button>
      ${
        compact
          ? nothing
          : html`<button type="button" data-action="step" ?disabled=${running || !is('paused')} @click=${() => runs.map((run) => run.stepOnce())}>
              ${t.oneStep}
            </button>`
      }
      <button type="button" data-action="restart" ?disabled=${is('opening')} @click=${() => part.restart()}>${t.restart}</button>
      ${compact ? nothing : speed}
      ${compact ? nothing : html`<button type="button" data-action="save" ?disabled=${is('opening')} @click=${() => part.save()}>${t.save}</button>`}
      <button type="button" data-action="end" @click=${() => part.end()}>${t.end}</button>
    </div>
    ${runs.map((run) => progress(part, run, t))} ${compact ? nothing : timeline(part, t)}
  `;
}

function progress(part: Training, run: TrainingRun, t: Texts): TemplateResult {
  const { opened, step, rate, newest } = run;
  const number = (value: number, digits = 0) => value.toLocaleString(part.language, { maximumFractionDigits: digits });
  if (!opened) return html`<p class=${run.problem ? 'error' : 'quiet'}>${run.problem || t.opening}</p>`;
  const left = rate > 0 ? Math.ceil((opened.steps - step) / rate) : undefined;
  const name = part.runs.length > 1 ? `${t.networks[run.settings.network]}: ` : '';
  return html`
    <div class="progress">
      <div class="row">
        <span>${name}${t.progress(number(step), number(opened.steps))}</span>
        <span class="reached" data-accuracy=${newest?.accuracy ?? ''} aria-live="polite">${newest ? t.reached(percent(part, newest.accuracy)) : nothing}</span>
        <span>
          ${run.state === 'finished' ? t.finished : run.state === 'running' && left !== undefined ? t.rate(number(rate, rate < 10 ? 1 : 0), t.seconds(number(left))) : nothing}
        </span>
      </div>
      <progress max=${opened.steps} value=${step} aria-label=${t.progress(number(step), number(opened.steps))}></progress>
      ${run.problem ? html`<p class="error" role="alert">${run.problem}</p>` : nothing}
      ${
        part.compact
          ? nothing
          : html`<p class="quiet">${name}${t.size(number(opened.parameters), number(opened.trainDigits), number(opened.heldOutDigits))}</p>`
      }
    </div>
  `;
}

function timeline(part: Training, t: Texts): TemplateResult {
  const { checkpoints, step, state } = part.runs[part.selected];
  return html`
    <section class="piece">
      <h4>${t.timeline}</h4>
      <ol class="timeline" role="list">
        ${checkpoints.map((kept) => {
          const accuracy = percent(part, kept.accuracy);
          return html`<li>
            <button
              type="button"
              data-step=${kept.step}
              aria-label=${t.rewindTo(String(kept.step), accuracy)}
              aria-pressed=${kept.step === step}
              ?disabled=${state === 'opening'}
              @click=${() => part.rewind(kept.step)}
            >${kept.step}<small>${accuracy}</small></button>
          </li>`;
        })}
      </ol>
    </section>
  `;
}

function percent({ language }: Training, value: number): string {
  return value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
}
