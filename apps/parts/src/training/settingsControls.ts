import { html, type TemplateResult } from 'lit';
import { learningRates, networkNames, optimizerNames, ranges, type TrainingSettings } from './settings';

export interface SettingsControlsOptions {
  readonly texts: {
    readonly networks: Readonly<Record<string, string>>;
    readonly optimizers: Readonly<Record<string, string>>;
  } & Readonly<Record<'network' | 'optimizer' | 'learningRate' | 'batchSize' | 'epochs' | 'seed', string>>;
  /** Whether the network can be chosen: not where several are compared. */
  readonly oneNetwork: boolean;
  readonly disabled: boolean;
  readonly language: string;
  /** A labelled control of the part. */
  readonly control: (key: keyof TrainingSettings, label: string, input: TemplateResult) => unknown;
  readonly onChange: (changed: Partial<TrainingSettings>) => void;
}

/** Controls for everything a training depends on. */
export function settingsControls(
  settings: TrainingSettings,
  { texts, oneNetwork, disabled, language, control, onChange }: SettingsControlsOptions,
): TemplateResult {
  const choose = (
    key: keyof TrainingSettings,
    choices: readonly (readonly [value: string | number, label: string])[],
  ) =>
    control(
      key,
      texts[key],
      html`<select
        ?disabled=${disabled}
        @change=${({ target }: Event & { target: HTMLSelectElement }) => onChange({ [key]: choices[target.selectedIndex][0] })}
      >
        ${choices.map(([value, label]) => html`<option ?selected=${settings[key] === value}>${label}</option>`)}
      </select>`,
    );
  const count = (key: 'epochs' | 'seed') =>
    control(
      key,
      texts[key],
      html`<input
        type="number"
        min=${ranges[key][0]}
        max=${ranges[key][1]}
        ?disabled=${disabled}
        .value=${String(settings[key])}
        @change=${({ target }: Event & { target: HTMLInputElement }) => {
          const [least, most] = ranges[key];
          onChange({ [key]: Math.max(least, Math.min(most, Math.round(target.valueAsNumber) || least)) });
        }}
      />`,
    );
  const numbers = (values: readonly number[]) =>
    values.map((value) => [value, value.toLocaleString(language, { maximumFractionDigits: 6 })] as const);
  return html`<div class="controls">
    ${
      oneNetwork
        ? choose(
            'network',
            networkNames.map((name) => [name, texts.networks[name]]),
          )
        : ''
    }
    ${choose(
      'optimizer',
      optimizerNames.map((name) => [name, texts.optimizers[name]]),
    )}
    ${choose('learningRate', numbers([...new Set([...learningRates, settings.learningRate])].sort((a, b) => a - b)))}
    ${choose('batchSize', numbers([...new Set([8, 16, 32, 64, 128, settings.batchSize])].sort((a, b) => a - b)))}
    ${count('epochs')} ${count('seed')}
  </div>`;
}
