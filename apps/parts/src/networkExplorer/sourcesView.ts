import { html, type TemplateResult } from 'lit';
import type { DrawingPad } from '../kit/DrawingPad';
import type { ExplorerMessages } from './messages';

export interface SourcesView {
  readonly t: ExplorerMessages;
  /** Number of digits to choose from; none for networks that see photographs. */
  readonly digits: number;
  readonly digit: number;
  /** Whether a photograph is shown from the start. */
  readonly photo: boolean;
  onDigit(digit: number): void;
  /** A drawing, or nothing where it was cleared. */
  onDrawn(value: Float32Array | undefined): void;
  onImage(image: ImageData): void;
}

/** Where the picture comes from: a digit, drawn or not, or a photograph. */
export function sourcesView({ t, digits, digit, photo, onDigit, onDrawn, onImage }: SourcesView): TemplateResult {
  if (digits === 0)
    return html`<striate-image-input
      size="224"
      photo=${photo ? 'cat' : ''}
      @image=${(event: CustomEvent<{ image: ImageData }>) => onImage(event.detail.image)}
    ></striate-image-input>`;
  const button = (_: unknown, each: number) => html`<button
    type="button"
    aria-label=${t.digit(each)}
    aria-pressed=${each === digit}
    @click=${() => onDigit(each)}
  >${each}</button>`;
  const drawn = ({ target }: Event & { target: DrawingPad }) => onDrawn(target.empty ? undefined : target.value);
  return html`<div class="sources">
    <div class="control">
      <span class="quiet">${t.digits}</span>
      <div class="digits" role="group" aria-label=${t.digits}>${Array.from({ length: digits }, button)}</div>
    </div>
    <details>
      <summary>${t.draw}</summary>
      <striate-drawing-pad style="--pad-size: 11rem" @change=${drawn}></striate-drawing-pad>
    </details>
  </div>`;
}
