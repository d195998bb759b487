import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { languageOf } from '../language';
import { theme } from '../theme';
import { messages } from './messages';
import type { RunMessage } from './run.worker';

/**
 * A program of the course that runs in the page, in a worker: `source` is its text, what is inside the element shows it.
 *
 * @example
 * ```html
 * <striate-code-cell source="console.log(1 + 1)"><pre>console.log(1 + 1)</pre></striate-code-cell>
 * ```
 */
export class CodeCell extends LitElement {
  static override styles = [
    theme,
    css`
      .bar { display: flex; gap: 0.5rem; align-items: center; margin-top: 0.5rem; }
      .bar .time { margin-inline-start: auto; }
      .editor { border: 1px solid var(--line); border-radius: 7px; overflow: hidden; }
      pre { margin-top: 0.5rem; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-radius: 7px; background: var(--raised); font: 0.875rem / 1.45 var(--mono); white-space: pre-wrap; max-height: 24rem; overflow: auto; }
      pre .error { display: block; }
    `,
  ];

  static override properties = {
    source: {},
    lines: { state: true },
    state: { state: true },
    milliseconds: { state: true },
    editing: { state: true },
  };

  declare source: string;
  declare lines: { text: string; error: boolean }[];
  declare state: 'idle' | 'running' | 'stopped' | 'done';
  declare milliseconds: number;
  declare editing: boolean;
  #worker: Worker | undefined;
  #edited: (() => string) | undefined;

  constructor() {
    super();
    this.source = '';
    this.lines = [];
    this.state = 'idle';
    this.milliseconds = 0;
    this.editing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#worker?.terminate();
  }

  get #t() {
    return messages[languageOf(this)];
  }

  #run(): void {
    this.#worker?.terminate();
    this.lines = [];
    this.state = 'running';
    const worker = new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    const end = (state: 'done' | 'stopped') => {
      this.state = state;
      worker.terminate();
    };
    worker.onmessage = ({ data }: MessageEvent<RunMessage>) => {
      if (data.kind === 'log') this.#print(data.text);
      else if (data.kind === 'error') this.#print(`${data.line ? this.#t.line(data.line) : ''}${data.text}`, true);
      else {
        this.milliseconds = data.milliseconds;
        end('done');
      }
    };
    worker.onerror = ({ message }) => {
      this.#print(message, true);
      end('done');
    };
    worker.postMessage(this.#edited?.() ?? this.source);
  }

  #print(text: string, error = false): void {
    this.lines = [...this.lines.slice(-499), { text, error }];
  }

  #stop(): void {
    this.#worker?.terminate();
    this.state = 'stopped';
  }

  async #edit(): Promise<void> {
    const { openEditor } = await import('./editor');
    this.editing = true;
    await this.updateComplete;
    const parent = this.renderRoot.querySelector<HTMLElement>('.editor');
    if (parent) this.#edited = openEditor(parent, this.source, this.#t.code);
  }

  #reset(): void {
    this.#stop();
    this.state = 'idle';
    this.lines = [];
    this.editing = false;
    this.#edited = undefined;
  }

  protected override render(): TemplateResult {
    const t = this.#t;
    const running = this.state === 'running';
    return html`
      ${this.editing ? html`<div class="editor"></div>` : html`<slot></slot>`}
      <div class="bar">
        ${
          running
            ? html`<button type="button" class="stop" @click=${() => this.#stop()}>■ ${t.stop}</button>`
            : html`<button type="button" class="primary run" @click=${() => this.#run()}>▶ ${t.run}</button>`
        }
        ${this.editing ? nothing : html`<button type="button" class="edit" @click=${() => this.#edit()}>${t.edit}</button>`}
        ${this.editing || this.state !== 'idle' ? html`<button type="button" class="reset" @click=${() => this.#reset()}>${t.reset}</button>` : nothing}
        ${this.state === 'done' ? html`<span class="quiet time">${t.took(this.milliseconds.toFixed(0))}</span>` : nothing}
      </div>
      ${this.state === 'idle' ? nothing : this.#output()}
    `;
  }

  #output(): TemplateResult {
    const t = this.#t;
    const note = { idle: '', running: t.running, stopped: t.stopped, done: this.lines.length ? '' : t.silent }[
      this.state
    ];
    return html`<pre class="output" role="log" tabindex="0" aria-label=${t.output}>${this.lines.map(
      ({ text, error }) => html`<span class=${error ? 'error' : ''}>${text}\n</span>`,
    )}${note ? html`<span class="quiet">${note}</span>` : nothing}</pre>`;
  }
}

customElements.define('striate-code-cell', CodeCell);
