import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * The names a file defines: exported functions and constants, the keys of the object literals that top-level constants
 * hold and exported functions return with `satisfies` (tables of kernels and cases), and what `name: '…'` or `op: '…'`
 * says anywhere. Imports, re-exports, uses and local variables do not count.
 */
export function definitions(path: string, text = readFileSync(path, 'utf8')): Set<string> {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && isExported(statement)) {
      add(statement.name);
      for (const line of statement.body?.statements ?? []) {
        const table = ts.isReturnStatement(line) && line.expression;
        if (table && ts.isSatisfiesExpression(table)) addKeys(table);
      }
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (isExported(statement)) add(name);
      if (initializer) addKeys(initializer);
    }
  }
  addNamed(file);
  return names;

  function add(name: ts.Node | undefined): void {
    if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name))) names.add(name.text);
  }

  function addKeys(node: ts.Expression): void {
    const value = bare(node);
    if (ts.isCallExpression(value)) value.arguments.forEach(addKeys);
    if (!ts.isObjectLiteralExpression(value)) return;
    for (const property of value.properties) {
      if (ts.isSpreadAssignment(property)) addKeys(property.expression);
      else add(property.name);
    }
  }

  function addNamed(node: ts.Node): void {
    if (
      ts.isPropertyAssignment(node) &&
      /^(name|op)$/.test(node.name.getText(file)) &&
      ts.isStringLiteral(node.initializer)
    ) {
      names.add(node.initializer.text);
    }
    ts.forEachChild(node, addNamed);
  }
}

/** What a contents page lets through: from which module, and which names, or all. */
export function reexports(path: string): { from: string; names: Set<string> | 'all' }[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) return [];
    const { exportClause, moduleSpecifier } = statement;
    const named =
      exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
    return [
      { from: (moduleSpecifier as ts.StringLiteral).text, names: exportClause ? new Set(named) : ('all' as const) },
    ];
  });
}

function isExported(node: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The expression inside `as`, `satisfies` and parentheses. */
function bare(node: ts.Expression): ts.Expression {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) {
    return bare(node.expression);
  }
  return node;
}
