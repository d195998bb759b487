import ts from 'typescript';

/** A value that an example shows with the comment beside it. */
export type Shown = { expression: string; comment: string; value: unknown };

/**
 * Runs an example and gives its statements that are values with a comment: `padded.shape; // [1, 4]`.
 *
 * @param values what the example takes from outside, by name
 */
export async function runExample(code: string, values: ReadonlyMap<string, unknown>): Promise<Shown[]> {
  const shown: Shown[] = [];
  const file = ts.createSourceFile('example.ts', `${code}\nexport {};`, ts.ScriptTarget.Latest, true);
  let marked = code;
  for (const statement of file.statements.toReversed()) {
    const comment = /^[^\S\n]*\/\/ (.*)/.exec(code.slice(statement.end))?.[1];
    if (!ts.isExpressionStatement(statement) || comment === undefined) continue;
    const [from, to] = [statement.expression.getStart(), statement.expression.end];
    const expression = code.slice(from, to);
    const record = `record(${JSON.stringify({ expression, comment })}, (${expression}))`;
    marked = marked.slice(0, from) + record + marked.slice(to);
  }
  const { outputText } = ts.transpileModule(`async function example() {\n${marked}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const record = (what: Omit<Shown, 'value'>, value: unknown) => shown.push({ ...what, value });
  await new Function(...values.keys(), 'record', `${outputText}\nreturn example();`)(...values.values(), record);
  return shown;
}
