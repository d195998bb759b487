/** Colours of lines that are compared: told apart by people who see colours differently, readable on light and on dark. */
export const seriesColors: readonly string[] = [
  'light-dark(#2456c9, #7fa8ff)',
  'light-dark(#b84a00, #ff9f5a)',
  'light-dark(#15713a, #5fd08c)',
  'light-dark(#8a2a86, #e08fdc)',
  'light-dark(#00727d, #4fc9d6)',
  'light-dark(#a3123f, #ff8fab)',
  'light-dark(#6b5a00, #d9c24a)',
  'light-dark(#56606f, #b4bdca)',
];
