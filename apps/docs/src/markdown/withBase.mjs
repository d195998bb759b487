/**
 * Pages link to each other from the root (`/course/pooling/`), in Markdown as in tags of MDX. Where the site is in a folder
 * (`BASE=/striate`), this puts the folder in front.
 *
 * @param {{ base: string }} options
 */
export function withBase({ base }) {
  const prefix = base.replace(/\/$/, '');
  const moved = (/** @type {unknown} */ link) =>
    typeof link === 'string' && link.startsWith('/') && !link.startsWith('//') ? prefix + link : link;
  /** @param {any} node */
  const visit = (node) => {
    for (const name of ['href', 'src']) {
      if (node.properties?.[name]) node.properties[name] = moved(node.properties[name]);
      for (const attribute of node.attributes ?? [])
        if (attribute.name === name) attribute.value = moved(attribute.value);
    }
    node.children?.forEach(visit);
  };
  return prefix ? visit : () => undefined;
}
