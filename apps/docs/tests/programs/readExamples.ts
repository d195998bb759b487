// The examples in the doc blocks of the packages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packagesFolder } from '../../scripts/reference/packagesFolder.mjs';
import { cleanExample } from '../../scripts/reference/readExports.mjs';

export type Example = {
  /** The file from the packages' folder, what is documented, and which of its examples this is. */
  name: string;
  /** The package's folder. */
  pack: string;
  /** The file, and what is documented in it: an export, or a member of one (`Dataset.map`). */
  file: string;
  symbol: string;
  code: string;
};

/** Every `@example` of the packages, of members and of what only a package itself uses, too. */
export function readExamples(): Example[] {
  return readdirSync(packagesFolder).flatMap((pack) =>
    readdirSync(join(packagesFolder, pack, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .sort()
      .flatMap((path) => examplesOf(pack, path)),
  );
}

function examplesOf(pack: string, path: string): Example[] {
  const text = readFileSync(join(packagesFolder, pack, 'src', path), 'utf8');
  if (!text.includes('@example')) return [];
  const examples: Example[] = [];
  const visit = (node: ts.Node, owner: string) => {
    const name = nameOf(node);
    const here = name ? [owner, name].filter(Boolean).join('.') : owner;
    // TypeScript hangs them on the nodes that they document.
    for (const doc of ts.canHaveModifiers(node) ? ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc) : [])
      for (const tag of (doc.parent === node && doc.tags) || [])
        if (tag.tagName.text === 'example')
          examples.push({
            name: `${pack}/${path} ${here} ${examples.length}`,
            pack,
            file: join(packagesFolder, pack, 'src', path),
            symbol: here,
            code: cleanExample(tag.getText()),
          });
    ts.forEachChild(node, (child) => visit(child, here));
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), '');
  return examples;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0].name.getText();
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isClassElement(node))
    return node.name?.getText();
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return node.name.text;
  return undefined;
}
