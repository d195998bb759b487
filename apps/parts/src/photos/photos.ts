/** Photographs that every part may use, by name: where they are. Their authors and licences are in README.md beside this file. */
export const photos = {
  cat: new URL('./chelsea.jpg', import.meta.url).href,
  coffee: new URL('./coffee.jpg', import.meta.url).href,
  astronaut: new URL('./astronaut.jpg', import.meta.url).href,
};

export type PhotoName = keyof typeof photos;

export const photoNames = Object.keys(photos) as PhotoName[];
