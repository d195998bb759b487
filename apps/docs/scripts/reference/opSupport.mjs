// Which backend has a kernel for which op, read from the sources: the lists of primitives, and the tables of kernels.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packagesFolder } from './packagesFolder.mjs';

const read = (/** @type {string} */ path) => readFileSync(join(packagesFolder, path), 'utf8');
/** @param {string} text */
const parse = (text) => ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);

/** @param {string} folder @returns {string[]} */
const sources = (folder) =>
  readdirSync(join(packagesFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|\.generated)\.ts$/.test(name))
    .map((name) => read(join(folder, name)));

/** Names that are keys of object literals, or are given to functions as strings: tables of kernels are made of both. */
function keysIn(/** @type {string[]} */ texts) {
  const keys = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (
      (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
      node.name
    )
      keys.add(node.name.getText());
    ts.forEachChild(node, visit);
  };
  for (const text of texts) visit(parse(text));
  return keys;
}

/**
 * @typedef {{ name: string, list: string, cpu: boolean, webgl: boolean }} Support
 * @returns {Support[]}
 */
export function opSupport() {
  const cpu = keysIn(sources('backend-cpu/src/kernels'));
  const webgl = keysIn([...sources('backend-webgl/src/kernels'), ...sources('backend-webgl/src/elementwise')]);
  return parse(read('tensor/src/primitives.ts')).statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    const [{ name, initializer }] = statement.declarationList.declarations;
    const list = name.getText();
    const table = initializer && ts.isAsExpression(initializer) ? initializer.expression : undefined;
    if (!table || !ts.isObjectLiteralExpression(table)) return [];
    return table.properties.map((property) => {
      const op = property.name?.getText() ?? '';
      // A required kernel that were missing would not compile.
      const needed = list === 'required';
      return { name: op, list, cpu: needed || cpu.has(op), webgl: needed || webgl.has(op) };
    });
  });
}
