// Every program that a page shows as TypeScript compiles, all of them in one program.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const content = join(import.meta.dirname, '../src/content/docs');
const blocks = new Map<string, string>();
for (const name of readdirSync(content, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.mdx')) continue;
  const text = readFileSync(join(content, name), 'utf8');
  const found = [...text.matchAll(/^```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  // A piece of a program leans on the page's earlier ones: those that import nothing are not whole.
  found.forEach((code, i) => {
    if (/^import /m.test(code))
      blocks.set(join(content, `${name.replaceAll('/', '+')}.${i}.ts`), `${code}\nexport {};\n`);
  });
}

test(`the ${blocks.size} programs on pages compile`, { timeout: 240_000 }, () => {
  const path = join(import.meta.dirname, '../tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    dirname(path),
  );
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => blocks.has(name) || fileExists(name);
  host.readFile = (name) => blocks.get(name) ?? readFile(name);
  host.getSourceFile = (name, version) => {
    const text = blocks.get(name);
    return text === undefined ? getSourceFile.call(host, name, version) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...blocks.keys()], { ...options, noUnusedLocals: false }, host);
  const problems = [...blocks.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${name.slice(content.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
  expect(problems).toEqual([]);
});
