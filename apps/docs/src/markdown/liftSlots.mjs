/**
 * A `<Fragment slot="hint">…</Fragment>` written right under a line of text belongs to that paragraph, for MDX, and would be
 * shown as part of it. This lifts it out, so that the component around gets its slot.
 */
export function liftSlots() {
  const isSlot = (/** @type {any} */ node) =>
    node.type === 'mdxJsxTextElement' &&
    node.attributes.some((/** @type {{ name?: string }} */ { name }) => name === 'slot');
  const lifted = (/** @type {any} */ slot) => ({
    ...slot,
    type: 'mdxJsxFlowElement',
    children: [{ type: 'paragraph', children: slot.children }],
  });
  /** @param {any} node */
  const visit = (node) => {
    if (!node.children) return;
    node.children = node.children.flatMap((/** @type {any} */ child) => {
      visit(child);
      if (child.type !== 'paragraph' || !child.children.some(isSlot)) return child;
      const text = child.children.filter((/** @type {any} */ part) => !isSlot(part));
      return [{ ...child, children: text }, ...child.children.filter(isSlot).map(lifted)];
    });
  };
  return visit;
}
