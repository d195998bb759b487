import { trainOnWebgl } from './trainOnWebgl';

self.postMessage(await trainOnWebgl());
