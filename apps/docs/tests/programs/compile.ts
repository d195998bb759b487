// TypeScript programs that are in no file of their own, compiled as the files of one program.
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * What the compiler says of the programs, each line beginning with the program's name.
 *
 * @param programs their names and texts
 */
export function compile(programs: ReadonlyMap<string, string>): string[] {
  const config = join(import.meta.dirname, '../../tsconfig.json');
  const parsed = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    dirname(config),
  );
  const options = { ...parsed.options, noUnusedLocals: false };
  // Beside this file, so that they find the packages that it finds.
  const pathOf = (name: string) => join(import.meta.dirname, `${name.replace(/[^\w.]+/g, '+')}.ts`);
  const texts = new Map([...programs].map(([name, text]) => [pathOf(name), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile.call(host, path, version) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...programs.keys()].flatMap((name) => {
    const file = program.getSourceFile(pathOf(name));
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}
