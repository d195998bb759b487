import type { Remote } from 'comlink';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { download } from '../kit/download';
import type { BackboneName } from './backbones';
import type { TaughtClass } from './ClassCard';
import type { Lesson, Outcome, Progress } from './Lesson';
import { digitCount, digits, photoSamples, type SampleSet, shapeSamples } from './sampleSets';
import { further, noTraining, type Training } from './Training';
import type { Teach } from './teach';

/** The settings of a lesson. */
export type Settings = Pick<Lesson, 'backbone' | 'seed' | 'epochs' | 'unfreeze' | 'learningRate'>;

/**
 * What a page with a teachable network has to remember: the worker, its training, its model and its answer to the last picture.
 * A controller of Lit: its host is drawn again when something here changes.
 */
export class Classroom implements ReactiveController {
  /** The curves and the blocks of the last training. */
  training: Training = noTraining;
  outcome: Outcome | undefined;
  busy = false;
  /** The last training was cancelled. */
  cancelled = false;
  /** The name of the file that was opened in place of a training. */
  opened = '';
  problem = '';
  /** The classes of the model that answers now; none before there is one. */
  names: readonly string[] = [];
  /** Its answer to the last picture. */
  guess: readonly number[] | undefined;
  readonly #host: ReactiveControllerHost;
  #worker: Worker | undefined;
  #teach: Remote<Teach> | undefined;
  #picture: ImageData | undefined;
  #asking = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#teach = undefined;
  }

  /** Starts the worker, which loads the network. */
  async open(backbone: BackboneName): Promise<void> {
    const { wrap } = await import('comlink');
    this.#worker ??= new Worker(new URL('./teach.worker.ts', import.meta.url), { type: 'module' });
    this.#teach ??= wrap<Teach>(this.#worker);
    this.#change({ training: { ...noTraining, blocks: await this.#teach.blocks(backbone) } });
  }

  /** Classes that come with the page, by names that `nameOf` translates. */
  async samples(set: SampleSet, seed: number, nameOf: (key: string) => string): Promise<TaughtClass[]> {
    if (set !== 'digits') {
      const found = set === 'photos' ? await photoSamples(seed) : shapeSamples(seed);
      return found.map(({ name, pictures }) => ({ name: nameOf(name), pictures }));
    }
    const found = (await this.#teach?.digits(digits, digitCount)) ?? [];
    return found.map((pictures, i) => ({ name: String(digits[i]), pictures }));
  }

  async learn(classes: readonly TaughtClass[], settings: Settings): Promise<void> {
    const { proxy } = await import('comlink');
    const before = this.training;
    const training = { ...noTraining, blocks: before.blocks };
    this.#change({ busy: true, cancelled: false, opened: '', problem: '', training });
    const classNames = distinct(classes.map(({ name }) => name));
    const pictures = classes.flatMap((each) => each.pictures);
    const labels = classes.flatMap((each, i) => each.pictures.map(() => i));
    const report = proxy((progress: Progress) => this.#change({ training: further(this.training, progress) }));
    try {
      const outcome = await this.#teach?.learn({ ...settings, classNames, pictures, labels }, report);
      this.#change({ outcome, names: classNames });
    } catch (error) {
      const cancelled = error instanceof Error && error.name === 'AbortError';
      this.#change({ training: before, cancelled, problem: cancelled ? '' : textOf(error) });
    } finally {
      this.#change({ busy: false });
    }
    await this.ask(this.#picture);
  }

  cancel(): void {
    void this.#teach?.cancel();
  }

  /** Asks what the newest picture shows, one question at a time: those that come in between are passed over. */
  async ask(picture: ImageData | undefined): Promise<void> {
    this.#picture = picture;
    if (!picture || this.#asking || this.busy || this.names.length === 0) return;
    this.#asking = true;
    try {
      this.#change({ guess: await this.#teach?.predict(picture) });
    } catch (error) {
      this.#change({ problem: textOf(error) });
    } finally {
      this.#asking = false;
    }
    if (this.#picture !== picture) void this.ask(this.#picture);
  }

  /** Gives the visitor the model as a file. */
  async save(format: 'keras' | 'safetensors'): Promise<void> {
    const bytes = await this.#teach?.save(format);
    if (bytes) download(bytes, `classes.${format}`);
  }

  /** Takes the model of a `.keras` file in place of what was learned. */
  async openFile(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const names = (await this.#teach?.open(new Uint8Array(await file.arrayBuffer()))) ?? [];
      this.#change({ names, outcome: undefined, guess: undefined, problem: '', opened: file.name });
      await this.ask(this.#picture);
    } catch (error) {
      this.#change({ problem: textOf(error) });
    }
  }

  #change(change: Partial<Classroom>): void {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Two classes of the same name would be one to the library. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`));
}
