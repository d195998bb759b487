/** The languages the parts speak. */
export type Language = 'en' | 'ko';

/** The same texts in every language: the type of the English ones is that of all. */
export type Translations<T> = Readonly<Record<Language, T>>;

/** The language of the page around an element, also of one within another; English where it is none of ours. */
export function languageOf(element: Element): Language {
  const lang = element.closest('[lang]')?.getAttribute('lang');
  const root = element.getRootNode();
  if (lang === undefined && root instanceof ShadowRoot) return languageOf(root.host);
  return lang?.startsWith('ko') ? 'ko' : 'en';
}
