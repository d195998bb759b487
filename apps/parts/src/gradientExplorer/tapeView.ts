import { html, type TemplateResult } from 'lit';

interface Texts {
  readonly tape: string;
  readonly forward: string;
  readonly backward: string;
}

/** What the tape recorded, and the way back over it: each op hands the gradient of its result on to its inputs. */
export function tapeView(ops: readonly string[], weights: boolean, t: Texts): TemplateResult {
  const node = (name: string, kind = '') => html`<li><span class="node ${kind}">${name}</span></li>`;
  const inputs = weights ? 'X, W' : 'X';
  const gradients = weights ? 'dX, dW' : 'dX';
  return html`<figure class="tape">
    <figcaption>${t.tape}</figcaption>
    <ol aria-label=${t.forward}>${node(inputs)} ${ops.flatMap((op, i) => (i === 0 ? [node(op, 'op'), node('Y')] : [node(op, 'op')]))} ${node('L')}</ol>
    <ol class="back" aria-label=${t.backward}>${node('dL/dL = 1')} ${[...ops].reverse().flatMap((op, i) => (i === ops.length - 1 ? [node('dY'), node(op, 'op')] : [node(op, 'op')]))} ${node(gradients)}</ol>
  </figure>`;
}
