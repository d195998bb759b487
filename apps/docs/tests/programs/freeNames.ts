import ts from 'typescript';

/** The names that a program uses and does not declare. Scopes are not told apart: an example is too short for it. */
export function freeNames(code: string): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) (isDeclared(node) ? declared : isReference(node) ? used : undefined)?.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('example.ts', `${code}\nexport {};`, ts.ScriptTarget.Latest, true));
  return [...used].filter((name) => !declared.has(name));
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return 'name' in parent && parent.name === node && !isMember(parent) && !ts.isShorthandPropertyAssignment(parent);
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return !(isMember(parent) && parent.name === node);
}

const isMember = (node: ts.Node): node is ts.PropertyAccessExpression | ts.PropertyAssignment | ts.ClassElement =>
  ts.isPropertyAccessExpression(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isClassElement(node) ||
  ts.isTypeElement(node);
