import { glsl, type Kind } from '../device/formats';
import type { ProgramSpec, UniformType } from '../device/Program';
import { rowLoop } from '../kernels/inLoop';
import { type ElementType, type Expression, type Leaf, placeOf } from './Expression';
import { type ElementOp, headsOf } from './elementOps';

const vector: Readonly<Record<ElementType, string>> = { float: 'vec4', int: 'ivec4' };

/** What is the same for all rows of a fragment is computed once. */
type Rate = 'fragment' | 'row';

interface Written {
  readonly text: string;
  readonly rate: Rate;
}

/** The program of an expression, for outputs of a kind. */
export function writeProgram(expression: Expression, output: Kind, leaves: readonly Leaf[]): ProgramSpec {
  const uniforms: Record<string, UniformType> = {};
  const hoisted: string[] = [];
  const ops = new Set<ElementOp>();
  const known = [...leaves];

  const hoist = ({ text, rate }: Written, type: ElementType): string => {
    // A name alone is hoisted already.
    if (rate === 'row' || /^\w+$/.test(text)) return text;
    hoisted.push(`${vector[type]} h${hoisted.length} = ${text};`);
    return `h${hoisted.length - 1}`;
  };
  let constants = 0;
  const write = (each: Expression): Written => {
    if (each.kind === 'constant') {
      const name = `c${constants++}`;
      uniforms[name] = each.type;
      return { text: `${vector[each.type]}(${name})`, rate: 'fragment' };
    }
    if (each.kind === 'leaf') {
      const at = placeOf(each, known);
      if (each.access === 'vector') uniforms[`r${at}`] = 'int';
      return { text: `v${at}`, rate: isRowwise(each) ? 'row' : 'fragment' };
    }
    const { op, inputs } = each;
    ops.add(op);
    const written = inputs.map(write);
    const rate: Rate = written.some((w) => w.rate === 'row') ? 'row' : 'fragment';
    const texts = written.map((w, i) => (rate === 'row' ? hoist(w, inputs[i].type) : w.text));
    return {
      text: `(${op.text(
        texts,
        inputs.map((input) => input.type),
      )})`,
      rate,
    };
  };
  const result = write(expression);
  const place = leaves.some((leaf) => leaf.access !== 'same') ? 'locate();' : '';
  const fetches = (rowwise: boolean, row: number | string) =>
    leaves.map((leaf, i) => (isRowwise(leaf) === rowwise ? fetch(leaf, i, row) : '')).join('');
  const value = `${glsl[output].vector}(${result.text})`;
  const head = headsOf(...ops);
  const rowTexts = (rows: number) =>
    Array.from({ length: rows }, (_, row) => `  { ${fetches(true, row)} y${row} = ${value}; }`);
  return {
    name: [...ops].map((op) => op.name).join(' ') || 'fill',
    inputs: Object.fromEntries(leaves.map((leaf, i) => [`x${i}`, leaf.texture.kind])),
    output,
    uniforms,
    head,
    main: (rows) => `
  ivec2 place = ivec2(gl_FragCoord.xy);
  ${place}
  ${fetches(false, 0)}
  ${hoisted.join('\n  ')}
${head.length > longHead ? rowLoop(output, rows, `${fetches(true, 'i')} v = ${value};`) : rowTexts(rows).join('\n')}`,
  };
}

/** Functions so long that eight copies of them would take long to compile. */
const longHead = 400;

const isRowwise = ({ access }: Leaf): boolean => access === 'same' || access === 'column';

/** Reads a leaf: floats as they are, everything else as whole numbers. */
function fetch({ texture, access }: Leaf, i: number, row: number | string): string {
  const type = vector[texture.kind === 'float' ? 'float' : 'int'];
  const from = {
    same: `texelFetch(x${i}, ivec3(place, ${row}), 0)`,
    vector: `x${i}At(r${i}, outTexel)`,
    column: `x${i}Element(outRow + ${row})`,
    scalar: `x${i}At(0, 0).x`,
  };
  return `${type} v${i} = ${type}(${from[access]}); `;
}
