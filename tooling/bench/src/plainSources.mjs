// A loader hook for the sources that are measured. tsx wraps every named function in a call that sets its name, also the small
// closures the tape makes by the hundred, at a microsecond or more each; the published build does no such thing.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const file = url.split('?')[0];
  if (!/\/(packages|tooling)\/[^/]+\/src\/.+\.ts$/.test(file) || file.includes('/node_modules/'))
    return nextLoad(url, context);
  const source = await readFile(fileURLToPath(file), 'utf8');
  return { format: 'module', shortCircuit: true, source: ts.transpileModule(source, { compilerOptions }).outputText };
}
