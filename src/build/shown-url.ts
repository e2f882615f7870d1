/** What stands in front of a host; a password may hold a `/`, though that makes it no URL. */
const CREDENTIALS = /\b([a-z][a-z\d+.-]*:\/\/)([^/?#\s]*|[^/?#\s:[]*:(?!\d*(?:[/?#\s]|$))\S*)@/gi;

/** Text with the credentials of its URLs left out, as messages may show it: of ssh the user's name stays, which is no secret there. */
export function shownUrl(text: string): string {
  return text.replace(CREDENTIALS, (_, scheme: string, credentials: string) =>
    scheme === 'ssh://' ? `${scheme}${credentials.replace(/:.*/, ':…')}@` : `${scheme}…@`,
  );
}
