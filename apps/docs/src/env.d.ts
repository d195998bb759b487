/// <reference types="astro/client" />

declare module 'pagefind-ui' {
  export class PagefindUI {
    constructor(options: object);
  }
}
