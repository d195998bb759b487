import type { Layer } from '@striate/layers';
import { PeerAbsent } from '../suite';

/** What ONNX has no form for, or none is written here: a peer that is built from the graph is absent then. */
export function refusal({ name }: Layer, what: string): PeerAbsent {
  return new PeerAbsent(`exportModel: layer '${name}' is ${what}`);
}
