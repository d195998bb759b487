// Which export is on which page: a page a folder of a package; the ops a page a file; the layers a page a family.

const layerFamilies = [
  ['convolutions', /conv/i],
  ['pooling', /pool/i],
  ['normalization', /norm/i],
  ['recurrent', /rnn|lstm|gru|recurrent|bidirectional|cell|timeDistributed/i],
  ['attention', /attention|embedding/i],
  ['activations', /relu|softmax|activation|elu$/i],
  ['shapes', /reshape|flatten|permute|repeat|crop|padding|upsampl|resiz/i],
  ['merging', /add|concat|average|multiply|subtract|maximum|minimum|dot|merge/i],
  ['augmentation', /random|mix|augment|rescal|normaliz|preprocess/i],
  ['regularization', /drop|noise|regulariz/i],
];

/** @param {string} pack @param {string} file */
export function pageOf(pack, file) {
  const parts = file.replace(/\.ts$/, '').split('/');
  const name = /** @type {string} */ (parts.pop());
  if (pack === 'tensor' && parts[0] === 'ops') return `tensor/ops/${kebab(parts[1] ?? name)}`;
  if (pack === 'layers' && parts[0] === 'layers') {
    const place =
      parts[1] ?? layerFamilies.find(([, pattern]) => /** @type {RegExp} */ (pattern).test(name))?.[0] ?? 'core';
    return `layers/layers/${kebab(String(place))}`;
  }
  return `${pack}/${parts.map(kebab).join('/') || 'main'}`;
}

const kebab = (/** @type {string} */ text) => text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** @param {string} page */
export function titleOf(page) {
  const parts = page.split('/');
  const [pack] = parts;
  if (pack === parts[1]) return `${parts[2]} (${pack})`;
  const name = parts.slice(1).join(' / ').replaceAll('-', ' ');
  return name === 'main' ? `@striate/${pack}` : `${pack}: ${name}`;
}
