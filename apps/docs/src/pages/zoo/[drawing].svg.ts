// The graph of each network as a drawing of its own: those of deep networks are large, and both languages show the same.
import type { APIContext } from 'astro';
import { type NetworkName, plotModel } from 'striate';
import { names, withNetwork } from '../../zoo/describe';

export const getStaticPaths = () => names.map((name) => ({ params: { drawing: name }, props: { name } }));

export function GET({ props }: APIContext<{ name: NetworkName }>): Response {
  const svg = withNetwork(props.name, (net) => plotModel(net, { showShapes: true, showLayerNames: true }));
  return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml' } });
}
