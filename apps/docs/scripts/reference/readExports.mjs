// What the packages export, read from their sources: no types are resolved, so that this takes a second or two.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/**
 * @typedef {{ name: string, kind: string, text: string, doc: string, throws: string[], examples: string[], file: string }} Entry
 */

/** @param {string} path */
const parse = (path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);

/** @param {string} from @param {string} to */
function resolve(from, to) {
  const base = join(dirname(from), to);
  return [`${base}.ts`, join(base, 'index.ts')].find(existsSync);
}

/**
 * The exports of a package, in the order of its index.
 *
 * @param {string} source its folder `src`
 * @returns {Entry[]}
 */
export function readExports(source) {
  /** @type {Map<string, ts.SourceFile>} */
  const files = new Map();
  const open = (/** @type {string} */ path) => {
    if (!files.has(path)) files.set(path, parse(path));
    return /** @type {ts.SourceFile} */ (files.get(path));
  };
  /** @param {string} path @param {(name: string) => string | undefined} wanted @returns {Entry[]} */
  const visit = (path, wanted) =>
    open(path).statements.flatMap((statement) => {
      if (ts.isExportDeclaration(statement)) {
        const target =
          statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
            ? statement.moduleSpecifier.text
            : undefined;
        const file = target?.startsWith('.') ? resolve(path, target) : undefined;
        if (!file) return [];
        const { exportClause } = statement;
        if (!exportClause) return visit(file, wanted);
        if (!ts.isNamedExports(exportClause)) return [];
        return exportClause.elements.flatMap(({ name, propertyName }) => {
          const outside = wanted(name.text);
          const inside = (propertyName ?? name).text;
          return outside ? visit(file, (found) => (found === inside ? outside : undefined)) : [];
        });
      }
      if (
        !ts.canHaveModifiers(statement) ||
        !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      )
        return [];
      return entriesOf(statement, relative(source, path), wanted);
    });
  const found = visit(join(source, 'index.ts'), (name) => name);
  // Overloads are one entry.
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  for (const entry of found) {
    const known = entries.get(entry.name);
    const both = known && known.kind === 'function' && entry.kind === 'function';
    if (!known) entries.set(entry.name, entry);
    else if (both && !entry.text.endsWith('{')) known.text += `\n${entry.text}`;
    if (known && !known.doc) Object.assign(known, { doc: entry.doc, throws: entry.throws, examples: entry.examples });
  }
  return [...entries.values()];
}

/** @param {ts.Statement} statement @param {string} file @param {(name: string) => string | undefined} wanted @returns {Entry[]} */
function entriesOf(statement, file, wanted) {
  const make = (/** @type {ts.NamedDeclaration} */ node, /** @type {string} */ kind, /** @type {string} */ text) => {
    const name = node.name && ts.isIdentifier(node.name) ? wanted(node.name.text) : undefined;
    return name ? [{ name, kind, text, file, ...docOf(statement) }] : [];
  };
  if (ts.isFunctionDeclaration(statement)) return make(statement, 'function', upTo(statement, statement.body));
  if (ts.isClassDeclaration(statement)) return make(statement, 'class', classText(statement));
  if (ts.isInterfaceDeclaration(statement)) return make(statement, 'interface', statement.getText());
  if (ts.isTypeAliasDeclaration(statement)) return make(statement, 'type', statement.getText());
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((declaration) => {
      const { initializer, type } = declaration;
      const callable = initializer && ts.isArrowFunction(initializer);
      const text = callable
        ? upTo(statement, initializer.body)
        : `export const ${declaration.name.getText()}${type ? `: ${type.getText()}` : ''}`;
      return make(declaration, callable ? 'function' : 'const', text);
    });
  return [];
}

/** @param {ts.Node} node @param {ts.Node | undefined} body */
function upTo(node, body) {
  const start = node.getStart();
  const text = node.getSourceFile().text.slice(start, body ? body.getStart() : node.getEnd());
  return text.replace(/\s*(=>)?\s*$/, '').replace(/;$/, '');
}

/** The head of a class and its public members, without their bodies. @param {ts.ClassDeclaration} node */
function classText(node) {
  const source = node.getSourceFile().text;
  const head = source.slice(node.getStart(), node.members.pos).trim();
  const lines = node.members.flatMap((member) => {
    const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []).map((one) => one.getText()) : [];
    const name = member.name?.getText() ?? 'constructor';
    if (
      name.startsWith('#') ||
      modifiers.includes('private') ||
      modifiers.includes('protected') ||
      modifiers.includes('override')
    )
      return [];
    const body = 'body' in member ? /** @type {ts.Node | undefined} */ (member.body) : undefined;
    const value = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
    const end = body?.getStart() ?? (value ? value.getStart() : member.getEnd());
    const text = source
      .slice(member.getStart(), end)
      .replace(/\s*=?\s*$/, '')
      .replace(/^declare /, '');
    const doc = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
    const first = doc ? ts.getTextOfJSDocComment(doc.comment)?.split('\n')[0] : undefined;
    return [`${first ? `  /** ${first} */\n` : ''}  ${text.replace(/;?$/, ';')}`];
  });
  return `${head}\n${lines.join('\n')}\n}`;
}

/** @param {ts.Node} node */
function docOf(node) {
  const doc = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  const text = (/** @type {ts.JSDoc['comment']} */ comment) => (ts.getTextOfJSDocComment(comment) ?? '').trim();
  const tags = doc?.tags ?? [];
  const named = (/** @type {string} */ name) => tags.filter(({ tagName }) => tagName.text === name);
  return {
    doc: text(doc?.comment),
    throws: named('throws').map((tag) =>
      tag
        .getText()
        .replace(/^@throws\s*/, '')
        .replace(/\s*\n\s*\*\s?/g, ' ')
        .replace(/[\s*]+$/, ''),
    ),
    examples: named('example').map((tag) => cleanExample(tag.getText())),
  };
}

/** @param {string} text */
export function cleanExample(text) {
  return text
    .replace(/^@example[^\S\n]*\n?/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*( |$)/, ''))
    .join('\n')
    .replace(/^```\w*\n|\n?```\s*$/g, '')
    .replace(/[\s*]+$/, '');
}
