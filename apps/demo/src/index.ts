// `npm run demo`: trains LeNet-5 on handwritten digits, tests it and writes a report.
import { runDemo } from './demo';
import { readOptions, UsageError, usage } from './options';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(usage);
  else await runDemo(options);
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else console.error(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
