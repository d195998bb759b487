// The contents of the package most people install. Layers have the root's names; where an op is called the same
// (`conv2d`, `dropout`, `flatten`, …) it is in `ops`, which holds every op.
import './defaultBackend';

export * from '@striate/data';
export * from '@striate/layers';
export * from '@striate/models';
export * as ops from '@striate/tensor';
export * from './essentials';
