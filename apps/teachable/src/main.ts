// The pieces are those of the course's part on transfer learning: where pictures come from, a card for each class, and the classroom,
// which holds the worker with Striate. Here they stand on a page of plain HTML.
import { type GivenImage, ImageInput } from '@striate/parts/kit/ImageInput';
import { ClassCard, type TaughtClass } from '@striate/parts/transferLearning/ClassCard';
import { Classroom } from '@striate/parts/transferLearning/Classroom';
import { drawBars } from './bars';

const leastPictures = 5;
const mostClasses = 4;
const epochs = 20;

const find = <E extends Element>(selector: string, type: new () => E): E => {
  const found = document.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`There is no ${selector} on the page.`);
};
const button = (id: string) => find(`#${id}`, HTMLButtonElement);

const input = find('striate-image-input', ImageInput);
const classes: TaughtClass[] = [1, 2].map((number) => ({ name: `Class ${number}`, pictures: [] }));

// A controller of Lit, with a host that draws the page by hand.
const room = new Classroom({
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => draw(),
  updateComplete: Promise.resolve(true),
});

function draw(): void {
  const { busy, names, guess, training, outcome, problem, cancelled, opened } = room;
  const few = classes.some(({ pictures }) => pictures.length < leastPictures);
  const unfreezes = find('#unfreeze', HTMLInputElement).checked;
  button('train').disabled = busy || few;
  button('add').disabled = busy || classes.length >= mostClasses;
  button('cancel').hidden = !busy;
  for (const id of ['keras', 'safetensors']) button(id).disabled = busy || names.length === 0;
  const done = training.epochs.length / (epochs * (unfreezes ? 2 : 1));
  find('#progress', HTMLProgressElement).value = busy ? done : outcome ? 1 : 0;
  const percent = (share: number) => share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });
  const told = outcome && `${percent(outcome.accuracy)} right on ${outcome.heldOut} pictures held out of the training.`;
  const learning = `Epoch ${training.epochs.length}: loss ${training.losses.flatMap((line) => line.at(-1) ?? [])[0]?.toFixed(3) ?? '…'}`;
  const needs = few ? `Each class needs ${leastPictures} pictures or more.` : 'Ready to train.';
  find('#status', HTMLElement).textContent =
    problem || (busy ? learning : cancelled ? 'Cancelled.' : opened ? `${opened} is open.` : (told ?? needs));
  drawBars(find('#bars', HTMLElement), names, guess);
}

function drawClasses(): void {
  const cards = classes.map((value, i) => {
    const card = new ClassCard();
    Object.assign(card, { value, number: i + 1, source: input, removable: classes.length > 2 });
    card.addEventListener('change', (event) => {
      classes[i] = (event as CustomEvent<TaughtClass>).detail;
      draw();
    });
    card.addEventListener('remove', () => {
      classes.splice(i, 1);
      drawClasses();
    });
    return card;
  });
  find('#classes', HTMLElement).replaceChildren(...cards);
  draw();
}

input.addEventListener('image', (event) => room.ask((event as CustomEvent<GivenImage>).detail.image));
button('add').addEventListener('click', () => {
  classes.push({ name: `Class ${classes.length + 1}`, pictures: [] });
  drawClasses();
});
button('train').addEventListener('click', () => {
  const unfreeze = find('#unfreeze', HTMLInputElement).checked ? 'block' : 'nothing';
  void room.learn(classes, { backbone: 'resNetCifar20', seed: 1, epochs, unfreeze, learningRate: 1e-3 });
});
button('cancel').addEventListener('click', () => room.cancel());
button('keras').addEventListener('click', () => room.save('keras'));
button('safetensors').addEventListener('click', () => room.save('safetensors'));
find('#open', HTMLInputElement).addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) void room.openFile(target.files?.[0]);
});

drawClasses();
void room.open('resNetCifar20');
