/**
 * Keeps the sizes of the text in one piece: no line ends within “3 × 3”. The spaces around a times sign between two numbers
 * become such as do not break.
 */
export function keepSizes() {
  /** @param {any} node */
  const visit = (node) => {
    if (node.tagName === 'code' || node.tagName === 'pre') return;
    if (node.type === 'text') node.value = node.value.replace(/(?<=\d) × (?=\d)/g, '\u00a0×\u00a0');
    node.children?.forEach(visit);
  };
  return visit;
}
