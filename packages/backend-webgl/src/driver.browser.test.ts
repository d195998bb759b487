import { expect, inject, it } from 'vitest';
import { webgl } from './webgl';

declare module 'vitest' {
  interface ProvidedContext {
    driver: 'swiftshader' | 'llvmpipe';
  }
}

it('is tested on the driver the project asks for', () => {
  expect(webgl().renderer.toLowerCase()).toContain(inject('driver'));
});
