const names: readonly (readonly [timm: string, torchvision: string])[] = [
  ['pre_logits.fc1.', 'classifier.0.'],
  ['pre_logits.fc2.', 'classifier.3.'],
  ['head.fc.', 'classifier.6.'],
];

/** The names of timm's VGG networks as torchvision's, which ours have: a `rename` for `loadStateDict`. */
export function timmVggNames(name: string): string {
  const found = names.find(([timm]) => name.startsWith(timm));
  return found ? found[1] + name.slice(found[0].length) : name;
}
