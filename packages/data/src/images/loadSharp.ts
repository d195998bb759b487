import { StriateError } from '@striate/tensor';

type Sharp = typeof import('sharp').default;

let loaded: Sharp | undefined;

/** The image library that Node.js uses, when it is first needed. */
export async function loadSharp(who: string, library = 'sharp'): Promise<Sharp> {
  // An import that was done before still looks for the module again, for a tenth of a millisecond.
  if (loaded && library === 'sharp') return loaded;
  try {
    // By a variable: a bundler for the browser must neither look for it nor take it in.
    const { default: sharp }: { default: Sharp } = await import(/* @vite-ignore */ /* webpackIgnore: true */ library);
    if (library === 'sharp') loaded = sharp;
    return sharp;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new StriateError(
      `${who}: in Node.js, images are read by the package ${library}, which does not load: npm install ${library} (${reason})`,
      { cause },
    );
  }
}
