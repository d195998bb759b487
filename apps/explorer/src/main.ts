import '@striate/parts/app.css';
import './explorer.css';
import '@striate/parts/kit/ImageInput';
import '@striate/parts/networkExplorer/NetworkExplorer';
import type { ImageInput } from '@striate/parts/kit/ImageInput';
import { architectures, openModelFile } from '@striate/parts/kit/openModelFile';
import type { NetworkExplorer } from '@striate/parts/networkExplorer/NetworkExplorer';
import { type Model, type NetworkName, plotModel } from 'striate';
import { lookAt } from './lookAt';

function find<E extends Element>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

const form = find<HTMLFormElement>('#open');
const file = find<HTMLInputElement>('[name=file]');
const architecture = find<HTMLSelectElement>('[name=architecture]');
const pictures = find<ImageInput>('striate-image-input');
const explorer = find<NetworkExplorer>('striate-network-explorer');
let model: Model | undefined;

architecture.append(new Option('—', ''), ...architectures.map((name) => new Option(name, name)));

function say(text: string): void {
  find('#state').textContent = text;
}

/** Opens a model file and shows what is in it. */
async function open(given: File): Promise<void> {
  say(`Opening ${given.name} …`);
  try {
    const chosen = architectures.find((name): name is NetworkName => name === architecture.value);
    const opened = await openModelFile(given, chosen);
    model = opened;
    find('#name').textContent = `${opened.name}, ${opened.countParams().toLocaleString('en')} parameters`;
    find('#summary').textContent = opened.summaryText();
    find('#graph').innerHTML = plotModel(opened, { showShapes: true, showLayerNames: true });
    find<HTMLElement>('#inside').hidden = false;
    say(`${given.name} is open.`);
    await look();
    // Models of other things than pictures have a graph, and no feature maps to look at.
    explorer.hidden = opened.inputs[0]?.shape.length !== 4;
    if (explorer.hidden) return;
    explorer.model = opened;
    await explorer.start();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

/** Shows where a classifier looks. */
async function look(): Promise<void> {
  const panel = find<HTMLElement>('#look');
  const isClassifier = model?.inputs[0]?.shape.length === 4 && model.outputs[0]?.shape.length === 2;
  panel.hidden = !isClassifier;
  if (!model || !isClassifier || !pictures.image) return;
  try {
    find('#answer').textContent = await lookAt(model, pictures.image, find<HTMLCanvasElement>('#heat'));
  } catch (error) {
    find('#answer').textContent = error instanceof Error ? error.message : String(error);
  }
}

form.addEventListener('change', () => {
  const chosen = file.files?.[0];
  if (chosen) void open(chosen);
});
pictures.addEventListener('image', () => void look());
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const dropped = event.dataTransfer?.files[0];
  // Pictures are for the picture's own place.
  if (dropped && !dropped.type.startsWith('image/')) void open(dropped);
});
