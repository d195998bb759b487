export { type WebglBackend, type WebglOptions, webgl } from './webgl';
