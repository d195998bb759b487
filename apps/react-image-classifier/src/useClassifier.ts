import { useCallback, useEffect, useRef, useState } from 'react';
import type { Classification, Model, Picture } from 'striate';

/** `loading`: the network is on its way; `ready`: it waits; `busy`: it looks; `failed`: `problem` says why. */
type Status = 'loading' | 'ready' | 'busy' | 'failed';

interface State {
  readonly status: Status;
  /** The most probable classes of the last picture; empty before the first. */
  readonly answers: readonly Classification[];
  readonly problem: string;
}

interface Classifier extends State {
  /** Looks at a picture: a file, an `<img>`, a canvas. A later picture overtakes an earlier one. */
  classify(picture: Picture): Promise<void>;
}

/**
 * A network as a hook. `load` is called once, when the component is there; keep it outside of the component.
 *
 * @example
 * const { status, answers, classify } = useClassifier(loadNetwork);
 */
export function useClassifier(load: () => Promise<Model>): Classifier {
  const [state, setState] = useState<State>({ status: 'loading', answers: [], problem: '' });
  const network = useRef<Promise<Model>>(undefined);
  const latest = useRef(0);

  useEffect(() => {
    network.current ??= load();
    network.current.then(
      () => setState((before) => (before.status === 'loading' ? { ...before, status: 'ready' } : before)),
      (error) => setState({ status: 'failed', answers: [], problem: textOf(error) }),
    );
  }, [load]);

  const classify = useCallback(
    async (picture: Picture) => {
      const mine = ++latest.current;
      const say = (next: State) => mine === latest.current && setState(next);
      setState((before) => ({ ...before, status: 'busy', problem: '' }));
      try {
        network.current ??= load();
        const { classify: look } = await import('striate');
        say({ status: 'ready', answers: await look(await network.current, picture, { topK: 5 }), problem: '' });
      } catch (error) {
        say({ status: 'failed', answers: [], problem: textOf(error) });
      }
    },
    [load],
  );
  return { ...state, classify };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
