/** The address of a page of this site in a language: `pageLink('ko', 'zoo/')` is `/ko/zoo/`, below the site's folder. */
export function pageLink(locale: string | undefined, path: string): string {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return `${base}/${locale === 'ko' ? 'ko/' : ''}${path}`;
}
