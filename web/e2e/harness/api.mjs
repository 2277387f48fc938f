/** Somebody who speaks to the API as a browser does: with cookies and the token against forged requests. */
export class Api {
  constructor(url) {
    this.url = url;
    this.cookies = new Map();
  }

  get = (path) => this.ask('GET', path);
  post = (path, body = {}) => this.ask('POST', path, body);
  patch = (path, body, headers) => this.ask('PATCH', path, body, headers);
  delete = (path) => this.ask('DELETE', path);

  /** The answer's body. What is not a success throws. */
  async ask(method, path, body, headers) {
    const response = await this.send(method, path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** The whole answer, for those who expect a refusal. */
  async send(method, path, body, headers = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(cookie && { Cookie: cookie }),
        ...(this.cookies.has('kith_csrf') && {
          'X-CSRF-Token': decodeURIComponent(this.cookies.get('kith_csrf')),
        }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** The first record of a list whose title is this. */
  async find(plural, title) {
    const { data } = await this.get(`/${plural}?limit=200`);
    const found = data.find((record) => record.title === title);
    if (!found) throw new Error(`There is no ${title} among the ${plural}.`);
    return found;
  }

  /** What a browser needs to be signed in as this person. */
  browserCookies() {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: this.url }));
  }
}
