import { html, nothing, type TemplateResult } from 'lit';
import type { ExplorerMessages } from './messages';
import type { LayerRecord, Place } from './records';

/** How many maps of a layer are there at first. */
const fewMaps = 8;
/** So many units of a dense layer have a line each; more are a picture. */
const fewUnits = 12;

export interface FlowView {
  readonly records: readonly LayerRecord[];
  readonly t: ExplorerMessages;
  /** Layers of which all maps are shown. */
  readonly opened: ReadonlySet<number>;
  readonly chosen: Place | null;
  readonly classNames: readonly string[];
  number(value: number): string;
  onOver(layer: number, channel: number | undefined): void;
  onChoose(layer: number, channel: number): void;
  onMore(layer: number): void;
}

/** The layers in columns, from the picture to the classes. */
export function flowView(view: FlowView): TemplateResult {
  return html`${view.records.map((record, layer) => column(view, record, layer))}`;
}

function column(view: FlowView, record: LayerRecord, layer: number): TemplateResult {
  const { t, opened } = view;
  const { height, width, channels, kind, name } = record;
  const shape = height * width === 1 ? `${channels}` : `${height}×${width}×${channels}`;
  const body =
    height * width > 1
      ? maps(view, record, layer)
      : channels <= fewUnits
        ? units(view, record, layer)
        : strip(view, record, layer);
  const hidden = height * width > 1 ? channels - fewMaps : 0;
  return html`<section class="column" data-layer=${layer}>
    <h4>${t.kinds[kind] || name}</h4>
    <span class="shape" title=${name}>${shape}</span>
    <div class="maps">${body}</div>
    ${
      hidden > 0
        ? html`<button type="button" class="more" @click=${() => view.onMore(layer)}>
            ${opened.has(layer) ? t.less : t.more(hidden)}
          </button>`
        : nothing
    }
  </section>`;
}

function maps(view: FlowView, record: LayerRecord, layer: number): TemplateResult[] {
  const { t, opened, chosen } = view;
  // The channels of a picture are one picture.
  const count = opened.has(layer) ? record.channels : Math.min(record.channels, fewMaps);
  return Array.from({ length: count }, (_, channel) => {
    const pressed = chosen?.layer === layer && chosen.channel === channel;
    return html`<button
      type="button"
      class="map"
      data-map="${layer},${channel}"
      aria-pressed=${pressed}
      aria-label=${t.map(record.name, channel + 1)}
      @pointerenter=${() => view.onOver(layer, channel)}
      @pointerleave=${() => view.onOver(layer, undefined)}
      @focus=${() => view.onOver(layer, channel)}
      @blur=${() => view.onOver(layer, undefined)}
      @click=${() => view.onChoose(layer, channel)}
    >
      <canvas class="pixels" data-paint="${layer},${channel}" style="aspect-ratio: ${record.width} / ${record.height}"></canvas>
    </button>`;
  });
}

/** A line for each unit: of classes the names, with their probability. */
function units(view: FlowView, record: LayerRecord, layer: number): TemplateResult[] {
  const { classNames, chosen, records } = view;
  const named = layer === records.length - 1 && classNames.length === record.channels;
  const shown = record.gradient ?? record.values;
  const most = Math.max(...record.values);
  return Array.from(shown, (value, channel) => {
    const best = layer === records.length - 1 && record.values[channel] === most;
    return html`<button
      type="button"
      class="unit ${best ? 'best' : ''}"
      data-map="${layer},${channel}"
      aria-pressed=${chosen?.layer === layer && chosen.channel === channel}
      @pointerenter=${() => view.onOver(layer, channel)}
      @pointerleave=${() => view.onOver(layer, undefined)}
      @focus=${() => view.onOver(layer, channel)}
      @blur=${() => view.onOver(layer, undefined)}
      @click=${() => view.onChoose(layer, channel)}
    >
      <canvas class="pixels" data-paint="${layer},${channel}"></canvas>
      <span>${named ? classNames[channel] : channel + 1}</span>
      <span class="number">${view.number(value)}</span>
    </button>`;
  });
}

/** Columns of the picture of many units. */
export const stripColumns = (units: number): number => (units > 400 ? 16 : units > 40 ? 6 : 2);

function strip(view: FlowView, record: LayerRecord, layer: number): TemplateResult {
  const columns = stripColumns(record.channels);
  const rows = Math.ceil(record.channels / columns);
  const unitAt = (event: MouseEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const unit = row * columns + Math.floor(((event.clientX - box.left) / box.width) * columns);
    return Math.max(0, Math.min(record.channels - 1, unit));
  };
  return html`<button
    type="button"
    class="map strip"
    data-map="${layer},-1"
    style="--columns: ${columns}; --rows: ${rows}"
    aria-label=${view.t.units(record.name, record.channels)}
    @pointermove=${(event: PointerEvent & { currentTarget: HTMLElement }) => view.onOver(layer, unitAt(event))}
    @pointerleave=${() => view.onOver(layer, undefined)}
    @click=${(event: MouseEvent & { currentTarget: HTMLElement }) => view.onChoose(layer, event.detail > 0 ? unitAt(event) : 0)}
  >
    <canvas class="pixels" data-strip=${layer}></canvas>
  </button>`;
}
