// What runs in the page: Node.js calls the functions of `window.striateBench`, each in a fresh page.
import type { Bench } from '../contract';
import { cases } from './cases';
import { enterOurs, enterTfjs, variantOf } from './enter';
import { installGlMeter, readGl } from './glMeter';
import { loadTfjs } from './libraries';
import { runChoice } from './runChoice';
import { runRace } from './runRace';

declare global {
  interface Window {
    striateBench: Bench;
  }
}

installGlMeter();

window.striateBench = {
  variants: (name) => cases[name].variants.map((variant) => variant.name),
  choose: runChoice,
  race: runRace,
  async first(name, peer) {
    const entrants = await cases[name].prepare();
    const tf = await loadTfjs();
    const {
      name: owner,
      firstMs,
      first,
    } = await (peer === null ? enterOurs(entrants) : enterTfjs(entrants, tf, name, variantOf(name, peer)));
    return { firstMs, values: Array.from(first), gl: readGl(owner) };
  },
};
