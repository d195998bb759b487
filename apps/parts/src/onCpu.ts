// What takes a page milliseconds starts at once on the CPU: no shaders to compile, no race between backends. Long work goes
// to a worker, which chooses for itself.
import { cpu, setBackend } from 'striate';

setBackend(cpu());
